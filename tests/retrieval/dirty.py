"""A document as a document site serves it: our own words in a site's dress."""

BODY = (
    "2025年以来，镇党委围绕农田灌溉这件要紧事，逐村排查沟渠和泵站，列出问题清单，明确完成时限。"
    "全年清淤渠道36公里，更换水泵14台，灌溉面积扩大到5200亩。"
)
HEADINGS = ("一、摸清家底，把问题找准", "二、集中力量，把沟渠修通", "三、建章立制，把管护抓实")
DETAIL = (
    "各村成立放水小组，按照先下游、后上游的次序轮流灌溉，每条支渠都有专人看守，"
    "遇到纠纷由网格员当场调解，调解不了的当天报镇里处理，群众的水路通了，心里的气也顺了。"
)


def clean_text(place: str = "柳荡镇") -> str:
    """A short report of an invented town."""
    paragraphs = [f"{place}农田灌溉工作情况汇报", BODY]
    for number, heading in enumerate(HEADINGS):
        paragraphs += [heading, DETAIL.replace("各村", f"{place}第{number + 1}片各村") * 2]
    return "\n".join([*paragraphs, "特此汇报。", f"{place}人民政府", "2025年11月20日"]) + "\n"


def dressed(text: str) -> str:
    """The same with the furniture of a site before, in and behind it."""
    title, rest = text.split("\n", 1)
    head = f"收藏 分享\n\n{title}.docx\n\n上传人:l****g 文档编号:99887766 上传时间:2025-12-01 格式:DOCX 页数:3 大小:18KB\n"
    middle = rest[:150] + "\n\n2、" + rest[150:]
    tail = "\n展开阅读全文\n相关资源\n猜你喜欢\n\ncopyright@ 2008-2025 版权所有\n经营许可证编号:ICP备12345678号\n"
    return f"{head}\n{title}\n1、{middle}{tail}"
