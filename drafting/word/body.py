"""Lines -> the paragraphs of ``w:body``."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from docx.oxml.xmlchemy import BaseOxmlElement

from drafting.manuscript import Line, Role
from drafting.word.headings import split_lead, split_run_in
from drafting.word.profile import Profile, Style
from drafting.word.signoff import place
from drafting.word.styles import indent, paragraph_look, run_look, style_ids
from drafting.word.text import clean, pieces, width
from drafting.word.title import break_title
from drafting.word.xml import element, paragraph_properties, tag, text_element

_HEAD: frozenset[Role] = frozenset(("title", "dateline", "byline"))
_HEADINGS: frozenset[Role] = frozenset(("heading1", "heading2", "heading3", "heading4"))


def paragraphs(lines: Sequence[Line], profile: Profile) -> Iterator[BaseOxmlElement]:
    """The paragraphs of a document, blank lines of the layout included; at least one."""
    setter = _Setter(profile)
    tidy = [(line.role, clean(line.text)) for line in lines]
    items = [(role, text) for role, text in tidy if text]
    if not items:
        yield setter.blank(keep=False)
    for index, (role, text) in enumerate(items):
        before = items[index - 1][0] if index else None
        after = items[index + 1][0] if index + 1 < len(items) else None
        if _opens_block(role, before) and profile.styles[role].blank_before:
            yield setter.blank(keep=role != "attachment")
        if role == "title":
            yield setter.title(text)
        elif role in ("signature", "date"):
            yield from setter.signoff(items, index)
        elif role == "attachment":
            yield from (setter.attachment(part) for part in text)
        else:
            yield from (setter.plain(role, part) for part in text)
        if role in _HEAD and after is not None and after not in _HEAD:
            yield setter.blank(keep=True)


def _opens_block(role: Role, before: Role | None) -> bool:
    return before is not None and before != role and (role, before) != ("date", "signature")


class _Setter:
    """Sets one paragraph at a time by a profile, whose looks it works out once."""

    def __init__(self, profile: Profile) -> None:
        self._profile = profile
        self._latin = profile.typography.latin
        self._ids = style_ids(profile)

    def blank(self, *, keep: bool) -> BaseOxmlElement:
        """A blank line of the body's pitch; ``keep`` holds it on the page of what follows."""
        style = self._profile.styles["body"].model_copy(
            update={"first_line": 0, "keep_with_next": keep}
        )
        return self._paragraph("body", style, [])

    def title(self, lines: Sequence[str]) -> BaseOxmlElement:
        """The title in one paragraph: as its writer broke it, else broken by meaning."""
        style = self._profile.styles["title"]
        capacity = self._profile.page.text_width.points / style.character.points
        broken = list(lines) if len(lines) > 1 else break_title(lines[0], capacity)
        runs = [run for line in broken for run in [*self._runs(line, style), _break()]]
        return self._paragraph("title", style, runs[:-1])

    def plain(self, role: Role, text: str) -> BaseOxmlElement:
        """A paragraph of the role's style; its run-in heading or bold lead is set apart."""
        style = self._profile.styles[role]
        split = split_run_in(text) if role in ("body", *_HEADINGS) else None
        if split is not None and split.role is not None:
            head = self._runs(split.head, self._profile.styles[split.role])
            rest = self._runs(split.rest, self._profile.styles["body"])
            return self._paragraph(role, style, head + rest)
        lead = split_lead(text) if role == "body" and self._profile.typography.bold_leads else None
        if lead is not None:
            runs = self._runs(lead.head, style, bold=True) + self._runs(lead.rest, style)
            return self._paragraph(role, style, runs)
        return self._paragraph(role, style, self._runs(text, style))

    def attachment(self, text: str) -> BaseOxmlElement:
        """附件说明: two characters from the left, wrapped lines under the name (7.3.4)."""
        style = self._profile.styles["attachment"]
        character = style.character.points
        label = "附件：" if text.startswith(("附件：", "附件:")) else ""
        number = _leading_number(text[len(label) :])
        own = self._wide(text[: len(label)] + number, style)
        name = 2 * character + own + (0 if label else self._wide("附件：", style))
        return self._paragraph(
            "attachment", style, self._runs(text, style), ind=_hanging(left=name, hanging=own)
        )

    def signoff(
        self, items: Sequence[tuple[Role, Sequence[str]]], index: int
    ) -> Iterator[BaseOxmlElement]:
        """署名 or date, placed by the widths of both."""
        role, text = items[index]
        styles = self._profile.styles
        nearby = items[max(0, index - 8) : index + 9]
        names = [part for other, parts in nearby if other == "signature" for part in parts]
        date = next((parts[0] for other, parts in nearby if other == "date"), "")
        room = self._profile.page.text_width.points
        spot = place(names, date, styles["signature"], styles["date"], room)
        right = spot.date if role == "date" else spot.signature
        style = styles[role]
        distance = indent(style, right=right / style.character.points)
        for part in text:
            yield self._paragraph(role, style, self._runs(part, style), ind=distance)

    def _paragraph(
        self,
        role: Role,
        style: Style,
        runs: Sequence[BaseOxmlElement],
        ind: BaseOxmlElement | None = None,
    ) -> BaseOxmlElement:
        look = paragraph_look(style, self._profile)
        if ind is not None:
            look = [child for child in look if child.tag != tag("ind")] + [ind]
        mark = run_look(style, self._latin)
        named = element("pStyle", {"val": self._ids[role]})
        return element("p", None, paragraph_properties([named, *look, mark]), *runs)

    def _runs(self, text: str, style: Style, *, bold: bool | None = None) -> list[BaseOxmlElement]:
        return [
            element(
                "r",
                None,
                run_look(style, self._latin, shared=piece.shared, bold=bold),
                text_element(piece.text),
            )
            for piece in pieces(text)
        ]

    def _wide(self, text: str, style: Style) -> float:
        return width(text, style.size.points, style.tracking.points)


def _break() -> BaseOxmlElement:
    return element("r", None, element("br"))


def _leading_number(text: str) -> str:
    bare = text.lstrip("0123456789")
    if bare == text or not bare.startswith((".", "．")):
        return ""
    name = bare[1:].lstrip()
    return text[: len(text) - len(name)]


def _hanging(*, left: float, hanging: float) -> BaseOxmlElement:
    """``w:ind`` for lengths in pt that are no whole number of characters."""
    return element("ind", {"left": round(left * 20), "hanging": round(hanging * 20)})
