"""What a document is about, as a noun phrase that can stand inside a heading."""

from __future__ import annotations

import re

from drafting.model import Brief

FALLBACK = "各项工作"
_LONGEST = 14
_FRAMES = (
    re.compile(r"^关于(?:开展|推进|做好|加强|进一步加强)?(?P<subject>.+?)的?(?:工作)?"
               r"(?:情况|进展|推进)*(?:的)?(?:汇报|报告|调研报告|调研|调查报告|思考|总结|方案|意见)$"),
    re.compile(r"^在?(?P<subject>.+?)(?:暨.+?)?(?:动员部署|动员|部署|座谈|总结|表彰|推进|出征|欢送|启动|培训)*"
               r"(?:大会|会议|会|仪式|班)(?:上)?的?(?:讲话|致辞|发言)?$"),
    re.compile(r"^(?P<subject>.+?)(?:工作)?(?:情况)?(?:总结|汇报|报告|经验材料|交流材料|典型材料|实施方案|方案|调研报告)$"),
)  # fmt: skip
_LEADING = re.compile(
    r"^(?:全[省市县区镇乡校院]|\d{4}(?:[-—至]\d{4})?年(?:度|上半年|下半年)?|第.{1,3}批|"
    r".{1,5}?(?:省|市|县|区|镇|乡|街道|局|学院|大学|公司)(?=.{3,}))+"
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
