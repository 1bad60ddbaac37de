"""设置: the model, what a new draft begins with, searching, an office's own expressions."""

from __future__ import annotations

from dataclasses import dataclass

import gradio as gr

from drafting.desk import html
from drafting.desk.words import say
from drafting.preferences import lacking
from drafting.settings import Settings, environment_settings

EMBEDDINGS = ("e5", "openai", "off")


@dataclass(frozen=True, slots=True)
class SettingsTab:
    """The parts of the tab. What ``key`` holds goes to the server once and never comes back."""

    fixed: gr.HTML
    address: gr.Textbox
    key: gr.Textbox
    model: gr.Textbox
    save: gr.Button
    test: gr.Button
    forget: gr.Button
    found: gr.HTML
    issuer: gr.Textbox
    signer: gr.Textbox
    signer_title: gr.Textbox
    rate: gr.Number
    save_defaults: gr.Button
    defaults_said: gr.HTML
    embeddings: gr.Radio
    embedding_model: gr.Textbox
    save_samples: gr.Button
    samples_said: gr.HTML
    expressions: gr.Textbox
    upload: gr.UploadButton
    save_expressions: gr.Button
    expressions_said: gr.HTML
    layout: gr.UploadButton
    layout_said: gr.HTML


def build(settings: Settings) -> SettingsTab:
    """Lay the tab out, two columns of sheets."""
    fixed = gr.HTML(_fixed(), elem_id="settings-fixed", elem_classes="admin-only")
    gr.HTML(html.notices([say("settings.by_admins")]), elem_classes="writer-only")
    with gr.Row(elem_classes="split"):
        with gr.Column(scale=1):
            connection = _connection(settings)
            samples = _samples(settings)
        with gr.Column(scale=1):
            defaults = _defaults(settings)
            layouts = _layouts()
            expressions = _expressions()
    return SettingsTab(fixed, *connection, *defaults, *samples, *expressions, *layouts)


def _connection(
    settings: Settings,
) -> tuple[
    gr.Textbox, gr.Textbox, gr.Textbox, gr.Button, gr.Button, gr.Button, gr.HTML
]:  # fmt: skip
    with gr.Column(elem_classes=["sheet", "settings"]):
        _head("connection", "connection_hint")
        address = gr.Textbox(
            settings.openai_base_url, label=say("settings.address"), max_lines=1,
            placeholder=say("settings.address_hint"), elem_id="model-address",
        )  # fmt: skip
        key = gr.Textbox(
            label=say("settings.key"), type="password", max_lines=1, placeholder=key_hint(settings),
            elem_id="model-key", elem_classes="admin-only",
        )  # fmt: skip
        model = gr.Textbox(
            settings.drafting_model, label=say("settings.model"), max_lines=1,
            placeholder=say("settings.model_hint"), elem_id="model-name",
        )  # fmt: skip
        with gr.Row(elem_classes=["toolbar", "end", "admin-only"]):
            forget = gr.Button(say("settings.forget"), size="sm", scale=0, elem_id="forget-model")
            test = gr.Button(say("settings.test"), size="sm", scale=0, elem_id="test-model")
            save = _save("save-model")
        found = gr.HTML(elem_id="model-found")
    return address, key, model, save, test, forget, found


def _defaults(
    settings: Settings,
) -> tuple[gr.Textbox, gr.Textbox, gr.Textbox, gr.Number, gr.Button, gr.HTML]:
    with gr.Column(elem_classes=["sheet", "settings"]):
        _head("defaults", "defaults_hint")
        issuer, signer, signer_title = (
            gr.Textbox(
                getattr(settings, f"drafting_{name}"), label=say(f"settings.{name}"), max_lines=1,
                elem_id=f"default-{name}",
            )
            for name in ("issuer", "signer", "signer_title")
        )  # fmt: skip
        rate = gr.Number(
            settings.drafting_speaking_rate, label=say("settings.rate"), precision=0,
            info=say("settings.rate_hint"), elem_id="speaking-rate",
        )  # fmt: skip
        with gr.Row(elem_classes=["toolbar", "end", "admin-only"]):
            save = _save("save-defaults")
        said = gr.HTML(elem_id="defaults-said")
    return issuer, signer, signer_title, rate, save, said


