"""What a document is about, as a noun phrase that can stand inside a heading."""

from __future__ import annotations

import re

from drafting.model import Brief

FALLBACK = "各项工作"
_LONGEST = 14
_FRAMES = (
    re.compile(r"^关于(?:开展|推进|做好|加强|进一步加强)?(?P<subject>.+?)的?(?:工作)?"
               r"(?:情况|进展|推进)*(?:的)?(?:汇报|报告|调研报告|调研|调查报告|思考|总结|(?:实施)?(?:方案|意见))$"),
    re.compile(r"^在?(?P<subject>.+?)(?:暨.+?)?(?:动员部署|动员|部署|座谈|总结|表彰|推进|出征|欢送|启动|培训)*"
               r"(?:大会|会议|会|仪式|班)(?:上)?的?(?:讲话|致辞|发言)?$"),
    re.compile(r"^在?(?P<subject>.+?)(?:工作)?(?:情况)?(?:总结|汇报|报告|经验材料|交流材料|典型材料|实施方案|方案|调研报告)$"),
)  # fmt: skip
_PLACES = (
    r".{1,5}?(?:省|市|县|区|镇|乡|街道|局|厅|学院|大学|公司|委员会)"
    r"(?<!城市|都市|超市|上市|社区|小区|园区|街区|校区|景区|山区|地区|辖区|片区|灾区|城区|库区|林区|老区|乡镇|城镇|集镇|下乡|返乡|回乡)"
    r"(?![域级直场民政容委情校内际口村亲土长部治理化])"
)
_LEADING = re.compile(
    r"^(?:全[省市县区镇乡校院](?!域)|\d{4}(?:[-—至]\d{4})?年(?:度|上半年|下半年)?|第.{1,3}批|"
    r"(?:中共)?.{0,6}?[省市县区]委(?:组织部|宣传部|统战部|社会工作部|办公室|政策研究室)?(?!员)|"
    rf"[省市县区](?=.{{1,3}}[局厅])|{_PLACES}(?=.{{3,}}))+"
)
_TRAILING = re.compile(r"(?:工作|专项行动|活动|动员|部署|座谈|总结|推进)$")


def subject_of(brief: Brief) -> str:
    """The brief's own subject, else one read from occasion or title, else 各项工作."""
    if brief.subject:
        return brief.subject
    candidates = (_from(brief.occasion), _from(brief.title))
    return next((subject for subject in candidates if subject), FALLBACK)


def _from(text: str) -> str:
    for frame in _FRAMES:
        match = frame.match(text.strip("《》“” "))
        if match:
            subject = _TRAILING.sub("", _LEADING.sub("", match["subject"]))
            if 2 <= len(subject) <= _LONGEST:
                return subject
    return ""
