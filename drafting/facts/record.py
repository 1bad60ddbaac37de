"""Untyped data of a facts file -> Brief, with every complaint naming file, row and field."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from typing import Any

from drafting.errors import BadInput
from drafting.kinds import load_kind
from drafting.model import Brief, Fact
from drafting.topics import canonical_topic, guess_topic

MOST_FACTS = 500
"""A document of 10,000 字 rests on some 60 facts; beyond 500 the file is not a facts file."""
MOST_FACT_CHARACTERS = 2000
LENGTHS = (200, 30_000)
_TEXT_FIELDS = (
    "kind", "title", "issuer", "speaker", "speaker_title", "occasion", "audience", "recipient",
    "period", "subject",
)  # fmt: skip
_CHINESE_NAMES = {
    "kind": "文种", "title": "标题", "issuer": "发文单位", "speaker": "讲话人",
    "speaker_title": "职务", "occasion": "场合", "audience": "称呼对象", "recipient": "主送机关",
    "period": "时段", "subject": "主题", "date": "日期", "length": "字数", "facts": "事实",
}  # fmt: skip
FIELD_OF_NAME = {chinese: field for field, chinese in _CHINESE_NAMES.items()} | {
    "单位": "issuer", "署名": "issuer", "领导": "speaker", "讲话人职务": "speaker_title",
    "会议": "occasion", "听众": "audience", "对象": "audience", "主送": "recipient",
    "年度": "period", "期间": "period", "时间": "date", "篇幅": "length", "目标字数": "length",
}  # fmt: skip
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u200b-\u200f\u2028\u2029\ufeff]")
_DATE = re.compile(r"^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?$")


@dataclass(frozen=True, slots=True)
class ReadFacts:
    """A brief and what the writer should know about how it was read."""

    brief: Brief
    notices: tuple[str, ...] = ()


def build_brief(data: dict[str, Any], name: str, kind: str = "") -> ReadFacts:
    """Check the data of the file called ``name`` and make a Brief. Raises BadInput."""
    notices: list[str] = []
    data = {FIELD_OF_NAME.get(str(key), str(key)): value for key, value in data.items()}
    fields = {field: _text(data.get(field), name, field) for field in _TEXT_FIELDS}
    fields["kind"] = load_kind(_kind(fields["kind"] or kind, name)).id
    known = {*_TEXT_FIELDS, "date", "length", "facts"}
    if unknown := [key for key in data if key not in known]:
        notices.append(f"“{name}”中没有用到的项：{'、'.join(unknown)}。")
    facts = _facts(data.get("facts"), name, notices)
    brief = Brief(
        **fields, date=_date(data.get("date"), name), length=_length(data.get("length"), name),
        facts=facts,
    )  # fmt: skip
    return ReadFacts(brief, tuple(notices))


def _kind(kind: str, name: str) -> str:
    if not kind:
        raise BadInput(
            f"“{name}”没有写明文种（kind）。请加一项，例如 kind: work_summary；"
            "表格可加一行“文种 | 工作总结”。"
        )
    return kind


def _text(value: Any, name: str, field: str) -> str:
    if value is None:
        return ""
    if isinstance(value, (dict, list, tuple, set)):
        raise BadInput(f"“{name}”的 {field}（{_CHINESE_NAMES.get(field, field)}）应为一行文字。")
    text = re.sub(r"\s+", " ", _CONTROL.sub("", str(value))).strip()
    return f"{text}年" if field == "period" and re.fullmatch(r"\d{4}", text) else text


def _date(value: Any, name: str) -> dt.date | None:
    if value is None or value == "":
        return None
    if isinstance(value, dt.datetime):
        return value.date()
    if isinstance(value, dt.date):
        return value
    match = _DATE.match(str(value).strip().split("T")[0].split(" ")[0])
    try:
        if match:
            return dt.date(int(match[1]), int(match[2]), int(match[3]))
    except ValueError:
        match = None
    raise BadInput(f"“{name}”的 date（日期）“{value}”不是有效日期，请写成 2026-03-12 这样。")


def _length(value: Any, name: str) -> int:
    if value is None or value == "":
        return 0
    digits = re.fullmatch(r"\s*(\d{1,9})(\.0+)?\s*字?\s*", str(value))
    if isinstance(value, bool) or digits is None:
        raise BadInput(f"“{name}”的 length（字数）“{value}”不是整数，请写成 1500 这样。")
    return check_length(int(digits[1]), f"“{name}”的 length（字数）")


def check_length(length: int, where: str) -> int:
    """The length itself where it lies in 200–30,000 字. Raises BadInput naming ``where``."""
    low, high = LENGTHS
    if not low <= length <= high:
        raise BadInput(f"{where}为 {length}，应在 {low} 到 {high} 之间。")
    return length


def _facts(value: Any, name: str, notices: list[str]) -> tuple[Fact, ...]:
    if value is None:
        raise BadInput(f"“{name}”没有 facts（事实）。请至少列出一条，写明 topic 和 text。")
    if not isinstance(value, list):
        raise BadInput(f"“{name}”的 facts（事实）应为列表，每条写明 topic 和 text。")
    if not value:
        raise BadInput(f"“{name}”的 facts（事实）是空的。请至少列出一条。")
    if len(value) > MOST_FACTS:
        raise BadInput(
            f"“{name}”有 {len(value)} 条事实，一篇文稿最多用 {MOST_FACTS} 条。请挑选后分篇起草。"
        )
    taken = {str(item["id"]).strip() for item in value if isinstance(item, dict) and item.get("id")}
    facts: list[Fact] = []
    for row, item in enumerate(value, 1):
        facts.append(_fact(item, row, name, taken, notices))
    _refuse_duplicates(facts, name)
    return tuple(facts)


def _fact(item: Any, row: int, name: str, taken: set[str], notices: list[str]) -> Fact:
    if isinstance(item, str):
        item = {"text": item}
    if not isinstance(item, dict):
        raise BadInput(f"“{name}”第 {row} 条事实写法不对，应写明 topic（类别）和 text（内容）。")
    text = _text(_first(item, "text", "内容"), f"{name}”第 {row} 条“", "text")
    if not text:
        raise BadInput(f"“{name}”第 {row} 条事实缺少 text（内容）。请补上或删去该条。")
    if len(text) > MOST_FACT_CHARACTERS:
        raise BadInput(
            f"“{name}”第 {row} 条事实的 text（内容）有 {len(text)} 字，超过 "
            f"{MOST_FACT_CHARACTERS} 字。请拆成几条。"
        )
    identity = _text(_first(item, "id", "编号"), name, "id") or _free_id(row, taken)
    written = _text(_first(item, "topic", "类别"), name, "topic")
    topic = canonical_topic(written) if written else None
    if topic is None:
        topic = guess_topic(text)
        reason = f"的类别“{written}”不在常用类别中" if written else "没有写类别"
        notices.append(f"第 {row} 条事实（{identity}）{reason}，暂按“{topic}”处理。")
    return Fact(identity, topic, text, _text(_first(item, "source", "来源"), name, "source"))


def _first(item: dict[Any, Any], *keys: str) -> Any:
    return next((item[key] for key in keys if item.get(key) is not None), None)


def _free_id(row: int, taken: set[str]) -> str:
    number = row
    while f"F{number}" in taken:
        number += 1
    taken.add(f"F{number}")
    return f"F{number}"


def _refuse_duplicates(facts: list[Fact], name: str) -> None:
    rows: dict[str, int] = {}
    for row, fact in enumerate(facts, 1):
        if fact.id in rows:
            raise BadInput(
                f"“{name}”第 {rows[fact.id]} 条和第 {row} 条事实的 id 都是“{fact.id}”。"
                "请改成不同的编号。"
            )
        rows[fact.id] = row
