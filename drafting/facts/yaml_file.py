"""Facts from YAML and from JSON.

Scalars of YAML stay as they are written: 010, 12:30 and 2026-02-30 are text, to be judged where
row and field are known. Facts files need neither tags nor references to whole branches, and these
are how a small file grows without bounds, so they are refused.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import yaml

from drafting.encoding import decode
from drafting.errors import BadInput
from drafting.facts.values import brief_form, visible

try:
    from yaml import CSafeLoader as SafeLoader
except ImportError:  # a Python without libyaml
    from yaml import SafeLoader  # type: ignore[assignment]

_DEEPEST = 20
_MOST_EVENTS = 500_000
_NULL = "tag:yaml.org,2002:null"


class _Loader(SafeLoader):
    """Knows text, lists, mappings and null; refuses a key written twice."""

    yaml_implicit_resolvers = {  # noqa: RUF012 (PyYAML's own way)
        first: [(tag, pattern) for tag, pattern in resolvers if tag == _NULL]
        for first, resolvers in SafeLoader.yaml_implicit_resolvers.items()
    }

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
        seen = set()
        for key, _ in node.value:
            if isinstance(key, yaml.ScalarNode):
                if key.value in seen:
                    raise _Refused(f"重复写了“{brief_form(key.value)}”。请只留一处", key.start_mark)
                seen.add(key.value)
        return super().construct_mapping(node, deep)


class _Refused(Exception):
    """What is wrong, and where: a mark of PyYAML."""

    def __init__(self, what: str, mark: Any) -> None:
        self.line = mark.line + 1
        super().__init__(what)


def read(path: Path) -> dict[str, Any]:
    """The mapping in the file. Raises BadInput with line and column where it is broken."""
    text = visible(decode(path.read_bytes(), path.name))
    is_json = path.suffix.lower() == ".json"
    data = _json(text, path.name) if is_json else _yaml(text, path.name)
    if data is None:
        raise BadInput(f"“{path.name}”是空文件。请填入文种和事实后再试。")
    if not isinstance(data, dict):
        raise BadInput(
            f"“{path.name}”应由“项: 值”组成，开头写 kind: 文种，后面写 facts: 列表。"
            "冒号用英文半角，后面空一格。"
        )
    return data


def _json(text: str, name: str) -> Any:
    if not text.strip():
        return None
    try:
        return json.loads(text, object_pairs_hook=_without_repeats)
    except json.JSONDecodeError as error:
        raise BadInput(
            f"“{name}”不是有效的 JSON：第 {error.lineno} 行第 {error.colno} 列写法有误。"
            "请检查引号、逗号和括号。"
        ) from error
    except KeyError as error:
        raise BadInput(f"“{name}”里重复写了“{error.args[0]}”。请只留一处。") from error
    except (ValueError, RecursionError) as error:
        raise BadInput(f"“{name}”里有过长的数字或过深的层次，读不出来。请检查文件内容。") from error


def _without_repeats(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for key, value in pairs:
        if key in found:
            raise KeyError(brief_form(key))
        found[key] = value
    return found


def _yaml(text: str, name: str) -> Any:
    try:
        _refuse_growth(text)
        return yaml.load(text, _Loader)
    except _Refused as error:
        raise BadInput(f"“{name}”第 {error.line} 行{error}。") from error
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark
        where = f"第 {mark.line + 1} 行第 {mark.column + 1} 列" if mark else "某处"
        raise BadInput(
            f"“{name}”不是有效的 YAML：{where}写法有误。请检查引号和缩进，冒号用英文半角。"
        ) from error
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        raise BadInput(f"“{name}”不是有效的 YAML 文件。请检查文件内容。") from error


def _refuse_growth(text: str) -> None:
    branches: set[str] = set()
    depth = 0
    for number, event in enumerate(yaml.parse(text, Loader=_Loader)):
        if isinstance(event, yaml.AliasEvent) and event.anchor in branches:
            raise _Refused("引用了一整段内容（*），事实文件不支持。请照原样写出", event.start_mark)
        if getattr(event, "tag", None):
            raise _Refused("用了标签（!），事实文件不支持。请删去标签", event.start_mark)
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
            branches.add(event.anchor or "")
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
        if depth > _DEEPEST or number > _MOST_EVENTS:
            raise _Refused("层次过深或内容过多，不像事实文件。请确认选对了文件", event.start_mark)
