"""Sentences in which a document site speaks of itself, told by how many of its words they hold.

A word alone proves nothing: 下载 and 会员 stand in official texts too. So words are weighed, and
lines are judged here only above the first and below the last paragraph of a text.
"""

from __future__ import annotations

import re

_SURE = (
    r"^\s*(?:(?:央广|央视|人民|新华|中新|光明|中青|求是|大众|荆楚|凤凰)网|(?:人民日报|新华社|央视新闻)(?:客户端)?)\s*$|建议收藏|(?:先|速)(?:码|收藏)|码住|(?:模板|范文|合集)来[啦了]|评论区(?:留言|回复)|自觉遵守互联网|严禁发布|本站|本网站|文库网|文库协议|百度文库|豆丁|道客|book118|原创力|淘豆|人人文|范文网|文秘网|文档(?:网|库|贡献|分享平台|加载|热度|纠错|一经)|(?:该|此)(?:篇)?文档|小编|我要投稿"
    r"|(?:成为|开通|加入|续费|升级)(?:VIP|会员)|VIP(?:文档|会员|限时|专享|特权|免费|权益)|贡献者|粉丝量|下载券|下载(?:权益|积分|所得)|(?:所需|需要|下载)(?:金币|积分)|金币"
    r"|试读|免广告|君，?已?阅读|阅读(?:到文档|已结束)|(?:完整|剩余)(?:电子版|\d+页)|权益(?:归|所有人|所有者)|(?:挪作|用于)(?:任何)?商业|盈利用途|付费(?:下载|前|即|阅读)?"
    r"|(?:合作方或|由)?(?:网友|会员|用户)(?:自行)?(?:上传|投稿|贡献|分享)|联系上传者|版权申诉|不作任何|(?:不做|不作)任何(?:修改|保证)"
    r"|(?:加入|进入|开通)(?:知识)?星球|点击[^。\n]{0,4}阅读原文|如PPT文件|word图标|配套word讲稿|独创性部分享有|(?:国旗、国徽|地图、国旗)[^。\n]{0,4}等图片|客服微信|请遵守用户|一键举报|写材料找|(?:严禁|切勿|请勿|谨防)(?:抄袭|照搬)|转载(?:需|须|请)(?:经?授权|联系)|投稿邮箱|戳(?:原文|这里|阅读)|总页数|网站客服|仲裁依据|虚拟产品|概不退款|防盗链|慎重购买|公众号[【“「\[][^】”」\]\n]{1,16}[】”」\]]|加(?:客服|站长)|(?:如有|涉及|涉嫌)侵权|联系(?:作者|我们|本站|客服|管理员|后台)[^。\n]{0,6}删除|word版|页眉页脚|(?:可|可以)(?:自由|直接)?编辑|精编|完美版|自媒体平台|信息存储服务|文档之家|网盘搜索|QQ群[:：]|OFFICE2007|WinRAR|图纸(?:预览|软件)|站内搜索|在看|往期(?:推荐|回顾|精彩)|预览时标签|该公众号|蓝字|继续滑动|公众号(?:后台|回复)"
    r"|百度(?:首页|营销|智能云|搜索[“\"])|在线图书馆|搜试试|无障碍浏览|长者(?:模式|版)|扫一?扫二维码|手机(?:或平板|扫)|当前页|提交评论|相似精选|点击上方"
)
_LIKELY = (
    r"文库|本(?:篇)?文档|积分兑换|继续阅读|阅读(?:全文|原文)|(?:在线|免费)(?:阅读|预览)|免费下载|(?:完整|剩余)内容|(?:给|与|跟)我们联系|联系我们|侵权(?:必究|请|行为)"
    r"|(?:不承担|不负)(?:任何)?(?:法律)?责任|存储空间|压缩(?:包|文件)请|关注我们|(?:www\.|https?://)|\.(?:com|net)\b|AI智能|手机打开"
)
_OWN = re.compile(f"{_SURE}|{_LIKELY}", re.IGNORECASE)
_OWN_ALONE = re.compile(_SURE, re.IGNORECASE)
_OF_OFFICE = re.compile(
    r"群众|居民|村民|读者|市民|干部|党员|全[省市县区镇乡村街局校院系]|各(?:乡镇|部门|级|地|村|科室)|我[省市县区镇乡村局校院]|政府|党委|[省市县区]委|方便|网址|邮箱|@|\.(?:gov|edu|org)\b"
)
"""Where offices and their people are spoken of, only words that sites alone use count."""
_LEANING = re.compile(
    "下载|登[录陆]|注册|会员|VIP|上传|收藏|浏览|点击|预览|评论|转载|侵权|版权|二维码|扫码|充值|退款|网站|资源|附件图纸|客服|举报|换文档|文档"
)
_OFFICIAL = re.compile(
    r"\s*(?:附件|附[:：]|抄送|（?联系人|（?此件|特此|此致|注[:：]|[（(]?(?:19|20)\d\d年\d{1,2}月)"
)
_STOP = re.compile("[。；！？!?;]")
_ENOUGH_IN_PROSE = 4
_ENOUGH_IN_LINE = 2
_MOST_PER_POINT = 30
_LONGEST_LINE = 50


def speaks_of_site(line: str) -> bool:
    """Tell whether a line above or below a text is one in which its site speaks.

    A sentence needs more of the site's words than a line without stop, and not too far apart.
    """
    words = _OWN_ALONE if _OF_OFFICE.search(line) else _OWN
    own = {match[0].lower() for match in words.finditer(line)}
    if not own or _OFFICIAL.match(line):
        return False
    points = 2 * len(own) + len(set(_LEANING.findall(line)))
    if _STOP.search(line):
        return points >= _ENOUGH_IN_PROSE and len(line) <= points * _MOST_PER_POINT
    return points >= _ENOUGH_IN_LINE and len(line) <= max(_LONGEST_LINE, points * _MOST_PER_POINT)
