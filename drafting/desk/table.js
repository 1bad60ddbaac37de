// A table whose cells are typed into. Run by gr.HTML with: element, trigger, props, watch.
// props.value is a list of rows; null in place of a cell means that there is nothing to type.
// The columns are described by the attributes of the header, words.* are the texts.
// Where it is growing: rows come and go, are moved by their grip or Alt+↑↓, blocks are pasted from
// Excel, and everything is undone with Ctrl+Z and done again with Ctrl+Y.
const body = element.querySelector("tbody");
const columns = [...element.querySelectorAll("th[data-kind]")].map((head) => ({
  name: head.textContent, ...head.dataset,
}));
const words = WORDS.table;
const choices = element.querySelector("datalist").id;
const growing = element.querySelector(".add") !== null;
const first = growing ? 1 : 0;
const growsByItself = CSS.supports("field-sizing", "content");
const MOST_STEPS = 100;
const PAUSE = 800;
let timer = 0;
let past = [];
let future = [];
let last = [];
let typing = 0;

const TICKED = "\u662f";
const empty = () => columns.map(() => "");
const label = (column, number) => words.cell.replace("{column}", column.name).replace("{row}", number);
const boxOf = (row, index) => row.cells[first + index]?.firstChild;
const placeOf = (box) => {
  const cell = box.closest("td");
  return {row: cell.parentElement.rowIndex - 1, column: cell.cellIndex - first};
};
const same = (one, other) => JSON.stringify(one) === JSON.stringify(other);

function grow(box) {
  if (growsByItself || box.tagName !== "TEXTAREA") return;
  box.style.height = "auto";
  box.style.height = box.scrollHeight + "px";
}

function cellBox(text, column) {
  if (column.kind === "fixed" || text === null) {
    const shown = document.createElement("span");
    shown.className = "fixed";
    shown.textContent = text === null ? column.without || "" : text;
    return shown;
  }
  const box = document.createElement(column.kind === "long" ? "textarea" : "input");
  if (column.kind === "check") {
    box.type = "checkbox";
    box.checked = text !== "";
    return box;
  }
  if (column.kind === "long") box.rows = 1;
  if (column.kind === "choice") box.setAttribute("list", choices);
  box.value = text;
  box.spellcheck = false;
  return box;
}

function button(name, sign) {
  const made = document.createElement("button");
  made.type = "button";
  made.className = name;
  made.title = words[name];
  made.textContent = sign;
  return made;
}

function addRow(cells, at = -1) {
  const row = body.insertRow(at);
  if (growing) row.insertCell().append(button("grip", "⠿"));
  columns.forEach((column, index) => row.insertCell().append(cellBox(cells[index] ?? null, column)));
  if (growing) row.insertCell().append(button("delete", "×"));
  return row;
}

function number() {
  [...body.rows].forEach((row, at) => {
    columns.forEach((column, index) => {
      const box = boxOf(row, index);
      if ("value" in box) box.setAttribute("aria-label", label(column, at + 1));
    });
    row.querySelector(".grip")?.setAttribute("aria-label", `${words.grip}，${at + 1}`);
    row.querySelector(".delete")?.setAttribute("aria-label", `${words.delete}，${at + 1}`);
  });
  const tools = element.querySelector(".history");
  if (!tools) return;
  tools.querySelector(".undo").disabled = !past.length;
  tools.querySelector(".redo").disabled = !future.length;
}

function fill(rows) {
  body.replaceChildren();
  rows.forEach((cells) => addRow(cells));
  body.querySelectorAll("textarea").forEach(grow);
}

function read() {
  return [...body.rows].map((row) =>
    columns.map((column, index) => {
      const cell = boxOf(row, index);
      if (cell.type === "checkbox") return cell.checked ? TICKED : "";
      if ("value" in cell) return cell.value;
      return column.kind === "fixed" ? cell.textContent : null;
    })
  );
}

function remember(rows) {
  if (!growing || same(rows, past.at(-1))) return;
  past = [...past, rows].slice(-MOST_STEPS);
  future = [];
}

// What the server sends can be undone as well: a file that took the place of what was typed.
function draw() {
  const rows = props.value || [];
  if (same(rows, read())) return;
  rest();
  if (last.some((row) => row.some(Boolean))) remember(last);
  fill(rows);
  last = read();
  number();
  show(last);
}

