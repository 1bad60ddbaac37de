"""What advertisements say, and what only official documents end with."""

from __future__ import annotations

import re

from retrieval.clean.text.marks import NUMERALS

_ADULT = (
    "在线(?:观看|播放|视频|影院)|免费(?:观看|看片|视频|黄)|无码|有码|成人(?:网|视频|电影|用品|小说|在线)|黄色(?:网站|视频|小说|录像)|(?:一级|三级|毛)片|A片|av(?:女优|在线|片)|裸(?:聊|照|体)|一夜情"
    "|约(?:炮|啪)|同城(?:约|交友|美女|上门)|激情(?:视频|小说|四射|电影)|做爱|色情(?:网|电影|视频|小说|直播)|情色|情趣(?:用品|内衣|商城)|色(?:图|站|综合|视频)|小电影|福利(?:视频|姬|社)|啪啪|伦理(?:片|电影)|国产(?:精品|自拍|视频|在线)|久久(?:久|热|精品|综合)|亚洲(?:欧美|日韩)|欧美(?:日韩|一区)|日韩(?:欧美|一区)|日本(?:一本|一区)"
    "|美女(?:直播|上门|视频)|性(?:爱|感美女|福|生活|伴侣|用品)|少妇|人妻|熟女|萝莉|学生妹|援交|包夜|小姐(?:上门|电话)|勃起|阳痿|早泄|私处"
)
_GAMBLING = "博彩|彩票(?:平台|网|投注)|注册(?:即)?送|首(?:存|充|冲)|彩金|棋牌|百家乐|真人(?:娱乐|荷官|视讯)|老虎机|下注|投注|时时彩|六合彩|双色球(?:预测|开奖)|澳门(?:赌|新?葡京|银河|威尼斯|金沙)|娱乐(?:城|场|平台)|赔率|开奖|返水|赌(?:场|博网|球)|体育(?:投注|平台)|捕鱼(?:游戏|达人|平台)"
_WRITING = "代(?:写|考|孕|刷|发论文|开发票)|论文(?:发表|查重|降重|润色|代)|包(?:过|写|发)|枪手|办证|刻章|(?:出售|代开|增值税)发票|写作公众号|原创(?:范文|代写|服务)|不满意(?:全额)?退款"
_GOODS = (
    "减肥|量身定(?:做|制)|高清(?:视频|完整)|文稿润色|丰胸|壮阳|祛斑|祛痘|美白|瘦身|面膜|护肤|化妆品|包邮|淘宝|天猫|拼多多|优惠(?:券|价|大酬宾)|特价|清仓|秒杀|厂家直销|批发(?:价|商)|货到付款|加盟|招商(?:加盟|代理)|(?:快速|小额|信用|网络)贷款|无抵押|秒到账|套现|信用卡(?:办理|代)|炒股|荐股|股票(?:开户|推荐)|内部消息|期货开户|理财产品|日赚|月入|躺赚|兼职(?:刷单|日结)?"
    "|保健品|偏方|根治|祖传|疗效|特效药|治愈率|客服(?:微信|QQ|热线|电话)|咨询热线|订购|热线[:：]|抢购|促销|折扣|原价|现价|仅售|限时(?:特|抢|优|免|折)|豪宅|二手车|风水|算命|算卦|起名|星座"
)
_NET = (
    r"加微信|微信(?:号|群|客服)|微信 ?[:：]|QQ ?[:：号群]|薇信|威信号|扫码(?:领|加|关注|进群|咨询)|扫(?:描)?二维码|关注公众号|点击(?:领取|进入|下载|链接|这里|此处|右侧|上方|下方)|(?:APP|app|软件|客户端|游戏|手机版|官方|免费)下载|官网|手游|网游|私服|外挂|页游|全文(?:免费)?阅读|小说(?:阅读|网|txt|全文)|顶点小说|最新章节|电视剧|迅雷|种子下载|BT|百度云|网盘|破解版|激活码|注册机"
    r"|https?://|www\.|\.(?:com|cn|net|cc|top|xyz|vip)\b|免费(?:试用|注册|领|咨询|体验)|立即(?:注册|加入|咨询|购买|领取|下载)|[48]00-?\d{3}-?\d{3,4}"
)
_FIRST = (
    ".48ABQahw一三下不丰久二亚人仅代优伦体促保信偏做免全六关兼内写减出刻办加勃包化博厂原双同咨啪国在增壮外天套威娱学官客小少开彩微快性情成手扫批投折抢护"
    "招拼捕援文无日早时星最月有期枪根棋欧毛治注淘清游澳激炒点热熟特现理电疗瘦百真破祖祛福私种秒立算约网美老股色荐萝薇裸订论豪货赌赔起躺软迅返量阳限面页顶风首高黄"
)
"""What the words begin with: a look at one character spares most places the whole search."""
_ADS = re.compile(
    rf"(?=[{_FIRST}])(?:{_ADULT}|{_GAMBLING}|{_WRITING}|{_GOODS}|{_NET})", re.IGNORECASE
)
AGAINST = re.compile(
    "打击|查处|整治|取缔|案件|严禁|禁止|防范|治理|专项|抵制|违法|犯罪|反诈|宣传教育"
)
"""Words of those who fight what advertisements tout."""
_SURE = re.compile(f"{_ADULT}|{_GAMBLING}|{_WRITING}", re.IGNORECASE)
_OFFICIAL = re.compile(
    rf"\s*(?:附件?[:：\d{NUMERALS}]|附[:：]|抄送|主送|（?联系人|（?此件|特此|此致|敬礼|谢谢|祝|注[:：]|备注|[（(][{NUMERALS}\d]{{1,3}}[)）]|[{NUMERALS}]{{1,3}}、|\d{{1,2}}[.．、](?!\d)"
    rf"|第[{NUMERALS}]|#|\||[（(]?(?:19|20|二[〇○零O])[\dxX×〇○零一二三四五六七八九]{{2}}年[\d{NUMERALS}xX× ]{{0,4}}月)|.*\t.*\t"
    r"|.{0,25}(?:委员会|政府|办公[室厅]|组织部|宣传部|统战部|党委|党组|支部|总工会|管理局|厅|局|院|学院|大学|中心|公司|集团)\s*$"
)


def ad_words(text: str) -> set[str]:
    """Return the words of advertisements in a piece."""
    return {match[0].lower() for match in _ADS.finditer(text)}


def is_sure(words: set[str]) -> bool:
    """Tell whether one of these words stands in advertisements alone."""
    return any(_SURE.fullmatch(word) for word in words)


def is_official(text: str) -> bool:
    """Tell whether a piece is an attachment, a table, a numbered line, a date or an issuer."""
    return _OFFICIAL.match(text) is not None and not ad_words(text)
