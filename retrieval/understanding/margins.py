"""The lines around the body: salutation, date, speaker, byline, issuer."""

from __future__ import annotations

import re

LONGEST_SIDE_LINE = 40

_ENDS_SENTENCE = re.compile(r"[。！？!?；;：:…，,、]$|[^”]”$")
_PEOPLE = (
    r"同志们?|朋友们?|领导|代表们?|委员们?|来宾|嘉宾|企业家|老师们?|教师们?|同学们?|家人们|乡亲们|战友们|"
    r"学员们?|队员们?|党员|干部|职工|专家|媒体|书记|主席|部长|局长|校长|院长|主任|女士们|先生们|家长们?|工友们"
)
_SALUTATION = re.compile(
    rf"(?:尊敬的|敬爱的|亲爱的|各位)?[^，,。；;：:！？\d“”]{{0,30}}(?:{_PEOPLE})"
    r"[^，,。；;：:！？\d“”]{0,6}[：:]\s*"
)
_RECIPIENT = re.compile(
    r"[^，,。；;：:！？\d“”]{0,18}(?:党委|政府|[省市县区州]委|常委会|党组|局|组|办公室|厅|集团公司)[：:]\s*"
    r"(?=现将|根据|按照|今年|近|为|自|去年|截|我|.{4,60}(?:汇报|报告)如下)"
)
_DAY = r"(?:\d{4}|[二一][〇○零Ｏ0一二三四五六七八九]{3}|20[xX×]{2}|[xX×]{4})\s*年\s*(?:[\d一二三四五六七八九十xX×]{1,3}\s*月)?\s*(?:[\d一二三四五六七八九十xX×]{1,3}\s*日)?"
_DATE_LINE = re.compile(rf"[（(【\s]*(?:时间[：:])?\s*{_DAY}[）)】\s]*$")
_ORGANISATION = (
    r"(?:委员会|[省市县区州镇乡党工团]委|政府|办公室|局|厅|部|处|科|院|校|大学|学院|中心|公司|集团|党组|支部|总支|"
    r"领导小组|课题组|调研组|联合会|协会|街道|馆|站|所|社|队|工会|总工会|指挥部|镇|乡|村|会|办|组|室|银行|医院)"
)
_ISSUER_LINE = re.compile(rf"[^，,。；;：:！？]{{2,34}}{_ORGANISATION}\s*$")
_NAME_LINE = re.compile(
    r"[\u4e00-\u9fff×xX*]{1,2}\s?[\u4e00-\u9fff×xX*]{1,2}(?:\s+[\u4e00-\u9fff]{2,4})?$"
)
_NOTE_LINE = re.compile(
    r"[（(【].{2,30}[）)】]$|(?:作者|单位|联系人|联系电话|抄送|主送|附件?|报送|汇报人|报告人|述职人)[：:\d]"
)
_GLUED_BACK = re.compile(
    rf"(?<=[。！!？?”])\s*((?:[^，,。；;：:！？“”]{{2,34}}?{_ORGANISATION}|[^，,。；;：:！？“”\s]{{2,4}})?\s*{_DAY})\s*$"
)


def is_salutation(line: str) -> bool:
    """Tell whether a line addresses the audience: 同志们： 县委：."""
    return len(line) <= LONGEST_SIDE_LINE and line.endswith(("：", ":"))


def addresses_people(line: str) -> bool:
    """Tell whether a line is nothing but an address to listeners: 各位代表、同志们：."""
    return len(line) <= LONGEST_SIDE_LINE and _SALUTATION.fullmatch(line) is not None


def ends_sentence(line: str) -> bool:
    """Tell whether a line ends as a sentence does, so that it is no title or signature."""
    return _ENDS_SENTENCE.search(line) is not None


def is_date_line(line: str) -> bool:
    """Tell whether a line is a date: （2026年3月12日） 二〇二六年三月."""
    return len(line) <= LONGEST_SIDE_LINE and _DATE_LINE.match(line) is not None


def is_issuer_line(line: str) -> bool:
    """Tell whether a line names an office: 中共琅川县委办公室."""
    return len(line) <= LONGEST_SIDE_LINE and _ISSUER_LINE.match(line) is not None


def is_name_line(line: str) -> bool:
    """Tell whether a line may be one or two people's names."""
    return _NAME_LINE.match(line) is not None


def is_back_line(line: str) -> bool:
    """Tell whether a line belongs to the signature under a document."""
    if len(line) > LONGEST_SIDE_LINE or ends_sentence(line):
        return False
    return (
        is_date_line(line)
        or is_issuer_line(line)
        or is_name_line(line)
        or _NOTE_LINE.match(line) is not None
    )


def cut_salutation(paragraph: str) -> tuple[str, str]:
    """Return the salutation glued to the start of a text, and the rest."""
    match = _SALUTATION.match(paragraph) or _RECIPIENT.match(paragraph)
    if match is None or not paragraph[match.end() :]:
        return "", paragraph
    return match[0].strip(), paragraph[match.end() :]


def cut_signature(paragraph: str) -> tuple[str, str]:
    """Return a text without the signature glued to its end, and the signature."""
    match = _GLUED_BACK.search(paragraph, max(0, len(paragraph) - 80))
    if match is None:
        return paragraph, ""
    return paragraph[: match.start()], match[1].strip()
