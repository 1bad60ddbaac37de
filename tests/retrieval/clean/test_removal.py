"""What is not of the text goes: furniture, page marks, notices, footers, stamps, counters, spam."""

from __future__ import annotations

import pytest

from retrieval.clean import clean
from tests.retrieval.clean.bodies import BODY, DOCUMENT, LONG, P1, P2, P3

LINES = [
    ("page_marks", "第3页 / 共12页"),
    ("page_marks", "第 3 页 共 12 页"),
    ("page_marks", "共12页，当前第3页"),
    ("page_marks", "年终总结.docx_第4页"),
    ("page_marks", "年终总结_第4页"),
    ("page_marks", "— 7 —"),
    ("page_marks", "- 7 -"),
    ("page_marks", "3 / 12"),
    ("page_marks", "Page 3 of 12"),
    ("furniture", "收藏 分享(赏)"),
    ("furniture", "收藏  分享  下载  举报"),
    ("furniture", "下载 相关 举报"),
    ("furniture", "资源描述"),
    ("furniture", "资源描述："),
    ("furniture", "文档简介"),
    ("furniture", "上传人:w****9 文档编号:30117 上传时间:2022-11-02 格式:DOC 页数:5 大小:31KB"),
    ("furniture", "上传者：小雨点    上传时间：2021-03-09 10:22:41"),
    ("furniture", "• 资源ID：8801234       资源大小：41.50KB        全文页数：6页"),
    ("furniture", "格式：DOCX 大小：20KB 字数：3100字"),
    ("furniture", "下载积分：10 金币"),
    ("furniture", "文档热度：★★★★★"),
    ("furniture", "时间:2020-01-09 08:15:00下载本文作者:会员上传"),
    ("furniture", "浏览次数：1024"),
    ("furniture", "当前位置：首页 > 公文写作 > 工作总结"),
    ("furniture", "您的位置: 首页 >> 范文 >> 其他"),
    ("furniture", "首页 > 办公文档 > 工作总结"),
    ("furniture", "猜你喜欢"),
    ("furniture", "相关搜索"),
    ("furniture", "关于我们 - 网站声明 - 网站地图 - 友情链接 - 联系我们"),
    ("furniture", "上一篇：某局长在全体干部会上的讲话"),
    ("furniture", "关 键  词：干部 挂职 总结".replace("  ", " ")),
    ("furniture", "标签：挂职 总结 干部"),
    ("furniture", "VIP免费下载"),
    ("furniture", "加入VIP免费专享"),
    ("previews", "亲，本文档总共9页，免费预览到此结束，觉得有用就请下载吧！"),
    ("previews", "已阅读5页，还剩4页未读，继续免费阅读"),
    ("previews", "还剩8页未读，继续阅读"),
    ("furniture", "展开阅读全文"),
    ("previews", "点击展开全文"),
    ("previews", "全文预览已结束"),
    ("previews", "本资源只提供5页预览，全部文档请下载后查看！"),
    ("previews", "下载后可查看完整版内容"),
    ("footers", "©2012-2025 某某网络信息技术有限公司 版权所有"),
    ("footers", "Copyright@2011-2022 example.com 版权所有"),
    ("footers", "Copyright © 2020 All Rights Reserved"),
    ("footers", "经营许可证编号:苏ICP备19001234号-2"),
    ("footers", "京公网安备 11010802000000号"),
    ("footers", "客服电话:400-000-0000 投诉/维权电话:400-000-0001"),
    ("footers", "侵权投诉电话：400-000-0000"),
    ("footers", "Powered by DocCMS"),
    ("notices", "本文来源于某某范文网，欢迎阅读更多干部工作总结。"),
    (
        "notices",
        "版权说明：本文档由用户提供并上传，收益归属内容提供方，若内容存在侵权，请进行举报或认领",
    ),
    ("notices", "1.本站所有资源如无特殊说明，都需要本地电脑安装办公软件和阅读器。"),
    ("notices", "如有侵权，请联系我们删除。"),
    ("notices", "点击右侧客服，联系老师领取完整版模板"),
    ("notices", "需要完整版请加微信：abc_20240101"),
    ("leads", "以下是小编为大家整理的挂职干部工作总结，供大家参考。"),
    (
        "notices",
        "《挂职总结》由会员分享，可在线阅读，更多相关《挂职总结（5页珍藏版）》请在某某文库上搜索。",
    ),
    ("notices", "更多精彩内容请关注微信公众号。"),
    ("notices", "转载请注明出处。"),
    ("stamps", "精品文档"),
    ("stamps", "-------------精选文档-----------------"),
    ("stamps", "欢迎下载  可编辑"),
    ("stamps", "word格式  完美整理版".replace("完美", "")),
    ("stamps", "感谢您的阅读"),
]


