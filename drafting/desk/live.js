// Text on the paper as it is written. Run by gr.HTML with: props, watch. props.value is a list of
// [text, stands, line]. A section that is being written cannot be typed into; as soon as it stands it
// can, and from then on its box belongs to the person: a later version comes in only where nothing
// was typed and nobody is typing.
let given = new Map();

const boxOf = (slot) => document.querySelector(`#text-${slot} textarea`);

function put(box, text) {
  if (box.value === text) return;
  box.value = text;
  box.dispatchEvent(new Event("input", {bubbles: true}));
}

function lineOf(slot) {
  const section = document.getElementById(`section-${slot}`);
  return section?.querySelector(".live-line")
    || section?.appendChild(Object.assign(document.createElement("p"), {className: "under live-line"}));
}

function show([text, stands, line], slot) {
  const box = boxOf(slot);
  if (!box) return;
  const before = given.get(slot);
  const own = before?.stands && (box.value !== before.text || box === document.activeElement);
  if (!own) {
    box.readOnly = !stands;
    put(box, text);
    given.set(slot, {text, stands});
  }
  const told = lineOf(slot);
  if (told && told.textContent !== line) told.textContent = line;
}

function rest() {
  given.forEach((_, slot) => { const box = boxOf(slot); if (box) box.readOnly = false; });
  given = new Map();
  document.querySelectorAll(".live-line").forEach((line) => line.remove());
}

function draw() {
  const now = props.value || [];
  if (now.length) now.forEach(show); else rest();
}

watch("value", draw);
draw();
