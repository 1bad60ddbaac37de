// Files of a kind that is not taken are refused before they are sent, in a sentence that says which
// are; the others of the same drop go on. Runs once when the page is loaded.
() => {
  const words = WORDS.uploads;
  let line = null;
  let fading = 0;
  const tell = (text) => {
    line ||= document.querySelector(".gradio-container").appendChild(
      Object.assign(document.createElement("div"), {className: "lost refused"}));
    line.setAttribute("role", "alert");
    line.hidden = !text;
    line.textContent = text;
    clearTimeout(fading);
    fading = setTimeout(() => (line.hidden = true), 12000);
  };
  const kinds = (input) => (input.accept || "").toLowerCase().split(",").map((kind) => kind.trim())
    .filter((kind) => kind.startsWith("."));
  const taken = (file, allowed) => !allowed.length || !file.name.includes(".")
    || allowed.some((kind) => file.name.toLowerCase().endsWith(kind));
  // The files that may go on; null where all may.
  const sorted = (input, files) => {
    const allowed = kinds(input);
    const good = files.filter((file) => taken(file, allowed));
    if (good.length === files.length) { tell(""); return null; }
    const bad = files.filter((file) => !taken(file, allowed));
    const name = bad[0].name + (bad.length > 1 ? words.more.replace("{count}", bad.length) : "");
    const place = (input.nextElementSibling?.id || input.closest(".block")?.id || "").replaceAll("-", "_");
    tell(words.refused.replace("{name}", name) + (words[place] || words.others.replace("{kinds}", allowed.join(" "))));
    const kept = new DataTransfer();
    good.forEach((file) => kept.items.add(file));
    return kept.files;
  };
  document.addEventListener("change", (event) => {
    const input = event.target;
    if (!input.matches?.("input[type=file]")) return;
    const kept = sorted(input, [...input.files]);
    if (!kept) return;
    if (kept.length) { input.files = kept; return; }
    event.stopImmediatePropagation();
    input.value = "";
  }, true);
  document.addEventListener("drop", (event) => {
    const input = event.target.closest?.(".block")?.querySelector("input[type=file]");
    if (!input || !event.dataTransfer?.files.length) return;
    const kept = sorted(input, [...event.dataTransfer.files]);
    if (!kept) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    if (!kept.length) return;
    input.files = kept;
    input.dispatchEvent(new Event("change", {bubbles: true}));
  }, true);
}
