// A table whose cells are typed into. Run by gr.HTML with: element, trigger, props, watch.
// props.value is a list of rows; null in place of a cell means that there is nothing to type.
// The columns are described by the attributes of the header (see table.py).
const body = element.querySelector("tbody");
const columns = [...element.querySelectorAll("th[data-kind]")].map((head) => ({
  name: head.textContent, ...head.dataset,
}));
const choices = element.querySelector("datalist").id;
const growing = element.querySelector(".add") !== null;
const growsByItself = CSS.supports("field-sizing", "content");
let timer = 0;

function grow(box) {
  if (growsByItself || box.tagName !== "TEXTAREA") return;
  box.style.height = "auto";
  box.style.height = box.scrollHeight + "px";
}

function cellBox(text, column, number) {
  if (column.kind === "fixed" || text === null) {
    const words = document.createElement("span");
    words.className = "fixed";
    words.textContent = text === null ? column.without || "" : text;
    return words;
  }
  if (column.kind === "check") return checkBox(text, column, number);
  const box = document.createElement(column.kind === "long" ? "textarea" : "input");
  if (column.kind === "long") box.rows = 1;
  if (column.kind === "choice") box.setAttribute("list", choices);
  box.value = text;
  box.spellcheck = false;
  box.setAttribute("aria-label", `${column.name}，第${number}行`);
  return box;
}

function checkBox(text, column, number) {
  const box = document.createElement("input");
  box.type = "checkbox";
  box.checked = text !== "";
  box.setAttribute("aria-label", `${column.name}，第${number}行`);
  return box;
}

function deleter() {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "delete";
  button.title = "删去这一行";
  button.setAttribute("aria-label", "删去这一行");
  button.textContent = "×";
  return button;
}

function addRow(cells) {
  const row = body.insertRow();
  columns.forEach((column, index) => {
    row.insertCell().append(cellBox(cells[index] ?? null, column, body.rows.length));
  });
  if (growing) row.insertCell().append(deleter());
  return row;
}

function draw() {
  body.replaceChildren();
  (props.value || []).forEach(addRow);
  body.querySelectorAll("textarea").forEach(grow);
}

function read() {
  return [...body.rows].map((row) =>
    columns.map((_, index) => {
      const cell = row.cells[index].firstChild;
      if (cell.type === "checkbox") return cell.checked ? "是" : "";
      if ("value" in cell) return cell.value;
      return columns[index].kind === "fixed" ? cell.textContent : null;
    })
  );
}

function tell(delay) {
  props.value = read();
  clearTimeout(timer);
  timer = setTimeout(() => trigger("input"), delay);
}

function paste(event) {
  const text = event.clipboardData.getData("text/plain").replace(/\r/g, "").replace(/\n$/, "");
  const start = event.target.closest("td");
  if (!growing || !start || !text.includes("\t")) return;
  event.preventDefault();
  const first = start.parentElement.rowIndex - 1;
  text.split("\n").forEach((line, down) => {
    const row = body.rows[first + down] || addRow(columns.map(() => ""));
    line.split("\t").forEach((part, right) => {
      const box = row.cells[start.cellIndex + right]?.firstChild;
      if (box && "value" in box) { box.value = part.trim(); grow(box); }
    });
  });
  tell(0);
}

body.addEventListener("input", (event) => { grow(event.target); tell(500); });
body.addEventListener("change", () => tell(0));
body.addEventListener("paste", paste);
element.addEventListener("click", (event) => {
  if (event.target.closest(".delete")) {
    event.target.closest("tr").remove();
    if (!body.rows.length) addRow(columns.map(() => ""));
    tell(0);
  } else if (event.target.closest(".add")) {
    addRow(columns.map(() => "")).querySelector("input, textarea").focus();
    tell(500);
  }
});
new ResizeObserver(() => body.querySelectorAll("textarea").forEach(grow)).observe(element);
watch("value", draw);
draw();
