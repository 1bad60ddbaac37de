"""Settings from the environment, a ``.env`` file or the page; secrets are masked wherever they are shown.

Light to import: pydantic-settings is loaded by :func:`load_settings` alone.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any, Literal
from urllib.parse import urlsplit

from pydantic import BaseModel, ConfigDict, Field, SecretStr, ValidationError

from drafting.errors import BadInput
from drafting.validation import explain


def _home() -> Path:
    from platformdirs import user_data_dir

    return Path(user_data_dir("drafting", appauthor=False))


class Settings(BaseModel):
    """What a person may set. Each field is named after its variable, in lower case."""

    model_config = ConfigDict(frozen=True, extra="ignore", hide_input_in_errors=True)

    openai_api_key: SecretStr = SecretStr("")
    openai_base_url: Annotated[str, Field(repr=False, pattern=r"^(https?://\S+)?$")] = ""
    drafting_model: str = ""
    """Name of the chat model; empty lets the server choose."""
    drafting_embeddings: Literal["e5", "openai", "off"] = "e5"
    drafting_embedding_model: str = ""
    drafting_home: Path = Field(default_factory=_home)
    """Folder of drafts, versions and the sample library."""
    drafting_database_url: Annotated[str, Field(repr=False)] = ""
    drafting_shared: Path | None = None
    """Folder that all processes on one database see under the same name, for what is uploaded and
    handed out; without it each has a folder of its own, gone when it stops."""
    chroma_url: Annotated[str, Field(repr=False)] = ""
    drafting_parallel: Annotated[int, Field(ge=1, le=64)] = 8
    """At most this many sections of one document are written at the same time."""
    drafting_timeout: Annotated[float, Field(gt=0)] = 180.0
    """Seconds from a request to the first word of the answer after which the server is silent."""
    drafting_token_timeout: Annotated[float, Field(gt=0)] = 60.0
    """Seconds between two words of an answer after which it counts as broken off."""
    drafting_speaking_rate: Annotated[int, Field(ge=80, le=400)] = 200
    """字 a speaker says in a minute; the length of a speech is judged by it."""
    drafting_tries: Annotated[int, Field(ge=1, le=10)] = 3
    """How often a request is sent in all before its failure is told."""
    drafting_log: Literal["quiet", "plain", "json"] = "quiet"
    """What stderr is told: warnings, or requests and work too, in short lines or as JSON."""
    drafting_session_hours: Annotated[int, Field(ge=1, le=720)] = 168
    """Hours after which a person has to log in again."""
    drafting_hosts: str = ""
    """Names under which the desk is reached, separated by commas; others are refused."""
    drafting_quota_user: Annotated[int, Field(ge=0)] = 0
    """Tokens that one user may have a model read and write in a period; 0 for no limit."""
    drafting_quota_office: Annotated[int, Field(ge=0)] = 0
    """The same for all users together."""
    drafting_quota_period: Literal["day", "month"] = "month"
    drafting_metrics: bool = False
    """Whether ``/metrics`` tells numbers, to this machine or for the token."""
    drafting_metrics_token: SecretStr = SecretStr("")
    drafting_issuer: str = ""
    """单位 of a new draft whose facts name none."""
    drafting_signer: str = ""
    """讲话人 of a new draft whose facts name none."""
    drafting_signer_title: str = ""
    """职务 of that person."""

    @property
    def hosts(self) -> frozenset[str]:
        """Names under which the desk is reached, besides those of this machine."""
        return frozenset(filter(None, (n.strip().lower() for n in self.drafting_hosts.split(","))))

    @property
    def has_model(self) -> bool:
        """Whether a key or a base URL is given, so that ``auto`` takes the model."""
        return bool(self.openai_api_key.get_secret_value() or self.openai_base_url)


def load_settings(
    env_file: Path | None = Path(".env"), home: Path | None = None,
    kept: Mapping[str, Any] | None = None,
) -> Settings:  # fmt: skip
    """Read the environment, then ``env_file`` for what it lacks, then what was set on the page and
    is kept in the data folder, ``home`` where it is given, or is ``kept`` in an office's database;
    empty variables count as unset.

    Raises BadInput naming the variable, never its value. Neither model nor network is used.
    """
    from drafting.preferences import lacking, read_preferences

    settings = environment_settings(env_file)
    given = frozenset(settings.model_fields_set)
    folder = home or settings.drafting_home
    set_on_page = lacking(read_preferences(folder) if kept is None else kept, given)
    values = {name: getattr(settings, name) for name in given}
    try:
        return Settings(**{**values, **set_on_page, "drafting_home": folder})
    except ValidationError as error:
        raise BadInput(f"页面上存的设置有误：{explain(error)}。请改正后重试。") from None


def secrets_of(settings: Settings) -> tuple[str, ...]:
    """What must not be shown anywhere: the key, and the passwords in addresses."""
    addresses = (settings.openai_base_url, settings.drafting_database_url, settings.chroma_url)
    passwords = (urlsplit(address).password or "" for address in addresses)
    keys = (settings.openai_api_key, settings.drafting_metrics_token)
    return tuple(filter(None, (*(key.get_secret_value() for key in keys), *passwords)))


def environment_settings(env_file: Path | None = Path(".env")) -> Settings:
    """What environment and ``env_file`` give; ``model_fields_set`` names it. Raises BadInput."""
    from pydantic_settings import BaseSettings, SettingsConfigDict

    class Environment(BaseSettings, Settings):
        model_config = SettingsConfigDict(
            env_file=env_file, env_file_encoding="utf-8", env_ignore_empty=True, extra="ignore"
        )

    try:
        return Environment()
    except ValidationError as error:
        raise BadInput(f"环境变量或 .env 中的设置有误：{explain(error)}。请改正后重试。") from None
    except (OSError, UnicodeDecodeError):
        raise BadInput(f"设置文件 {env_file} 读不出来。请确认它是 UTF-8 文本。") from None
