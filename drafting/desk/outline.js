// The outline: sections in order, added, removed and split, their lengths against the target, facts
// as chips that are moved. Run by gr.HTML after steps_back.js with: element, trigger, props, watch.
// props.value is {title, rows, facts, target, known}: rows of [name, heading or null, locked or null, length,
// ids of facts, id]; facts of [id, topic, text]; known are the ids of all sections that stood
// here. The title has its box above, and its place in undo and redo. All texts are in words/outline.toml.
const body = element.querySelector("tbody");
const unused = element.querySelector("tfoot .facts");
const budget = element.querySelector(".budget");
const menu = element.querySelector(".move-menu");
const words = WORDS.outline;
// What is Chinese on a page in any language: the ordinals of headings, one to ten; the heading of a new
// section; what a second half is called; the mark of a ticked cell.
const ORDINALS = [..."\u4e00\u4e8c\u4e09\u56db\u4e94\u516d\u4e03\u516b\u4e5d\u5341"];
const FRESH = "\u65b0\u7684\u4e00\u8282";
const PART_TWO = "\uff08\u7eed\uff09";
const TICKED = "\u662f";
const sheet = element.closest(".sheet");
const titleBox = () => sheet.querySelector("#outline-title textarea");
const NUMBER = new RegExp(`^[${ORDINALS.join("")}]+、`);
let facts = new Map();
let title = "";
let target = 0;
const MOST_SECTIONS = 12;
const tools = element.querySelector(".table-foot");
let timer = 0;

const fill = (text, values) => Object.entries(values).reduce((said, [key, value]) => said.replace(`{${key}}`, value), text);
const rowsOf = () => [...body.rows];
const homes = () => [...rowsOf().map((row) => row.querySelector(".facts")), unused];
const nameOf = (home) => (home === unused ? words.unused : home.closest("tr").dataset.name);
const movable = (row) => row.querySelector(".heading") !== null;

function ordinal(number) {
  if (number <= 10) return ORDINALS[number - 1];
  const tens = Math.floor(number / 10);
  return (tens > 1 ? ORDINALS[tens - 1] : "") + ORDINALS[9] + (number % 10 ? ORDINALS[number % 10 - 1] : "");
}

function make(tag, name, more = {}) {
  const part = document.createElement(tag);
  part.className = name;
  return Object.assign(part, more);
}

function chip(id) {
  const [topic, text] = facts.get(id) || ["", ""];
  const made = make("button", "fact-chip", {type: "button", title: `${topic}：${text}\n${words.chip}`});
  made.dataset.id = id;
  made.append(make("b", "", {textContent: id}), make("span", "", {textContent: text}));
  return made;
}

function button(name, sign) {
  return make("button", name, {type: "button", title: words[name], textContent: sign});
}

function addRow([name, heading, locked, length, ids, id], at = -1) {
  const row = body.insertRow(at);
  row.dataset.name = name;
  row.dataset.id = id;
  const place = row.insertCell();
  if (heading !== null) place.append(make("button", "grip", {type: "button", title: words.grip, textContent: "⠿"}));
  place.append(make("span", "fixed", {textContent: name}));
  const titled = row.insertCell();
  if (heading === null) titled.append(make("span", "fixed", {textContent: words.without}));
  else titled.append(make("textarea", "heading", {rows: 1, value: heading, spellcheck: false}));
  const lock = row.insertCell();
  if (locked !== null) lock.append(make("input", "lock", {type: "checkbox", checked: locked !== ""}));
  row.insertCell().append(make("input", "length", {value: length, inputMode: "numeric"}));
  const home = make("div", "facts");
  home.setAttribute("role", "group");
  row.insertCell().append(home);
  ids.split("、").filter((each) => facts.has(each)).forEach((each) => home.append(chip(each)));
  const acts = row.insertCell();
  acts.className = "acts";
  if (heading !== null) acts.append(button("split", words.split_sign));
  acts.append(button("delete", "×"));
  return row;
}

