"""Facts from YAML and from JSON, which is YAML."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import yaml

from drafting.encoding import decode
from drafting.errors import BadInput


def read(path: Path) -> dict[str, Any]:
    """The mapping in the file. Raises BadInput with line and column where it is broken."""
    text = decode(path.read_bytes(), path.name)
    try:
        data = json.loads(text) if path.suffix.lower() == ".json" else yaml.safe_load(text)
    except json.JSONDecodeError as error:
        raise BadInput(
            f"“{path.name}”不是有效的 JSON：第 {error.lineno} 行第 {error.colno} 列写法有误。"
        ) from error
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark
        where = f"第 {mark.line + 1} 行第 {mark.column + 1} 列" if mark else "某处"
        raise BadInput(
            f"“{path.name}”不是有效的 YAML：{where}写法有误。请检查冒号、引号和缩进。"
        ) from error
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        raise BadInput(f"“{path.name}”不是有效的 YAML 或 JSON 文件。请检查文件内容。") from error
    if data is None:
        raise BadInput(f"“{path.name}”是空文件。请填入文种和事实后再试。")
    if not isinstance(data, dict):
        raise BadInput(f"“{path.name}”应由“项: 值”组成，开头写 kind: 文种，后面写 facts: 列表。")
    return data
