/* A table of inputs: several cells pasted from a spreadsheet fill the cells from here on, and rows
   are added as they are needed. Without this the page has some empty rows and a box to paste into. */
for (const table of document.querySelectorAll("table[data-grid]")) {
  const body = table.tBodies[0];
  const rows = () => [...body.rows].filter((row) => !row.classList.contains("said"));
  const cells = (row) => [...row.querySelectorAll("td > input:not([type=checkbox])")];

  function added() {
    const all = rows();
    const last = all[all.length - 1];
    const row = last.cloneNode(true);
    row.classList.remove("faulty");
    const number = all.length;
    row.cells[0].textContent = Number(last.cells[0].textContent) + 1;
    for (const input of row.querySelectorAll("input")) {
      input.removeAttribute("aria-invalid");
      input.removeAttribute("aria-describedby");
      input.setAttribute("aria-label", input.getAttribute("aria-label").replace(/\d+$/, row.cells[0].textContent));
      if (input.type === "checkbox") {
        input.value = number;
        input.checked = false;
      } else {
        input.value = "";
      }
    }
    body.append(row);
    return row;
  }

  table.addEventListener("paste", (event) => {
    const text = event.clipboardData.getData("text");
    const here = event.target.closest("input");
    if (!here || !/[\t\n]/.test(text.replace(/\r?\n$/, ""))) return; // one cell: the browser's own way
    event.preventDefault();
    const lines = text.replace(/\r?\n$/, "").split(/\r?\n/);
    const all = rows();
    const row = here.closest("tr");
    const column = cells(row).indexOf(here);
    let at = all.indexOf(row);
    for (const line of lines) {
      const into = cells(rows()[at] ?? added());
      line.split("\t").forEach((value, place) => {
        if (into[column + place]) into[column + place].value = value.trim();
      });
      at += 1;
    }
    here.dispatchEvent(new Event("input", { bubbles: true }));
  });

  const button = table.closest("form")?.querySelector("[data-add-row]");
  if (button) {
    button.hidden = false;
    button.addEventListener("click", () => cells(added())[0].focus());
  }
}
