"""Raw material as it reaches a writer's desk, made by code: notes, ledgers, a bulletin, a chat, a
report in PDF, a CSV. All names are invented."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

from docx import Document
from openpyxl import Workbook
from openpyxl.styles import Font

from tests.retrieval.read.fixtures import pdf, set_page

MEETING = """\
柳溪县乡村振兴工作调度会会议记录
时间：2026年2月26日下午
地点：县政府三楼会议室
主持：顾明远
记录：叶青

顾明远（副县长）：大家下午好。今天开个调度会，主要听听几个乡镇的情况。下面请石桥镇先讲。
石桥镇 陶玉林：我汇报三点。一是产业方面。去年全镇新建高标准大棚320亩，带动156户脱贫户就业，户均增收8600元；其中村集体自建110亩。二是人居环境。完成户厕改造412户，完成率98.1%，还剩8户因为建房没有动工。三是存在的困难，主要是懂电商的人太少，全镇只有5个人在做，年销售额不到60万元。
青禾乡 方慧：我们乡的冷链仓库项目去年9月开工。该项目总投资2360万元，已完成投资1580万元。预计今年6月底投用，可储存果蔬3000吨。另外，驻村工作队协调县供销社签订了购销协议，其他的就不多说了。
财政局 骆建：2025年全县共投入衔接资金1.26亿元，比上年增加1400万元，支付进度96.3%。有3个项目支付偏慢，原因是前期手续没有办完。
农业农村局 程立：全县63个村集体经济收入全部超过20万元，其中超过50万元的有17个。
顾明远：这个成绩来之不易，要继续努力！下一步要抓好三件事：第一，3月底前完成剩余户厕改造；第二，四月份办一期电商培训班，培训不少于100人；第三，各乡镇每月10日前报送资金支付进度。大家还有没有别的意见？没有就散会。谢谢大家。
"""

CHAT = """\
周部长 9:02
@所有人 请把挂职干部一季度的情况发一下，10点前。
李珊 9:05
收到
王大勇-经开区 9:17
部长好，经开区情况如下：
挂职干部12名，其中博士4名、
硕士8名，平均年龄
35.5岁。一季度走访企业
86家，收集问题47个，已
解决39个。
帮助鼎丰机械引进技术
团队1个，签约金额580万
元。
李珊 9:20
好的👍
赵敏-高新区 9:41
高新区有9名挂职干部，驻点服务企业54家
协调银行放贷2300万元
存在问题：有2名同志原单位任务没有脱开，两头跑
周部长 9:55
辛苦了[抱拳]
"""

LETTER = """\
# 关于开展“一线办公”活动情况的汇报

县委：

现将我局开展“一线办公”活动的有关情况汇报如下。

## 一、主要做法

今年以来，局党组把机关干部派到项目工地和农户家中办公，先后组织11个工作组、58名干部，下沉到14个乡镇。各组实行“日碰头、周清单、月通报”，共列出问题清单236条。为什么要下沉？因为坐在办公室里看不到真问题。

制定《一线办公十条规定》，明确带队领导每月住村不少于6天。其中住村最多的是局党组成员冯志远，累计住了47天。他协调解决了白果村饮水管网老化问题，惠及群众213户、760人。

## 二、取得成效

236条问题已办结221条，办结率93.6%；群众满意度由82%提高到94.5%，提高12.5个百分点；信访量同比下降31%。

## 三、存在不足

一是个别干部作风不实。有4名干部签到后离开，已通报批评。二是问题反弹。15条未办结问题中，有9条涉及土地权属，协调难度大。

## 四、下一步打算

我们将紧盯剩余15条问题，力争6月底前全部办结。建立“回头看”机制，每季度抽查20%。

以上汇报，如有不妥，敬请批评指正。

柳溪县自然资源局

