from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from retrieval.parts import collection_of, split_documents
from retrieval.understanding.counters import counter_of
from tests.retrieval.understanding.labels import SAMPLES, own_document, own_documents

ONE = (
    "各位领导、同志们：\n今天我们在这里送别赴县里挂职的二十名同志，我代表组织部讲几句话。"
    "去年挂职的同志干得很好，群众的评价也很高，为今年开了好头。\n"
    "一、珍惜机会\n到了县里要先当学生，再当干部，把情况摸清楚，把关系理顺。\n"
    "二、守住规矩\n要住得下来，坐得住班，管得住自己，不给地方添麻烦。\n谢谢大家！"
)
TWO = (
    "一年来，我在水务局挂职，跟着同事跑了六座水库，参与编写了两份预案，收获很多。"
    "现将一年来的情况总结如下。\n一、主要工作\n完成隐患排查四十处，全部整改到位，汛期没有出现险情。\n"
    "二、存在不足\n对水利专业知识掌握得不够，遇到具体问题还要反复请教。"
)
THREE = (
    "为规范挂职干部的日常管理，结合我区实际，制定本方案。\n一、总体要求\n坚持谁使用谁管理，做到派得出、管得住。\n"
    "二、主要任务\n接收单位明确分工，派出单位每季度走访一次，组织部门随机抽查考勤。\n"
    "三、组织保障\n各单位要落实专人负责，按月报送有关情况。"
)


def texts(text: str) -> list[str]:
    return [part.text for part in split_documents(text)]


@pytest.mark.parametrize(
    "marks",
    [
        ("篇一：挂职动员会讲话稿", "篇二：挂职工作总结", "篇三：挂职管理方案"),
        ("挂职材料 篇1", "挂职材料 篇2", "挂职材料 篇3"),
        ("第一篇 挂职动员讲话", "第二篇 挂职工作总结", "第三篇 管理方案"),
        ("【篇1】", "【篇2】", "【篇3】"),
        ("篇(1)", "篇(2)", "篇(3)"),
        ("范文一", "范文二", "范文三"),
        ("例文1：动员讲话", "例文2：工作总结", "例文3：工作方案"),
        ("挂职干部动员会讲话稿（一）", "挂职干部动员会讲话稿（二）", "挂职干部动员会讲话稿（三）"),
        ("挂职干部动员会讲话稿1", "挂职干部动员会讲话稿2", "挂职干部动员会讲话稿3"),
        ("（一）挂职干部动员会讲话稿", "（二）挂职干部动员会讲话稿", "（三）挂职干部动员会讲话稿"),
    ],
)
def test_counted_documents_become_several(marks: tuple[str, str, str]) -> None:
    text = "\n".join(f"{mark}\n{body}" for mark, body in zip(marks, (ONE, TWO, THREE), strict=True))
    assert texts(text) == [ONE, TWO, THREE]


def test_counters_glued_to_the_sentence_before() -> None:
    text = f"篇一：动员讲话\n{ONE}篇二：工作总结 {TWO.replace(chr(10), '')}"
    parts = split_documents(text)
    assert len(parts) == 2
    assert parts[1].text.startswith("一年来") or "一年来，我在水务局" in parts[1].text


def test_what_a_collection_says_of_itself_is_dropped_and_reported() -> None:
    preamble = (
        "挂职讲话稿（精选3篇）\n下面是小编为大家整理的挂职讲话稿，欢迎阅读与收藏，供大家参考。"
    )
    after = "以上就是挂职讲话稿的全部内容，希望对您有所帮助。"
    collection = collection_of(f"{preamble}\n篇1\n{ONE}\n篇2\n{TWO}\n{after}")
    assert [part.text for part in collection.parts] == [ONE, TWO]
    assert collection.dropped == (preamble, after)


def test_a_table_of_contents_is_no_document() -> None:
    text = f"目录\n篇一：动员讲话\n篇二：工作总结\n篇一：动员讲话\n{ONE}\n篇二：工作总结\n{TWO}"
    assert texts(text) == [ONE, TWO]


def test_the_first_document_may_lack_its_counter() -> None:
    text = f"{ONE}\n{ONE}\n篇二\n{TWO}\n篇三\n{THREE}"
    assert len(texts(text)) == 3


def test_counters_name_the_documents() -> None:
    first, second = split_documents(
        f"篇一：挂职动员会讲话稿\n{ONE}\n篇二：2025年挂职工作总结.docx\n{TWO}"
    )
    assert (first.title_hint, first.number) == ("挂职动员会讲话稿", 1)
    assert (second.title_hint, second.number) == ("2025年挂职工作总结", 2)


