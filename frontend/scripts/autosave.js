/* A form that saves itself: after each pause in typing, on leaving a field, on leaving the page.
   What has not reached the server stays in this browser and is offered again after a crash.
   Which questions are asked, what lacks and what is wrong is decided by the server alone. */

const PAUSE = 1200; // milliseconds after the last key
const AGAIN = [3000, 6000, 12000, 30000]; // after a failure
const KEPT_FOR = 14 * 24 * 3600 * 1000;
const OURS = new Set(["csrfmiddlewaretoken", "_revision", "_note", "_children"]);

for (const form of document.querySelectorAll("form[data-autosave]")) begin(form);
forgetOld();

function begin(form) {
  const name = `lumbung:${form.dataset.autosave}`;
  const sign = form.querySelector("[data-saved]");
  const words = sign.dataset;
  let reached = spelled(form); // what the server has
  let revision = form.elements._revision.value;
  let timer = 0;
  let failures = 0;
  let inFlight = Promise.resolve();
  let clash = "";
  let left = false;

  const isDirty = () => spelled(form) !== reached;
  const tell = (text, tone = "") => {
    sign.textContent = text;
    sign.className = `saved ${tone}`;
  };

  function remember() {
    try {
      localStorage.setItem(name, JSON.stringify({ at: Date.now(), revision, values: entries(form) }));
    } catch {
      // A full or forbidden store: the answers still go to the server.
    }
  }

  function changed(pause) {
    if (!isDirty()) return;
    remember();
    if (!failures) tell(words.wordsUnsaved);
    clearTimeout(timer);
    timer = setTimeout(save, failures ? AGAIN[Math.min(failures, AGAIN.length) - 1] : pause);
  }

  function save({ leaving = false } = {}) {
    clearTimeout(timer);
    if (leaving) return send(true);
    inFlight = inFlight.then(() => send(false)); // one after the other, so that each builds on the last
    return inFlight;
  }

  async function send(leaving) {
    if (!isDirty() || left) return;
    const posted = spelled(form);
    const body = new URLSearchParams(new FormData(form));
    body.set("_revision", revision);
    try {
      const answer = await fetch(form.action, {
        method: "POST",
        body,
        keepalive: leaving && body.toString().length < 60_000, // browsers take no more on leaving
        redirect: "manual",
        headers: { Accept: "application/json" },
      });
      if (answer.type === "opaqueredirect" || answer.status === 403) return loggedOut();
      const state = await answer.json();
      if (state.revision) arrived(posted, state);
      else refused(state);
    } catch {
      failures += 1;
      tell(words.wordsAgain, "fault");
      timer = setTimeout(save, AGAIN[Math.min(failures, AGAIN.length) - 1]);
    }
  }

  function arrived(posted, state) {
    const untouched = spelled(form) === posted;
    failures = 0;
    revision = form.elements._revision.value = state.revision;
    show(form, state);
    if (state.clashes.length) clash = state.message;
    // What both changed waits on the server: these fields are no longer sent until somebody chooses.
    for (const one of state.clashes) form.querySelector(`[data-field="${one.field}"]`).disabled = true;
    reached = untouched ? spelled(form) : posted;
    tell(`${words.wordsSaved} ${state.saved}${clash && `. ${clash} `}`, clash ? "fault" : "leaf");
    if (clash) link(words.wordsChoose, form.action);
    if (isDirty()) changed(PAUSE);
    else localStorage.removeItem(name);
  }

  function refused(state) {
    tell([words.wordsRefused, state.detail, state.hint].filter(Boolean).join(": "), "fault");
  }

  function loggedOut() {
    tell(`${words.wordsDoor} `, "fault");
    link(words.wordsLogIn, form.dataset.logIn);
  }

  function link(text, address) {
    const made = document.createElement("a");
    made.href = address;
    made.textContent = text;
    sign.append(made);
  }

  // What an earlier visit could not send is offered, never put in unasked.
  const box = form.querySelector("[data-restore]");
  const kept = read(name);
  if (kept && JSON.stringify(kept.values) !== reached) {
    box.hidden = false;
    box.querySelector("[data-restore-at]").textContent = new Date(kept.at).toLocaleString(
      document.documentElement.lang,
    );
    box.querySelector("[data-restore-take]").addEventListener("click", () => {
      put(form, kept.values);
      revision = kept.revision;
      box.hidden = true;
      changed(0);
    });
    box.querySelector("[data-restore-drop]").addEventListener("click", () => {
      localStorage.removeItem(name);
      box.hidden = true;
    });
  } else if (kept) {
    localStorage.removeItem(name);
  }

  form.addEventListener("input", () => changed(PAUSE));
  form.addEventListener("change", (event) => {
    changed(event.target.matches("select, [type=radio], [type=checkbox]") ? 0 : PAUSE);
  });
  form.addEventListener("focusout", () => isDirty() && !failures && changed(200));
  form.addEventListener("submit", async (event) => {
    if (isDirty()) {
      // What is typed arrives first; a button that leads on works once it has.
      event.preventDefault();
      await save();
      if (!isDirty() && !clash) form.requestSubmit(event.submitter);
    } else left = true;
  });
  window.addEventListener("pageshow", () => (left = false));
  window.addEventListener("online", () => save());
  document.addEventListener("visibilitychange", () => document.hidden && save({ leaving: true }));

  for (const table of form.querySelectorAll("table[data-grows]")) {
    const button = table.closest(".question").querySelector("[data-add-row]");
    button.hidden = false;
    button.addEventListener("click", () => addRow(table).querySelector("input, select").focus());
  }
  const all = form.querySelector("[data-look-all]");
  all?.addEventListener("change", () => {
    for (const one of form.querySelectorAll("[name=_looked]")) one.checked = all.checked;
  });
}

