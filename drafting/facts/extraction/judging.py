"""Whether a sentence states something that a document can rest on, or why it does not.

A statement has a figure, a date, a name, a document, something done, a problem, a plan or a demand
with substance. Courtesies, questions, announcements of what follows and sentences made of set
phrases alone have none.
"""

from __future__ import annotations

import re

from drafting.facts.extraction.names import has_person
from drafting.figures import find_figures

BLANK = "有未填的占位（×××），补上后才能用"
CHAT = "聊天记录的称呼、时间和应答"
COURTESY = "问候、致辞的客套"
QUESTION = "问句"
ANNOUNCING = "引出下文的话，本身没有内容"
SLOGAN = "口号、号召"
EMPTY = "没有具体事项"
SHORT = "太短，不成一句话"
PRIVATE = "个人信息（电话、证件号），不进文稿"
MARGIN = "标题、署名、日期等"

_SHORTEST = 6
_TELEPHONE = re.compile(r"(?<!\d)(?:1[3-9]\d{9}|\d{17}[\dXx])(?!\d)")
"""Mobile numbers (11 digits) and those of identity cards (18); a hot line is no secret."""
_BLANK = re.compile(
    r"[×＊*]{2,}|[xX]{2,}(?=[省市县区镇乡村局]|[名人个年月万亿元%])|某某|_{2,}|＿{2,}|…{3,}|\[\s*\]"
)
_CHAT = re.compile(
    r"(?:收到|好的?|嗯+|行|OK|ok|辛苦了?|谢谢|感谢|明白|马上|在的?|是的|对|已阅|赞|哈+|[\[【][^\]】]{1,6}[\]】]|@\S{1,12}.*|请?.{0,24}(?:发一下|报一下|报给我|接龙|反馈一下).{0,10})"
    r"(?:[，,。！!~～\s]*(?:收到|好的?|辛苦了?|各位|大家|领导|主任|局长|科长|书记|谢谢|明白|[\[【][^\]】]{1,6}[\]】]))*[。！!~～，,\s]*"
)  # fmt: skip
_COURTESY = re.compile(
    r"^(?:(?:大家|同志们|各位|朋友们|领导)[，,！!：]?)*(?:早上|上午|中午|下午|晚上)?好[！!。，,]?$|^(?:尊敬的|各位|亲爱的).{0,30}[：:，！]?$|"
    r"^同志们[！，。：]?$|^(?:最后，?)?(?:再次)?(?:衷心)?谢谢(?:大家|各位)?|^(?:以上|我的)?(?:汇报|发言|讲话|介绍|报告)完毕|"
    r"不[妥当]之处|不足之处.{0,6}(?:敬请|请)|敬请.{0,12}(?:批评|指正|指导|审议)|批评指正|^(?:特此|专此)(?:报告|汇报|说明|总结)|"
    r"^(?:今天|此刻)?，?.{0,6}(?:很|非常|十分)(?:高兴|荣幸|激动)|(?:表示|致以|送上).{0,16}(?:祝贺|欢迎|问候|敬意|慰问)|"
    r"^(?:再次|同时|在此)?，?(?:衷心)?祝(?:愿|福|大家|各位|同志们)|祝大家.{2,}|^请(?:大家|各位|同志们).{0,8}(?:鼓掌|审阅|讨论)|"
    r"^(?:欢迎|来源于|来源：|阅读|点击|扫码|关注|转发|未经|版权|上传|下载)"
)  # fmt: skip
_QUESTION = re.compile(r"[？?][”’）)]*$")
_ANNOUNCING = re.compile(
    r"(?:如下|以下|下面|几个?方面|几[点条项]|[两三四五六七八九]\s*(?:个方面|点|条|句话|项|个特点)).{0,14}[：:。，；]?$|[：:]$|"
    r"^(?:下面|借此机会|在此|这里|现在|接下来)，?(?:我|就|让|请|向)|^我(?:讲|谈|说|再|想|就|代表|先).{0,30}(?:点|句|条|方面|意见|体会|想法|汇报|看法|感谢|祝)|"
    r"^现(?:将|就|把).{0,40}(?:汇报|报告|总结|通报|说明|介绍)|^(?:主要|具体|突出|集中)?(?:表现|体现|反映)(?:在|为)[：:]?$|"
    r"有[一两三四五几\d]\S{0,2}(?:短板|不足|问题|差距|困难)[^，。\d]{0,8}$|^关于[^，。]{4,24}$|存在(?:着|的)?(?:一些|不少|诸多|许多|以下)?的?(?:问题|不足|差距|困难)(?:之处|和不足|和差距)?$|^(?:对于|关于|随着|围绕|鉴于)[^，。]*$|"
    r"^(?:今天|本次|这次)?.{0,10}(?:会议|大会)?的?(?:主要)?(?:任务|目的|议题)(?:是|有).{0,12}$"
)  # fmt: skip
_SLOGAN = re.compile(
    r"^(?:最后，?)?让我们|(?:而|努力)(?:不懈)?(?:奋斗|拼搏)[！!。]?$|^(?:我们)?坚信|[！!]$"
)
_DEFINITION = re.compile(
    r"是.{0,40}重要[^，。]{1,4}[。！]?$|是.{0,40}(?:的)?(?:重要|必然|现实|关键|根本|基础|核心|前提|保[障证]|途径|抓手|课题|内容|环节|举措|要求|需要|课堂)(?:内容|组成|举措|保[障证]|基础|部分|要求|任务|需要|体现|途径|工作|抓手|环节|意义)?[。！]?$"
)
_DOCUMENT = re.compile(r"《[^》]{2,60}》")
_DATE = re.compile(
    r"(?:20|19)\d\d年|\d{1,2}月\d{1,2}日|\d{1,2}月(?:份|底|初|中旬|上旬|下旬|，)|[本上]月|[本上]周|本季度|[一二三四]季度|上半年|下半年"
)
_ACTION = re.compile(
    r"开展|组织(?![部上的领化和与、，。路线纪关观原人重群机培])|建立|成立|制定|制订|印发|下发|出台|修订|完善|召开|举办|承办|选派|派出|走访|调研|培训|推行|实行|实施|建成|建设|完成|投入|"
    r"新建|改造|设立|设置|搭建|打造|启动|签订|签约|安排|帮助|解决|协调|发放|引进|引入|招引|聘请|配备|选拔|推荐|提拔|任用|考核|考察|考评|测评|"
    r"检查|督查|督导|整改|排查|化解|调处|办理|办结|受理|接待|联系|结对|对接|慰问|救助|补贴|奖励|表彰|通报|公示|公开|发布|上线|开通|试点|推广|"
    r"购置|采购|租用|流转|种植|养殖|销售|收购|修建|修缮|硬化|疏通|整治|清理|拆除|安装|铺设|验收|移交|交接|挂牌|揭牌|授牌|交办|领办|认领|调整|"
    r"入户|宣讲|宣传|报名|录用|招聘|招录|交流|轮岗|挂职|任职|驻村|包联|下派|上挂|审批|立项|开工|竣工|投产|投用|运营|交付|达成|促成|牵头|会同|联合|批转|制作|编印|编制|汇编|梳理|摸排|纳入|落户|签发|处置|追回|减免|兑现|拨付|到位|入驻|入选|获评|荣获"
)
_THING = re.compile(
    r"制度|机制|办法|规定|细则|方案|规划|意见|档案|台账|清单|平台|名单|名册|人才库|项目库|数据库|座谈会|培训班|学习班|研修班|例会|联席会|推进会|调度会|"
    r"现场会|专班|小组|工作队|服务队|指挥部|中心|基地|车间|合作社|协会|工程|项目|活动|行动|系统|热线|窗口|驿站|学院|课程|资金|基金|贷款|补助|奖金|"
    r"道路|管网|厂房|大棚|设备|仓库|农户|党支部|台账|档案馆|阵地|驿站|联系点|示范[点村户]|责任书|协议|合同|问卷|举措|程序|流程"
)
_WHO = re.compile(
    r"干部|部门|单位|群众|企业|村|社区|街道|乡镇|专家|教师|医生|党员|人才|同志|工作|项目|制度|机制"
)
_PROBLEM = re.compile(
    r"不足|不够|不高|不强|不紧|不到位|不平衡|不健全|不完善|不规范|不及时|不熟|不清|不严|不多|不畅|不一|不愿|不敢|不会|不实|偏[低少弱慢高大]|太[少慢低难]|缺口|反弹|两头跑|较[低少弱慢差]|短板|滞后|缺乏|缺少|缺口|欠缺|"
    r"薄弱|困难|仍有|尚未|没有|未能|难以|脱节|流失|老化|断档|形式主义|两头跑|走过场|拖延|推诿|误区|存在.{0,12}(?:问题|现象|差距|隐患)|情况不是很好"
)
_PLAN = re.compile(
    r"^(?:下一步|下步|今后|明年|接下来)|将(?:在|于|进一步|继续|及时|重点|组织|开展|[^军来领主上要]{0,6}(?:建|办|推|抓|完成|实施|启动))|计划|拟于|拟[在建设开]|力争|争取|预计|打算|确保|到20\d\d年"
)
_DEMAND = re.compile(
    r"^(?:[^，。]{0,24})?(?:(?<![主重需必首只紧还])要(?!求|素|是|点|么|闻|害|领|道|塞|看|说|想|知|了解)|必须|务必|不得|严禁|应当|不能|不要)"
)
_STUFFING = re.compile(
    r"高度重视|充分发挥|切实|不断|进一步|积极|认真|扎实|深入|全面|有力|有效|大力|紧紧围绕|牢固树立|始终坚持|明显|显著|较好|良好|广泛|巨大|充分|"
    r"统一思想|提高认识|增强意识|凝心聚力|真抓实干|风清气正|新局面|新台阶|新篇章|新贡献|正能量|重要意义|重要作用|积极作用|坚实基础|强大合力|"
    r"满意|称赞|肯定|好评|热情|激情|精神|境界|姿态|情怀|初心|使命|担当|征途|未来|辉煌|卓越|幸福|自豪"
)
_THANKS = re.compile(r"感谢(?!大家|各位|聆听|您)[^，。]{4,}|离不开[^，。]{4,}|(?:谢意|敬意)$")


