// The panel that asks for a revision. It knows which section the cursor is in and which words are
// chosen there. Run by gr.HTML with: element, trigger.
const said = WORDS.revise;
const target = element.querySelector(".target");
const wish = element.querySelector("textarea");
const nothing = target.textContent;
let chosen = null;

function name(slot) {
  const heading = document.querySelector(`#heading-${slot} textarea`);
  return (heading && heading.value) || said.part.replace("{number}", Number(slot) + 1);
}

function show() {
  target.classList.toggle("set", chosen !== null);
  if (chosen === null) { target.textContent = nothing; return; }
  const words = [...chosen.passage].filter((letter) => !/\s/.test(letter)).length;
  target.textContent = (words ? said.passage : said.whole)
    .replace("{section}", name(chosen.slot)).replace("{count}", words);
}

function look(event) {
  const box = event.target.closest?.(".body-text textarea");
  if (!box || box.disabled) return;
  const slot = box.closest("[id^='text-']").id.slice("text-".length);
  const passage = box.value.slice(box.selectionStart, box.selectionEnd);
  chosen = {slot: Number(slot), passage: passage.trim() ? passage : ""};
  show();
}

function ask(instruction) {
  if (chosen === null) {
    target.classList.add("wanted");
    setTimeout(() => target.classList.remove("wanted"), 1200);
    return;
  }
  trigger("submit", {...chosen, instruction});
}

["focusin", "select", "mouseup", "keyup"].forEach((kind) => document.addEventListener(kind, look));
element.addEventListener("mousedown", (event) => {
  if (event.target.closest("button")) event.preventDefault();  // the words stay chosen
});
element.addEventListener("click", (event) => {
  const button = event.target.closest("button");
  if (!button) return;
  ask(button.dataset.ask || wish.value.trim());
  if (!button.dataset.ask && chosen !== null) wish.value = "";
});
wish.addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || event.isComposing || event.shiftKey) return;
  event.preventDefault();
  element.querySelector(".go").click();
});
