"""Pydantic's complaints as one Chinese sentence that names the key."""

from __future__ import annotations

from pydantic import ValidationError

_REASONS = {
    "extra_forbidden": "不认识的键",
    "missing": "缺少此项",
    "string_type": "应为文字",
    "int_type": "应为整数",
    "int_parsing": "应为整数",
    "float_type": "应为数字",
    "float_parsing": "应为数字",
    "string_too_short": "文字太短",
    "list_type": "应为列表",
    "tuple_type": "应为列表",
    "dict_type": "应为键值对",
    "greater_than": "数值太小",
    "less_than_equal": "数值太大",
    "string_pattern_mismatch": "写法不合规定",
    "literal_error": "不在可选值之内",
}


def explain(error: ValidationError, most: int = 3) -> str:
    """The first ``most`` complaints: key path and reason, joined by ；."""
    parts = []
    for item in error.errors()[:most]:
        where = ".".join(str(part + 1) if isinstance(part, int) else part for part in item["loc"])
        reason = _REASONS.get(item["type"]) or str(item["msg"]).removeprefix("Value error, ")
        parts.append(f"{where}：{reason}" if where else reason)
    return "；".join(parts)
