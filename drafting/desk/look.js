// Run once when the page is loaded: it is always light, what Gradio's front end says in English by
// itself is said in Chinese, and a draft is saved at every pause in typing.
() => {
  const words = [
    [/allowed size|too large/i, "文件太大，请选 100 MB 以内的文件。"],
    [/connect|network|fetch/i, "与服务器的连接断了，正在重新连接。请确认拟稿台还在运行。"],
    [/busy|queue/i, "现在使用的人多，请稍后再试。"],
    [/./, "刚才的操作没有完成，请重试。"],
  ];
  const translate = () => document.querySelectorAll(".toast-message-text").forEach((toast) => {
    const said = toast.textContent;
    if (said.trim() && !said.includes("。")) {
      toast.textContent = words.find(([pattern]) => pattern.test(said))[1];
    }
  });
  let pause = 0;
  document.addEventListener("input", (event) => {
    if (!event.target.closest(".paper")) return;
    clearTimeout(pause);
    pause = setTimeout(() => document.querySelector("#save")?.click(), 1500);
  });
  document.body.classList.remove("dark");
  new MutationObserver(translate).observe(document.body, {childList: true, subtree: true});
}
