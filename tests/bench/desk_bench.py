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
BARE = """
import socket, sys, gradio as gr
with gr.Blocks(analytics_enabled=False) as page:
    gr.Textbox(elem_id="box")
page.launch(server_name="127.0.0.1", server_port=int(sys.argv[1]), quiet=True, footer_links=[])
"""


def figures() -> dict[str, float]:
    """``open_10000_s`` from the address to the text in its boxes; ``page_idle_mb`` of the program
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
        browser.close()
    return {
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


def _long_draft(folder: Path) -> str:
    """A draft of 10,000 字 with 200 findings, saved; returns its id."""
    brief = read_facts(SAMPLES / "facts" / "work_summary.yaml").brief
    outline, kind = plan(brief), load_kind(brief.kind)
    share = FINDINGS // len(outline.sections) + 1
    sections = []
    for at, planned in enumerate(outline.sections):
        numbers = range(at * share, min((at + 1) * share, FINDINGS))
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