def is_private(text: str) -> bool:
    """Whether a mobile telephone or identity number stands in the text."""
    return _TELEPHONE.search(text) is not None


def why_not(text: str, *, topic: str = "") -> str:
    """Empty where the sentence states something, else the reason why it does not. ``topic`` is
    what the heading above it is about, empty where it says nothing. LAC is asked for names only
    where nothing else speaks for the sentence."""
    plain = text.strip("。；;，, \t\u3000")
    figures = [figure for figure in find_figures(text) if not figure.loose]
    if is_private(text) and not any(figure.unit for figure in figures):
        return PRIVATE
    if _BLANK.search(plain):
        return BLANK
    if _CHAT.fullmatch(plain):
        return CHAT
    if len(plain) < _SHORTEST and not figures:
        return SHORT
    if _QUESTION.search(text.strip()):
        return QUESTION
    if figures and any(figure.unit not in ("", "点", "条", "句") for figure in figures):
        return COURTESY if _COURTESY.search(plain) and not _ACTION.search(plain) else ""
    if _THANKS.search(plain):
        return ""
    if _COURTESY.search(plain):
        return COURTESY
    if _ANNOUNCING.search(plain) and not _DOCUMENT.search(plain):
        return ANNOUNCING
    if _SLOGAN.search(text.strip()) and not figures:
        return SLOGAN
    telling = any(figure.unit not in ("点", "条", "句") for figure in figures)
    return "" if telling or _states(plain, topic) else EMPTY


def _states(plain: str, topic: str) -> bool:
    """Whether a sentence without figures tells of something concrete."""
    if _DOCUMENT.search(plain):
        return True
    if _PROBLEM.search(plain) and (topic in ("问题", "原因") or _WHO.search(plain)):
        return len(plain) > _SHORTEST
    if _DEFINITION.search(plain):
        return False
    actions = {match[0] for match in _ACTION.finditer(plain)}
    things = {match[0] for match in _THING.finditer(plain)}
    if _PLAN.search(plain) or _DEMAND.search(plain):
        return bool(actions or things or _WHO.search(plain)) and len(plain) >= 10
    weight: float = 2 * len(actions) + len(things) + 3 * bool(_DATE.search(plain))
    weight -= 1.5 * len(_STUFFING.findall(plain))
    return weight >= 3 or (weight >= 0 and has_person(plain))
