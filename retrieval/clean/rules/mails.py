"""The head of a mail in which a text was forwarded, its few words, and what is put below."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from retrieval.clean.records import Edit
from retrieval.clean.registry import rule
from retrieval.clean.text.lines import Line, short_lines, without_line

_FIELD = re.compile(
    r"\s*(?:>\s?){0,3}(?P<name>发\s?件\s?人|收\s?件\s?人|发送(?:时间|日期)|日\s?期|时\s?间|抄\s?送|密\s?送|主\s?题|附\s?件|重要性|From|Sent|To|Cc|Bcc|Date|Subject|Attachments?)\s?[：:].{0,180}",
    re.IGNORECASE,
)
_SURE = re.compile("发件人|收件人|发送|from|to|sent|subject", re.IGNORECASE)
_ORIGINAL = re.compile(
    r"\s*[-—_=]{2,}\s?(?:原始邮件|邮件原件|原始信息|转发(?:的)?(?:邮件|消息)|Original Message|Forwarded message|回复的原邮件)\s?[-—_=]{2,}\s*",
    re.IGNORECASE,
)
_DEVICE = re.compile(
    r"\s*(?:发自|来自)(?:我的)?\s?(?:iPhone|iPad|手机|华为|小米|荣耀|安卓|QQ邮箱|网易邮箱|Foxmail|Outlook|企业微信)[^。\n]{0,20}\s*"
    r"|\s*(?:Sent from my|从我的)[^。\n]{0,30}\s*",
    re.IGNORECASE,
)
_TO = re.compile(
    r"\s*(?:尊敬的|亲爱的)?[^\s，。：；]{1,12}[：:，,!！]\s*|\s*(?:您|你|大家|各位)好[！!。，,]?\s*"
)
_COVER = re.compile(
    r"\s*(?:(?:您|你|大家|各位)好[！!，,。])?[^\n]{0,60}(?:请(?:您)?(?:审阅|查收|查阅|参阅|审核|审定|指正|惠存|领导审)|(?:附件|附上|发您|发给您|呈上|奉上)[^\n]{0,20}(?:材料|稿|文件|文档|总结|报告))[^\n]{0,40}"
)
_CLOSING = re.compile(
    r"\s*(?:祝好|顺?[颂祝]?商?祺|即颂时祺|顺颂[时夏冬秋春商]\S|此致|敬礼|谢谢|盼复|Best ?regards|Thanks?)[！!。.，,]?\s*|\s*[-—_=*]{3,}\s*"
    r"|\s*[^，。\n]{1,40}(?:手机|电话|传真|邮箱|Tel|Mobile|E-?mail|QQ)[：: ][^，。\n]{5,60}|\s*从[^，。\n]{2,14}(?:邮箱)?发来的[^，。\n]{2,12}",
    re.IGNORECASE,
)
_MOST_AROUND = 6
"""So many lines below a mail's head, and at the end of its text, may be the sender's own."""
_LEAST_FIELDS = 3


@rule("mails", "邮件头", 51)
def find(text: str) -> Iterator[Edit]:
    """Take out runs of a mail's fields, what parts mails, and the name of the sender's device."""
    run: list[Line] = []
    found = list(short_lines(text))
    for place, line in enumerate(found):
        if _ORIGINAL.fullmatch(line.text) or _DEVICE.fullmatch(line.text):
            yield without_line(text, line)
        elif _FIELD.fullmatch(line.text):
            run.append(line)
            continue
        if _is_mail(run):
            for own in [*run, *_cover(found[place:]), *_closing(found[place:])]:
                yield without_line(text, own)
        run = []
    if _is_mail(run):
        for line in run:
            yield without_line(text, line)


def _is_mail(run: list[Line]) -> bool:
    names = [match["name"].replace(" ", "") for line in run if (match := _FIELD.match(line.text))]
    return len(run) >= _LEAST_FIELDS and sum(_SURE.match(name) is not None for name in names) >= 2


def _cover(below: Sequence[Line]) -> Sequence[Line]:
    """Return the lines with which a mail hands its text over: 王科长： 您好！…请审阅。"""
    end = 0
    for place, line in enumerate(below[:_MOST_AROUND], start=1):
        if _COVER.fullmatch(line.text):
            end = place
        elif not _TO.fullmatch(line.text):
            break
    return below[:end]


def _closing(below: Sequence[Line]) -> Sequence[Line]:
    """Return the sender's closing words, name and numbers below the text."""
    start = len(below)
    while start > max(1, len(below) - _MOST_AROUND):
        line = below[start - 1].text
        if not (_CLOSING.fullmatch(line) or _DEVICE.fullmatch(line)):
            break
        start -= 1
    return below[start:]
