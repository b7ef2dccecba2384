/* The desk asks the server for parts of a page: progress, a preview, a saved draft. */
import htmx from "htmx.org/dist/htmx.esm.js";
import "./autosave.js";
import "./grid.js";

htmx.config.allowEval = false; // the content security policy forbids it, and nothing here needs it
htmx.config.includeIndicatorStyles = false; // they would be an inline style
htmx.config.selfRequestsOnly = true;
window.htmx = htmx;
