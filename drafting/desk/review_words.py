"""The words of the review on the page, in Chinese and English. What a check says of a Chinese text
is Chinese in both."""

from __future__ import annotations

from typing import Literal

Language = Literal["zh", "en"]

WORDS: dict[str, tuple[str, str]] = {
    "error": ("错误", "Errors"),
    "warning": ("提醒", "Warnings"),
    "info": ("说明", "Notes"),
    "all": ("全部", "All"),
    "every_check": ("各项检查", "All checks"),
    "by_check": ("按检查筛选", "Filter by check"),
    "previous": ("上一处", "Previous"),
    "next": ("下一处", "Next"),
    "keys": ("F8 下一处，Shift+F8 上一处", "F8 next, Shift+F8 previous"),
    "fix": ("采用建议", "Apply"),
    "fix_to": ("改为", "change to"),
    "drop": ("删去", "delete"),
    "fix_all": ("全部采用", "Apply all"),
    "fix_all_hint": (
        "采用标点、序号、数字写法、错字一类不改意思的建议",
        "Apply every suggestion that changes form only",
    ),
    "undo": ("撤销", "Undo"),
    "accept": ("可以这样写", "Let it stand"),
    "reason": ("理由", "Reason"),
    "reason_hint": ("写一句理由，随稿留存", "Why it may stand; kept with the draft"),
    "settle": ("确定", "OK"),
    "cancel": ("取消", "Cancel"),
    "accepted": ("已保留", "Let stand"),
    "revoke": ("撤回", "Take back"),
    "text": ("文稿", "Text"),
    "findings": ("审校意见", "Findings"),
    "nothing": ("没有需要处理的问题。", "Nothing is open."),
    "filtered": ("这一类没有。", "None of this sort."),
    "whole": ("全文", "whole text"),
    "front": ("文首", "opening lines"),
    "grounds": ("依据", "Grounds"),
    "grounds_hint": (
        "指向或选中文中的数字、名称，这里显示它依据的事实。",
        "Point at a figure or a name in the text to see the fact it rests on.",
    ),
    "sum": ("算式", "Sum"),
    "source": ("来源", "Source"),
    "own_lines": ("开头所填的会议、单位、人员等", "the particulars given at the top of the facts"),
    "facts": ("事实", "Facts"),
    "used": ("已用", "used"),
    "unused": ("未用", "unused"),
    "of_facts": ("共{total}条事实，已用{used}条，未用{unused}条。", "{total} facts: {used} used, {unused} not."),
    "sample": ("样本", "Sample"),
}  # fmt: skip


def word(name: str, language: Language = "zh", **values: object) -> str:
    """A word of the page in a language, with its places filled in."""
    text = WORDS[name][language == "en"]
    return text.format(**values) if values else text
