"""Matters that facts speak of (教育培训, 产业发展 …) and sentences about them that claim nothing.

The offline engine groups facts by theme, builds parallel headings from ``noun`` and ``goal`` and
lengthens paragraphs with ``why`` (behind what was done), ``want`` (behind what is to be done) and
``risk`` (behind a shortfall). Every file in this folder is read; adding a theme is adding a table.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from drafting.errors import BadInput
from drafting.validation import explain, read_toml

ENOUGH = 5.0
"""Weight from which a theme is taken: two keywords of two characters weigh 5.7, one of three 5.2.
One of two characters (2.8) was wrong for most facts it decided in our facts files."""
_FOLDER = Path(__file__).parent


class Theme(BaseModel):
    """One matter. ``noun`` and ``goal`` have four characters, so that any two headings agree."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    id: str
    noun: Annotated[str, Field(min_length=4, max_length=4)]
    goal: Annotated[str, Field(min_length=4, max_length=4)]
    keywords: Annotated[tuple[str, ...], Field(min_length=1)]
    why: Annotated[tuple[str, ...], Field(min_length=1)]
    want: Annotated[tuple[str, ...], Field(min_length=1)]
    risk: Annotated[tuple[str, ...], Field(min_length=1)]


class _ThemeFile(BaseModel):
    model_config = ConfigDict(extra="forbid")
    themes: tuple[Theme, ...]


@cache
def all_themes(folder: Path = _FOLDER) -> tuple[Theme, ...]:
    """Themes of every file. Raises BadInput with file and key where a file is wrong."""
    themes: list[Theme] = []
    for path in sorted(folder.glob("*.toml")):
        try:
            themes.extend(_ThemeFile.model_validate(read_toml(path, "主题文件")).themes)
        except ValidationError as error:
            raise BadInput(
                f"主题文件 {path.name} 有误：{explain(error)}。请改正后重试。"
            ) from error
    return tuple(themes)


def theme_of(
    text: str, themes: tuple[Theme, ...], ignored: frozenset[str] = frozenset()
) -> Theme | None:
    """The theme whose keywords weigh most in the text; a longer keyword weighs more than its
    length, because it is the stronger evidence. None where nothing of weight is found. ``ignored``
    keywords say nothing here: they are what the whole document is about."""
    best, best_weight = None, ENOUGH
    for theme in themes:
        words = [word for word in theme.keywords if word in text and word not in ignored]
        weight = sum(len(word) ** 1.5 for word in words)
        if weight > best_weight:
            best, best_weight = theme, weight
    return best


def keywords_of_all(texts: Sequence[str], frame: str) -> frozenset[str]:
    """Keywords that cannot tell one fact of a document from another: they stand in its ``frame``
    (title, issuer, subject) or in a third of its facts."""
    words = {word for theme in all_themes() for word in theme.keywords}
    often = max(3.0, len(texts) / 3)
    return frozenset(w for w in words if w in frame or sum(w in t for t in texts) >= often)
