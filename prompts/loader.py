"""Reading prompt files and filling them."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from jinja2 import StrictUndefined, Template, TemplateError, meta
from jinja2.sandbox import ImmutableSandboxedEnvironment

_FOLDER = Path(__file__).parent
_FRONT = re.compile(r"\A---\n(?P<front>.*?)\n---\n(?P<body>.*)\Z", re.DOTALL)
_KEYS = {"name": str, "description": str, "inputs": dict, "example": dict}
_UNSEEN = re.compile(r"[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]")
_TAG = re.compile(r"[<﹤](?=[\s/]*[\u4e00-\u9fff])")
_HEADING = re.compile(r"^[^\S\n]*#+", re.MULTILINE)
_MARKS = str.maketrans("⟦⟧", "〔〕")


class PromptError(ValueError):
    """A prompt file is wrong, or a prompt was given the wrong inputs."""


def harmless(value: Any) -> Any:
    """A text that can neither close a block of material, nor open a part of the prompt, nor pass
    for a fact mark; signs that nobody sees are taken out."""
    if not isinstance(value, str):
        return value
    plain = _TAG.sub("＜", _UNSEEN.sub("", value)).translate(_MARKS)
    return _HEADING.sub(lambda match: match[0].replace("#", "＃"), plain)


_ENVIRONMENT = ImmutableSandboxedEnvironment(
    undefined=StrictUndefined,
    finalize=harmless,
    trim_blocks=True,
    lstrip_blocks=True,
    autoescape=False,
)


@dataclass(frozen=True, slots=True)
class Prompt:
    """One prompt. ``inputs`` says what each input is; ``hash`` changes with the file."""

    name: str
    description: str
    inputs: Mapping[str, str]
    example: Mapping[str, Any]
    body: str
    hash: str

    @property
    def label(self) -> str:
        """``name@hash``: what is kept with every text that this prompt had a part in."""
        return f"{self.name}@{self.hash}"

    def render(self, **inputs: Any) -> str:
        """The body filled in. Raises PromptError naming unknown, missing or incomplete inputs."""
        if unknown := sorted(inputs.keys() - self.inputs.keys()):
            raise PromptError(f"提示词 {self.name} 没有这些输入：{'、'.join(unknown)}")
        if missing := sorted(self.inputs.keys() - inputs.keys()):
            raise PromptError(f"提示词 {self.name} 缺少输入：{'、'.join(missing)}")
        try:
            return _template(self.body).render(inputs).strip()
        except TemplateError as error:
            raise PromptError(f"提示词 {self.name} 填不出来：{error}") from error


@cache
def _template(body: str) -> Template:
    return _ENVIRONMENT.from_string(body)


def prompt_names(folder: Path = _FOLDER) -> list[str]:
    """Names of the prompts that have a file, sorted."""
    return sorted(path.stem for path in folder.glob("*.md"))


@cache
def load_prompt(name: str, folder: Path = _FOLDER) -> Prompt:
    """The prompt of this name. Raises PromptError where there is none or its file is wrong."""
    if name not in prompt_names(folder):
        raise PromptError(f"没有提示词 {name}，现有：{'、'.join(prompt_names(folder))}")
    text = (folder / f"{name}.md").read_text(encoding="utf-8").replace("\r\n", "\n")
    match = _FRONT.match(text)
    if match is None:
        raise PromptError(f"{name}.md 开头应有两行 --- 之间的说明")
    front = _front(match["front"], name)
    prompt = Prompt(
        name=name,
        description=front["description"],
        inputs=front["inputs"],
        example=front["example"],
        body=match["body"],
        hash=hashlib.sha256(text.encode()).hexdigest()[:16],
    )
    _check(prompt)
    return prompt


def _front(text: str, name: str) -> dict[str, Any]:
    try:
        front = yaml.safe_load(text)
    except yaml.YAMLError as error:
        raise PromptError(f"{name}.md 开头的说明不是有效的 YAML：{error}") from error
    if not isinstance(front, dict):
        raise PromptError(f"{name}.md 开头的说明应由“项: 值”组成")
    if unknown := sorted(str(key) for key in front if key not in _KEYS):
        raise PromptError(f"{name}.md 有不认识的项：{'、'.join(unknown)}")
    for key, kind in _KEYS.items():
        if not isinstance(front.get(key), kind):
            raise PromptError(f"{name}.md 的 {key} 缺少或写法不对")
    if front["name"] != name:
        raise PromptError(f"{name}.md 的 name 应与文件名一致，现为 {front['name']}")
    return front


def _check(prompt: Prompt) -> None:
    """The body uses the declared inputs, all of them and no others, and so does the example."""
    try:
        used = meta.find_undeclared_variables(_ENVIRONMENT.parse(prompt.body))
    except TemplateError as error:
        raise PromptError(f"{prompt.name}.md 的正文写法有误：{error}") from error
    declared = set(prompt.inputs)
    for what, names in (("正文", used), ("example", set(prompt.example))):
        if wrong := sorted(declared ^ names):
            raise PromptError(f"{prompt.name}.md 的 inputs 与{what}对不上：{'、'.join(wrong)}")
