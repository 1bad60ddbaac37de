"""Reading the presets."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict

from drafting.validation import read_toml

_FILE = Path(__file__).parent / "presets.toml"


class Preset(BaseModel):
    """Something to ask for; see presets.toml."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    label: str
    instruction: str
    least: float = 0.0
    most: float = 0.0
    offline: Literal["", "expand", "shorten", "add_facts", "reopen"] = ""
    reach: Literal["section", "first_sentence"] = "section"
    facts: bool = False


class _File(BaseModel):
    model_config = ConfigDict(extra="forbid")
    presets: tuple[Preset, ...]


@cache
def presets() -> tuple[Preset, ...]:
    """All presets, in the order of the file."""
    return _File.model_validate(read_toml(_FILE, "改稿要求")).presets


def preset_labels() -> tuple[str, ...]:
    """What stands on their buttons."""
    return tuple(preset.label for preset in presets())


def asked_for(instruction: str) -> Preset:
    """The preset of this label; another instruction is one of its own, without limits."""
    words = instruction.strip().rstrip("。")
    found = next((preset for preset in presets() if preset.label == words), None)
    return found or Preset(label=words, instruction=instruction.strip())
