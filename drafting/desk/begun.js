// Facts that are typed and belong to no outline yet: kept in this browser, and put back when the page
// is opened again. Run by gr.HTML with: element, trigger. A new draft's are kept until its outline is
// made, even when the tab is closed; those of a draft there is already, in this tab alone.
const MOST = 1 << 21;  // characters; a browser keeps no more
const draft = () => new URLSearchParams(location.search).get("draft") || "";
const person = () => document.querySelector("#masthead .leave span")?.textContent || "";
const store = () => (draft() ? sessionStorage : localStorage);
const key = () => `desk-facts-${person()}-${draft()}`;
const loaded = new Set();
let rows = null;
let busy = true;
let timer = 0;

const fieldsOf = () => Object.fromEntries([...document.querySelectorAll("[id^=field-]")].map((part) =>
  [part.id.slice("field-".length), part.querySelector("textarea, input")?.value || ""]));

function keep() {
  clearTimeout(timer);
  timer = 0;
  if (busy || !document.querySelector("#facts table")) return;
  const kind = document.querySelector("#kinds input:checked")?.value || "";
  const material = document.querySelector("#material-text textarea")?.value || "";
  const said = rows?.some((row) => row.some((cell) => cell)) || material.trim() || typed;
  const text = JSON.stringify({kind, fields: fieldsOf(), rows: rows || [], material});
  if (said && text.length < MOST) store().setItem(key(), text); else store().removeItem(key());
}
const soon = (wait) => { clearTimeout(timer); timer = setTimeout(keep, wait); };

let typed = false;
document.addEventListener("input", (event) => {
  const field = event.target.closest?.("[id^=field-]");
  if (field) typed = true;
  if (field || event.target.closest?.("#material-text")) soon(150);
});
document.addEventListener("rows", (event) => {
  if (!event.target.closest("#facts")) return;
  rows = event.detail;
  soon(150);
});
addEventListener("pagehide", () => { if (timer) keep(); });

// The outline is made: from now on the server keeps them.
addEventListener("address", () => { if (draft()) settled(); });
function settled() {
  clearTimeout(timer);
  timer = 0;
  localStorage.removeItem(`desk-facts-${person()}-`);
  sessionStorage.removeItem(key());
}

document.addEventListener("click", (event) => {
  if (!event.target.closest("[data-fresh]")) return;
  busy = true;
  store().removeItem(key());
  location.reload();
});

// Put back as soon as what the page shows by itself has arrived.
addEventListener("loaded", ({detail}) => {
  loaded.add(detail);
  if (!busy || !loaded.has("draft") || !loaded.has("settings")) return;
  const kept = JSON.parse(store().getItem(key()) || "null");
  if (kept) { rows = kept.rows; trigger("select", kept); }
  busy = false;
});
