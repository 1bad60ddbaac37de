"""An extraction as a facts file: YAML with the source sentence under each fact, to be confirmed."""

from __future__ import annotations

import json
import re

from drafting.facts.extraction.records import Extraction
from drafting.facts.values import visible
from drafting.kinds import load_kind

_LONGEST_FIELD = 300
_WAYS = {"rules": "按规则提取，没有用模型", "model": "由模型提取，数字和名称已逐条与原文核对"}


def facts_yaml(extraction: Extraction) -> str:
    """The YAML text; valid for :func:`drafting.facts.read_facts` where there is a fact."""
    kind = load_kind(extraction.kind)
    lines = [
        f"# 待确认：以下 {len(extraction.found)} 条事实从材料中提取（{_WAYS[extraction.way]}）。",
        "# 每条下面是原文，请逐条核对数字、名称和类别，删去不用的，补上缺的，再起草。",
        f"kind: {extraction.kind}    # {kind.name}",
    ]
    lines += [f"{key}: {_quoted(value[:_LONGEST_FIELD])}" for key, value in extraction.fields]
    lines.append("facts:")
    for one in extraction.found:
        fact = one.fact
        parts = [f"id: {fact.id}", f"topic: {fact.topic}", f"text: {_quoted(fact.text)}"]
        if fact.source:
            parts.append(f"source: {_quoted(fact.source[:_LONGEST_FIELD])}")
        lines.append(f"  - {{{', '.join(parts)}}}")
        if _plain(one.quote) != _plain(fact.text):
            lines.append(f"    # 原文：{_comment(one.quote)}")
    return "\n".join(lines) + "\n"


def _quoted(text: str) -> str:
    return json.dumps(visible(text), ensure_ascii=False)


def _comment(text: str) -> str:
    return " ".join(visible(text).replace("\x85", " ").replace("\u2028", " ").split())


def _plain(text: str) -> str:
    return re.sub(r"[\s。；;，]", "", text)
