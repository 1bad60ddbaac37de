"""Expressions of an earlier time used as if they were today's."""

from __future__ import annotations

import random
from collections.abc import Iterator

from tests.review_bench.documents import Document
from tests.review_bench.planting import Edit, body, defect

_PLANS = (
    "今年是“十三五”收官之年，任务更重、要求更高。", "要紧扣“十三五”规划确定的目标抓落实。",
    "当前正处在“十二五”发展的关键时期。", "要为“十三五”良好开局作出贡献。",
)  # fmt: skip
_OFFICES = (
    "请环境保护部门和国土资源局抓好配合。", "由食品药品监督管理局牵头检查。", "安全生产监督管理局要加强巡查。",
    "卫生和计划生育局要做好服务。", "工商行政管理局要放宽准入。", "银保监局要引导金融机构加大支持。",
    "扶贫开发办公室要跟踪问效。", "质量技术监督局要把好标准关。", "旅游发展委员会要搞好宣传。",
    "农业局和水务局要通力协作，农业部已有明确要求。", "环境保护部对此提出了明确要求。", "文化部和国家旅游局联合作了部署。",
    "国家卫生和计划生育委员会已经发文。", "要落实国家乡村振兴局的部署。", "国家工商总局对此已有规定。",
)  # fmt: skip
_LAWS = (
    "要严格依照《中华人民共和国合同法》签订协议。", "要落实《物权法》的规定，保护群众权益。", "要宣传好《婚姻法》。",
    "有关纠纷依照《侵权责任法》处理。", "要遵守《中华人民共和国民法总则》。", "按照《继承法》妥善处理。",
)  # fmt: skip
_FORMULAE = (
    "要坚决打赢脱贫攻坚战，如期全面建成小康社会。", "要深入学习贯彻党的十九大精神。", "要扎实开展“两学一做”学习教育。",
    "要以“三严三实”专题教育为抓手。", "要深入开展党的群众路线教育实践活动。", "要确保贫困县全部摘帽。",
    "要为全面建成小康社会而努力奋斗。",
)  # fmt: skip
_DISCOURAGED = (
    "要关心残废人的生活。", "要给弱智儿童更多关爱。", "要帮助聋哑人就业。", "要照顾好傻子、疯子等特殊群体。", "盲流人员要登记造册。",
)  # fmt: skip


def _after(document: Document, sentences: tuple[str, ...], chance: random.Random) -> Iterator[Edit]:
    for start, paragraph in body(document):
        end = start + len(paragraph)
        yield Edit(end, end, chance.choice(sentences))


@defect("an outdated plan", "wording")
def outdated_plan(document: Document, chance: random.Random) -> Iterator[Edit]:
    yield from _after(document, _PLANS, chance)


@defect("an office of former days", "wording", 2)
def outdated_office(document: Document, chance: random.Random) -> Iterator[Edit]:
    yield from _after(document, _OFFICES, chance)


@defect("a repealed law", "wording")
def repealed_law(document: Document, chance: random.Random) -> Iterator[Edit]:
    yield from _after(document, _LAWS, chance)


@defect("a superseded formula", "wording", 2)
def superseded_formula(document: Document, chance: random.Random) -> Iterator[Edit]:
    yield from _after(document, _FORMULAE, chance)


@defect("a discouraged word", "wording")
def discouraged(document: Document, chance: random.Random) -> Iterator[Edit]:
    yield from _after(document, _DISCOURAGED, chance)
