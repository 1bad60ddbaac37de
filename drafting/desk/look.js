// Run once when the page is loaded: what Gradio's front end says by itself is said in the language of
// the page, the switches of the masthead work, and a draft is saved at every pause in typing.
() => {
  const words = WORDS.masthead;
  const sayings = [
    [/allowed size|too large/i, words.too_large],
    [/connect|network|fetch/i, words.cut],
    [/busy|queue/i, words.busy],
    [/./, words.failed],
  ];
  const translate = () => document.querySelectorAll(".toast-message-text").forEach((toast) => {
    const said = toast.textContent;
    if (said.trim() && !toast.querySelector(".told") && !sayings.some((s) => s[1] === said)) {
      toast.textContent = sayings.find(([pattern]) => pattern.test(said))[1];
    }
  });
  const named = () => document.querySelectorAll("button.upload-container[aria-label]")
    .forEach((button) => button.removeAttribute("aria-label"));
  let pause = 0;
  document.addEventListener("input", (event) => {
    if (!event.target.closest(".paper") || event.target.readOnly) return;
    clearTimeout(pause);
    pause = setTimeout(() => document.querySelector("#save")?.click(), 1500);
  });
  document.addEventListener("click", (event) => {
    const other = event.target.closest("a.language");
    if (!other) return;
    event.preventDefault();
    location.href = other.getAttribute("href") + location.search;
  });
  const dark = matchMedia("(prefers-color-scheme: dark)");
  const look = () => {
    const chosen = localStorage.getItem("look") || (dark.matches ? "dark" : "light");
    document.documentElement.dataset.look = chosen;
    document.body.classList.toggle("dark", chosen === "dark");
  };
  document.addEventListener("click", (event) => {
    if (!event.target.closest("button.night")) return;
    const now = document.documentElement.dataset.look;
    localStorage.setItem("look", now === "dark" ? "light" : "dark");
    look();
  });
  dark.addEventListener("change", look);
  look();
  document.documentElement.lang = words.lang;
  document.documentElement.style.setProperty("--look-here", JSON.stringify(words.look_here));
  new MutationObserver(() => { translate(); named(); }).observe(document.body, {childList: true, subtree: true});
}