@pytest.mark.parametrize(("rule", "line"), LINES)
def test_a_line_of_a_site_goes_wherever_it_stands(rule: str, line: str) -> None:
    for dirty in (f"{line}\n{DOCUMENT}", f"{DOCUMENT}\n\n{line}\n", f"{P1}\n{line}\n{P2}\n{P3}"):
        cleaned = clean(dirty)
        expected = DOCUMENT if DOCUMENT in dirty else BODY
        assert cleaned.text.rstrip("\n") == expected
    # Above and below the text other rules know lines of a site as well.
    assert rule in {count.rule for count in cleaned.counts}


KEPT = [
    "监督投诉电话：0571-00000000",
    "联系人：陈某某　联系电话：0571-00000000",
    "附件：1.培训名额分配表.xlsx",
    "作者：青禾县委政策研究室",
    "全县版权登记量增长12%，版权所有者的权益得到保障。",
    "数据来源于全国防返贫监测信息系统，由各乡镇核实。",
    "群众扫码就能报事，点击一次即可联系社区干部。",
    "县里开通微信公众号，群众留言件件有回音。",
    "我们把经验分享给兄弟乡镇，供大家讨论。",
    "（一）下载量不是目的，用得上才是。",
    "第三页的问题清单，要逐条对照整改。",
    "一是客服热线24小时有人接听，二是投诉一个工作日内回复。",
    "各单位要备案管理，严格办理经营许可证。",
    "本站民警主动上门，为群众办证128件。",
    "打击网络赌博、电信诈骗和淫秽色情信息，查处案件36起。",
    "为农户发放贷款1200万元，带动直播销售香菇300吨，微信下单占六成。",
    "附件2：乡镇名单",
    "请注明单位、姓名。",
    "本方案自印发之日起施行，有关表格可登录县政府网站下载。",
    "如有疑问，请联系县教育局办公室，电话：0571-00000000。",
    "如有不妥之处，请随时批评指正。",
    "全年公众号发布信息1200条，阅读量突破50万人次，网友点赞、评论、转发8.6万次。",
    "平台上线以来，注册用户12万人，累计下载3.4万次，会员活跃度居全省前列。",
    "今后，要扩大电子文档开放范围，方便群众在线阅读、免费下载档案资料。",
    "县图书馆建成地方文库，收藏旧志186种，读者可以免费阅读、预约借阅。",
    "以上是我今天讲话的全部内容，希望对大家有所帮助。",
    "以下是我们收集整理的部分典型案例，供大家学习参考。",
    "以上报告，请予审议。",
    "以上方案仅供讨论，请各单位结合实际提出修改意见。",
    "好的做法要坚持，好的经验要推广。",
    "（申报网址：www.example.gov.cn）",
    "主题词：干部　挂职　总结",
    "发：各科室，本局领导。",
    "希望同志们常回家看看，有困难随时联系我们。",
    "积分制管理覆盖168个村，群众用积分兑换洗衣粉、牙膏等生活用品。",
    "对在文档管理中弄虚作假的，追究责任，不承担连带责任的也要说明情况。",
    "时间：3月5日上午9时",
    "名称：青禾县人才驿站",
    "今天是2025年3月5日，是学雷锋纪念日！",
]


@pytest.mark.parametrize("line", KEPT)
def test_official_sentences_alike_to_furniture_stay(line: str) -> None:
    title = "青禾县年轻干部到村任职工作总结"
    for text in (
        f"{P1}\n{line}\n{P2}\n{P3}",
        f"{BODY}\n{line}",
        f"{BODY}\n{line}\n",
        f"{title}\n{line}\n{BODY}",
    ):
        assert clean(text).changes == ()


