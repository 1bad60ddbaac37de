"""Which kind of document this is: by the folder it lies in, its title, or its body."""

from __future__ import annotations

from retrieval.errors import LibraryError

KINDS: dict[str, str] = {
    "mobilization_speech": "动员讲话",
    "symposium_speech": "座谈会讲话",
    "work_summary": "工作总结",
    "situation_report": "情况汇报",
    "experience_material": "经验材料",
    "secondment_summary": "挂职总结",
    "research_report": "调研报告",
    "implementation_plan": "实施方案",
    "discussion_paper": "研讨文章",
}
"""The nine kinds: id and Chinese name."""

# The first kind with all words of one of its alternatives in the title wins.
_TITLE_WORDS: tuple[tuple[str, tuple[tuple[str, ...], ...]], ...] = (
    ("symposium_speech", (("座谈",),)),
    (
        "mobilization_speech",
        (("动员",), ("部署会", "讲话"), ("欢送", "讲话"), ("推进会", "讲话"), ("培训班", "讲话")),
    ),
    (
        "secondment_summary",
        (("挂职", "总结"), ("挂职", "述职"), ("挂职", "小结"), ("挂职", "体会")),
    ),
    ("implementation_plan", (("方案",), ("实施意见",), ("计划",), ("办法",), ("细则",))),
    ("research_report", (("调研",), ("调查",), ("考察报告",))),
    ("experience_material", (("经验",), ("做法",), ("典型材料",), ("案例",))),
    ("situation_report", (("汇报",), ("情况报告",), ("进展",), ("情况的报告",))),
    ("work_summary", (("总结",), ("小结",), ("述职",), ("回顾",))),
    (
        "discussion_paper",
        (("思考",), ("探讨",), ("浅谈",), ("浅析",), ("研讨",), ("刍议",), ("研究",)),
    ),
)

# Phrases of the body that give a kind away, each counting once.
_BODY_CUES: dict[str, tuple[str, ...]] = {
    "mobilization_speech": ("同志们", "动员", "出发", "希望大家", "派出单位", "强调几点"),
    "symposium_speech": ("座谈", "听了大家的发言", "很受启发", "畅所欲言", "听取大家的意见"),
    "work_summary": ("一年来", "主要工作", "存在的问题", "下一步", "今年以来", "总结如下"),
    "situation_report": ("汇报如下", "特此汇报", "特此报告", "现将", "进展情况"),
    "experience_material": ("主要做法", "经验", "探索", "工作法", "得到肯定", "做法是"),
    "secondment_summary": ("挂职", "挂任", "派出单位", "我负责", "挂职期间"),
    "research_report": ("调研", "走访", "问卷", "调研组", "座谈会", "对策建议"),
    "implementation_plan": ("指导思想", "总体要求", "工作目标", "实施步骤", "保障措施", "责任单位"),
    "discussion_paper": ("笔者", "思考", "路径", "研究", "对策", "内涵"),
}
_CUES_NEEDED = 3


def check_kind(kind: str | None) -> None:
    """Raise :class:`LibraryError` when a kind is given that is none of the nine."""
    if kind is not None and kind not in KINDS:
        known = "、".join(f"{key}（{name}）" for key, name in KINDS.items())
        raise LibraryError(f"没有文种“{kind}”：请改用 {known} 之一")


def recognise_kind(title: str, text: str, folder: str = "") -> str:
    """Return the id of the kind, or "" when nothing points to one.

    ``folder`` is the name of the folder the file lies in: when it is a kind's id or Chinese
    name, it decides.
    """
    return _kind_of_folder(folder) or _kind_of_title(title) or _kind_of_body(text)


def _kind_of_folder(folder: str) -> str:
    if folder in KINDS:
        return folder
    return next((kind for kind, name in KINDS.items() if folder == name), "")


def _kind_of_title(title: str) -> str:
    for kind, alternatives in _TITLE_WORDS:
        if any(all(word in title for word in words) for words in alternatives):
            return kind
    return ""


def _kind_of_body(text: str) -> str:
    counts = {kind: sum(cue in text for cue in cues) for kind, cues in _BODY_CUES.items()}
    best = max(counts, key=lambda kind: counts[kind])
    return best if counts[best] >= _CUES_NEEDED else ""
