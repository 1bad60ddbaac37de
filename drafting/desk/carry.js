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
  let pending = null;
  const keep = () => {
    if (!draft() || pending) return;
    if (!dirty.size) return sessionStorage.removeItem(store());
    const typed = Object.fromEntries(dirty);
    sessionStorage.setItem(store(), JSON.stringify({typed, marks: marks()?.value || ""}));
  };
  document.addEventListener("input", (event) => {
    const box = event.target.closest?.(".paper textarea");
    if (!box) return;
    dirty.set(box.closest("[id]").id, box.value);
    keep();
  });

  // After the page was loaded again: typed in once more, as soon as all the boxes are there.
  const boxOf = (at) => document.querySelector(`#${CSS.escape(at)} textarea`);
  pending = draft() ? JSON.parse(sessionStorage.getItem(store()) || "null") : null;
  const restore = () => {
    const {typed, marks: of} = pending;
    pending = null;
    if (of) type(marks(), of);
    const again = () => Object.entries(typed).filter(([at, text]) => {
      const box = boxOf(at);
      const lacks = box && box.value !== text && document.activeElement !== box;
      if (lacks) type(box, text);
      return lacks;
    }).length;
    again();
    setTimeout(() => {
      again();  // what the server showed late has not written over it
      document.querySelector("#save")?.click();
    }, 500);
  };
  const ready = () => pending && marks()?.value
    && Object.keys(pending.typed).every((at) => boxOf(at) && !boxOf(at).disabled);
  const waiting = pending && setInterval(() => {
    if (!ready()) return;
    clearInterval(waiting);
    setTimeout(restore, 200);  // what the server shows has settled by then
  }, 100);

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
  let saving = false;
  const back = `${home}login?next=${encodeURIComponent(words.here + location.search)}`;
  const cut = () => {  // kept, for Gradio may load the page anew before we see the server again
    lost = true;
    if (sessionStorage.getItem("desk-lost") === null) sessionStorage.setItem("desk-lost", start);
    tell(words.cut);
  };
  const look = async () => {
    try {
      const answer = await fetch(`${home}alive`, {cache: "no-store", signal: AbortSignal.timeout(4000)});
      const told = await answer.json();
      if (!told.inside) return tell(words.logged_out, false, back);
      const fresh = !start || start === told.start;  // this page is of the server that answers
      start ||= told.start;
      const before = sessionStorage.getItem("desk-lost");
      if (before === null) return;
      const here = lost;
      lost = false;
      sessionStorage.removeItem("desk-lost");
      const said = before && before !== told.start ? "restarted" : "again";
      if (!fresh) {
        sessionStorage.setItem("desk-said", said);
        return location.reload();
      }
      saving = here && dirty.size > 0;
      if (said === "again" && here) tell(saving ? words.saving : words.back, !saving);
      else tell(words[said], true);
      if (here) document.querySelector("#save")?.click();
    } catch {
      cut();
    }
  };
  const watch = async () => {
    if (!document.hidden) await look();
    setTimeout(watch, lost ? 1500 : 5000);
  };
  watch();
  addEventListener("online", look);
  addEventListener("offline", cut);
  addEventListener("pagehide", keep);

  // A tab that is looked at again shows what was changed elsewhere meanwhile.
  document.addEventListener("visibilitychange", () => {
    if (!document.hidden) look().then(() => document.querySelector("#save")?.click());
  });
  // Said until it was to be read: Gradio may load the page once more by itself.
  const news = sessionStorage.getItem("desk-said");
  if (news) tell(words[news], true);
  setTimeout(() => sessionStorage.removeItem("desk-said"), 6000);

  // What the server says through the page: text to be taken in, and what was saved.
  let before = "";
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
      if (saving && !dirty.size) { saving = false; tell(words.again, true); }
    }
    before = now;
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
