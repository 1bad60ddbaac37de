// The keyboard, wherever the focus is, in a box too. Run by gr.HTML with: element.
const sheet = element.querySelector("dialog");
const seen = (selector) => [...document.querySelectorAll(selector)].find((part) => part.offsetParent && !part.disabled);
const click = (...selectors) => {
  const found = selectors.map(seen).find(Boolean);
  found?.click();
  return Boolean(found);
};

function run() {
  const at = document.activeElement;
  if (at?.closest("#revise")) return click("#revise .go");
  if (at?.closest("#material")) return click("#extract");
  return click("#make-outline", "#start-draft", "#carry-on", "#go-check", "#make-word", "#start-blank");
}

function accept() {
  const section = document.activeElement?.closest(".section");
  const own = section?.id ? [`#${section.id} .proposal [data-act="accept"]`] : [];
  return click(...own, '#review .card.on [data-act="fix"]', '.proposal [data-act="accept"]');
}

function save() {
  if (click("#save")) return;
  const at = document.activeElement;  // elsewhere all is saved as soon as a box is left
  at?.dispatchEvent(new Event("change", {bubbles: true}));
}

function step(number) {
  const sign = String.fromCharCode(0x2460 + number - 1);  // the tabs of the work are ringed numbers
  [...document.querySelectorAll("#steps [role=tab]")].find((tab) => tab.offsetParent && tab.textContent.includes(sign))?.click();
}

function help() {
  if (sheet.open) sheet.close(); else sheet.showModal();
}

document.addEventListener("keydown", (event) => {
  if (event.isComposing || !element.isConnected) return;
  const command = (event.ctrlKey || event.metaKey) && !event.altKey;
  const only = event.altKey && !event.ctrlKey && !event.metaKey;
  let done = true;
  if (event.key === "F1") help();
  else if (command && event.key.toLowerCase() === "s") save();
  else if (command && event.key === "Enter") done = run();
  else if (only && event.key === "Enter") done = accept();
  else if (only && /^[1-9]$/.test(event.key)) step(Number(event.key));
  else if (event.key === "F8" && !seen("#review .card")) done = click("#go-check");
  else done = false;
  if (done) { event.preventDefault(); event.stopPropagation(); }
}, true);
element.querySelector(".keys-open").addEventListener("click", help);
sheet.addEventListener("click", (event) => { if (event.target === sheet || event.target.closest("button")) sheet.close(); });
