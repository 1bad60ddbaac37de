"""What a site says where its preview is cut off: 展开阅读全文, 还剩5页未读, 下载后查看完整版."""

from __future__ import annotations

import re
from collections.abc import Iterator

from retrieval.clean.records import Edit
from retrieval.clean.registry import rule
from retrieval.clean.text.sentences import sentences_with

_WORDS = re.compile(
    r"[.…>》▼↓\s]{0,6}(?:点击|继续)?(?:展开|显示|阅读|查看)(?:阅读|剩余|完整)?(?:全部|全文|剩余|余下)(?:内容|\d+%)?(?:(?=\s*$)|(?<=展开阅读全文)|[>》▼↓]{1,4})",
    re.MULTILINE,
)
_NOTICE = re.compile(
    r"(?=[亲该本此已您还未剩全免预试超继仅只资文部完更其余下查正内未如喜])(?:亲[,，爱]?.{0,6}(?:该|本|此)?文档(?:总共|共)|(?:该|本|此)?文档总共 ?\d{1,4} ?页"
    r"|(?:已|您已)阅读 ?\d{1,4} ?页|还剩 ?[\d?？]{1,4} ?页未读|(?:未读|剩余) ?\d{1,4} ?页"
    r"|(?:全文|免费)?(?:预览|试读|试看)(?:部分)?(?:已|到此)?(?:结束|完毕|为止)|(?:超出|超过)(?:免费)?预览|免费预览范围|继续(?:免费)?阅读(?:全文|请|$)"
    r"|(?:仅|只)(?:能|可|显示|展示|提供|支持)?(?:部分|前 ?\d{1,3} ?页|\d{1,3} ?页)(?:内容)?(?:预览|供|展示|显示)|(?:资源|文档)只提供 ?\d{1,3} ?页|部分预览"
    r"|(?:完整|剩余|更多|全部|其余|余下)(?:版|内容|部分|文档|全文)?(?:，|,)?(?:请|需|需要|点击|可)?(?:登录|购买|付费|下载)(?:后|本|该|文档|查看|阅读)"
    r"|下载(?:后|全文|完整版|文档)(?:即)?(?:可)?(?:查看|阅读)(?:完整|全部|全文|剩余|更多)|查看(?:完整版|剩余全文|更多内容)[>》,，请]"
    r"|文档加载中|正在加载(?:文档|中)|(?:内容|本文|全文)(?:过长|较长)[,，].{0,10}(?:下载|分页)|未完[,，]?(?:请下载|下载|点击)|如果喜欢就下载|喜欢就下载吧)",
    re.MULTILINE,
)


@rule("previews", "预览截断提示", 56)
def find(text: str) -> Iterator[Edit]:
    """Take out the notices of a preview."""
    found = list(sentences_with(_NOTICE, text))
    yield from found
    for match in _WORDS.finditer(text) if "全" in text or "剩余" in text or "余下" in text else ():
        yield Edit(match.start(), match.end(), "")
