"""What the history says of a version: stored with it, and Chinese as the draft is."""

BY_HAND, OUTLINE = "手工修改", "事实与提纲"
RESTORED, BACK, FORTH = "恢复到第{number}版", "撤销", "重做"
COPIED = "复制自《{title}》"
BOTH = "两处改动都留"
SECTION_ADDED, SECTION_REMOVED, SECTION_SPLIT = "增加一节", "删去一节", "拆成两节"
CLASH = "别处同时也改了这一节"
"""The instruction of a proposal that holds the later of two changes."""
TITLE, PLACE, MORE = "标题", "第{number}部分", "等{count}处"
"""What was edited by hand."""


def by_hand(edited: list[str]) -> str:
    """Which parts were edited."""
    if not edited:
        return BY_HAND
    more = MORE.format(count=len(edited)) if len(edited) > 1 else ""
    return f"{BY_HAND}：{edited[0][:30]}{more}"
