"""The head of a mail in which a text was forwarded, and the line its program puts below."""

from __future__ import annotations

import re
from collections.abc import Iterator

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
_LEAST_FIELDS = 3


@rule("mails", "邮件头", 51)
def find(text: str) -> Iterator[Edit]:
    """Take out runs of a mail's fields, what parts mails, and the name of the sender's device."""
    run: list[Line] = []
    for line in short_lines(text):
        if _ORIGINAL.fullmatch(line.text) or _DEVICE.fullmatch(line.text):
            yield without_line(text, line)
        elif _FIELD.fullmatch(line.text):
            run.append(line)
            continue
        yield from _if_mail(text, run)
        run = []
    yield from _if_mail(text, run)


def _if_mail(text: str, run: list[Line]) -> Iterator[Edit]:
    names = [match["name"].replace(" ", "") for line in run if (match := _FIELD.match(line.text))]
    if len(run) >= _LEAST_FIELDS and sum(_SURE.match(name) is not None for name in names) >= 2:
        for line in run:
            yield without_line(text, line)
