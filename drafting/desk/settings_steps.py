"""What a person does on the settings page: parse, keep, show what holds now."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from zlib import crc32

import gradio as gr
from pydantic import SecretStr

from drafting.desk import begun, check_tab, html, settings_tab
from drafting.desk.page import Page
from drafting.desk.service import Service
from drafting.desk.telling import told
from drafting.desk.words import say
from drafting.encoding import decode
from drafting.errors import BadInput, DraftingError
from drafting.expressions.file import OWN_FILE, read_expressions
from drafting.preferences import CONNECTION
from drafting.word.save import save as save_whole

Updates = dict[Any, Any]
_MOST_KB = 256
_QUIET: dict[str, Any] = {"show_progress": "hidden", "api_visibility": "private"}


class SettingsSteps:
    """The handlers of the tab. A key comes in and never goes out."""

    def __init__(self, page: Page, service: Service) -> None:
        self._page = page
        self._tab = page.settings
        self._service = service

    def show(self, request: gr.Request, draft_id: str, *fields: str) -> Updates:
        """The settings as they are now, and what a draft that is only begun takes from them."""
        draft_id = draft_id or str(request.query_params.get("draft", ""))
        return {**self._shown(), **self._expressions_shown(), **self._begun(draft_id, fields)}

    def _shown(self) -> Updates:
        tab, settings = self._tab, self._service.settings
        fixed, admin = settings_tab.fixed_fields(), self._service.visitors.is_admin
        values = {
            tab.address: ("openai_base_url", settings.openai_base_url),
            tab.model: ("drafting_model", settings.drafting_model),
            tab.issuer: ("drafting_issuer", settings.drafting_issuer),
            tab.signer: ("drafting_signer", settings.drafting_signer),
            tab.signer_title: ("drafting_signer_title", settings.drafting_signer_title),
            tab.rate: ("drafting_speaking_rate", settings.drafting_speaking_rate),
        }
        return {
            **{
                part: gr.update(value=value, interactive=admin and name not in fixed)
                for part, (name, value) in values.items()
            },
            tab.key: gr.update(
                value="", placeholder=settings_tab.key_hint(settings),
                interactive=not ("openai_api_key" in fixed or settings.drafting_database_url),
            ),
            tab.embeddings: gr.update(interactive=admin),
            tab.embedding_model: gr.update(interactive=admin),
            tab.save: gr.update(interactive=not set(CONNECTION) <= fixed),
            tab.forget: gr.update(interactive=not set(CONNECTION) & fixed),
            **self._writers(),
        }  # fmt: skip

    def _writers(self) -> Updates:
        """Who may write, wherever the page asks."""
        writers, outline = self._service.writers, self._page.outline
        several = len(writers) > 1
        return {
            outline.writer: gr.update(
                choices=[(html.plain(name), value) for name, value in writers],
                value=writers[0][1], visible=several,
            ),
            outline.think: gr.update(visible=several),
        }  # fmt: skip

    def _begun(self, draft_id: str, fields: tuple[str, ...]) -> Updates:
        """The fields of the facts that are still empty on a page without a draft."""
        from drafting.desk.forms import FIELDS

        if draft_id:
            return {}
        settings = self._service.settings
        given = {
            "issuer": settings.drafting_issuer, "speaker": settings.drafting_signer,
            "speaker_title": settings.drafting_signer_title,
        }  # fmt: skip
        boxes = zip(FIELDS, self._page.facts.fields, fields, strict=True)
        return {
            box: given[name]
            for name, box, typed in boxes
            if given.get(name) and not (typed or "").strip()
        }

    def save_connection(self, address: str, key: str, model: str) -> Updates:
        """Keep address, key and model; a key is kept as it was where none is typed."""
        changes = self._connection(address, key, model)
        self._service.change_settings(changes)
        return {**self._shown(), self._tab.found: _good(say("settings.saved"))}

    def test(self, address: str, key: str, model: str) -> str:
        """What the server named on the page can do, saved or not. Uses the network, for seconds."""
        self._service.visitors.require_admin()
        changes = self._connection(address, key, model)
        if "openai_api_key" in changes:
            changes["openai_api_key"] = SecretStr(changes["openai_api_key"])
        return settings_tab.tested(self._service.settings.model_copy(update=changes))

    def tested(self, address: str, key: str, model: str) -> str:
        """The same, with what is wrong in place of what was found."""
        try:
            return self.test(address, key, model)
        except DraftingError as error:
            return html.notices([str(error)], "problem")

    def _connection(self, address: str, key: str, model: str) -> dict[str, Any]:
        """What was typed of the connection; a stored key is never sent to another address. Raises
        BadInput."""
        address, key = address.strip(), key.strip()
        if address and urlsplit(address).scheme not in ("http", "https"):
            raise BadInput(say("settings.bad_address"))
        settings = self._service.settings
        had = bool(settings.openai_api_key.get_secret_value())
        if had and not key and _host(address) != _host(settings.openai_base_url):
            raise BadInput(say("settings.key_again"))
        changes = {"openai_base_url": address, "drafting_model": model.strip()}
        return {**changes, **({"openai_api_key": key} if key else {})}

    def forget(self) -> Updates:
        """Forget address, key and model."""
        self._service.change_settings(dict.fromkeys(CONNECTION, ""))
        return {**self._shown(), self._tab.found: _good(say("settings.forgotten"))}

    def save_defaults(
        self, issuer: str, signer: str, title: str, rate: float, draft_id: str, *fields: str
    ) -> Updates:
        """Keep what a new draft begins with, and how fast a speaker speaks."""
        if not rate or not 80 <= rate <= 400:
            raise BadInput(say("settings.bad_rate"))
        self._service.change_settings(
            {
                "drafting_issuer": issuer.strip(), "drafting_signer": signer.strip(),
                "drafting_signer_title": title.strip(), "drafting_speaking_rate": int(rate),
            }
        )  # fmt: skip
        said = {self._tab.defaults_said: _good(say("settings.saved"))}
        return {**self._shown(), **self._begun(draft_id, fields), **said}

    def save_samples(self, embeddings: str, model: str) -> Updates:
        """Keep who makes the vectors; the library is opened with it at the next start."""
        changes = {"drafting_embeddings": embeddings, "drafting_embedding_model": model.strip()}
        self._service.change_settings(changes)
        return {self._tab.samples_said: _good(say("settings.saved_restart"))}

    def learn_layout(self, path: str) -> Updates:
        """The page set-up and styles of a Word file as a layout of the office's own, named like the
        file; one learned from a file of that name before gives way."""
        from drafting.word.learning import learn_profile

        self._service.visitors.require_admin()
        label = Path(path).stem[:40]
        learned = learn_profile(Path(path), f"own-{crc32(label.encode()):08x}", label)
        lines = [say("settings.layout_learned", label=label), *learned.notices]
        return {
            self._tab.layout_said: html.notices(lines, "good"),
            self._page.check.profile: gr.update(choices=check_tab.profiles()),
        }

    def upload_expressions(self, path: str) -> Updates:
        """A file of expressions into the editor, and kept."""
        file = Path(path)
        if file.stat().st_size > _MOST_KB << 10:
            raise BadInput(say("settings.expressions_too_long", most=_MOST_KB))
        text = decode(file.read_bytes(), file.name)
        return {**self.save_expressions(text), self._tab.expressions: text}

    def save_expressions(self, text: str) -> Updates:
        """Keep the office's expressions. Raises BadInput naming the entry that is wrong."""
        self._service.visitors.require_admin()
        if len(text.encode("utf-8")) > _MOST_KB << 10:
            raise BadInput(say("settings.expressions_too_long", most=_MOST_KB))
        count = len(read_expressions(text, OWN_FILE))
        save_whole(text.encode("utf-8"), self._own_file())
        said = say("settings.expressions_saved", count=count)
        return {self._tab.expressions_said: _good(said)}

    def _expressions_shown(self) -> Updates:
        path = self._own_file()
        try:
            text = path.read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError):
            text = ""
        return {
            self._tab.expressions: gr.update(
                value=text, interactive=self._service.visitors.is_admin
            )
        }

    def _own_file(self) -> Path:
        return self._service.settings.drafting_home / OWN_FILE


