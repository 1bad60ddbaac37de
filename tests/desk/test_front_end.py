"""Gradio's scripts as they are handed out."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest
from fastapi import FastAPI
from starlette.testclient import TestClient

from drafting.desk import front_end
from drafting.desk.front_end import MENDS, Mend, mended

ASSETS = front_end._ASSETS


@pytest.mark.parametrize("name", MENDS)
def test_the_installed_gradio_is_the_one_that_is_known(name: str) -> None:
    """Where this fails after an upgrade, look at what the new release does in these places."""
    [script] = [path.read_text(encoding="utf-8") for path in ASSETS.glob(name)]
    for mend in MENDS[name]:
        assert script.count(mend.known) == 1, mend.known
    assert all(mend.better in mended(script, MENDS[name]) for mend in MENDS[name])


@pytest.mark.parametrize("name", MENDS)
def test_what_is_handed_out_is_a_script(name: str, tmp_path: Path) -> None:
    node = shutil.which("node")
    if node is None:
        pytest.skip("node is not here")
    [path] = ASSETS.glob(name)
    script = tmp_path / "script.mjs"
    script.write_text(mended(path.read_text(encoding="utf-8"), MENDS[name]), encoding="utf-8")
    subprocess.run([node, "--check", str(script)], check=True, timeout=60)


def test_a_script_of_another_release_is_left_as_it_is() -> None:
    mends = (Mend("one", "two"), Mend("three", "four"))
    assert mended("one three", mends) == "two four"
    for unknown in ("one", "one three three", ""):
        assert mended(unknown, mends) == unknown


@pytest.mark.enable_socket
def test_a_browser_keeps_them() -> None:
    app = FastAPI()
    front_end.hang(app, lambda: "body {}")
    [name] = [path.name for path in ASSETS.glob("core-*.js")]
    with TestClient(app) as client:
        script = client.get(f"/assets/{name}")
        assert script.headers["content-type"].startswith("text/javascript")
        assert "ZFound" in script.text
        again = {"if-none-match": script.headers["etag"]}
        assert client.get(f"/assets/{name}", headers=again).status_code == 304
        assert "immutable" in client.get("/theme.css?v=1").headers["cache-control"]
        style = client.get("/theme.css")
        assert (style.text, style.headers["cache-control"]) == ("body {}", "private, no-cache")
        assert client.get("/assets/other.js").status_code == 404
