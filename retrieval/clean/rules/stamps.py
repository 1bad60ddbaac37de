"""Stamps that resellers put into the head and foot of pages: 精品文档 欢迎下载."""

from __future__ import annotations

import re
from collections.abc import Iterator

from retrieval.clean.records import Edit
from retrieval.clean.registry import rule
from retrieval.clean.text.cutting import cut
from retrieval.clean.text.lines import short_lines

_STAMP = (
    "(?:精品|精选|优质|优选|实用|最新|专业|推荐|可编辑|学习|热门)(?:公文|文秘|办公)?(?:文档|文件|资料|范文|材料|模板|word|文案)|(?:标准|范本)文案|标准实用|专业整理|范文范例|学习参考|完美(?:WORD|word)?格式"
    "|(?:word|WORD|Word)(?:文档|资料|格式|版|完美格式|可编辑)?|(?:可|任意|自由)(?:自由)?(?:复制|编辑|修改)(?:编辑|修改|版)?|(?:下载)?可编辑版?|整理版|整理为word格式|完整版|精编版|欢迎(?:下载|阅读|使用)(?:使用|参考)?|(?:感谢|谢谢)(?:您的|你的|您|你)?(?:下载|阅读|观看|浏览)"
    "|值得(?:下载|拥有|收藏)|仅供(?:学习|个人)?(?:参考|学习)|资料仅供参考|知识就是力量|页眉内容|页脚内容|编辑版|最新整理|收藏|技术资料|专业好文档|资料收集于网络|如有侵权请联系(?:网站)?删除|祝您(?:生活愉快|工作顺利|万事如意)"
)
_SURE = re.compile(
    r"精品|精选|优质|优选|实用文|专业(?:资料|整理|好)|学习(?:资料|参考)|范文范例|标准文案|可编辑|复制|word|下载|(?:感谢|谢谢)您?的?(?:阅读|观看|浏览)|欢迎阅读|页[眉脚]内容|值得|知识就是",
    re.IGNORECASE,
)
_PARTS = re.compile(f"(?:{_STAMP})+")
_GAPS = re.compile(r"[\s\-—–_=*·.…•~#|/\\（）()\[\]【】<>《》、，,。！!☆★◆●①-⑩+\d]+")


@rule("stamps", "模板水印", 60)
def find(text: str) -> Iterator[Edit]:
    """Take out lines that consist of stamps alone."""
    for line in short_lines(text):
        bare = _GAPS.sub("", line.text)
        if bare and len(bare) <= 40 and _PARTS.fullmatch(bare) and _SURE.search(bare):
            yield cut(text, line.start, line.end)
