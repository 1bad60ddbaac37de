import pytest

from retrieval.kinds import KINDS, recognise_kind
from retrieval.roles import Place, role_of


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("在全市下派动员会上的讲话", "mobilization_speech"),
        ("在返乡人才座谈会上的讲话", "symposium_speech"),
        ("2025年工作总结", "work_summary"),
        ("挂职工作总结", "secondment_summary"),
        ("关于项目进展情况的汇报", "situation_report"),
        ("培养青年科技人才的经验材料", "experience_material"),
        ("关于农村养老的调研报告", "research_report"),
        ("人才下乡服务实施方案", "implementation_plan"),
        ("关于干部基层锻炼的思考", "discussion_paper"),
        ("三月的天气", ""),
    ],
)
def test_titles_tell_the_kind(title: str, kind: str) -> None:
    assert recognise_kind(title, "") == kind


def test_the_folder_wins_over_the_title() -> None:
    assert recognise_kind("2025年工作总结", "", "research_report") == "research_report"
    assert recognise_kind("2025年工作总结", "", "调研报告") == "research_report"
    assert recognise_kind("2025年工作总结", "", "下载") == "work_summary"


def test_the_body_tells_when_nothing_else_does() -> None:
    body = "为贯彻指导思想，明确工作目标，落实保障措施，列出责任单位，特制定本件。"
    assert recognise_kind("通知", body) == "implementation_plan"


def test_there_are_nine_kinds() -> None:
    assert len(KINDS) == 9


@pytest.mark.parametrize(
    ("text", "headings", "role"),
    [
        ("各地工作不平衡。", ("三、存在的问题",), "问题"),
        ("明年再建三个站。", ("四、下一步打算",), "打算"),
        ("向大家表示衷心的感谢！", ("一、成绩",), "感谢"),
        ("比如，栗潭镇的果园活了。", ("二、主要做法",), "事例"),
        ("抓住队伍建设。", ("二、主要做法",), "做法"),
        ("任务全部办结。", ("一、工作成效",), "成绩"),
        ("共3200人，其中男1800人、女1400人，占比56%、44%，增3人。", ("一、概况",), "数据"),
        ("必须守住纪律。", ("三、严明纪律",), "要求"),
        ("形势逼人。", ("一、充分认识重要意义",), "背景"),
    ],
)
def test_roles_come_from_headings_and_words(
    text: str, headings: tuple[str, ...], role: str
) -> None:
    assert role_of(text, headings, Place()) == role