2026年3月20日
"""

BULLETIN_PARAGRAPHS = (
    "信息简报",
    "第8期",
    "清河区社会工作部　2026年1月15日",
    "清河区“社区合伙人”行动成效明显",
    "2025年，清河区在32个社区推行“社区合伙人”行动，动员商户、物业、社会组织421家参与治理。全年开展服务活动1860场次，服务居民5.4万人次。",
    "坚持“谁受益、谁出力”，建立积分兑换制度。居民用积分兑换理发、维修等服务2.3万次。这种做法，让热心人有面子、有里子。",
    "目前还存在一些问题。主要是：老旧小区合伙人少，18个老旧小区中有7个没有固定合伙人；经费来源单一，83%靠街道补贴。",
    "各街道情况如下表。",
)
BULLETIN_TABLE = (
    ("街道", "社区数", "合伙人（家）", "", "服务场次"),
    ("", "", "商户", "社会组织", ""),
    ("临江街道", "12", "96", "31", "720"),
    ("北门街道", "11", "85", "44", "645"),
    ("西苑街道", "9", "102", "63", "495"),
    ("合计", "32", "283", "138", "1860"),
)

REPORT_PAGES = (
    (
        "关于我市夜间经济发展情况的调研报告",
        "为摸清我市夜间经济发展底数，市商务局调研组于2025年10月走访商圈19个、商户640户，发放问卷1200份，收回1137份，有效率94.8%。",
        "一、基本情况",
        "全市现有夜间经济集聚区14个，从业人员3.8万人。2025年1至9月，夜间消费额47.2亿元，占社会消费品零售总额的23.5%，同比增长9.8%。",
    ),
    (
        "二、存在问题",
        "一是配套不足。14个集聚区中，有6个停车位少于200个，居民反映停车难的占问卷的61.3%。二是业态单一。餐饮占商户总数的72%，文化类只占8%。",
        "三、对策建议",
        "建议在6个集聚区各新建公共停车场1处，新增车位不少于1500个；建议市财政安排夜间文化消费补贴800万元。",
    ),
)

SURVEY_CSV = """\
乡镇,村（社区）,户数,人口（人）,集体经济收入（万元）,较上年增长,村书记电话
石桥镇,石桥村,412,1536,38.6,12.5%,13900000001
石桥镇,梅坪村,287,1044,21.2,-3.4%,13900000002
青禾乡,青禾社区,655,2310,52.0,8.0%,13900000003
合计,,1354,4890,111.8,,
"""


def write_all(folder: Path) -> list[Path]:
    """Write all materials; returns their paths."""
    made = {
        "调度会记录.txt": MEETING.encode(),
        "微信群.txt": CHAT.encode(),
        "一线办公汇报.md": LETTER.encode(),
        "村情.csv": SURVEY_CSV.encode("gb18030"),
        "夜间经济调研.pdf": _report(),
    }
    paths = []
    for name, data in made.items():
        paths.append(folder / name)
        paths[-1].write_bytes(data)
    paths.append(folder / "简报.docx")
    bulletin().save(str(paths[-1]))
    paths.append(folder / "项目台账.xlsx")
    ledger().save(paths[-1])
    return paths


def _report() -> bytes:
    return pdf([set_page(list(lines)) for lines in REPORT_PAGES])


def bulletin() -> Any:
    """A bulletin in Word with a table whose heading has two rows and merged cells."""
    document = Document()
    for text in BULLETIN_PARAGRAPHS:
        document.add_paragraph(text)
    table = document.add_table(rows=len(BULLETIN_TABLE), cols=5)
    for row, texts in zip(table.rows, BULLETIN_TABLE, strict=True):
        for cell, text in zip(row.cells, texts, strict=True):
            cell.text = text
    table.cell(0, 2).merge(table.cell(0, 3))
    for column in (0, 1, 4):
        table.cell(0, column).merge(table.cell(1, column))
    return document


def ledger() -> Workbook:
    """A ledger with a title, a unit, two rows of headings, merged cells, formats and a total."""
    book = Workbook()
    sheet = book.active
    sheet.title = "重点项目"
    rows: list[list[Any]] = [
        ["2025年全县重点项目进展情况台账"],
        ["单位：万元"],
        ["序号", "项目名称", "责任单位", "投资", None, None, "开工时间", "进展情况", "存在问题"],
        [None, None, None, "计划投资", "完成投资", "完成率", None, None, None],
        [1, "城东供水改造工程", "县住建局", 3200, 2100, 0.65625, dt.date(2025, 3, 12),
         "主管网铺设18.6公里，剩余2.4公里", "征迁滞后，涉及农户7户"],
        [2, "智慧养殖产业园", "县农业农村局", 8600.5, 8600.5, 1, dt.date(2024, 11, 1), "已投产，存栏生猪2.4万头", None],
        [3, "职教中心实训楼", "县教育局", 4500, 1350, 0.3, dt.date(2025, 8, 20), "主体施工至三层", "资金缺口900万元"],
        ["合计", None, None, 16300.5, 12050.5, 0.739, None, None, None],
        ["填表人：孙晓　审核：高原　数据截至2025年12月31日", None, None, None, None, None, None, None, None],
    ]  # fmt: skip
    for row in rows:
        sheet.append(row)
    for span in ("A1:I1", "A2:I2", "A3:A4", "B3:B4", "C3:C4", "D3:F3", "G3:G4", "H3:H4", "I3:I4",
                 "A8:C8", "A9:I9"):  # fmt: skip
        sheet.merge_cells(span)
    for row in range(5, 9):
        sheet.cell(row, 6).number_format = "0.0%"
        sheet.cell(row, 7).number_format = "yyyy-mm-dd"
    sheet["A1"].font = Font(bold=True)
    people = book.create_sheet("挂职干部")
    for row in (
        ["姓名", "派出单位", "挂职单位及职务", "走访户数", "办实事件数", "联系电话"],
        ["苏文清", "县财政局", "梨树垭村第一书记", 168, 12, "13900001111"],
        ["秦海波", "县水利局", "白果村第一书记", 203, 9, "13900002222"],
    ):
        people.append(row)
    figures = book.create_sheet("主要指标")
    for row in (
        ["指标", "单位", 2024, 2025, "增幅（%）"],
        ["地区生产总值", "亿元", 180.2, 191.7, 6.4],
        ["规上工业增加值", "亿元", 62.5, 60.9, -2.6],
        ["城镇新增就业", "人", 5200, 5634, 8.3],
    ):
        figures.append(row)
    return book
