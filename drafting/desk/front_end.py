"""Gradio's scripts, without work that changes nothing on the page.

Each event of a page of ours names some thirty parts. For each of them Gradio 6.31 goes through the tree of
the page, copies all properties of the part and draws it anew, six times an event, to tell it a state
of loading that it never shows: a third of a second on an undo (counted in Chromium, 2026-11). The lines
in question are put in other words as their file is handed out. A file in which one of them does not
stand as it is known, of another release, is handed out as it is: slower, and as right.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import gradio as gr
from fastapi import FastAPI, Request
from starlette.responses import Response

_ASSETS = Path(gr.__file__).parent / "templates" / "frontend" / "assets"
_FOR_GOOD = "private, max-age=31536000, immutable"
"""For what has its hash in its address."""
_ASK = "private, no-cache"
"""The browser may keep it, and asks whether it is still so."""


@dataclass(frozen=True, slots=True)
class Mend:
    """Words of a script, which stand in it once, and others in their place."""

    known: str
    better: str


MENDS: dict[str, tuple[Mend, ...]] = {
    "Blocks-*.js": (
        # What was built a moment ago is not built a second time before it is shown.
        Mend("le(()=>{v(),oe(()=>{O.reload(", "le(()=>{v()&&oe(()=>{O.reload("),
        # Only a stream has an end to be told to the parts that the event reads.
        Mend("n=`closed`,a.forEach(", "r.connection_type===`stream`&&(n=`closed`),a.forEach("),
        # Parts are told that they are not wrong where they were told that they are.
        Mend(
            "o===0&&r.inputs.forEach(e=>{this.update_state_cb(e,{loading_status:{validation_error:null}},!1)})",
            "o===0&&r.refused&&(r.refused=!1,r.inputs.forEach(e=>{this.update_state_cb(e,{loading_status:{validation_error:null}},!1)}))",
        ),
        Mend("if(Array.isArray(s?.message)){", "if(Array.isArray(s?.message)){r.refused=!0;"),
    ),
    "core-*.js": (
        # What is typed in a part is noted in the tree before the part is made anew, which only a
        # change of visibility does; to choose a tab noted the whole page.
        Mend(
            "r&&!(`value`in t)&&(await this.#m(e,r),await this.#h(r))",
            "r&&`visible`in t&&!(`value`in t)&&(await this.#m(e,r),await this.#h(r))",
        ),
        # Parts are found by an index of the tree.
        Mend(
            "function Z(e,t){if(e.id===t)return e;if(e.children)for(let n of e.children)"
            "{let e=Z(n,t);if(e)return e}return null}",
            "var ZFound=new WeakMap;function ZNote(e,t){t.set(e.id,e);"
            "if(e.children)for(let n of e.children)ZNote(n,t);return t}function Z(e,t)"
            "{let n=ZFound.get(e);n||ZFound.set(e,n=ZNote(e,new Map));return n.get(t)||null}",
        ),
        Mend(
            "a.children=i.children,this.#f(i)}",
            "a.children=i.children,ZFound.delete(this.root),this.#f(i)}",
        ),
        # The number of a part is read once, and not once for every event of the page.
        Mend(
            "find_attached_events(e,t){let n=t.filter(t=>t.targets.find(([t])=>t===e.id)).map(t=>"
            "{let n=t.targets.find(([t])=>t===e.id);return n?n[1]:null}).filter(Boolean);",
            "find_attached_events(e,t){let r=e.id,n=t.filter(t=>t.targets.find(([t])=>t===r)).map(t=>"
            "{let n=t.targets.find(([t])=>t===r);return n?n[1]:null}).filter(Boolean);",
        ),
    ),
}  # fmt: skip


def hang(app: FastAPI, theme: Callable[[], str]) -> None:
    """Hand the scripts and the style sheet ``theme`` out, each to be kept by the browser. To be called
    before Gradio is mounted."""
    for path, mends in _files():
        app.get(f"/assets/{path.name}")(_handing_out(path, mends))

    @app.get("/theme.css")
    def style(request: Request) -> Response:
        return _answer(
            request, theme(), "text/css", kept=_FOR_GOOD if "v" in request.query_params else _ASK
        )


def mended(script: str, mends: tuple[Mend, ...]) -> str:
    """The script, mended in all places or in none."""
    if any(script.count(mend.known) != 1 for mend in mends):
        return script
    for mend in mends:
        script = script.replace(mend.known, mend.better)
    return script


def _files() -> list[tuple[Path, tuple[Mend, ...]]]:
    found = [(path, mends) for name, mends in MENDS.items() for path in _ASSETS.glob(name)]
    return [(path, mends) for path, mends in found if _read(path, mends) != path.read_text("utf-8")]


@cache
def _read(path: Path, mends: tuple[Mend, ...]) -> str:
    return mended(path.read_text(encoding="utf-8"), mends)


def _handing_out(path: Path, mends: tuple[Mend, ...]) -> Callable[[Request], Response]:
    def hand_out(request: Request) -> Response:
        return _answer(request, _read(path, mends), "text/javascript", kept=_ASK)

    return hand_out


def _answer(request: Request, text: str, sort: str, *, kept: str) -> Response:
    name = f'"{hashlib.sha256(text.encode("utf-8")).hexdigest()[:32]}"'
    headers = {"cache-control": kept, "etag": name}
    if request.headers.get("if-none-match") == name:
        return Response(status_code=304, headers=headers)
    return Response(text, media_type=sort, headers=headers)
