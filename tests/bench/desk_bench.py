"""The page at rest: how soon it can be used beside a bare Gradio page, what memory the idle program
takes, how soon a long draft with many findings stands open."""

from __future__ import annotations

import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

from drafting.document import trace
from drafting.facts import read_facts
from drafting.kinds import load_kind
from drafting.model import Section
from drafting.pipeline import assemble, check_draft
from drafting.plan import plan
from drafting.store import open_store
from retrieval.shipping import SAMPLES
from tests.browser.running import ROOT, RunningDesk

CHROMIUM = "/usr/bin/chromium"
TIMES = 3
"""Openings; the figure is their median."""
FINDINGS = 200
SENTENCE = (
    "第{n}项工作按照年初的安排有序推进,有关单位各负其责、密切配合，群众关心的事一件一件有了着落。"
)
"""A sentence with one slip in it, a half-width comma."""
BUTTONS = {
    "② 事实": ["#facts .add", "#facts .undo", "#facts .redo", "#facts .delete", "#material button"],
    "③ 提纲": [
        "#outline .add",
        "#outline .undo",
        "#outline .redo",
        "#outline .split",
        "#outline .delete",
        "#outline .fact-chip",
        "#exemplars button",
        "#exemplar-list summary",
        "#exemplar-list [data-act=pin]",
        "#exemplar-list [data-act=unpin]",
    ],
    "④ 文稿": [
        "#save",
        "#under-1 [data-act=lock]",
        "#under-1 [data-act=unlock]",
        "#under-1 [data-more]",
        "#under-1 [data-act=add]",
        "#go-check",
    ],
    "⑤ 检查与导出": ["#review .card", "#review button", "#check-again", "#save-as input"],
    "版本": ["#versions button", ".ways button:not([disabled])", ".history button"],
    "样本库": ["#library-kinds label:nth-child(2)", "#library-list .open", "#sample-back"],
    "设置": ["#save-defaults", "#save-samples", "button.night"],
}
"""By tab; a button that is not there, or not to be seen, is passed over."""
CLICK = """async (what) => {
  const name = what.startsWith("tab:") ? what.slice(4) : "";
  const part = name
    ? [...document.querySelectorAll("#steps [role=tab]")].find((tab) => tab.textContent.trim() === name)
    : [...document.querySelectorAll(what)].find((each) => each.getClientRects().length);
  let last = 0;
  const watch = new MutationObserver(() => { last = performance.now(); });
  watch.observe(document.body, {subtree: true, childList: true, characterData: true, attributes: true});
  const begun = performance.now();
  part.click();
  await new Promise((done) => setTimeout(done, 1500));
  watch.disconnect();
  return Math.max(0, last - begun);
}"""
"""What passes until the last change that a click makes; the boxes that fade are not counted."""
BARE = """
import socket, sys, gradio as gr
with gr.Blocks(analytics_enabled=False) as page:
    gr.Textbox(elem_id="box")
page.launch(server_name="127.0.0.1", server_port=int(sys.argv[1]), quiet=True, footer_links=[])
"""


def figures() -> dict[str, float]:
    """``click_median_ms`` and ``click_worst_ms`` from a click to the last change it makes on the page,
    over all tabs and buttons that begin no long work, on a draft of 3,000 字 with findings;
    ``open_10000_s`` from the address to the text in its boxes; ``page_idle_mb`` of the program
    with the page open; ``page_start_over_bare_gradio`` from a started process to a usable page."""
    with (
        tempfile.TemporaryDirectory() as folder,
        sync_playwright() as playwright,
    ):
        browser = playwright.chromium.launch(
            executable_path=CHROMIUM, args=["--headless", "--no-sandbox", "--disable-gpu"]
        )
        long = _long_draft(Path(folder))
        ours, bare = [], []
        for _ in range(TIMES):
            ours.append(_started(browser, Path(folder)))
            bare.append(_bare(browser))
        opened, memory = _opened(browser, Path(folder), long)
        clicks = _clicks(browser, Path(folder), _long_draft(Path(folder), 60))
        browser.close()
    return {
        "click_median_ms": statistics.median(clicks.values()),
        "click_worst_ms": max(clicks.values()),
        "open_10000_s": opened,
        "page_idle_mb": memory,
        "page_start_over_bare_gradio": statistics.median(ours) / statistics.median(bare),
    }