def _host(address: str) -> str:
    return urlsplit(address).netloc or "api.openai.com"


def _good(sentence: str) -> str:
    return html.notices([sentence], "good")


def wire(
    page: Page, service: Service, blocks: gr.Blocks, line: Callable[[], Any]
) -> None:  # fmt: skip
    """Tie the events of the tab. ``line`` tells the masthead, which names who writes."""
    steps, tab, facts = SettingsSteps(page, service), page.settings, page.facts.fields
    now = [
        tab.address, tab.key, tab.model, tab.issuer, tab.signer, tab.signer_title, tab.rate,
        tab.embeddings, tab.embedding_model, tab.save, tab.forget, page.outline.writer,
        page.outline.think,
    ]  # fmt: skip
    form = [page.draft_id, *facts]
    shown = gr.on([blocks.load, page.kind.blank.click], told(steps.show), form,
                  [*now, tab.expressions, *facts], **_QUIET)  # fmt: skip
    shown.then(None, None, None, js=begun.loaded("settings"))
    connection = [tab.address, tab.key, tab.model]
    saved = tab.save.click(told(steps.save_connection), connection, [*now, tab.found], **_QUIET)
    forgotten = tab.forget.click(told(steps.forget), None, [*now, tab.found], **_QUIET)
    for changed in (saved, forgotten):
        changed.success(line, None, [page.masthead, page.clock], **_QUIET)
    asked = tab.test.click(settings_tab.testing, None, tab.found, **_QUIET)
    asked.then(steps.tested, connection, tab.found, **_QUIET)
    defaults = [tab.issuer, tab.signer, tab.signer_title, tab.rate]
    tab.save_defaults.click(
        told(steps.save_defaults), [*defaults, *form], [*now, *facts, tab.defaults_said], **_QUIET
    )  # fmt: skip
    tab.embeddings.input(
        lambda name: gr.update(visible=name == "openai"), tab.embeddings, tab.embedding_model, **_QUIET
    )  # fmt: skip
    tab.save_samples.click(
        told(steps.save_samples), [tab.embeddings, tab.embedding_model], tab.samples_said, **_QUIET
    )  # fmt: skip
    shown = [tab.expressions, tab.expressions_said]
    tab.upload.upload(told(steps.upload_expressions), tab.upload, shown, **_QUIET)
    tab.save_expressions.click(told(steps.save_expressions), tab.expressions, shown, **_QUIET)
    tab.layout.upload(
        told(steps.learn_layout), tab.layout, [tab.layout_said, page.check.profile], **_QUIET
    )  # fmt: skip