// What stands beside the table may want to know its rows at once.
function show(rows) {
  element.dispatchEvent(new CustomEvent("rows", {detail: rows, bubbles: true}));
}

function tell(delay) {
  props.value = read();
  show(props.value);
  clearTimeout(timer);
  timer = setTimeout(() => trigger("input"), delay);
}

// A change that is done at once: a row added, moved, deleted, pasted.
function change(work) {
  rest();
  const before = read();
  const shown = work();
  if (!body.rows.length) addRow(empty());
  last = read();
  if (!same(last, before)) remember(before);
  number();
  tell(0);
  return shown;
}

// Typing counts as one change until it rests.
function typed() {
  if (!typing) remember(last);
  clearTimeout(typing);
  typing = setTimeout(rest, PAUSE);
  number();
}

function rest() {
  clearTimeout(typing);
  typing = 0;
  last = read();
}

function back(from, to) {
  rest();
  if (!from.length) return;
  const at = element.contains(document.activeElement) && document.activeElement.closest("td")
    ? placeOf(document.activeElement) : null;
  to.push(last);
  fill(from.pop());
  last = read();
  number();
  if (at) focus(Math.min(at.row, body.rows.length - 1), at.column);
  tell(0);
}

function focus(row, column) {
  const box = body.rows[row] && boxOf(body.rows[row], Math.max(column, 0));
  if (!box?.focus) return;
  box.focus();
  body.rows[row].scrollIntoView({block: "nearest"});
}

function move(row, by) {
  const other = by < 0 ? row.previousElementSibling : row.nextElementSibling;
  if (other) change(() => (by < 0 ? other.before(row) : other.after(row)));
}

function remove(row) {
  const at = row.rowIndex - 1;
  change(() => row.remove());
  focus(Math.min(at, body.rows.length - 1), 0);
}

// ---- pasting: tab-separated text as Excel and WPS put it there, cells with line ends in quotes
function cellsOf(text) {
  const rows = [[]];
  const pattern = /(?:"((?:[^"]|"")*)"(?=[\t\n]|$)|([^\t\n]*))([\t\n]|$)/gy;
  while (pattern.lastIndex < text.length) {
    const [, quoted, plain, end] = pattern.exec(text);
    rows.at(-1).push((quoted === undefined ? plain : quoted.replaceAll('""', '"').replaceAll("\n", " ")).trim());
    if (end === "\n" && pattern.lastIndex < text.length) rows.push([]);
  }
  return rows.filter((cells) => cells.some(Boolean));
}

// Where the block brings its own heading, that says which column goes where.
function targets(rows, start) {
  const names = columns.map((column) => column.name);
  const heading = rows[0].map((cell) => names.indexOf(cell));
  if (rows.length > 1 && rows[0].length > 1 && heading.filter((at) => at >= 0).length > 1) {
    return [heading, rows.slice(1)];
  }
  return [rows[0].map((_, right) => start + right), rows];
}

function paste(event) {
  const start = event.target.closest("td");
  const text = event.clipboardData.getData("text/plain").replace(/\r\n?/g, "\n").replace(/\n+$/, "");
  if (!growing || !start || !/[\t\n]/.test(text)) return;
  event.preventDefault();
  const [places, rows] = targets(cellsOf(text), start.cellIndex - first);
  let lost = 0;
  change(() => {
    const top = start.parentElement.rowIndex - 1;
    rows.forEach((cells, down) => {
      const row = body.rows[top + down] || addRow(empty());
      cells.forEach((cell, right) => {
        const at = places[right] ?? start.cellIndex - first + right;
        const box = at >= 0 && at < columns.length ? boxOf(row, at) : null;
        if (box && "value" in box) { box.value = cell; grow(box); } else if (cell) lost += 1;
      });
    });
  });
  say(words.pasted.replace("{rows}", rows.length) + (lost ? words.lost.replace("{cells}", lost) : ""));
}

function say(text) {
  const line = element.querySelector(".table-said");
  line.textContent = text;
  setTimeout(() => { if (line.textContent === text) line.textContent = ""; }, 8000);
}

