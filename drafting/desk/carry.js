// Coming back: what is typed is kept in this tab until it is saved, the server is watched, and after a
// break the page saves, or, where the server was started anew, is loaded again with what was typed.
() => {
  const words = WORDS.carry;
  const home = words.home;
  const draft = () => new URLSearchParams(location.search).get("draft") || "";
  const marks = () => document.querySelector("#marks textarea, #marks input");
  const store = () => `drafting-typed-${draft()}`;
  const savedAt = () => document.querySelector("#saved [data-at]")?.dataset.at || "";
  const type = (box, text) => {
    const of = box.tagName === "INPUT" ? HTMLInputElement : HTMLTextAreaElement;
    Object.getOwnPropertyDescriptor(of.prototype, "value").set.call(box, text);
    box.dispatchEvent(new Event("input", {bubbles: true}));
  };

  // What is typed and not saved yet, with the marks of what it was typed into.
  let dirty = new Map();
  const keep = () => {
    if (!draft()) return;
    if (!dirty.size) return sessionStorage.removeItem(store());
    const typed = Object.fromEntries(dirty);
    sessionStorage.setItem(store(), JSON.stringify({typed, marks: marks()?.value || ""}));
  };
  document.addEventListener("input", (event) => {
    const box = event.target.closest?.(".paper textarea");
    if (!box) return;
    const at = box.closest("[id]").id;
    dirty.set(at, box.value);
    keep();
  });
  const restore = () => {
    const kept = JSON.parse(sessionStorage.getItem(store()) || "null");
    if (!kept || !marks()?.value) return false;
    if (kept.marks) type(marks(), kept.marks);
    for (const [at, text] of Object.entries(kept.typed)) {
      const box = document.querySelector(`#${CSS.escape(at)} textarea`);
      if (box && box.value !== text) type(box, text);
    }
    setTimeout(() => document.querySelector("#save")?.click(), 300);
    return true;
  };

  // A line at the foot of the page.
  const line = document.createElement("div");
  line.className = "lost";
  line.setAttribute("role", "status");
  line.hidden = true;
  document.querySelector(".gradio-container").append(line);
  let fading = 0;
  const tell = (text, good = false, link = "") => {
    clearTimeout(fading);
    line.textContent = text;
    line.classList.toggle("good", good);
    if (link) {
      const to = Object.assign(document.createElement("a"), {href: link, textContent: words.log_in});
      line.append(" ", to);
    }
    line.hidden = !text;
    if (good) fading = setTimeout(() => (line.hidden = true), 6000);
  };

  // Is the server there, and is it the same one?
  let start = "";
  let lost = false;
  const back = `${home}login?next=${encodeURIComponent(words.here + location.search)}`;
  const look = async () => {
    try {
      const answer = await fetch(`${home}alive`, {cache: "no-store", signal: AbortSignal.timeout(4000)});
      const told = await answer.json();
      if (!told.inside) return tell(words.logged_out, false, back);
      const anew = start && start !== told.start;
      start ||= told.start;
      if (!lost) return;
      lost = false;
      if (anew) {
        sessionStorage.setItem("drafting-restarted", "1");
        return location.reload();
      }
      tell(words.again, true);
      document.querySelector("#save")?.click();
    } catch {
      lost = true;
      tell(words.cut);
    }
  };
  const watch = async () => {
    if (!document.hidden) await look();
    setTimeout(watch, lost ? 1500 : 5000);
  };
  watch();
  addEventListener("online", look);
  addEventListener("offline", () => { lost = true; tell(words.cut); });
  addEventListener("pagehide", keep);

  // A tab that is looked at again shows what was changed elsewhere meanwhile.
  document.addEventListener("visibilitychange", () => {
    if (!document.hidden) look().then(() => document.querySelector("#save")?.click());
  });
  if (sessionStorage.getItem("drafting-restarted")) {
    sessionStorage.removeItem("drafting-restarted");
    tell(words.restarted, true);
  }

  // What the server says through the page: text to be taken in, and what was saved.
  let before = "";
  let opened = "";
  let taken = null;
  new MutationObserver(() => {
    const call = document.querySelector("#saved [data-take-in]");
    if (call && call !== taken) {
      taken = call;
      document.querySelector("#take-in")?.click();
    }
    const now = savedAt();
    if (now && now !== before) {
      dirty = new Map([...dirty].filter(([at, text]) => text !== sent.get(at)));
      keep();
    }
    before = now;
    if (draft() && opened !== draft() && marks()?.value) {
      opened = draft();
      restore();
    }
  }).observe(document.body, {childList: true, subtree: true, characterData: true});

  // What is on its way when a save begins is safe once the save is told.
  let sent = new Map();
  document.addEventListener("click", (event) => {
    if (event.target.closest("#save")) sent = new Map(dirty);
  }, true);
  document.addEventListener("focusout", (event) => {
    if (event.target.closest?.(".paper")) sent = new Map(dirty);
  }, true);
}