function number() {
  rowsOf().forEach((row, at) => {
    const say = (part, name) => part?.setAttribute("aria-label", fill(words.cell, {column: name, row: at + 1}));
    say(row.querySelector(".heading"), words.heading);
    say(row.querySelector(".lock"), words.lock);
    say(row.querySelector(".length"), words.length);
    say(row.querySelector(".grip"), words.grip);
    say(row.querySelector(".split"), words.split);
    say(row.querySelector(".delete"), words.delete);
    row.querySelector(".facts").setAttribute("aria-label", fill(words.cell, {column: words.facts, row: at + 1}));
  });
  rowsOf().filter(movable).forEach((row, at) => {
    const box = row.querySelector(".heading");
    const bare = box.value.replace(NUMBER, "");
    if (bare && box !== document.activeElement) box.value = `${ordinal(at + 1)}、${bare}`;
  });
  element.querySelector("tfoot").classList.toggle("none", !unused.children.length);
  tools.hidden = !rowsOf().length;
  tools.querySelector(".add").disabled = rowsOf().length >= MOST_SECTIONS;
  const [back, forth] = history.can();
  tools.querySelector(".undo").disabled = !back;
  tools.querySelector(".redo").disabled = !forth;
  weigh();
}

function weigh() {
  const lengths = rowsOf().map((row) => Number(row.querySelector(".length").value) || 0);
  const sum = lengths.reduce((all, one) => all + one, 0);
  const whole = Math.max(sum, target, 1);
  const off = sum - target;
  const state = !target || Math.abs(off) <= target * 0.1 ? "good" : off > 0 ? "over" : "under";
  budget.className = `budget ${state}`;
  budget.querySelector(".parts").replaceChildren(...rowsOf().map((row, at) => {
    const part = make("i", "", {title: `${row.dataset.name} ${lengths[at]}`, lang: "zh-CN"});
    part.style.width = `${100 * lengths[at] / whole}%`;
    return part;
  }));
  budget.querySelector(".target").style.left = `${100 * target / whole}%`;
  const said = off === 0 ? words.even : fill(off > 0 ? words.over : words.under, {off: Math.abs(off)});
  budget.querySelector(".sum").textContent = fill(words.sum, {sum, target}) + said;
  budget.querySelector(".share-out").hidden = state === "good" || !sum;
  budget.hidden = !rowsOf().length;
}

function shareOut() {
  const boxes = rowsOf().map((row) => row.querySelector(".length"));
  const sum = boxes.reduce((all, box) => all + (Number(box.value) || 0), 0);
  boxes.forEach((box) => { box.value = Math.max(40, Math.round((Number(box.value) || 0) * target / sum / 10) * 10); });
  changed();
}

function fillRows(rows) {
  menu.hidden = true;
  body.replaceChildren();
  rows.forEach((row) => addRow(row));
  const owned = new Set(rows.flatMap((row) => row[4].split("、")));
  unused.replaceChildren(...[...facts.keys()].filter((id) => !owned.has(id)).map(chip));
}

// The title as it was left, not as it is being typed: its box undoes typing by itself.
const state = () => ({title, rows: readRows()});

function fillState(past) {
  fillRows(past.rows);
  if (past.title === title) return;
  title = past.title;
  titleBox().value = title;
  titleBox().dispatchEvent(new Event("input", {bubbles: true}));
}

// What is typed is a step as soon as its box is left, by a click on undo too.
function typeTitle() {
  tools.querySelector(".undo").disabled = titleBox().value === title && !history.can()[0];
}

function leaveTitle() {
  title = titleBox().value;
  history.done();
  number();
  props.value = read();
}

// What the server sends anew for the same facts can be undone: an outline of the model's.
function draw() {
  const shown = props.value || {};
  const rows = shown.rows || [];
  const before = JSON.stringify([...facts]);
  const titled = title === (shown.title || "");
  title = shown.title || "";
  facts = new Map((shown.facts || []).map(([id, topic, text]) => [id, [topic, text]]));
  target = shown.target || 0;
  if (titled && before === JSON.stringify([...facts]) && JSON.stringify(rows) === JSON.stringify(readRows())) return;
  fillRows(rows);
  if (before === JSON.stringify([...facts]) && rows.length) history.done(); else history.forget();
  number();
}

function readRows() {
  return rowsOf().map((row) => [
    row.dataset.name,
    row.querySelector(".heading")?.value ?? null,
    row.querySelector(".lock") ? (row.querySelector(".lock").checked ? TICKED : "") : null,
    row.querySelector(".length").value,
    [...row.querySelectorAll(".fact-chip")].map((each) => each.dataset.id).join("、"),
    row.dataset.id,
  ]);
}

