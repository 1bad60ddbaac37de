"""How titles end, and what stands on the lines under them."""

from __future__ import annotations

import re

from retrieval.clean.text.marks import HAN

TITLE_ENDING = (
    "讲话稿?|发言稿?|致辞|致词|演讲稿|主持词|开幕词|闭幕词|倡议书|总结|小结|报告|汇报|材料|方案|预案|意见|通知|通报"
    "|决定|办法|规定|细则|条例|要点|计划|规划|纪要|提纲|体会|心得|感悟|感想|建议|申请书?|简报|经验|做法|思考|探索|启示"
    "|综述|概述|侧记|纪实|报告书|述职|述廉|鉴定|函|请示|批复|公告|通告|稿|范文|模板|[（(][^（）()。]{1,14}[)）]"
    "|[一二三四五六七八九十\\d]{1,3}篇"
)
_IS_TITLE = re.compile(rf"(?:.*(?:{TITLE_ENDING})|关于.{{2,50}}的.{{2,8}}|第[{HAN}\d]{{1,3}}篇.*)$")
_FRONT = re.compile(
    r"[（(]?(?:(?:19|20)\d\d|[20xX×]{4})年[^（）()]{0,12}[)）]?|——.*|中共.{3,30}|.{2,30}(?:委员会|政府|办公?室|课题组|调研组"
    r"|[部局厅院校会组]|公司|集团|中心|大学)|.{0,30}(?:书记|部长|局长|主任|[省市县区州乡镇校院厅处科]长|主席|代表)[ ]?.{2,4}"
)


def is_title(line: str) -> bool:
    """Tell whether a line ends, or begins, as titles do."""
    return _IS_TITLE.match(line) is not None


def is_front(line: str) -> bool:
    """Tell whether a line is the date, issuer, speaker or second title under a title."""
    return _FRONT.fullmatch(line) is not None
