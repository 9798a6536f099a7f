"""What the operator sets, from the environment and `.env`; every bad value is reported at once."""

import ipaddress
import os
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Literal, Self

import yarl
from pydantic import Field, SecretStr, ValidationError, field_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from bot.errors import StartFault

DISCORD = "https://discord.com/api/v10"


def is_loopback(host: str) -> bool:
    """Whether the host is this machine.

    >>> is_loopback("127.0.0.1"), is_loopback("localhost"), is_loopback("discord.com")
    (True, True, False)
    """
    if host.lower() == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


class Timing(BaseSettings):
    """Every wait that an operator may change, within bounds that keep the bot's promises."""

    model_config = SettingsConfigDict(frozen=True, env_prefix="CLIO_TIMING_", env_ignore_empty=True, extra="ignore")

    shown_flush_s: Annotated[float, Field(ge=0.01, le=1)] = 0.5
    """Seconds until a shown mark is on the disk."""
    backup_hour: Annotated[int, Field(ge=0, le=23)] = 3
    """Hour of the nightly backup, UTC."""


class Settings(BaseSettings):
    """One value for each line of `.env.example`."""

    model_config = SettingsConfigDict(frozen=True, env_ignore_empty=True, extra="ignore", populate_by_name=True)

    token: Annotated[SecretStr, Field(validation_alias="DISCORD_TOKEN")]
    api_url: Annotated[str, Field(validation_alias="DISCORD_API_URL")] = DISCORD
    database: Annotated[Path, Field(validation_alias="CLIO_DATABASE")] = Path("data/clio.sqlite3")
    packs: Annotated[tuple[Path, ...], NoDecode, Field(validation_alias="CLIO_PACKS")] = ()
    log_level: Annotated[Literal["DEBUG", "INFO", "WARNING", "ERROR"], Field(validation_alias="CLIO_LOG_LEVEL")] = (
        "INFO"
    )
    log_format: Annotated[Literal["human", "json"], Field(validation_alias="CLIO_LOG_FORMAT")] = Field(
        default_factory=lambda: "human" if sys.stderr.isatty() else "json"
    )
    shard_count: Annotated[int, Field(ge=0, le=10_000, validation_alias="CLIO_SHARD_COUNT")] = 0
    timing: Timing = Field(default_factory=Timing)

    @field_validator("token")
    @classmethod
    def _one_word(cls, token: SecretStr) -> SecretStr:
        value = token.get_secret_value().strip()
        if not value.isascii() or any(char.isspace() for char in value):
            raise ValueError("is no token; copy it from the Bot page of your application, without spaces")
        return SecretStr(value)

    @field_validator("api_url")
    @classmethod
    def _discord_or_here(cls, text: str) -> str:
        try:
            url = yarl.URL(text)
            known = url.scheme in ("http", "https") and bool(url.host) and url.port is not None
        except ValueError:
            known = False
        if not known:
            raise ValueError("is no address; leave it out for Discord, or write http://127.0.0.1:8765/api/v10")
        if text.rstrip("/") == DISCORD:
            return DISCORD
        if not is_loopback(url.host or "") or url.user or url.query_string or url.fragment:
            raise ValueError(
                "may only be an address on this machine, so that the token is never sent elsewhere: "
                "http://127.0.0.1:8765/api/v10"
            )
        path = url.path.rstrip("/")
        return str(url.with_path({"": "/api/v10", "/api": "/api/v10"}.get(path, path)))

    @field_validator("packs", mode="before")
    @classmethod
    def _folders(cls, value: object) -> object:
        if not isinstance(value, str):
            return value
        folders = tuple(Path(part) for part in value.split(os.pathsep) if part.strip())
        missing = [str(folder) for folder in folders if not folder.is_dir()]
        if missing:
            raise ValueError(
                f"names folders that are not there ({', '.join(missing)}); separate several by “{os.pathsep}”"
            )
        return folders

    @field_validator("log_level", "log_format", mode="before")
    @classmethod
    def _any_case(cls, value: object, info: object) -> object:
        if not isinstance(value, str):
            return value
        return value.upper() if getattr(info, "field_name", "") == "log_level" else value.lower()

    @classmethod
    def load(cls, given: Mapping[str, str] | None = None, env_file: Path = Path(".env"), *, token: bool = True) -> Self:
        """The settings of this process; `given` goes before the environment, the environment before `env_file`.

        Without `token` the commands that do not speak to Discord start without one.

        Raises:
            StartFault: one sentence for each value that is missing or bad. None repeats a token.
        """
        values = dict(given or {})
        if not token:
            values.setdefault("DISCORD_TOKEN", "none")
        faults: list[str] = []
        timing = None
        try:
            own = {k.removeprefix("CLIO_TIMING_").lower(): v for k, v in values.items() if k.startswith("CLIO_TIMING_")}
            timing = Timing(_env_file=env_file, **own)  # type: ignore[arg-type]
        except ValidationError as error:
            faults += _sentences(error, "CLIO_TIMING_")
        try:
            settings = cls(_env_file=env_file, timing=timing or Timing.model_construct(), **values)  # type: ignore[arg-type]
        except ValidationError as error:
            faults = _sentences(error, "") + faults
        if faults:
            raise StartFault(faults)
        return settings


def _sentences(error: ValidationError, prefix: str) -> list[str]:
    sentences = []
    for fault in error.errors(include_url=False, include_input=False, include_context=False):
        name = f"{prefix}{str(fault['loc'][0]).upper()}"
        if fault["type"] == "missing":
            problem = "is missing; copy the token from the Bot page of your application: DISCORD_TOKEN=…"
        else:
            problem = fault["msg"].removeprefix("Value error, ")
            problem = problem if fault["type"] == "value_error" else f"is refused: {problem[:1].lower()}{problem[1:]}"
        sentences.append(f"{name} {problem}.")
    return sentences
