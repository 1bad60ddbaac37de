"""目录: a real field of Word's, with its entries filled in, on pages of its own before the text.

The text begins a new section whose pages count from 1. The numbers are reckoned (paging.py) until
the person or the program brings the field up to date.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import count
from pathlib import Path

from docx.oxml.xmlchemy import BaseOxmlElement

from drafting.manuscript import Line, Role
from drafting.word.body import Block
from drafting.word.paging import pages_of
from drafting.word.profile import Profile, Style
from drafting.word.styles import paragraph_look, run_look
from drafting.word.xml import element, paragraph_properties, tag, text_element

_LEVELS: dict[Role, int] = {"heading1": 1, "heading2": 2}
_HEADING = "目　　录"
_DEEPEST = 2
_CHARACTERS_DEEPER = 2
"""Characters a level is set in from the one above."""


def is_wanted(wanted: bool | None, blocks: Sequence[Block], lines: Sequence[Line], profile: Profile) -> bool:  # fmt: skip
    """Whether a document gets a table of contents: as asked, else by its length and profile. One
    without headings never does."""
    if wanted is False or not any(line.role in _LEVELS for line in lines):
        return False
    least = profile.contents.from_pages
    if wanted or not least:
        return bool(wanted)
    return pages_of([block.element for block in blocks], profile)[-1] >= least


def contents(
    blocks: Sequence[Block],
    lines: Sequence[Line],
    profile: Profile,
    section: BaseOxmlElement,
    pages: Mapping[int, int] | None = None,
) -> list[BaseOxmlElement]:
    """The elements that stand before the text, the last of them closing a section like
    ``section``; headings of ``blocks`` get bookmarks. ``pages`` gives the page of a line by its
    index where it is known."""
    reckoned = pages_of([block.element for block in blocks], profile)
    names = count(1)
    entries = []
    for block, page in zip(blocks, reckoned, strict=True):
        role = lines[block.lines[0]].role if block.lines else "body"
        if role in _LEVELS and block.element.tag == tag("p"):
            known = (pages or {}).get(block.lines[0], page)
            name = f"_Toc{next(names):08d}"
            _bookmark(block.element, name)
            text = lines[block.lines[0]].text
            entries.append(_entry(profile, _LEVELS[role], text, known, name))
    _open_field(entries[0])
    entries[-1].append(_field("end"))
    return [_boxed([_title(profile), _blank(profile), *entries]), _end(section, profile)]


def _boxed(inner: list[BaseOxmlElement]) -> BaseOxmlElement:
    """The control by which Word knows a table of contents and offers to bring it up to date."""
    part = element(
        "docPartObj", None,
        element("docPartGallery", {"val": "Table of Contents"}), element("docPartUnique"),
    )  # fmt: skip
    return element(
        "sdt", None, element("sdtPr", None, part), element("sdtContent", None, *inner)
    )  # fmt: skip


def _title(profile: Profile) -> BaseOxmlElement:
    style = profile.styles["title"]
    look = paragraph_properties([element("pStyle", {"val": "TOCHeading"}), *paragraph_look(style, profile)])  # fmt: skip
    return element("p", None, look, _run(_HEADING, style, profile))


def _blank(profile: Profile) -> BaseOxmlElement:
    look = [element("pStyle", {"val": "TOC1"}), *entry_look(profile, 1)]
    mark = run_look(profile.styles["body"], profile.typography.latin)
    return element("p", None, paragraph_properties([*look, mark]))


def _entry(profile: Profile, level: int, text: str, page: int, name: str) -> BaseOxmlElement:
    style = profile.styles["body"]
    look = paragraph_properties(
        [element("pStyle", {"val": f"TOC{level}"}), *entry_look(profile, level)]
    )
    link = element(
        "hyperlink", {"anchor": name, "history": 1},
        _run(text, style, profile), _of(profile, element("tab")),
        _field("begin"), _instruction(f" PAGEREF {name} \\h "), _field("separate"),
        _run(str(page), style, profile), _field("end"),
    )  # fmt: skip
    return element("p", None, look, link)


def entry_look(profile: Profile, level: int) -> list[BaseOxmlElement]:
    """Children of ``w:pPr`` of an entry: a dotted line leads to the page number at the edge."""
    style = profile.styles["body"].model_copy(update={"first_line": 0, "align": "left"})
    look = [one for one in paragraph_look(style, profile) if one.tag != tag("ind")]
    aside = round((level - 1) * _CHARACTERS_DEEPER * style.character.points * 20)
    edge = profile.page.text_width.twips
    stop = element("tab", {"val": "right", "leader": "dot", "pos": edge})
    return [*look, element("ind", {"left": aside}), element("tabs", None, stop)]


def contents_styles(profile: Profile) -> list[BaseOxmlElement]:
    """The built-in styles of a table of contents, so that bringing it up to date keeps its look."""
    title = profile.styles["title"]
    made = [_style("TOCHeading", "TOC Heading", paragraph_look(title, profile), title, profile)]
    body = profile.styles["body"]
    for level in range(1, _DEEPEST + 1):
        look = entry_look(profile, level)
        made.append(_style(f"TOC{level}", f"toc {level}", look, body, profile))
    return made


def _style(
    identifier: str, name: str, look: list[BaseOxmlElement], style: Style, profile: Profile
) -> BaseOxmlElement:
    return element(
        "style", {"type": "paragraph", "styleId": identifier},
        element("name", {"val": name}), element("basedOn", {"val": "Normal"}),
        element("next", {"val": "Normal"}), element("uiPriority", {"val": 39}),
        element("qFormat"), paragraph_properties(look),
        run_look(style, profile.typography.latin),
    )  # fmt: skip


def _open_field(first: BaseOxmlElement) -> None:
    """The field begins within the first entry, as Word writes it."""
    properties = first.find(tag("pPr"))
    instruction = _instruction(f' TOC \\o "1-{_DEEPEST}" \\h \\z \\u ')
    for made in reversed((_field("begin"), instruction, _field("separate"))):
        properties.addnext(made)


def _end(section: BaseOxmlElement, profile: Profile) -> BaseOxmlElement:
    """The paragraph that closes the section of the contents; its pages have no number."""
    copied = [one for one in section if one.tag in {tag(n) for n in ("pgSz", "pgMar", "cols", "docGrid")}]  # fmt: skip
    own = element("sectPr", None, element("type", {"val": "nextPage"}), *(_copy(o) for o in copied))
    style: Style = profile.styles["body"].model_copy(update={"first_line": 0})
    mark = run_look(style, profile.typography.latin)
    look = paragraph_properties(
        [element("pStyle", {"val": "TOC1"}), *paragraph_look(style, profile), mark, own]
    )
    return element("p", None, look)


def restart(section: BaseOxmlElement) -> None:
    """The pages of the text count from 1."""
    margins = section.find(tag("pgMar"))
    margins.addnext(element("pgNumType", {"start": 1}))


def _bookmark(paragraph: BaseOxmlElement, name: str) -> None:
    identifier = int(name.removeprefix("_Toc"))
    properties = paragraph.find(tag("pPr"))
    properties.addnext(element("bookmarkStart", {"id": identifier, "name": name}))
    paragraph.append(element("bookmarkEnd", {"id": identifier}))


def _run(text: str, style: Style, profile: Profile) -> BaseOxmlElement:
    return element("r", None, run_look(style, profile.typography.latin), text_element(text))


def _of(profile: Profile, child: BaseOxmlElement) -> BaseOxmlElement:
    return element("r", None, run_look(profile.styles["body"], profile.typography.latin), child)


def _field(kind: str) -> BaseOxmlElement:
    return element("r", None, element("fldChar", {"fldCharType": kind}))


def _instruction(text: str) -> BaseOxmlElement:
    made = element("instrText", {"xml:space": "preserve"})
    made.text = text
    return element("r", None, made)


def _copy(one: BaseOxmlElement) -> BaseOxmlElement:
    return element(one.tag.rpartition("}")[2], {k.rpartition("}")[2]: v for k, v in one.items()})


def reckoned_pages(path: Path, lines: Sequence[Line]) -> dict[int, int]:
    """The pages that the table of contents of a file of ours names, by the index of the heading's
    line; empty where it has none."""
    from drafting.word.archive import open_parts

    document = open_parts(path).document
    entries = [p for p in document.iter(tag("p")) if _is_entry(p)]
    pages = [[one.text or "" for one in entry.iter(tag("t"))][-1] for entry in entries]
    listed = [index for index, line in enumerate(lines) if line.role in _LEVELS]
    return dict(zip(listed, map(int, pages), strict=False))


def _is_entry(paragraph: BaseOxmlElement) -> bool:
    return paragraph.find(tag("hyperlink")) is not None