def _started(browser: Browser, folder: Path) -> float:
    desk = RunningDesk(folder, DRAFTING_EMBEDDINGS="off")
    begun = time.monotonic()
    desk.start()
    page = _page(browser)
    page.goto(desk.address)
    page.locator("#steps [role=tab]").first.click()
    taken = time.monotonic() - begun
    page.context.close()
    desk.stop()
    return taken


def _bare(browser: Browser) -> float:
    import socket

    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    begun = time.monotonic()
    process = subprocess.Popen([sys.executable, "-c", BARE, str(port)], cwd=ROOT)
    try:
        page = _page(browser)
        while True:
            try:
                page.goto(f"http://127.0.0.1:{port}/")
                break
            except Exception:
                time.sleep(0.02)
        page.locator("#box textarea, #box input").first.fill("甲")
        taken = time.monotonic() - begun
        page.context.close()
        return taken
    finally:
        process.terminate()
        process.wait(10)


def _opened(browser: Browser, folder: Path, draft: str) -> tuple[float, float]:
    """Seconds to the text of a draft in a browser that has opened the page before; MB."""
    desk = RunningDesk(folder, DRAFTING_EMBEDDINGS="off")
    desk.start()
    page = _page(browser)
    taken = []
    for _ in range(TIMES):
        begun = time.monotonic()
        page.goto(f"{desk.address}?draft={draft}")
        page.wait_for_function(
            "[...document.querySelectorAll('.body-text textarea')].filter(b => b.value.length > 500).length > 4"
        )
        taken.append(time.monotonic() - begun)
    memory = desk.memory()
    page.context.close()
    desk.stop()
    return statistics.median(taken[1:]), memory


def _page(browser: Browser) -> Page:
    page = browser.new_page(viewport={"width": 1366, "height": 768}, locale="zh-CN")
    page.set_default_timeout(60_000)
    return page


def _clicks(browser: Browser, folder: Path, draft: str) -> dict[str, float]:
    """Milliseconds that each click takes until nothing on the page changes any more."""
    desk = RunningDesk(folder, DRAFTING_EMBEDDINGS="off")
    desk.start()
    page = _page(browser)
    page.goto(f"{desk.address}?draft={draft}")
    page.wait_for_function("document.querySelectorAll('.body-text textarea').length > 4")
    page.wait_for_timeout(2000)
    taken: dict[str, float] = {}
    tabs = page.locator("#steps [role=tab]:visible").all_inner_texts()
    for again in ("first", "again"):
        for name in tabs:
            _tab(page, name)
            taken[f"{name} {again}"] = page.evaluate(CLICK, f"tab:{name}")
    for name, selectors in BUTTONS.items():
        _tab(page, name)
        page.evaluate(CLICK, f"tab:{name}")
        for selector in selectors:
            if page.locator(selector).first.is_visible():
                taken[f"{name} {selector}"] = page.evaluate(CLICK, selector)
    page.context.close()
    desk.stop()
    for what, milliseconds in sorted(taken.items(), key=lambda pair: -pair[1])[:8]:
        print(f"{milliseconds:6.0f} ms  {what}")
    return taken


def _tab(page: Page, name: str) -> None:
    """Leave the tab that is to be clicked, so that the click has something to do."""
    other = page.locator("#steps [role=tab]:visible").filter(has_not_text=name).first
    other.click()
    page.wait_for_timeout(700)


def _long_draft(folder: Path, findings: int = FINDINGS) -> str:
    """A draft of 50 字 a finding, saved; returns its id."""
    brief = read_facts(SAMPLES / "facts" / "work_summary.yaml").brief
    outline, kind = plan(brief), load_kind(brief.kind)
    share = findings // len(outline.sections) + 1
    sections = []
    for at, planned in enumerate(outline.sections):
        numbers = range(at * share, min((at + 1) * share, findings))
        text = "\n\n".join(SENTENCE.format(n=n + 1) for n in numbers)
        sentences = trace(text, (), brief.facts)
        sections.append(Section(planned.id, planned.heading, planned.level, text, sentences))
    made = check_draft(assemble(brief, kind, outline, "offline", tuple(sections)))
    store = open_store(folder)
    store.save(made)
    store.close()
    print(f"{sum(len(s.text) for s in sections)} characters, {len(made.findings)} findings")
    return made.id


if __name__ == "__main__":
    print(figures())