function read() {
  const rows = readRows();
  const known = new Set([...(props.value?.known || []), ...rows.map((row) => row[5])]);
  return {...props.value, title, rows, known: [...known]};
}

// After what is done at once: numbered, remembered, told.
function changed() {
  number();
  history.done();
  number();
  tell(0);
}

function tell(delay) {
  props.value = read();
  clearTimeout(timer);
  timer = setTimeout(() => trigger("input"), delay);
}

// ---- sections come and go
function addSection(after, length, from = null) {
  if (rowsOf().length >= MOST_SECTIONS) return;
  const id = `added_${Math.random().toString(36).slice(2, 10)}`;
  const name = [...Array(MOST_SECTIONS + 1).keys()].map((at) => fill(words.added, {number: at + 1}))
    .find((each) => rowsOf().every((row) => row.dataset.name !== each));
  const heading = from ? `${from.replace(NUMBER, "")}${PART_TWO}` : FRESH;
  const row = addRow([name, heading, "", String(length), "", id], after ? after.rowIndex : -1);
  return row;
}

function append() {
  const last = rowsOf().filter(movable).at(-1);
  const row = addSection(last, Math.max(100, Math.round(target / 100) * 10));
  if (!row) return;
  changed();
  row.querySelector(".heading").select();
}

// The second half of the facts and of the length goes into a section of its own.
function splitRow(row) {
  const box = row.querySelector(".length");
  const length = Number(box.value) || 0;
  const half = Math.max(40, Math.round(length / 20) * 10);
  const made = addSection(row, Math.max(40, length - half), row.querySelector(".heading").value);
  if (!made) return;
  box.value = half;
  const chips = [...row.querySelectorAll(".fact-chip")];
  made.querySelector(".facts").append(...chips.slice(Math.ceil(chips.length / 2)));
  changed();
  made.querySelector(".heading").select();
}

function removeRow(row) {
  if (rowsOf().length < 2) return;
  const at = row.rowIndex - 1;
  unused.append(...row.querySelectorAll(".fact-chip"));
  row.remove();
  changed();
  (rowsOf()[at] || rowsOf().at(-1)).querySelector(".heading, .length")?.focus();
}

function again() {
  number();
  tell(0);
}

// ---- moving: facts to a section, sections among those with a heading
function put(part, home, before = null) {
  home.insertBefore(part, before);
  home.closest("tr").classList.add("pointed");
  setTimeout(() => home.closest("tr")?.classList.remove("pointed"), 900);
  changed();
}

function moveRow(row, by) {
  const other = by < 0 ? row.previousElementSibling : row.nextElementSibling;
  if (!other || !movable(other)) return;
  if (by < 0) other.before(row); else other.after(row);
  changed();
}

function moveChip(part, by) {
  const all = homes();
  const home = all[all.indexOf(part.parentElement) + by];
  if (home) { put(part, home); part.focus(); }
}

function openMenu(part) {
  const here = part.parentElement;
  const asked = make("p", "", {textContent: fill(words.where, {id: part.dataset.id})});
  const items = homes().map((home) => {
    const item = make("button", "", {type: "button", textContent: nameOf(home), disabled: home === here});
    item.addEventListener("click", () => { close(); put(part, home); part.focus(); });
    return item;
  });
  menu.replaceChildren(asked, ...items);
  menu.hidden = false;
  const at = part.getBoundingClientRect();
  const room = window.innerHeight - at.bottom;
  menu.style.left = `${Math.min(at.left, window.innerWidth - menu.offsetWidth - 12)}px`;
  menu.style.top = `${room < menu.offsetHeight + 8 ? Math.max(8, at.top - menu.offsetHeight - 4) : at.bottom + 4}px`;
  items.find((item) => !item.disabled).focus();
  const close = () => {
    menu.hidden = true;
    document.removeEventListener("pointerdown", outside);
    document.removeEventListener("scroll", close, true);
  };
  const outside = (event) => { if (!menu.contains(event.target)) close(); };
  menu.onkeydown = (event) => {
    if (event.key === "Escape") { event.stopPropagation(); close(); part.focus(); }
    const by = {ArrowDown: 1, ArrowUp: -1}[event.key];
    if (!by) return;
    event.preventDefault();
    const open = items.filter((item) => !item.disabled);
    open[(open.indexOf(document.activeElement) + by + open.length) % open.length].focus();
  };
  document.addEventListener("pointerdown", outside);
  document.addEventListener("scroll", close, true);
}