def test_page_marks_inside_a_sentence_join_it() -> None:
    half = len(P1) // 2
    for mark in (
        "\n第1页 / 共3页\n",
        "\n\n- 2 -\n\n",
        "第2页 共3页",
        "\n某总结.docx_第2页\n第2页 / 共3页\n",
    ):
        assert clean(f"{P1[:half]}{mark}{P1[half:]}\n{P2}").text == f"{P1}\n{P2}"


def test_page_marks_between_paragraphs_do_not_join_them() -> None:
    assert clean(f"{P1}\n第1页 / 共3页\n{P2}").text == f"{P1}\n{P2}"
    assert clean(f"一、总体情况\n第1页 / 共3页\n{P2}").text == f"一、总体情况\n{P2}"


def test_bare_page_numbers_go_only_when_they_count_on() -> None:
    assert clean(f"{LONG}\n1\n{P1}\n2\n{P2}\n3\n{P3}").text == f"{LONG}\n{P1}\n{P2}\n{P3}"
    assert clean(f"{P1}\n96\n{P2}").changes == ()


def test_a_file_name_goes_where_the_title_follows_and_else_becomes_the_title() -> None:
    name = "2025年青禾县年轻干部到村任职工作总结.docx"
    assert clean(f"{name}\n{DOCUMENT}").text == DOCUMENT
    assert clean(f"{name}\n\n{BODY}").text == f"{name.removesuffix('.docx')}\n\n{BODY}"


def test_titles_of_other_documents_below_their_heading_go() -> None:
    tail = "相关资源\n春季植树活动策划书.docx\n幼儿园采购合同范本\n猜你喜欢\n班主任工作随笔\n相关搜索\n总结"
    assert clean(f"{DOCUMENT}\n{tail}\n").text.rstrip() == DOCUMENT


def test_the_title_below_a_list_at_the_head_stays() -> None:
    head = "相关文档\n春季植树活动策划书.docx\n幼儿园采购合同范本.doc\n"
    assert clean(head + DOCUMENT).text == DOCUMENT


@pytest.mark.parametrize("step", [180, 303, 500, 640, 800])
@pytest.mark.parametrize("form", ["\n{}、", "\n\n{}、", " {}、", "\n{} 、"])
def test_counters_of_a_preview_go_and_the_sentence_is_joined(step: int, form: str) -> None:
    text = f"青禾县驻村工作总结\n{LONG}\n{P1}\n{LONG.replace('村地处', '寨地处')}"
    parts = [text[start : start + step] for start in range(0, len(text), step)]
    dirty = parts[0] + "".join(form.format(n) + part for n, part in enumerate(parts[1:], 2))
    assert clean("1、" + dirty).text == text
    assert clean(f"资源描述\n\n1、{dirty}\n").text.rstrip() == text


def test_one_cut_in_two_is_found() -> None:
    text = f"青禾县驻村工作总结\n{LONG[:400]}"
    assert clean(f"1、{text[:304]}\n2、{text[304:]}").text == text


def test_true_numbered_paragraphs_stay() -> None:
    items = "\n".join(f"{number}、{LONG[:290]}。" for number in range(1, 9))
    assert clean(f"主要做法\n{items}").changes == ()
    short = "\n".join(f"{number}、{P2}" for number in range(1, 6))
    assert clean(f"主要做法\n{short}").changes == ()


def test_true_numbers_survive_among_counters() -> None:
    items = "\n".join(f"{number}、{P2}" for number in range(1, 14))
    text = f"工作要点\n{items}\n{LONG}"
    parts = [text[start : start + 333] for start in range(0, len(text), 333)]
    dirty = "\n".join(f"{number}、{part}" for number, part in enumerate(parts, 1))
    left = clean(dirty).text
    for number in range(1, 14):
        assert f"{number}、{P2}" in left