def _samples(settings: Settings) -> tuple[gr.Radio, gr.Textbox, gr.Button, gr.HTML]:
    with gr.Column(elem_classes=["sheet", "settings"]):
        _head("samples", "samples_hint")
        embeddings = gr.Radio(
            [(say(f"settings.{name}"), name) for name in EMBEDDINGS],
            value=settings.drafting_embeddings, label=say("settings.embeddings"),
            elem_id="embeddings",
        )  # fmt: skip
        model = gr.Textbox(
            settings.drafting_embedding_model, label=say("settings.embedding_model"), max_lines=1,
            visible=settings.drafting_embeddings == "openai", elem_id="embedding-model",
        )  # fmt: skip
        with gr.Row(elem_classes=["toolbar", "end", "admin-only"]):
            save = _save("save-samples")
        said = gr.HTML(elem_id="samples-said")
    return embeddings, model, save, said


def _layouts() -> tuple[gr.UploadButton, gr.HTML]:
    with gr.Column(elem_classes=["sheet", "settings", "admin-only"]):
        _head("layouts", "layouts_hint")
        with gr.Row(elem_classes=["toolbar", "end", "admin-only"]):
            upload = gr.UploadButton(
                say("settings.learn_layout"), size="sm", scale=0, file_types=[".docx"],
                elem_id="layout-file",
            )  # fmt: skip
        said = gr.HTML(elem_id="layout-said")
    return upload, said


def _expressions() -> tuple[gr.Textbox, gr.UploadButton, gr.Button, gr.HTML]:
    with gr.Column(elem_classes=["sheet", "settings"]):
        _head("expressions", "expressions_hint")
        text = gr.Textbox(
            label=say("settings.expressions"), show_label=False, lines=8, max_lines=18,
            placeholder=say("settings.expressions_example"), elem_id="own-expressions",
        )  # fmt: skip
        with gr.Row(elem_classes=["toolbar", "end", "admin-only"]):
            upload = gr.UploadButton(
                say("settings.upload"), size="sm", scale=0, file_types=[".toml"],
                elem_id="expressions-file",
            )  # fmt: skip
            save = _save("save-expressions")
        said = gr.HTML(elem_id="expressions-said")
    return text, upload, save, said


def _head(name: str, hint: str) -> None:
    gr.HTML(
        f"<h2>{html.escape(say(f'settings.{name}'))}</h2>"
        f'<p class="quiet">{html.escape(say(f"settings.{hint}"))}</p>'
    )


def _save(elem_id: str) -> gr.Button:
    return gr.Button(say("settings.save"), size="sm", scale=0, elem_id=elem_id)


def key_hint(settings: Settings) -> str:
    """Whether a key is set, never which."""
    if settings.openai_api_key.get_secret_value():
        return say("settings.key_set")
    return say("settings.key_office" if settings.drafting_database_url else "settings.key_unset")


def _fixed() -> str:
    """What the environment has set, which goes before the page."""
    given = fixed_fields()
    names = say("masthead.and").join(sorted(name.upper() for name in given))
    return html.notices([say("settings.fixed", names=names)]) if given else ""


def fixed_fields() -> frozenset[str]:
    """The fields of this page that the environment decides."""
    given = frozenset(environment_settings().model_fields_set)
    shown = {
        "openai_base_url", "openai_api_key", "drafting_model", "drafting_embeddings",
        "drafting_embedding_model", "drafting_speaking_rate", "drafting_issuer",
        "drafting_signer", "drafting_signer_title",
    }  # fmt: skip
    return frozenset(shown - set(lacking(dict.fromkeys(shown), given)))


def testing() -> str:
    """While the server is being asked."""
    return f'<p class="quiet" role="status">{html.escape(say("settings.testing"))}</p>'


def tested(settings: Settings) -> str:
    """What the server can do, a sentence a line. Uses the model and the network, for seconds."""
    from drafting.model_server.probe import probe

    if not settings.has_model:
        return html.notices([say("settings.no_model")])
    ability = probe(settings)
    return html.notices(ability.lines(), "good" if ability.works else "problem")
