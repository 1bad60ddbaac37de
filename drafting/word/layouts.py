"""Which layouts there are: those that come with the program and an office's own.

A layout is one TOML file, ``profiles/NAME.toml`` here or in the data folder (DRAFTING_HOME). With
``base = "NAME"`` a file says only what differs from another. An office's file goes before one of
ours of the same name, so that a kind's own layout can be replaced; its base is then ours.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from drafting.errors import BadInput, reason_of
from drafting.validation import explain
from drafting.word.profile import Profile

NAME = re.compile(r"[\w-]{1,40}")
"""What a layout may be called: its name is that of its file."""
_DEEPEST = 5
"""Bases of bases; a ring of files ends there."""


def shipped_names() -> tuple[str, ...]:
    """Names of the layouts that come with the program, sorted."""
    names = (entry.name for entry in _shipped().iterdir())
    return tuple(sorted(name.removesuffix(".toml") for name in names if name.endswith(".toml")))


def own_folder() -> Path:
    """Where an office keeps its own layouts; it need not exist."""
    from drafting.settings import load_settings

    return load_settings().drafting_home / "profiles"


def own_names() -> tuple[str, ...]:
    """Names of an office's own layouts, sorted."""
    try:
        return tuple(sorted(file.stem for file in own_folder().glob("*.toml")))
    except OSError:  # a folder that cannot be listed has nothing to offer
        return ()


def profile_names() -> tuple[str, ...]:
    """Names of all layouts: ours first, then an office's own."""
    return tuple(dict.fromkeys((*shipped_names(), *own_names())))


@dataclass(frozen=True, slots=True)
class Listed:
    """A layout to choose: ``own`` is an office's. One that cannot be read says so in its label."""

    name: str
    label: str
    own: bool


def listed() -> tuple[Listed, ...]:
    """All layouts with what people see of them, ours first."""
    return tuple(_listed(name) for name in profile_names())


def _listed(name: str) -> Listed:
    own = name in own_names()
    try:
        return Listed(name, load_profile(name).label, own)
    except BadInput:
        return Listed(name, f"{name}（文件有误）", own)


def load_profile(name: str) -> Profile:
    """Load a layout by its name, or from a file when ``name`` ends in ``.toml``.

    Raises :class:`BadInput` for an unknown name and for a file that does not hold a layout.
    """
    return _loaded(name, *_text_of(name))


def layout_of(text: str, name: str) -> Profile:
    """The layout in the text of a TOML file that is to be called ``name``. Raises BadInput."""
    if not NAME.fullmatch(name):
        raise BadInput(f"版式名“{name[:50]}”不合适，请用 40 个以内的汉字、字母、数字、- 或 _。")
    return _loaded(name, text, True)


@lru_cache(maxsize=16)
def _loaded(name: str, text: str, own: bool) -> Profile:
    try:
        data = _with_base(_parsed(text, name), name, own)
        return Profile.model_validate({"name": Path(name).stem, **data})
    except ValidationError as error:
        raise BadInput(f"版式文件“{name}”写法有误：{explain(error)}。") from error


def _parsed(text: str, name: str) -> dict[str, Any]:
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        place = re.search(r"at line (\d+), column (\d+)", str(error))
        where = f"第 {place[1]} 行第 {place[2]} 列" if place else "末尾"
        raise BadInput(f"版式文件“{name}”写法有误：{where}不合 TOML 格式。") from error


def _with_base(data: dict[str, Any], name: str, own: bool, depth: int = 0) -> dict[str, Any]:
    base = data.pop("base", None)
    if base is None:
        return data
    if not isinstance(base, str) or depth > _DEEPEST:
        raise BadInput(f"版式文件“{name}”的 base 应写另一种版式的名字，不能互相引用。")
    text, base_is_own = _text_of(base, shipped=not own or base == Path(name).stem)
    below = _with_base(_parsed(text, base), base, base_is_own, depth + 1)
    below.pop("name", None)
    return _merged(below, data)


def _merged(below: Mapping[str, Any], above: Mapping[str, Any]) -> dict[str, Any]:
    """The data of a base with what differs laid over it, table by table."""
    result = dict(below)
    for key, value in above.items():
        old = result.get(key)
        both = isinstance(old, Mapping) and isinstance(value, Mapping)
        result[key] = _merged(old, value) if both else value  # type: ignore[arg-type]
    return result


def _text_of(name: str, *, shipped: bool = False) -> tuple[str, bool]:
    """The text of a layout's file and whether it is an office's own."""
    file, own = _file_of(name, shipped=shipped)
    try:
        return file.read_text(encoding="utf-8"), own
    except UnicodeDecodeError as error:
        raise BadInput(f"版式文件“{name}”不是 UTF-8 文本，请另存为 UTF-8 编码。") from error
    except FileNotFoundError as error:
        raise BadInput(f"读不到版式文件“{name}”，请核对路径。") from error
    except OSError as error:
        raise BadInput(f"读不到版式文件“{name}”：{reason_of(error)}。") from error


def _file_of(name: str, *, shipped: bool) -> tuple[Path | Traversable, bool]:
    if name.endswith(".toml"):
        return Path(name), True
    if not shipped and name in own_names():
        return own_folder() / f"{name}.toml", True
    if name in shipped_names():
        return _shipped() / f"{name}.toml", False
    raise BadInput(f"没有名为“{name}”的版式，可用的版式有：{'、'.join(profile_names())}。")


def _shipped() -> Traversable:
    return resources.files("drafting.word") / "profiles"
