/* The few things that HTML cannot do by itself. Every page works without this file. */

// A select that shows something at once: the button beside it is for those without script.
for (const form of document.querySelectorAll("form[data-at-once]")) {
  form.querySelector("button").hidden = true;
  form.addEventListener("change", () => form.requestSubmit());
}

// Copying a line: the button appears only where the browser can do it.
for (const button of document.querySelectorAll("button[data-copy]")) {
  if (!navigator.clipboard) continue;
  button.hidden = false;
  const said = button.querySelector("[role=status]") ?? button;
  const before = said.textContent;
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(document.getElementById(button.dataset.copy).textContent.trim());
    said.textContent = button.dataset.copied;
    setTimeout(() => (said.textContent = before), 2000);
  });
}

// A tab or place that stands out of sight at phone width is brought into view.
for (const here of document.querySelectorAll(".tabs [aria-current], .places [aria-current]")) {
  const line = here.closest("nav");
  if (line.scrollWidth > line.clientWidth) line.scrollLeft = here.offsetLeft - line.clientWidth / 3;
}
