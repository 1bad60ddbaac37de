"""Files of settings that people edit, and what is wrong with them as one Chinese sentence."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from drafting.errors import BadInput, reason_of

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
    "model_type": "应为键值对",
    "dataclass_type": "应为键值对",
    "bool_type": "应为 true 或 false",
    "bool_parsing": "应为 true 或 false",
    "date_type": "应为日期",
    "date_parsing": "应为日期，如 2026-03-12",
    "date_from_datetime_parsing": "应为日期，如 2026-03-12",
    "date_from_datetime_inexact": "应为日期，如 2026-03-12",
    "string_unicode": "有无法读出的字符",
    "int_from_float": "应为整数",
    "int_parsing_size": "数值太大",
    "finite_number": "应为数字",
    "greater_than": "数值太小",
    "greater_than_equal": "数值太小",
    "less_than": "数值太大",
    "less_than_equal": "数值太大",
    "too_short": "项数太少",
    "too_long": "项数太多",
    "string_too_long": "文字太长",
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


def read_toml(path: Path, called: str) -> dict[str, Any]:
    """The data of a TOML file. Raises BadInput that calls it, say, 文种文件 and names the line."""
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        why = reason_of(error)
    except UnicodeDecodeError:
        why = "不是 UTF-8 文本"
    except tomllib.TOMLDecodeError as error:
        place = re.search(r"at line (\d+), column (\d+)", str(error))
        why = f"第 {place[1]} 行第 {place[2]} 列写法有误" if place else "末尾不完整"
    raise BadInput(f"{called} {path.name} 读不出来：{why}。请检查该文件。")
