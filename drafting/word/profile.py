"""A layout profile as a record; layouts.py finds the TOML file it is read from.

``[text]`` gives what every style shares, ``[styles.<role>]`` what is particular to a role. Keys
nobody reads are refused, and so is a grid that does not fit its paper.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal, Self, get_args

from pydantic import BaseModel, ConfigDict, Field, model_validator

from drafting.manuscript import Role
from drafting.word.units import Length, WrittenLength

ROLES: tuple[Role, ...] = get_args(Role)


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Page(_Strict):
    """Paper, margins and grid (GB/T 9704-2012, clauses 5.1 to 5.2.2)."""

    width: WrittenLength
    height: WrittenLength
    top: WrittenLength
    bottom: WrittenLength
    left: WrittenLength
    right: WrittenLength
    lines: int = Field(gt=0)
    """Lines a full page."""
    characters: int = Field(gt=0)
    """Body characters a full line."""
    pitch: WrittenLength
    """Exact distance from one line to the next."""
    grid: bool = True
    """A grid of lines for what people add later. LibreOffice centres it in the type area: leave
    it out where ``lines`` x ``pitch`` falls short of the height by more than a hair."""

    @property
    def text_width(self) -> Length:
        """Width of the type area (版心)."""
        return Length(self.width.points - self.left.points - self.right.points)

    @property
    def text_height(self) -> Length:
        """Height of the type area."""
        return Length(self.height.points - self.top.points - self.bottom.points)


class PageNumber(_Strict):
    """The page number (clause 7.5): ``outer`` puts odd pages right and even pages left."""

    pattern: str = Field(pattern=r"^[^{}]*\{page\}[^{}]*$")
    font: str
    size: WrittenLength
    place: Literal["outer", "center"]
    indent: int = Field(default=0, ge=0)
    """Characters of its own size between the number and the edge, when ``outer``."""
    below: WrittenLength
    """Distance from the type area down to the dashes, which lie at the middle of the line."""


class Typography(_Strict):
    """Habits of the whole text."""

    latin: str
    """Font of digits and Latin letters."""
    hanging_punctuation: bool = True
    """A mark that would begin a line hangs at the end of the line before it."""
    space_latin: bool = False
    """Let the word processor set a quarter space between Chinese and digits or letters."""
    bold_leads: bool = False
    """Set the first sentence of ``一是……。`` in bold."""


class Tables(_Strict):
    """How tables are ruled; their text has the styles ``table_head`` and ``table``."""

    rules: Literal["grid", "three-line"] = "grid"


class Masthead(_Strict):
    """版头: where 发文机关标志 stands and the line under 文号 (7.2.4, 7.2.7)."""

    below_top: WrittenLength = Length(35 / 25.4 * 72)
    """From the upper edge of the type area to that of 发文机关标志."""
    rule_below: WrittenLength = Length(4 / 25.4 * 72)
    """From 文号 down to the separating line."""
    rule: WrittenLength = Length(2)
    """Thickness of that line."""
    color: str = Field(default="FF0000", pattern=r"^[0-9A-F]{6}$")


class Signoff(_Strict):
    """How a document ends."""

    seal: bool = False
    """署名 and date leave room for a seal and stand so that it covers them (7.3.5.1)."""


class Contents(_Strict):
    """The table of contents that stands before a long document."""

    from_pages: int = Field(default=0, ge=0)
    """Pages from which it is added unasked; 0: only when asked for."""


class Style(_Strict):
    """How the paragraphs of one role look; it becomes a named style of the document."""

    name: str
    based_on: Literal["Normal", "Title", "Heading1", "Heading2", "Heading3", "Heading4"] = "Normal"
    font: str
    size: WrittenLength
    tracking: WrittenLength = Length(0)
    """Added to the width of every character; negative to set them closer."""
    align: Literal["left", "center", "right", "both"] = "both"
    first_line: int = Field(default=0, ge=0)
    """Indent of the first line, in characters."""
    right: int = Field(default=0, ge=0)
    """Distance from the right edge, in characters."""
    bold: bool = False
    color: str = Field(default="000000", pattern=r"^[0-9A-F]{6}$")
    keep_with_next: bool = False
    blank_before: bool = False
    """A blank line stands before the first paragraph of the role (附件说明, 落款)."""
    new_page: bool = False
    """Each paragraph of the role begins a page (附件)."""

    @property
    def outline(self) -> int | None:
        """Outline level of the navigation pane, from 0; None for what is no heading."""
        return int(self.based_on[-1]) - 1 if self.based_on.startswith("Heading") else None

    @property
    def character(self) -> Length:
        """Advance of one Chinese character."""
        return Length(self.size.points + self.tracking.points)


class Profile(_Strict):
    """A whole layout."""

    name: str = Field(pattern=r"^[\w-]{1,40}$")
    label: str
    """What people see in a list of layouts."""
    page: Page
    page_number: PageNumber
    typography: Typography
    tables: Tables = Tables()
    contents: Contents = Contents()
    signoff: Signoff = Signoff()
    masthead: Masthead = Masthead()
    styles: dict[Role, Style]
    substitutes: dict[str, str] = {}
    """By font: names to try, comma between them, where it is not installed."""

    @model_validator(mode="before")
    @classmethod
    def _share_text(cls, data: Any) -> Any:
        """Give every style what ``[text]`` says, unless it says otherwise itself."""
        if not isinstance(data, Mapping) or "text" not in data:
            return data
        shared = data["text"]
        styles = {role: {**shared, **style} for role, style in data.get("styles", {}).items()}
        return {**{key: value for key, value in data.items() if key != "text"}, "styles": styles}

    @model_validator(mode="after")
    def _check(self) -> Self:
        missing = [role for role in ROLES if role not in self.styles]
        if missing:
            raise ValueError(f"缺少样式：{'、'.join(missing)}")
        named: dict[str, Style] = {}
        for style in self.styles.values():
            if named.setdefault(style.name, style) != style:
                raise ValueError(f"样式“{style.name}”有两种写法")
        page, body = self.page, self.styles["body"]
        if page.lines != int(page.text_height.points / page.pitch.points):
            raise ValueError(f"行距 {page.pitch.points:g}pt 排不出每页 {page.lines} 行")
        if page.characters != int(page.text_width.points / body.character.points):
            raise ValueError(f"字宽 {body.character.points:g}pt 排不出每行 {page.characters} 字")
        return self
