"""The settings of the library, from the environment or ``.env``."""

from __future__ import annotations

from pathlib import Path

from pydantic import SecretStr
from pydantic_settings import BaseSettings, SettingsConfigDict


class LibrarySettings(BaseSettings):
    """The settings by their names in the environment; keys are masked when printed."""

    model_config = SettingsConfigDict(env_file=".env", env_file_encoding="utf-8", extra="ignore")

    drafting_home: Path | None = None
    drafting_database_url: str = ""
    drafting_embeddings: str = "e5"
    drafting_embedding_model: str = ""
    openai_api_key: SecretStr = SecretStr("")
    openai_base_url: str = ""
    chroma_url: str = ""

    def library_folder(self) -> Path:
        """Return the folder of the default library."""
        if self.drafting_home is not None:
            return self.drafting_home / "library"
        import platformdirs

        return Path(platformdirs.user_data_dir("drafting")) / "library"