let dragged = false;
function drag(event) {
  dragged = false;
  const part = event.target.closest(".fact-chip, .grip");
  if (!part || event.button) return;
  const row = part.matches(".grip") ? part.closest("tr") : null;
  const from = {x: event.clientX, y: event.clientY};
  let ghost = null;
  let over = null;
  const follow = (moved) => {
    if (!ghost && Math.hypot(moved.clientX - from.x, moved.clientY - from.y) < 5) return;
    if (!ghost) {
      dragged = true;
      menu.hidden = true;
      ghost = row ? make("div", "ghost", {textContent: row.dataset.name}) : make("div", "ghost", {textContent: part.textContent});
      element.append(ghost);
      (row || part).classList.add("dragged");
    }
    ghost.style.left = `${moved.clientX + 10}px`;
    ghost.style.top = `${moved.clientY + 10}px`;
    const under = document.elementFromPoint(moved.clientX, moved.clientY);
    const place = under?.closest?.(row ? "tbody tr" : "tbody tr, tfoot tr");
    over?.classList.remove("over");
    over = place && element.contains(place) ? place : null;
    if (row && over && over !== row && movable(over)) {
      const box = over.getBoundingClientRect();
      if (moved.clientY < box.top + box.height / 2) over.before(row); else over.after(row);
    } else if (!row) over?.classList.add("over");
    moved.preventDefault();
  };
  const drop = (moved) => {
    document.removeEventListener("pointermove", follow);
    document.removeEventListener("pointerup", drop);
    document.removeEventListener("pointercancel", drop);
    over?.classList.remove("over");
    (row || part).classList.remove("dragged");
    ghost?.remove();
    if (!ghost || moved.type === "pointercancel") return;
    if (row) return changed();
    if (!over) return;
    const before = document.elementFromPoint(moved.clientX, moved.clientY)?.closest(".fact-chip");
    put(part, over.querySelector(".facts"), before === part ? part.nextElementSibling : before);
  };
  document.addEventListener("pointermove", follow);
  document.addEventListener("pointerup", drop);
  document.addEventListener("pointercancel", drop);
}

element.addEventListener("pointerdown", drag);
element.addEventListener("click", (event) => {
  if (dragged) { dragged = false; return; }
  const part = event.target.closest(".fact-chip");
  if (part) openMenu(part);
  else if (event.target.closest(".share-out")) shareOut();
  else if (event.target.closest(".add")) append();
  else if (event.target.closest(".split")) splitRow(event.target.closest("tr"));
  else if (event.target.closest(".delete")) removeRow(event.target.closest("tr"));
  else if (event.target.closest(".undo")) history.back();
  else if (event.target.closest(".redo")) history.forth();
});
element.addEventListener("keydown", (event) => {
  const by = {ArrowUp: -1, ArrowDown: 1}[event.key];
  if (event.isComposing) return;
  const key = event.key.toLowerCase();
  if ((event.ctrlKey || event.metaKey) && !event.altKey && (key === "z" || key === "y")) {
    event.preventDefault();
    return key === "y" || event.shiftKey ? history.forth() : history.back();
  }
  if (event.altKey && key === "delete" && event.target.closest("tbody tr")) {
    event.preventDefault();
    return removeRow(event.target.closest("tr"));
  }
  if (event.key === "Enter" && event.target.matches(".heading, .length")) { event.preventDefault(); event.target.blur(); return; }
  if (!by || !event.altKey) return;
  const part = event.target.closest(".fact-chip");
  const row = event.target.closest("tbody tr");
  if (!part && !(row && movable(row))) return;
  event.preventDefault();
  const focused = event.target;
  if (part) moveChip(part, by); else moveRow(row, by);
  focused.focus();
});
const history = stepsBack(state, fillState, again);
sheet.addEventListener("input", (event) => { if (event.target === titleBox()) typeTitle(); });
sheet.addEventListener("focusout", (event) => { if (event.target === titleBox()) leaveTitle(); });
body.addEventListener("input", () => { history.typed(); number(); tell(500); });
body.addEventListener("change", changed);
body.addEventListener("focusout", (event) => {
  history.rest();
  if (event.target.matches(".heading")) number();
});
watch("value", draw);
draw();
