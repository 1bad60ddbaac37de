// A click on an act of a draft is an event; deleting is asked about first, in the row itself.
element.addEventListener("click", (event) => {
  const ask = event.target.closest("[data-ask]");
  if (ask) {
    const row = ask.closest("li");
    const asking = ask.dataset.ask === "delete";
    row.classList.toggle("deleting", asking);
    row.querySelector(".question").hidden = !asking;
    row.querySelector(asking ? "[data-ask=keep]" : "[data-ask=delete]").focus();
    return;
  }
  const act = event.target.closest("[data-act]");
  if (act) trigger("select", {...act.dataset});
});
element.addEventListener("keydown", (event) => {
  if (event.key === "Escape") event.target.closest("li")?.querySelector("[data-ask=keep]")?.click();
});
