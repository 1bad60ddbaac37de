"""A layout learned from a document that an office has laid out: its page, its styles, its numbers.

What people see is what counts: direct formatting before styles, the look most of a role's text has
before that of a stray paragraph. What the document does not show is taken from ``official``.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from drafting.errors import BadInput, StoreFailed, reason_of
from drafting.manuscript import Line, Role, from_markdown, to_markdown
from drafting.word.archive import open_parts
from drafting.word.formatting import Formatting, formatting_of
from drafting.word.layouts import layout_of, own_folder
from drafting.word.look import Styles
from drafting.word.page_learning import learned_number, learned_page
from drafting.word.paragraphs import Paragraph
from drafting.word.reader import read_lines
from drafting.word.save import save

BASE = "official"
_SHOWN: tuple[Role, ...] = (
    "title", "dateline", "byline", "recipient", "salutation", "heading1", "heading2", "heading3",
    "heading4", "body", "attachment", "signature", "date", "annex", "annex_title",
)  # fmt: skip
_PLACED: frozenset[Role] = frozenset(("signature", "date", "attachment"))
"""Roles whose indents and alignment are worked out for each document."""
_CHINESE: dict[str, str] = {
    "title": "标题", "heading1": "一级标题", "heading2": "二级标题", "body": "正文",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Learned:
    """Where the layout was saved, and what a person should know about it."""

    name: str
    path: Path
    notices: tuple[str, ...]


def learn_profile(path: Path, name: str, label: str = "") -> Learned:
    """Learn a layout from the DOCX at ``path`` and save it as an office's own, ``name``.

    A layout of the same name is replaced. Raises BadInput for what is no DOCX, holds no text or
    has a page no text fits on, and StoreFailed where it cannot be saved. No model, no network.
    """
    data, notices = profile_data(path)
    data = {"label": label or name, **data}
    text = _toml(data, path.name)
    layout_of(text, name)  # refuses what is no layout
    folder = own_folder()
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise StoreFailed(
            f"建不了文件夹“{folder}”：{reason_of(error)}。请检查磁盘和权限。"
        ) from error
    file = folder / f"{name}.toml"
    save(text.encode("utf-8"), file)
    return Learned(name, file, tuple(notices))


def profile_data(path: Path) -> tuple[dict[str, Any], list[str]]:
    """What the document says of a layout, as the data of its TOML file, and what was left open."""
    parts = open_parts(path)
    read = list(read_lines(parts, path.name))
    seen = _seen(read, Styles(parts.styles))
    if "body" not in seen:
        raise BadInput(f"“{path.name}”里没有成段的正文，学不出版式。请选一份排好版的完整文稿。")
    body = seen["body"]
    page = learned_page(parts.document, body, path.name)
    number, notices = learned_number(parts)
    styles = {role: _style(role, look, body) for role, look in seen.items() if role in _SHOWN}
    styles["ending"] = styles["body"]
    data: dict[str, Any] = {
        "base": BASE, "page": page, "page_number": number,
        "typography": {"latin": body.latin} if body.latin else {},
        "text": {"font": body.font, "size": _points(body.size), "tracking": _points(body.tracking)},
        "styles": styles,
    }  # fmt: skip
    missing = [said for role, said in _CHINESE.items() if role not in seen]
    if missing:
        notices.append(f"文件里没有{'、'.join(missing)}，这些照“公文”版式。")
    return data, notices


def _seen(read: Iterable[tuple[Line, Paragraph]], styles: Styles) -> dict[Role, Formatting]:
    """The look that most of the text of each role has."""
    pairs = list(read)
    roles = from_markdown(to_markdown(line for line, _ in pairs)).lines
    weighed: dict[Role, Counter[Formatting]] = defaultdict(Counter)
    if len(roles) != len(pairs):
        return {}
    for line, (_, paragraph) in zip(roles, pairs, strict=True):
        if paragraph.look is not None and paragraph.nodes:
            look = formatting_of(paragraph.nodes[0], styles)
            weighed[line.role][look] += len(line.text)
    return {role: looks.most_common(1)[0][0] for role, looks in weighed.items()}


def _style(role: Role, look: Formatting, body: Formatting) -> dict[str, Any]:
    """The keys of a style; what it shares with the text is left out for all but the title."""
    said: dict[str, Any] = {"font": look.font or body.font, "size": _points(look.size)}
    if look.tracking != body.tracking or role == "title":
        said["tracking"] = _points(look.tracking)
    said["bold"] = look.bold
    if role not in _PLACED:
        said["align"] = look.align
        said["first_line"] = look.first_line
    return {key: value for key, value in said.items() if value != ""}


def _points(value: float) -> str:
    return f"{round(value, 2):g}pt"


def _toml(data: Mapping[str, Any], source: str) -> str:
    rows = [f"# 从“{_plain(source)}”学来的版式；没有写的照 base。"]
    rows += [f"{key} = {_value(value)}" for key, value in data.items() if not isinstance(value, dict)]  # fmt: skip
    for key, value in data.items():
        if isinstance(value, dict):
            rows += _table(key, value)
    return "\n".join(rows) + "\n"


def _table(name: str, values: Mapping[str, Any]) -> Iterable[str]:
    plain = {k: v for k, v in values.items() if not isinstance(v, dict)}
    if plain:
        yield f"\n[{name}]"
        yield from (f"{key} = {_value(value)}" for key, value in plain.items())
    for key, value in values.items():
        if isinstance(value, dict):
            yield from _table(f"{name}.{key}", value)


def _value(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value) if isinstance(value, int) else f'"{_plain(str(value))}"'


def _plain(text: str) -> str:
    """``text`` without what a TOML string would have to escape."""
    return "".join(c for c in text if c not in '"\\' and (c >= " " and c != "\x7f"))
