"""A draft over facts of our own, and the findings of one check in it."""

from __future__ import annotations

from dataclasses import replace

from drafting.borrowing import NO_SAMPLES, Samples, SampleText, samples_of
from drafting.checks import Sources, run_checks
from drafting.manuscript import from_markdown
from drafting.model import Brief, Finding
from tests.briefs import brief_of

BRIEF = replace(
    brief_of(
        ("背景", "槐津县青石镇有28个村，户籍人口3.2万人，青石镇人民政府去年受到市里通报表扬。"),
        ("做法", "县教体局牵头实施“青苗守护”工程，给38所学校配齐心理教师76名。"),
        ("做法", "县卫生健康局印发《槐津县家庭医生签约服务管理办法》，组建签约团队124个。"),
        ("成绩", "签约居民满意度由82%提高到91%，投诉量比上年下降36%，42件群众诉求已全部办结。"),
        ("事例", "青石镇中心小学教师顾怀瑾坚持家访三年，走遍47户留守儿童家庭。"),
        ("事例", "云渡镇卫生院医生罗秉文连续两年驻村巡诊，为312名老人建立健康档案。"),
        ("问题", "偏远村签约率不足六成，19个村没有固定诊室，医生往返一次要两个小时。"),
        ("打算", "计划明年新建村卫生室15个，力争把偏远村签约率提高到75%。"),
    ),
    issuer="槐津县人民政府办公室",
    title="槐津县2025年民生服务工作总结",
)

DRAFT = """# 槐津县2025年民生服务工作总结

## 一、基本情况

槐津县青石镇有28个村，户籍人口3.2万人，青石镇人民政府去年受到市里通报表扬。

## 二、主要做法

县教体局牵头实施“青苗守护”工程，给38所学校配齐心理教师76名。县卫生健康局印发《槐津县家庭医生签约服务管理办法》，组建签约团队124个。

## 三、工作成效

签约居民满意度由82%提高到91%，投诉量比上年下降36%，42件群众诉求已全部办结。青石镇中心小学教师顾怀瑾坚持家访三年，走遍47户留守儿童家庭。云渡镇卫生院医生罗秉文连续两年驻村巡诊，为312名老人建立健康档案。

## 四、存在问题

偏远村签约率不足六成，19个村没有固定诊室，医生往返一次要两个小时。

## 五、下步打算

计划明年新建村卫生室15个，力争把偏远村签约率提高到75%。

槐津县人民政府办公室

2026年1月8日
"""

SAMPLE = """# 霁山县2025年基层医疗服务工作总结

霁山县柏家渡镇卫生院医生陶怀青带领团队，推行“敲门问诊”服务，全年上门2680人次。

各镇把诊室搬到村头，把药箱背进农家，把政策讲到炕头，群众看病少跑了路、少花了钱、少操了心。

截至11月底，全县新建村卫生室26个，覆盖偏远村组118个，服务群众4.7万人次。
"""


def samples(*texts: str) -> Samples:
    """Samples with these texts."""
    return samples_of([SampleText(f"s{n}", "霁山县总结", text) for n, text in enumerate(texts)])


def found(
    check: str, text: str = DRAFT, library: Samples = NO_SAMPLES, brief: Brief | None = BRIEF
) -> list[Finding]:
    """The findings of one check."""
    every = run_checks(from_markdown(text), Sources(brief, library))
    return [finding for finding in every if finding.check == check]


def edited(old: str, new: str) -> str:
    """The draft with one place changed."""
    assert DRAFT.count(old) == 1, old
    return DRAFT.replace(old, new)


def quotes(findings: list[Finding], severity: str = "error") -> list[str]:
    """What the findings of a severity quote."""
    return [finding.quote for finding in findings if finding.severity == severity]
