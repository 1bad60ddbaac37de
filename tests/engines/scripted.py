"""A model that writes proper prose from nothing but its prompt: for each section, what the offline
engine makes of the facts and the outline in the prompt, with marks. ``script`` is for a fault
server, ``answer`` for a fake one."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from functools import cache
from typing import Any

from drafting.engines.base import Task, Written
from drafting.engines.model_engine.marked import marked
from drafting.engines.offline import OfflineEngine
from drafting.kinds import Kind, kind_ids, load_kind
from drafting.model import Brief, Fact, Outline, PlannedSection, Section
from drafting.plan import plan
from drafting.slots import fill
from drafting.themes import all_themes
from drafting.wording import bigrams, chinese_ordinal, similarity, word_count
from tests.servers.replies import Reply, Request

_ENTRY = re.compile(r"^(.+?)（约(\d+)字，事实：(.*?)）([^。]*)。")
_FIELDS = {"标题": "title", "发文单位": "issuer", "场合": "occasion", "听众": "audience",
           "主送机关": "recipient", "时段": "period", "主题": "subject"}  # fmt: skip


def script(request: Request) -> Reply:
    """For a fault server: the answer at once, three characters a chunk."""
    return Reply(answer(request.body["messages"]))


def bench(request: Request) -> Reply:
    """The script at 0.3 s to the first token and 40 tokens a second; a token is a character of
    prose, two of JSON."""
    reply = script(request)
    chunk = 2 if reply.text.startswith("{") else 1
    return replace(reply, first=0.3, pause=1 / 40, chunk=chunk)


def answer(messages: list[dict[str, str]]) -> str:
    """What the model says to a conversation."""
    task = messages[1]["content"]
    if "现在不写正文，只定提纲" in task:
        return json.dumps({"sections": _outline(task)}, ensure_ascii=False)
    return section_text(task)


def asked(prompt: str) -> str:
    """The section that a prompt asks for."""
    return re.search(r"只写“(.*?)”这一节", prompt)[1]  # type: ignore[index]


def own(prompt: str) -> list[str]:
    """The facts it is to tell."""
    found = re.search(r"本节事实：(.*?)。", prompt)
    return found[1].split("、") if found else []


def section_text(prompt: str) -> str:
    """The section with its marks, at the length asked for."""
    head, task = prompt.split("# 你的任务", 1)
    wanted = int(re.search(r"正文(\d+)字左右", task)[1])  # type: ignore[index]
    names, sections = _written(head)
    at = names.index(asked(task))
    text = "\n\n".join(part for part in sections[at].split("\n\n") if not part.startswith("【"))
    written = "".join(sections)
    unsaid = [sentence for sentence in _pool() if sentence not in written]
    for sentence in unsaid[at :: len(names)]:
        if word_count(text) >= 0.93 * wanted:
            break
        text += sentence
    return _within(text, 1.1 * wanted)


def _within(text: str, most: float) -> str:
    """The text without its last sentences that tell no fact, as long as it is too long."""
    while word_count(text) > most:
        spans = list(re.finditer(r"[^。！？\n⟧]+[。！？](?!⟦)", text))
        if len(spans) < 2:
            break
        text = (text[: spans[-1].start()] + text[spans[-1].end() :]).strip()
    return text


def read_brief(head: str) -> tuple[Brief, Kind]:
    """The brief that a prompt tells of."""
    name = re.search(r"文种：(.+?)。", head)[1]  # type: ignore[index]
    kind = next(kind for kind in map(load_kind, kind_ids()) if kind.name == name)
    fields = {_FIELDS[key]: value for key, value in _pairs(head) if key in _FIELDS}
    rows = (line.split("｜", 2) for line in _block(head, "事实清单"))
    return Brief(kind=kind.id, facts=tuple(Fact(*row) for row in rows), **fields), kind


@cache
def _written(head: str) -> tuple[list[str], list[str]]:
    """The names of all sections and what the offline engine writes for them."""
    brief, kind = read_brief(head)
    entries = [_ENTRY.match(line) for line in _block(head, "提纲")]
    names = [entry[1] for entry in entries if entry]
    usual = plan(brief, kind).sections
    planned = tuple(
        PlannedSection(
            id=usual[n].id if len(usual) == len(names) else f"added_{chr(97 + n)}",
            heading=entry[1] if re.match("[一二三四五六七八九十]+、", entry[1]) else "",
            level=int(bool(re.match("[一二三四五六七八九十]+、", entry[1]))),
            purpose=entry[4],
            length=int(entry[2]),
            facts=tuple(i for i in entry[3].split("、") if i != "无"),
            form=usual[n].form if len(usual) == len(names) else "paragraphs",
        )
        for n, entry in enumerate(entries)
        if entry
    )
    outline = Outline(brief.title, brief.subject, planned)
    steps = OfflineEngine().write(Task(brief, kind, outline))
    done: dict[str, Section] = {s.section.id: s.section for s in steps if isinstance(s, Written)}
    return names, [marked(done[p.id]) if p.id in done else "" for p in planned]


@cache
def _pool() -> list[str]:
    """Sentences that claim nothing, none like another."""
    kept: list[str] = []
    seen: list[set[str]] = []
    for sentence in (s for theme in all_themes() for s in (*theme.why, *theme.want)):
        own_bigrams = bigrams(sentence)
        if all(similarity(own_bigrams, other) < 0.45 for other in seen):
            kept.append(sentence)
            seen.append(own_bigrams)
    return kept


def _outline(task: str) -> list[dict[str, Any]]:
    brief, kind = read_brief(task)
    rows = [line.split("｜") for line in _block(task, "原提纲")]
    headings = kind.heading_sets[-1]
    subject = {"subject": brief.subject}
    return [
        {
            "id": row[0],
            "heading": fill(headings[row[0]], subject) if row[0] in headings else _free(n),
        }
        for n, row in enumerate(rows)
        if not row[1].startswith("（不设")
    ]


def _free(number: int) -> str:
    return f"下足{chinese_ordinal(number)[:1]}功，开出新局面"


def _pairs(head: str) -> list[list[str]]:
    return [line.split("：", 1) for line in _block(head, "基本情况")]


def _block(text: str, name: str) -> list[str]:
    start = text.index(f"<{name}>") + len(name) + 2
    return text[start : text.index(f"</{name}>")].strip().split("\n")


def common_length(texts: list[str]) -> int:
    """How many characters all texts begin with alike."""
    columns = enumerate(zip(*texts, strict=False))
    return next((at for at, row in columns if len(set(row)) > 1), min(map(len, texts)))
