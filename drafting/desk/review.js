// The review: filters, going from finding to place and back, what a figure rests on, reasons.
// Run by gr.HTML with: element, trigger, watch. Nothing here asks the server but the acts.
const all = (selector) => [...element.querySelectorAll(selector)];
const one = (selector) => element.querySelector(selector);
const chosen = {severity: "", check: "", card: null};

function shown(card) {
  return (!chosen.severity || card.dataset.severity === chosen.severity)
    && (!chosen.check || card.dataset.check === chosen.check);
}

function filter() {
  all(".filter").forEach((chip) =>
    chip.setAttribute("aria-pressed", String(chip.dataset.severity === chosen.severity)));
  const select = one(".by-check");
  if (select) {
    if (![...select.options].some((option) => option.value === chosen.check)) chosen.check = "";
    select.value = chosen.check;
  }
  const cards = all(".card");
  cards.forEach((card) => { card.hidden = !shown(card); });
  const visible = new Set(cards.filter((card) => !card.hidden).map((card) => card.dataset.card));
  all(".hit").forEach((hit) =>
    hit.classList.toggle("dim", !hit.dataset.f.split(" ").some((f) => visible.has(f))));
  const none = one(".none");
  if (none) none.hidden = visible.size > 0;
}

function marks(name, value) {
  return all(`[data-${name}]`).filter((mark) => mark.dataset[name].split(" ").includes(value));
}

function choose(number, {text = true, focus = false} = {}) {
  chosen.card = number;
  all(".card.on, .hit.on").forEach((part) => part.classList.remove("on"));
  const card = one(`[data-card="${number}"]`);
  if (!card) return;
  card.classList.add("on");
  const places = marks("f", number);
  places.forEach((place) => place.classList.add("on"));
  if (text && places.length) into(places[0], ".reading");
  else if (!text) into(card, ".cards");
  if (focus) card.focus({preventScroll: true});
}

function into(part, pane) {
  const box = part.closest(pane);
  const top = part.getBoundingClientRect().top - box.getBoundingClientRect().top;
  box.scrollTo({top: box.scrollTop + top - box.clientHeight / 3, behavior: "instant"});
}

function ground(rest, said) {
  const told = one(`[data-ground="${rest}"]`);
  if (!told) return;
  const facts = told.dataset.facts.split(" ");
  one(".grounds .hint").hidden = true;
  one(".grounds .of").textContent = said;
  all("[data-ground]").forEach((part) => { part.hidden = part !== told; });
  all("[data-told]").forEach((part) => { part.hidden = !facts.includes(part.dataset.told); });
  all(".chip").forEach((chip) => chip.classList.toggle("on", facts.includes(chip.dataset.fact)));
}

function look(event) {
  const place = event.target.closest?.("[data-r]");
  if (!place) return;
  const rest = place.dataset.r;
  const said = marks("r", rest).map((mark) => mark.textContent).join("");
  ground(rest, said);
  if (!place.title) {
    place.title = all("[data-ground]:not([hidden]), [data-told]:not([hidden])")
      .map((part) => part.textContent.trim()).filter(Boolean).join("\n");
  }
}

function toFact(id) {
  const grounds = all("[data-ground]").filter((part) =>
    part.dataset.facts.split(" ").includes(id));
  all(".told").forEach((part) => part.classList.remove("told"));
  const places = grounds.flatMap((part) => marks("r", part.dataset.ground));
  places.forEach((place) => place.classList.add("told"));
  one(".grounds .hint").hidden = true;
  one(".grounds .of").textContent = "";
  all("[data-ground]").forEach((part) => { part.hidden = true; });
  all("[data-told]").forEach((part) => { part.hidden = part.dataset.told !== id; });
  all(".chip").forEach((chip) => chip.classList.toggle("on", chip.dataset.fact === id));
  if (places.length) into(places[0], ".reading");
}

function step(by) {
  const cards = all(".card").filter((card) => !card.hidden);
  if (!cards.length) return;
  const at = cards.findIndex((card) => card.dataset.card === chosen.card);
  const next = at < 0 ? (by > 0 ? 0 : cards.length - 1) : (at + by + cards.length) % cards.length;
  choose(cards[next].dataset.card, {focus: true});
  into(cards[next], ".cards");
}

function asking(button) {
  const card = button.closest(".card");
  const reason = card.querySelector(".reason");
  reason.hidden = !button.dataset.ask;
  if (!reason.hidden) reason.querySelector("input").focus();
}

function act(button) {
  const reason = button.closest(".reason")?.querySelector("input");
  if (reason && !reason.value.trim()) { reason.focus(); return; }
  trigger("select", {act: button.dataset.act, name: button.dataset.name, reason: reason?.value || ""});
}

element.addEventListener("click", (event) => {
  const button = event.target.closest("button");
  if (button?.dataset.act) return act(button);
  if (button && "ask" in button.dataset) return asking(button);
  if (button?.dataset.step) return step(Number(button.dataset.step));
  if (button?.dataset.severity) {
    chosen.severity = chosen.severity === button.dataset.severity ? "" : button.dataset.severity;
    return filter();
  }
  if (button?.dataset.fact) return toFact(button.dataset.fact);
  const hit = event.target.closest(".hit");
  if (hit) {
    const card = hit.dataset.f.split(" ").map((f) => one(`[data-card="${f}"]`)).find((c) => c && !c.hidden);
    if (card) choose(card.dataset.card, {text: false});
  }
  const card = event.target.closest(".card");
  if (card && !event.target.closest("input")) choose(card.dataset.card);
  look(event);
});
element.addEventListener("change", (event) => {
  if (!event.target.matches(".by-check")) return;
  chosen.check = event.target.value;
  filter();
});
["mouseover", "focusin"].forEach((kind) => element.addEventListener(kind, look));
element.addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || event.isComposing) return;
  if (event.target.matches(".reason input")) {
    event.preventDefault();
    event.target.parentElement.querySelector("[data-act]").click();
  } else if (event.target.matches(".card, .hit, .rests")) event.target.click();
});
document.addEventListener("keydown", (event) => {
  if (event.key !== "F8" || !element.offsetParent) return;
  event.preventDefault();
  step(event.shiftKey ? -1 : 1);
});

// Filled when it is looked at. Of a text that was changed since, nothing is shown until it is.
const version = () => document.querySelector("#marks textarea, #marks input")?.value || "";
const room = element.closest("[role=tabpanel]");
let of = "";
new IntersectionObserver(() => room.classList.toggle("stale", version() !== of)).observe(element);
addEventListener("reviewed", () => { of = version(); room.classList.remove("stale"); });
addEventListener("changed", () => { if (element.offsetParent) trigger("submit", {}); });
watch("value", () => { filter(); if (chosen.card !== null) choose(chosen.card, {text: true}); });
filter();