def test_a_title_that_stands_there_again_begins_another_document() -> None:
    title = "在挂职干部动员会上的讲话"
    text = f"{title}\n{ONE}\n{title}\n{ONE.replace('二十', '三十')}"
    assert len(texts(text)) == 2


def test_a_page_head_does_not() -> None:
    title = "挂职干部管理工作总结"
    body = "这一年的工作头绪很多，大家都很辛苦，也都很有干劲，事情办得比较顺利，各方面都满意。"
    text = "\n".join([title, *([body * 4, title] * 3), body * 4])
    assert len(texts(text)) == 1


def test_a_title_after_a_signature_begins_another_document() -> None:
    text = f"在动员会上的讲话\n{ONE}\n石桥县委组织部\n2025年3月6日\n挂职工作总结\n{TWO}\n张平\n2026年1月5日"
    first, second = split_documents(text)
    assert first.text.endswith("2025年3月6日")
    assert second.text.startswith("挂职工作总结")


@pytest.mark.parametrize("path", sorted(SAMPLES.glob("*/*.md")), ids=lambda path: path.stem)
def test_a_sample_is_one_whole_document(path: Path) -> None:
    (part,) = split_documents(path.read_text(encoding="utf-8"))
    assert not part.fragment


@pytest.mark.parametrize("path", own_documents("dev") + own_documents("held"), ids=lambda p: p.stem)
def test_a_document_of_another_office_is_one(path: Path) -> None:
    _, text, _ = own_document(path)
    (part,) = split_documents(text)
    assert not part.fragment


@pytest.mark.parametrize(
    "text",
    [
        "二、存在的问题\n课程设置与岗位脱节，学员反映学了用不上。",
        "（三）强化保障\n经费按季度拨付，专款专用。",
        "，进一步压实了责任。今年以来，各项工作有序推进。",
        "的干部参加了培训，效果比较好。下一步继续抓好落实。",
        "此外，还要抓好安全生产。各单位要守土有责。",
        "挂职工作总结\n一年来，我在水务局挂职，跟着同事跑了六座水库，参与编写了两份预案，",
        "挂职工作总结\n一年来，工作有序。\n我们坚持把挂职干部放在一线锻炼，让他们在急难险重的任务中经受考验，在服务群众的实践里提高本领，并且注意及时总结经验",
        "挂职工作总结\n一年来，工作有序。\n三、下一步打算",
    ],
)
def test_fragments_are_marked(text: str) -> None:
    (part,) = split_documents(text)
    assert part.fragment


@pytest.mark.parametrize(
    "text",
    [
        "挂职工作总结\n一、主要工作\n跑了六座水库。\n二、不足\n专业知识不够。",
        "一、主要工作\n跑了六座水库。\n二、不足\n专业知识不够。",
        "一年来，我在水务局挂职，收获很多。\n张平\n2026年1月5日",
    ],
)
def test_whole_documents_are_not(text: str) -> None:
    (part,) = split_documents(text)
    assert not part.fragment


@pytest.mark.parametrize(
    "line",
    [
        "第一，身子要沉下去",
        "一、提高认识",
        "（一）加强组织领导",
        "第一篇是关于农村的文章，写得很好。",
        "2025年3月6日",
        "全县完成造林3",
        "第十批援派干部",
    ],
)
def test_headings_and_sentences_count_no_documents(line: str) -> None:
    assert counter_of(line) is None


MARKS = [
    "篇一：讲话",
    "篇2",
    "（一）",
    "在动员会上的讲话",
    "谢谢大家！",
    "2025年3月6日",
    "同志们：",
    "一、认识",
    ONE,
    TWO,
]


@given(st.lists(st.one_of(st.sampled_from(MARKS), st.text(max_size=80)), max_size=14))
@settings(max_examples=300, deadline=None)
def test_any_text_splits_and_loses_nothing_unsaid(lines: list[str]) -> None:
    text = "\n".join(lines)
    collection = collection_of(text)
    assert [part.number for part in collection.parts] == list(range(1, len(collection.parts) + 1))
    assert all(part.text.strip() for part in collection.parts)
    kept = "".join([*collection.dropped, *(p.title_hint + p.text for p in collection.parts)])
    if len(collection.parts) == 1:
        assert collection.parts[0].text in text
    assert all(line in kept for line in (ONE, TWO) if line in text and "\n" + line not in kept)