// ---- keys
function onKey(event) {
  if (event.isComposing) return;
  const box = event.target;
  const row = box.closest("tbody tr");
  const key = event.key.toLowerCase();
  if (growing && (event.ctrlKey || event.metaKey) && !event.altKey && (key === "z" || key === "y")) {
    event.preventDefault();
    return key === "y" || event.shiftKey ? back(future, past) : back(past, future);
  }
  if (!row) return;
  if (growing && event.altKey && (key === "arrowup" || key === "arrowdown")) {
    event.preventDefault();
    move(row, key === "arrowup" ? -1 : 1);
    box.focus();
  } else if (growing && event.altKey && key === "delete") {
    event.preventDefault();
    remove(row);
  } else if (growing && key === "enter" && !event.shiftKey && !event.ctrlKey && box.matches("input, textarea")) {
    event.preventDefault();
    const {row: at, column} = placeOf(box);
    if (at + 1 === body.rows.length) change(() => { addRow(empty()); });
    focus(at + 1, column);
  } else if (box.matches("textarea") && !event.shiftKey && (key === "arrowup" || key === "arrowdown")) {
    const up = key === "arrowup";
    const edge = up ? box.value.slice(0, box.selectionStart) : box.value.slice(box.selectionEnd);
    const {row: at, column} = placeOf(box);
    if (edge === "" && body.rows[at + (up ? -1 : 1)]) {
      event.preventDefault();
      focus(at + (up ? -1 : 1), column);
    }
  }
}

// ---- rows dragged by their grip
function drag(event) {
  const grip = event.target.closest(".grip");
  if (!grip || event.button) return;
  event.preventDefault();
  grip.focus();
  const row = grip.closest("tr");
  const before = read();
  row.classList.add("dragged");
  const over = (moved) => {
    const under = [...body.rows].find((other) => {
      const box = other.getBoundingClientRect();
      return other !== row && moved.clientY >= box.top && moved.clientY < box.bottom;
    });
    if (!under) return;
    const box = under.getBoundingClientRect();
    const below = under.rowIndex > row.rowIndex;
    const half = box.top + box.height / 2;
    if (below && moved.clientY > half) under.after(row);
    else if (!below && moved.clientY < half) under.before(row);
  };
  const drop = () => {
    document.removeEventListener("pointermove", over);
    document.removeEventListener("pointerup", drop);
    document.removeEventListener("pointercancel", drop);
    row.classList.remove("dragged");
    last = read();
    if (same(last, before)) return;
    remember(before);
    number();
    tell(0);
  };
  document.addEventListener("pointermove", over);
  document.addEventListener("pointerup", drop);
  document.addEventListener("pointercancel", drop);
}

body.addEventListener("input", (event) => { grow(event.target); typed(); tell(500); });
body.addEventListener("change", () => tell(0));
body.addEventListener("paste", paste);
body.addEventListener("pointerdown", drag);
body.addEventListener("focusout", () => { if (typing) rest(); });
element.addEventListener("keydown", onKey);
element.addEventListener("click", (event) => {
  const row = event.target.closest("tbody tr");
  if (event.target.closest(".delete")) remove(row);
  else if (event.target.closest(".undo")) back(past, future);
  else if (event.target.closest(".redo")) back(future, past);
  else if (event.target.closest(".add")) {
    change(() => { addRow(empty()); });
    focus(body.rows.length - 1, 0);
  }
});
// What stands beside the table asks for: a row with some cells filled, or the row of a name.
element.addEventListener("new-row", ({detail}) => {
  const cells = columns.map((column) => detail[column.name] || "");
  const long = columns.findIndex((column) => !detail[column.name] && column.kind === "long");
  const waiting = read().findIndex((row) => !row[long] && cells.every((cell, at) => !cell || row[at] === cell));
  if (waiting >= 0) return focus(waiting, long);
  change(() => {
    const only = body.rows.length === 1 && !read()[0].some(Boolean);
    if (only) body.rows[0].remove();
    addRow(cells);
  });
  focus(body.rows.length - 1, long);
});
element.addEventListener("show-row", ({detail}) => {
  const at = read().findIndex((cells) => cells[0] === detail);
  if (at < 0) return;
  focus(at, columns.findIndex((column) => column.kind === "long"));
  body.rows[at].classList.add("pointed");
  setTimeout(() => body.rows[at]?.classList.remove("pointed"), 2500);
});
new ResizeObserver(() => body.querySelectorAll("textarea").forEach(grow)).observe(element);
watch("value", draw);
draw();
