// Acts of the history are events; a name is typed in the row itself.
const rename = (row, open) => {
  row.querySelector("form").hidden = !open;
  if (open) row.querySelector("input").select();
};
element.addEventListener("click", (event) => {
  const row = event.target.closest("li[data-number]");
  if (event.target.closest("[data-ask=name]")) return rename(row, row.querySelector("form").hidden);
  const act = event.target.closest("[data-act]");
  if (act && !act.disabled) trigger("select", {act: act.dataset.act, number: act.dataset.number || "0", name: ""});
});
element.addEventListener("keydown", (event) => {
  if (event.key === "Escape" && event.target.closest("form")) rename(event.target.closest("li"), false);
});
element.addEventListener("submit", (event) => {
  event.preventDefault();
  const row = event.target.closest("li[data-number]");
  trigger("select", {act: "name", number: row.dataset.number, name: row.querySelector("input").value});
});
addEventListener("changed", () => { if (element.offsetParent) trigger("submit", {}); });