function entries(form) {
  return [...new FormData(form)].filter(([name]) => !OURS.has(name));
}

function spelled(form) {
  return JSON.stringify(entries(form));
}

function read(name) {
  try {
    const kept = JSON.parse(localStorage.getItem(name));
    return kept && Array.isArray(kept.values) ? kept : null;
  } catch {
    return null;
  }
}

function forgetOld() {
  try {
    for (const name of Object.keys(localStorage)) {
      if (name.startsWith("lumbung:") && Date.now() - (read(name)?.at ?? 0) > KEPT_FOR) localStorage.removeItem(name);
    }
  } catch {
    // No store: nothing to forget.
  }
}

function addRow(table) {
  const rows = table.tBodies[0].rows;
  const last = rows[rows.length - 1];
  const made = last.cloneNode(true);
  for (const input of made.querySelectorAll("[name]")) {
    const [key, number, column] = input.name.split(":");
    input.name = [key, Number(number) + 1, column].join(":");
    input.setAttribute("aria-label", input.getAttribute("aria-label").replace(/\d+$/, rows.length + 1));
    input.value = "";
  }
  table.tBodies[0].append(made);
  return made;
}

// Puts kept answers back, with as many rows as they need.
function put(form, values) {
  const named = new Map();
  for (const [name, value] of values) named.set(name, [...(named.get(name) ?? []), value]);
  for (const table of form.querySelectorAll("table[data-grows]")) {
    const key = table.querySelector("[name]").name.split(":")[0];
    const numbers = [...named.keys()].filter((n) => n.startsWith(`${key}:`)).map((n) => Number(n.split(":")[1]));
    const wanted = Math.min(Math.max(-1, ...numbers) + 1, 500);
    while (table.tBodies[0].rows.length < wanted) addRow(table);
  }
  for (const input of form.querySelectorAll("[name]")) {
    if (OURS.has(input.name) || input.type === "hidden" || input.tagName === "BUTTON") continue;
    const given = named.get(input.name) ?? [];
    if (input.type === "checkbox") input.checked = given.includes(input.value);
    else if (input.type === "radio") input.checked = (given.at(-1) ?? "") === input.value;
    else if (given.length) input.value = given.at(-1);
  }
}

// What the server decided: which questions are asked, how much is there, what is wrong.
function show(form, state) {
  const asked = new Set(state.asked);
  const copied = new Set(state.copied);
  for (const field of form.querySelectorAll("[data-field]")) {
    const key = field.dataset.field;
    field.hidden = !asked.has(key);
    field.classList.toggle("copied", copied.has(key));
    const looked = field.querySelector(".seen");
    if (looked && !copied.has(key)) looked.remove();
    const said = field.querySelector("[data-said]");
    said.replaceChildren(
      ...(state.faults[key] ?? []).map((words) => {
        const line = document.createElement("p");
        line.className = "fault";
        line.textContent = words;
        return line;
      }),
    );
  }
  for (const [code, block] of Object.entries(state.blocks)) {
    form.querySelector(`[data-block="${code}"]`).hidden = !block.asked;
    const link = document.querySelector(`[data-block-link="${code}"]`);
    link.hidden = !block.asked;
    const count = link.querySelector("[data-block-count]");
    count.textContent = block.needed ? `${block.filled}/${block.needed}` : "";
    count.classList.toggle("leaf", block.filled === block.needed);
  }
  const meter = form.querySelector("[data-meter]");
  meter.value = state.filled;
  meter.max = state.needed || 1;
  form.querySelector("[data-meter-words]").textContent = state.meter;
}
