"""设置: which model writes, and whether it can be reached. Settings come from the environment."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlsplit

import gradio as gr

from drafting.desk import html
from drafting.settings import Settings

_HOW = (
    "设置写在环境变量或程序文件夹的 .env 里：OPENAI_BASE_URL（地址）、OPENAI_API_KEY（密钥）、"
    "DRAFTING_MODEL（模型名），改后重新启动。没有模型也能用，由离线引擎起草。"
)
_TESTING = '<p class="quiet" role="status">正在测试，要等几秒到一分钟……</p>'


@dataclass(frozen=True, slots=True)
class SettingsTab:
    """The parts of the tab."""

    test: gr.Button
    found: gr.HTML


def build(settings: Settings) -> SettingsTab:
    """Lay the tab out."""
    with gr.Column(elem_classes="sheet"):
        gr.HTML(_connection(settings), apply_default_css=False)
        with gr.Row(elem_classes="toolbar"):
            gr.HTML(f'<p class="quiet">{_HOW}</p>')
            test = gr.Button(
                "测试连接", size="sm", scale=0, visible=settings.has_model, elem_id="test-model"
            )  # fmt: skip
        found = gr.HTML(elem_id="model-found")
    return SettingsTab(test, found)


def _connection(settings: Settings) -> str:
    if not settings.has_model:
        return html.notices(["没有配置模型，由离线引擎起草。"])
    address = urlsplit(settings.openai_base_url)
    host = f"{address.hostname}:{address.port}" if address.port else address.hostname or ""
    key = bool(settings.openai_api_key.get_secret_value())
    rows = (
        ("模型服务", host or "api.openai.com"),
        ("模型", settings.drafting_model or "由服务决定"),
        ("密钥", "已设置，不再显示" if key else "没有设置"),
        ("同时写", f"每篇最多 {settings.drafting_parallel} 节"),
        ("等待", f"{settings.drafting_timeout:g} 秒没有回音算超时"),
    )
    listed = "".join(f"<dt>{name}</dt><dd>{html.escape(value)}</dd>" for name, value in rows)
    return f'<dl class="standing connection">{listed}</dl>'


def testing() -> str:
    """While the server is being asked."""
    return _TESTING


def tested(settings: Settings) -> str:
    """What the server can do, a sentence a line. Uses the model and the network, for seconds."""
    from drafting.model_server.probe import probe

    ability = probe(settings)
    return html.notices(ability.lines(), "good" if ability.works else "problem")
