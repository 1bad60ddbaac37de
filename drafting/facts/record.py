"""Untyped data of a facts file -> Brief, with every complaint naming file, row and field."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from drafting.errors import BadInput
from drafting.facts.fact_tables import read_tables
from drafting.facts.places import CHINESE, Places
from drafting.facts.values import brief_form, check_length, date_of, length_of, text_of, visible
from drafting.kinds import load_kind
from drafting.manuscript import is_masthead, masthead_of
from drafting.model import Brief, Fact
from drafting.topics import canonical_topic, guess_topic

__all__ = ["FIELD_OF_NAME", "MOST_FACTS", "ReadFacts", "build_brief", "check_length"]

MOST_FACTS = 500
"""A document of 10,000 字 rests on some 60 facts; beyond 500 the file is not a facts file."""
MOST_FACT_CHARACTERS = 2000
_MOST_QUOTED = 5
"""Names of unknown keys in one notice."""
_TEXT_FIELDS = (
    "kind", "title", "issuer", "speaker", "speaker_title", "occasion", "audience", "recipient",
    "period", "subject", "masthead", "number", "signer", "copies", "printer",
)  # fmt: skip
_FIELDS = (*_TEXT_FIELDS, "date", "length")
FIELD_OF_NAME = {field: field for field in _FIELDS} | {CHINESE[key]: key for key in _FIELDS} | {
    "单位": "issuer", "署名": "issuer", "领导": "speaker", "讲话人职务": "speaker_title",
    "会议": "occasion", "称呼": "audience", "听众": "audience", "对象": "audience",
    "主送": "recipient", "年度": "period", "期间": "period", "时间": "date", "篇幅": "length",
    "目标字数": "length", "红头": "masthead", "发文字号": "number", "抄送机关": "copies",
}  # fmt: skip
"""What people call the fields of a brief, in a file and in the 类别 column of a table."""
_LISTS = {"facts": "facts", "事实": "facts", "tables": "tables", "表格": "tables"}
_FACT_KEYS = {"id": "id", "编号": "id", "topic": "topic", "类别": "topic", "text": "text",
              "内容": "text", "source": "source", "来源": "source"}  # fmt: skip


@dataclass(frozen=True, slots=True)
class ReadFacts:
    """A brief and what the writer should know about how it was read."""

    brief: Brief
    notices: tuple[str, ...] = ()


def build_brief(
    data: Mapping[Any, Any],
    name: str,
    kind: str = "",
    places: Places | None = None,
    folder: Path | None = None,
) -> ReadFacts:
    """Check the data of the file called ``name`` and make a Brief; CSV files that its tables name
    lie in ``folder``, where it is given. Raises BadInput."""
    places = places or Places(name)
    notices: list[str] = []
    known = _by_field(data, places, notices)
    fields = {key: text_of(known.get(key), places.field(key)) for key in _TEXT_FIELDS}
    fields["kind"] = _kind(fields["kind"], kind, places)
    fields["audience"] = fields["audience"].rstrip("：: ")
    fields["recipient"] = fields["recipient"].rstrip("：: ")
    fields["masthead"] = masthead_of(fields["masthead"])
    if fields["masthead"] and not is_masthead(fields["masthead"]):
        raise BadInput(
            f"{places.field('masthead')}“{brief_form(fields['masthead'])}”不像发文机关名称，"
            "应如“鸣泉区科学技术局”，“文件”二字可以不写。"
        )
    fields["copies"] = re.sub(r"^抄送[：:]", "", fields["copies"]).rstrip("。")
    fields["signer"] = re.sub(r"^签发人[：:]", "", fields["signer"])
    if re.fullmatch(r"\d{4}", fields["period"]):
        fields["period"] += "年"
    facts = _facts(known.get("facts"), places, notices)
    tables = read_tables(known.get("tables"), places, folder, [fact.id for fact in facts], notices)
    brief = Brief(
        **fields,
        date=date_of(known.get("date"), places.field("date")),
        length=length_of(known.get("length"), places.field("length")),
        facts=facts,
        tables=tables,
    )
    return ReadFacts(brief, tuple(notices))


def _by_field(data: Mapping[Any, Any], places: Places, notices: list[str]) -> dict[str, Any]:
    """The data by the names of the fields, whatever a person called them."""
    known: dict[str, Any] = {}
    called: dict[str, str] = {}
    unknown: list[str] = []
    for key, value in data.items():
        name = visible(str(key)).strip()
        field = FIELD_OF_NAME.get(name) or FIELD_OF_NAME.get(name.lower())
        field = _LISTS.get(name, field)
        if field is None:
            unknown.append(f"“{brief_form(name, 20)}”")
        elif field in known:
            raise BadInput(
                f"{places.field(field)}写了两次（“{called[field]}”和“{name}”）。请只留一处。"
            )
        else:
            known[field], called[field] = value, name
    if unknown:
        more = "等" if len(unknown) > _MOST_QUOTED else ""
        notices.append(
            f"“{places.name}”中没有用到的项：{'、'.join(unknown[:_MOST_QUOTED])}{more}。"
        )
    return known


def _kind(written: str, given: str, places: Places) -> str:
    if not written and not given:
        raise BadInput(
            f"“{places.name}”没有写明文种（kind）。请加一项，例如 kind: work_summary；"
            "表格可加一行“文种 | 工作总结”。"
        )
    try:
        return load_kind(written or given).id
    except BadInput as error:
        raise BadInput(f"{places.field('kind')}不对。{error}" if written else str(error)) from error


def _facts(value: Any, places: Places, notices: list[str]) -> tuple[Fact, ...]:
    where = places.field("facts")
    if value is None:
        raise BadInput(f"“{places.name}”没有 facts（事实）。请至少列出一条，写明 topic 和 text。")
    if not isinstance(value, list):
        raise BadInput(f"{where}应为列表，每条写明 topic 和 text。")
    if not value:
        raise BadInput(f"{where}是空的。请至少列出一条。")
    if len(value) > MOST_FACTS:
        raise BadInput(
            f"“{places.name}”有 {len(value)} 条事实，一篇文稿最多用 {MOST_FACTS} 条。"
            "请挑选后分篇起草。"
        )
    items = [_item(item, index, places, notices) for index, item in enumerate(value)]
    ids = _ids(items, places)
    return tuple(
        _fact(item, ids[index], index, places, notices) for index, item in enumerate(items)
    )


def _item(item: Any, index: int, places: Places, notices: list[str]) -> dict[str, Any]:
    """A fact's values by field; the first of two names for one field that has a value counts."""
    if isinstance(item, str):
        item = {"text": item}
    if not isinstance(item, dict):
        raise BadInput(f"{places.fact(index)}写法不对，应写明 topic（类别）和 text（内容）。")
    unknown = [
        f"“{brief_form(visible(str(key)), 20)}”" for key in item if str(key) not in _FACT_KEYS
    ]
    if unknown:
        notices.append(f"{places.row(index)}中没有用到的项：{'、'.join(unknown[:_MOST_QUOTED])}。")
    found: dict[str, Any] = {}
    for name, key in _FACT_KEYS.items():
        if found.get(key) is None:
            found[key] = item.get(name)
    return found


