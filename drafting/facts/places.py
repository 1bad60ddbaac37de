"""Where things stand in a facts file, as a person would say it: file, row and field."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

CHINESE = {
    "kind": "文种", "title": "标题", "issuer": "发文单位", "speaker": "讲话人",
    "speaker_title": "职务", "occasion": "场合", "audience": "称呼对象", "recipient": "主送机关",
    "period": "时段", "subject": "主题", "date": "日期", "length": "字数", "facts": "事实",
    "id": "编号", "topic": "类别", "text": "内容", "source": "来源", "tables": "表格",
    "masthead": "发文机关标志", "number": "文号", "signer": "签发人", "copies": "抄送",
    "printer": "印发机关",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Places:
    """The file's name and, where it is a table, the row of each field and of each fact."""

    name: str
    fields: Mapping[str, int] = field(default_factory=dict)
    facts: Sequence[int] = ()

    def field(self, key: str) -> str:
        """A field of the brief."""
        if key in self.fields:
            return f"“{self.name}”第 {self.fields[key]} 行的“{CHINESE[key]}”"
        return f"“{self.name}”的 {key}（{CHINESE[key]}）"

    def row(self, index: int) -> str:
        """The row of the ``index``-th fact, counted from 0, without the file."""
        return f"第 {self.facts[index]} 行" if self.facts else f"第 {index + 1} 条事实"

    def fact(self, index: int) -> str:
        """The ``index``-th fact."""
        return f"“{self.name}”{self.row(index)}"

    def part(self, index: int, key: str) -> str:
        """A field of the ``index``-th fact."""
        label = f"“{CHINESE[key]}”" if self.facts else f" {key}（{CHINESE[key]}）"
        return f"{self.fact(index)}的{label}"
