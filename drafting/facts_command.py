"""The work of ``python -m drafting facts``: raw material in, a facts file to be confirmed out."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from drafting.errors import BadInput
from drafting.facts.extraction import (
    Extraction,
    Material,
    extract_by_rules,
    facts_yaml,
    pasted,
    read_material,
)
from drafting.held_settings import held_settings
from drafting.kinds import Kind, load_kind
from drafting.settings import Settings

STANDARD_INPUT = "-"
ENGINES = ("auto", "offline", "model")
_FALLBACK_KIND = "work_summary"


def extract(
    sources: Sequence[Path], kind: str, engine: str, say: Callable[[str], None]
) -> Extraction:
    """The facts of the sources (``-`` is standard input) for a kind, guessed where none is named.

    Raises BadInput. A model is used where ``engine`` and the settings say so, and its network.
    """
    if engine not in ENGINES:
        raise BadInput(f"没有“{engine}”这种引擎。--engine 可用 {'、'.join(ENGINES)}。")
    chosen = load_kind(kind) if kind else None
    materials = [_material(source) for source in _each_once(sources)]
    if chosen is None:
        chosen = _guessed(materials, say)
    extraction = _extracted(materials, chosen, engine, say)
    if not extraction.found:
        raise BadInput(
            "材料里没有找到可用的事实（数字、日期、名称、做过的事、问题或打算）。"
            "请换有具体内容的材料，或自己动手写事实文件。"
        )
    return extraction


def _each_once(sources: Sequence[Path]) -> list[Path]:
    return list(dict.fromkeys(sources))


def _material(source: Path) -> Material:
    if str(source) != STANDARD_INPUT:
        return read_material(source)
    from drafting.encoding import decode

    return pasted(decode(sys.stdin.buffer.read(), "标准输入"), "标准输入")


def _guessed(materials: Sequence[Material], say: Callable[[str], None]) -> Kind:
    """The kind of the first material that is of one, said, so that a person can correct it."""
    from retrieval.kinds import recognise

    for material in materials:
        title = next((line for line in material.text.splitlines() if line.strip()), "")
        found = recognise(title.strip("# "), material.text).kind if material.text.strip() else ""
        if found:
            kind = load_kind(found)
            say(f"提示：没有指定文种，按材料暂定为“{kind.name}”。要写别的，请加 --kind。")
            return kind
    kind = load_kind(_FALLBACK_KIND)
    say(f"提示：没有指定文种，暂按“{kind.name}”归类。要写别的，请加 --kind。")
    return kind


def _extracted(
    materials: Sequence[Material], kind: Kind, engine: str, say: Callable[[str], None]
) -> Extraction:
    settings = _settings(engine, say)
    if settings is not None:
        say("正在请模型提取，每条都会与原文核对……")
    return found_in(materials, kind, settings)


def found_in(materials: Sequence[Material], kind: Kind, settings: Settings | None) -> Extraction:
    """The facts of materials: with the model of the settings, by rules where there are none."""
    if settings is None:
        return extract_by_rules(materials, kind)
    from drafting.facts.extraction.by_model import extract_by_model

    return asyncio.run(extract_by_model(materials, kind, settings))


def _settings(engine: str, say: Callable[[str], None]) -> Settings | None:
    """The settings where the model is to be asked; None where the rules do it alone."""
    if engine == "offline":
        return None
    settings = held_settings(say)
    if settings.has_model:
        return settings
    if engine == "model":
        raise BadInput(
            "还没有配置模型。请设置 OPENAI_API_KEY 或 OPENAI_BASE_URL，或改用 --engine offline。"
        )
    return None


__all__ = ["ENGINES", "extract", "facts_yaml", "found_in"]