def _ids(items: list[dict[str, Any]], places: Places) -> list[str]:
    """The ids as written, and F1, F2 … by position where there is none. Raises BadInput naming
    both rows where two facts have the same."""
    ids = [text_of(item["id"], places.part(index, "id")) for index, item in enumerate(items)]
    rows: dict[str, int] = {}
    for index, identity in enumerate(ids):
        if identity and identity in rows:
            raise BadInput(
                f"{places.fact(rows[identity])}和{places.row(index)}的 id（编号）都是"
                f"“{brief_form(identity)}”。请改成不同的编号。"
            )
        rows[identity] = index
    for index, identity in enumerate(ids):
        if not identity:
            number = index + 1
            while f"F{number}" in rows:
                number += 1
            ids[index] = f"F{number}"
            rows[ids[index]] = index
    return ids


def _fact(
    item: dict[str, Any], identity: str, index: int, places: Places, notices: list[str]
) -> Fact:
    text = text_of(item["text"], places.part(index, "text"), MOST_FACT_CHARACTERS)
    if not any(char.isalnum() for char in text):
        raise BadInput(f"{places.fact(index)}缺少 text（内容）。请补上或删去该条。")
    written = text_of(item["topic"], places.part(index, "topic"))
    topic = canonical_topic(written) if written else None
    if topic is None:
        topic = guess_topic(text)
        reason = f"的类别“{brief_form(written, 20)}”不在常用类别中" if written else "没有写类别"
        notices.append(f"{places.row(index)}（{identity}）{reason}，暂按“{topic}”处理。")
    return Fact(identity, topic, text, text_of(item["source"], places.part(index, "source")))
