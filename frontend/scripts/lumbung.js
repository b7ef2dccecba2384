/* The few things that HTML cannot do by itself. Every page works without this file. */
import { offerCopying } from "./copying.js";

// A select that shows something at once: the button beside it is for those without script.
for (const form of document.querySelectorAll("form[data-at-once]")) {
  form.querySelector("button").hidden = true;
  form.addEventListener("change", () => form.requestSubmit());
}

offerCopying(document);

// A tab or place that stands out of sight at phone width is brought into view.
for (const here of document.querySelectorAll(".tabs [aria-current], .places [aria-current]")) {
  const line = here.closest("nav");
  if (line.scrollWidth > line.clientWidth) line.scrollLeft = here.offsetLeft - line.clientWidth / 3;
}
