/* Copying a line: the button appears only where the browser can do it. */
export function offerCopying(part) {
  for (const button of part.querySelectorAll("button[data-copy]")) {
    if (!navigator.clipboard || !button.hidden) continue;
    button.hidden = false;
    const said = button.querySelector("[role=status]") ?? button;
    const before = said.textContent;
    button.addEventListener("click", async () => {
      await navigator.clipboard.writeText(document.getElementById(button.dataset.copy).textContent.trim());
      said.textContent = button.dataset.copied;
      setTimeout(() => (said.textContent = before), 2000);
    });
  }
}
