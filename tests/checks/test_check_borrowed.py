"""What a draft has from a sample."""

from __future__ import annotations

from pathlib import Path

import pytest

from drafting.borrowing import SampleText, samples_of
from drafting.document import markdown_of
from tests.briefs import SHIPPED, VARIANTS, drafted, shipped
from tests.checks.reviewing import DRAFT, SAMPLE, edited, found, quotes, samples

LIBRARY = samples(SAMPLE)
_FOLDER = Path(__file__).parents[2] / "samples"
OURS = samples_of(
    [
        SampleText(p.stem, p.stem, p.read_text(encoding="utf-8"))
        for p in sorted(_FOLDER.rglob("*.md"))
    ]
)


def added(sentence: str) -> str:
    return edited("组建签约团队124个。", f"组建签约团队124个。{sentence}")


def test_a_draft_of_its_own_words_is_silent() -> None:
    assert found("borrowed", library=LIBRARY) == []


@pytest.mark.parametrize("name", SHIPPED)
@pytest.mark.parametrize("variant", VARIANTS)
def test_our_own_drafts_are_silent_beside_our_own_samples(name: str, variant: int) -> None:
    text = markdown_of(drafted(shipped(name), variant))
    assert found("borrowed", text, OURS, shipped(name)) == []


@pytest.mark.parametrize(
    ("old", "new", "quote"),
    [
        ("教师顾怀瑾", "教师陶怀青", "陶怀青"),
        ("槐津县青石镇有28个村", "霁山县青石镇有28个村", "霁山县"),
        ("云渡镇卫生院医生", "柏家渡镇卫生院医生", "柏家渡镇卫生院"),
        ("312名老人", "2680人次", "2680"),
    ],
)
def test_a_name_or_figure_of_a_sample_is_an_error_that_names_it(
    old: str, new: str, quote: str
) -> None:
    findings = found("borrowed", edited(old, new), LIBRARY)
    if quote == "2680":
        assert findings == []  # a figure with another thing is another figure
        return
    (finding,) = findings
    assert (finding.quote, finding.severity) == (quote, "error")
    assert finding.sample is not None
    assert finding.sample.document == "s0"
    assert quote in finding.sample.text
    assert "《霁山县总结》" in finding.message


def test_a_figure_with_its_thing_is_borrowed() -> None:
    text = added("全年新建村卫生室26个，工作有了起色。")
    assert quotes(found("borrowed", text, LIBRARY)) == ["26"]


def test_an_expression_in_quotation_marks_is_for_a_person_to_look_at() -> None:
    library = samples(SAMPLE.replace("敲门问诊", "带着药箱敲门问诊"))
    text = added("推行“带着药箱敲门问诊”，群众叫好。")
    assert "带着药箱敲门问诊" in quotes(found("borrowed", text, library), "warning")


def test_a_name_is_told_once() -> None:
    text = edited("教师顾怀瑾", "教师陶怀青")
    assert found("names", text, LIBRARY) == []
    assert quotes(found("names", text)) == ["陶怀青"]


SENTENCE = (
    "各镇把诊室搬到村头，把药箱背进农家，把政策讲到炕头，群众看病少跑了路、少花了钱、少操了心。"
)


@pytest.mark.parametrize(
    "sentence",
    [
        SENTENCE,
        SENTENCE.replace("，", "；").replace("、", "，"),
        SENTENCE.replace("各镇", "青石镇和云渡镇"),
        SENTENCE.replace("把药箱背进农家", "把药品送进农家"),
        "截至6月底，全县新建村卫生室15个，覆盖偏远村组9个，服务群众3.2万人次。",
    ],
)
def test_a_run_of_twenty_letters_is_found_over_marks_names_and_figures(sentence: str) -> None:
    findings = [f for f in found("borrowed", added(sentence), LIBRARY) if len(f.quote) > 15]
    assert {f.severity for f in findings} & {"error", "warning"}
    start = DRAFT.index("组建签约团队124个。") + len("组建签约团队124个。")
    assert all(start <= f.start and f.end <= start + len(sentence) for f in findings)


def test_the_share_of_a_sample_and_of_the_whole_is_told() -> None:
    (share,) = [f for f in found("borrowed", added(SENTENCE), LIBRARY) if f.severity == "info"]
    assert "%与样本《霁山县总结》相同（共1处）" in share.message
    assert "与全部样本相同的占" in share.message


def test_a_sample_that_is_the_draft_itself_is_passed_over() -> None:
    assert found("borrowed", library=samples(DRAFT, SAMPLE)) == []


def test_what_the_facts_say_is_not_borrowed_from_a_sample_that_says_it_too() -> None:
    sample = (
        SAMPLE + "\n签约居民满意度由82%提高到91%，投诉量比上年下降36%，42件群众诉求已全部办结。\n"
    )
    assert found("borrowed", library=samples(sample)) == []


def test_set_phrases_are_nobodys() -> None:
    phrase = (
        "坚持以习近平新时代中国特色社会主义思想为指导，全面贯彻党的二十大和二十届历次全会精神。"
    )
    assert found("borrowed", added(phrase), samples(SAMPLE + phrase)) == []


def test_what_very_many_samples_say_is_nobodys() -> None:
    many = samples(*(f"# 总结{n}\n\n{SENTENCE}\n第{n}篇各有不同的内容。" for n in range(20)))
    assert found("borrowed", added(SENTENCE), many) == []
    assert found("borrowed", added(SENTENCE), samples(SENTENCE * 2)) != []


def test_runs_are_found_without_facts() -> None:
    findings = found("borrowed", f"# 标题\n\n{SENTENCE}\n", LIBRARY, None)
    assert quotes(findings) == [SENTENCE.rstrip("。")]
