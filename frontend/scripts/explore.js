/* Exploring without reloading: a choice asks at once and only the answer is swapped, so that the
   focus stays where it is. Without this file the form has a button and the page works the same. */
import htmx from "htmx.org/dist/htmx.esm.js";
import { offerCopying } from "./copying.js";

htmx.config.allowEval = false; // the content security policy forbids it, and nothing here needs it
htmx.config.includeIndicatorStyles = false; // they would be an inline style
htmx.config.selfRequestsOnly = true;
htmx.config.historyCacheSize = 0; // going back asks for the page: form and answer then agree
htmx.config.refreshOnHistoryMiss = true;
htmx.config.responseHandling = [
  { code: "204", swap: false },
  { code: "[23]..", swap: true },
  { code: "4(13|22)", swap: true }, // what was refused is told in the answer's place
  { code: "[45]..", swap: false, error: true },
];

const form = document.querySelector("form[data-explore]");
form.querySelector(".actions button").hidden = true;
form.setAttribute("hx-get", form.getAttribute("action"));
form.setAttribute("hx-trigger", "change delay:150ms, submit");
form.setAttribute("hx-target", "#hasil");
form.setAttribute("hx-select", "#hasil");
form.setAttribute("hx-select-oob", "#kabar");
form.setAttribute("hx-swap", "outerHTML");
form.setAttribute("hx-push-url", "true");
form.setAttribute("hx-sync", "this:replace");
htmx.process(form);

// The address stays short: what is empty or goes without saying is left out, and codes of one list
// stand together.
const USUAL = { calc: "value", of: "column", show: "table" };
form.addEventListener("htmx:configRequest", (event) => {
  const asked = event.detail.formData;
  for (const name of new Set([...asked.keys()])) {
    const words = asked.getAll(name).filter(Boolean).join(",");
    asked.delete(name);
    if (name === "rows" || (words && words !== USUAL[name])) asked.append(name, words);
  }
});

// While an answer is on its way the old one is said to be busy; one that never came is told.
form.addEventListener("htmx:beforeRequest", () => document.getElementById("hasil").setAttribute("aria-busy", "true"));
for (const failed of ["htmx:sendError", "htmx:responseError"]) {
  form.addEventListener(failed, () => form.submit());
}

function renewed(part) {
  offerCopying(part);
  const keep = part.querySelector("form[data-keep]");
  if (!keep) return;
  keep.setAttribute("hx-post", keep.getAttribute("action"));
  keep.setAttribute("hx-target", "#tautan");
  keep.setAttribute("hx-select", "#tautan");
  keep.setAttribute("hx-swap", "outerHTML");
  htmx.process(keep);
}

// What a list says of itself while it is closed follows what is ticked.
for (const list of form.querySelectorAll("details.ticks")) {
  const said = list.querySelector("summary small");
  const all = said.dataset.all;
  list.addEventListener("change", () => {
    const ticked = [...list.querySelectorAll("input:checked")].map((box) => box.parentElement.textContent.trim());
    said.textContent = ticked.length ? ticked.join(", ") : all;
  });
}

// At phone width the answer is seen first; the lists are one touch away.
if (matchMedia("(max-width: 40rem)").matches) form.querySelector(".frame-of-lists").open = false;

renewed(document);
htmx.onLoad(renewed);