ADULT = "高清无码在线观看，成人视频免费看片，点击进入"
GAMBLING = "澳门新葡京娱乐城注册送彩金，百家乐真人荷官在线发牌，首存一百送一百"
WRITING = "专业代写各类论文，包过不满意退款，加微信abc888888咨询"
NOVEL = (
    "她推开窗，雨声一下子涌进来，打湿了桌上的信纸。楼下的猫缩在屋檐底下，尾巴轻轻扫着青石板。"
    "他没有回头，只把帽檐压得更低，沿着河堤慢慢走远。那盏灯笼晃了几晃，终于被风吹灭。"
    "许多年以后，她还记得那个夜晚，月亮像一枚生锈的铜钱，挂在老槐树的枝头。"
    "母亲在厨房里剁着肉馅，问她明天想吃什么。她摇摇头，眼泪却落进了汤碗。"
)
GOODS = "全新瘦身胶囊，七天见效，限时特价，货到付款，订购热线4000000000"
ENDINGS = [
    "特此报告。",
    "青禾县委组织部\n2025年12月8日",
    "谢谢大家！",
    "附件：\n1.任职干部名册\n2.考核办法",
    "（联系人：陈某某，电话：0571-00000000）",
]


@pytest.mark.parametrize(
    "spam", [ADULT, GAMBLING, WRITING, NOVEL, GOODS, f"{NOVEL}\n{ADULT}\n{GOODS}"]
)
@pytest.mark.parametrize("ending", ENDINGS)
def test_a_spam_tail_goes_and_the_official_ending_stays(spam: str, ending: str) -> None:
    text = f"青禾县年轻干部到村任职工作总结\n{BODY}\n{LONG}\n{ending}"
    cleaned = clean(f"{text}\n{spam}")
    assert cleaned.text.rstrip("\n") == text
    assert {"spam", "notices"} & {count.rule for count in cleaned.counts}


def test_an_advertisement_between_paragraphs_goes() -> None:
    assert clean(f"{P1}\n{P2}\n{GAMBLING}\n{P3}").text == f"{P1}\n{P2}\n{P3}"


def test_spam_glued_to_the_last_sentence_goes() -> None:
    assert clean(f"{LONG}\n{P3}{ADULT}").text == f"{LONG}\n{P3}"


@pytest.mark.parametrize(
    "ending",
    [
        *ENDINGS,
        "乘风破浪会有时，直挂云帆济沧海。",
        "序号\t乡镇\t人数\n1\t石桥\t12\n2\t柳树\t9",
        "石桥镇 12 柳树镇 9 白沙镇 7",
        "抄送：县人大常委会办公室，县政协办公室。",
        "王小明，男，1990年生，石桥村第一书记。李晓燕，女，1993年生，柳树村第一书记。",
    ],
)
def test_official_endings_tables_and_verses_are_not_spam(ending: str) -> None:
    assert "spam" not in {count.rule for count in clean(f"{BODY}\n{ending}").counts}


def test_a_second_document_in_the_file_is_not_spam() -> None:
    second = (
        "燕河街道物业纠纷调处情况汇报\n燕河街道辖区老旧小区多，物业费收缴难、电梯维保慢，居民意见集中。"
        "街道请来退休法官坐堂，楼栋长先听后劝，半年调处纠纷57起。垃圾清运改成错峰，夜里不再有铁桶声。"
        "小区门口的花坛由孩子们认养，老人把旧藤椅搬到树下乘凉。邻里之间说话的声音低了，笑声多了。"
    )
    assert clean(f"{DOCUMENT}\n{second}").changes == ()


@pytest.mark.parametrize(
    "sentence",
    [
        "对132个历史遗留的办证问题，成立专班，非企业原因的先办证、后追责。",
        "检查公共娱乐场所86家，整改隐患132处。",
        "开具增值税发票1200份，为企业减负86万元。",
    ],
)
def test_work_that_sounds_like_an_advertisement_stays(sentence: str) -> None:
    around = "县里把企业反映的问题逐一列出，按季度销号，逐宗核对手续，分类处置，办结一件公开一件。"
    text = f"霁山县优化营商环境情况汇报\n\n{around * 4}\n\n{sentence}\n\n全年办结98件，剩下的34件列入明年计划。\n"
    assert sentence in clean(text).text


def test_an_advertisement_among_good_lines_goes() -> None:
    around = "县里把企业反映的问题逐一列出，按季度销号，逐宗核对手续，分类处置，办结一件公开一件。"
    spam = "快速办证刻章，加微信hxc123456，诚信可靠，不成功不收费"
    text = f"霁山县优化营商环境情况汇报\n\n{around * 4}\n\n{spam}\n\n全年办结98件，剩下的34件列入明年计划。\n"
    assert spam not in clean(text).text
