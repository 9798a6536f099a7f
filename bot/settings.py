"""What the operator sets, from the environment and `.env`; every bad value is reported at once."""

import os
import re
import sys
from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from functools import cache
from ipaddress import AddressValueError, IPv4Address, IPv4Network, IPv6Address
from pathlib import Path
from typing import Annotated, Literal, Self
from urllib.parse import SplitResult, urlsplit

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, SecretStr, ValidationError
from pydantic.fields import FieldInfo
from pydantic_settings import BaseSettings, DotEnvSettingsSource

from bot.errors import StartFault

DISCORD = "https://discord.com/api/v10"
TIMING = "CLIO_TIMING_"

_LOOPBACK = IPv4Network("127.0.0.0/8")  # RFC 1122, section 3.2.1.3
_TOKEN = re.compile(r"[\w-]{18,}\.[\w-]{4,}\.[\w-]{20,}")
_SHOWN = 60  # characters of a bad value that are shown again


@cache
def is_loopback(host: str) -> bool:
    """Whether the host is this machine, as one of 127.0.0.0/8, ::1 or localhost.

    >>> is_loopback("127.0.0.1"), is_loopback("localhost"), is_loopback("discord.com")
    (True, True, False)
    """
    try:
        return IPv4Address(host) in _LOOPBACK
    except AddressValueError:
        pass
    try:
        return IPv6Address(host) == IPv6Address("::1")
    except AddressValueError:
        return host.lower() == "localhost"


def _one_word(token: SecretStr) -> SecretStr:
    value = token.get_secret_value()
    if not value.isascii() or not value.isprintable() or re.search(r"[\s\"']", value):
        raise ValueError("has a space, a quote or another sign that no token has")
    return token


def _api_url(text: str) -> str:
    """The address without what is optional in it; rebuilt from its parts, so that nobody reads another host in it."""
    url = _address(text)
    here = url.scheme in ("http", "https") and is_loopback(url.hostname or "")
    discord = url.scheme == "https" and url.hostname == "discord.com" and url.port is None
    if not here and not discord:
        raise ValueError("leads to another machine, where the token must not go")
    path = url.path.rstrip("/")
    path = "/api/v10" if path in ("", "/api") else path
    if discord:
        if path != "/api/v10":
            raise ValueError("asks Discord for a version of its API that Clio does not speak")
        return DISCORD
    host = f"[{url.hostname}]" if ":" in (url.hostname or "") else url.hostname
    return f"{url.scheme}://{host}{f':{url.port}' if url.port else ''}{path}"


def _address(text: str) -> SplitResult:
    try:
        url = urlsplit(text)
        is_plain = url.port != 0 and not ("@" in url.netloc or url.query or url.fragment)
    except ValueError:
        is_plain = False
    if not is_plain or not text.isprintable() or re.search(r"[\s\\]", text):
        raise ValueError("is no address of a server, or has more in it than that")
    return url


def _folders(text: str) -> tuple[Path, ...]:
    folders = tuple(Path(part.strip()) for part in text.split(os.pathsep) if part.strip())
    if missing := [f'"{folder}"' for folder in folders if not folder.is_dir()]:
        raise ValueError(f"names {', '.join(missing)}, which is no folder")
    return folders


def _log_format() -> Literal["human", "json"]:
    return "human" if sys.stderr.isatty() else "json"


class Timing(BaseModel):
    """Every wait that an operator may change, within bounds that keep the bot's promises."""

    model_config = ConfigDict(frozen=True, extra="forbid", allow_inf_nan=False)

    ready_s: float = Field(2, ge=0.05, le=10, description="seconds from 0.05 to 10", examples=["2"])
    """How long no further server has come when all are taken to be there, and what is scheduled begins."""
    shown_flush_s: float = Field(0.5, ge=0.01, le=1, description="seconds from 0.01 to 1", examples=["0.5"])
    """How long a mark that an item was shown may wait until it is on the disk."""
    backup_hour: int = Field(3, ge=0, le=23, description="a whole hour from 0 to 23, in UTC", examples=["3"])
    """When the nightly backup is made."""
    quiz_lobby_s: float = Field(10, ge=0.05, le=120, description="seconds from 0.05 to 120", examples=["10"])
    """How long members can join a quiz before its first question."""
    quiz_intermission_s: float = Field(6, ge=0.05, le=60, description="seconds from 0.05 to 60", examples=["6"])
    """How long a reveal stands before the next question."""
    quiz_settle_s: float = Field(2, ge=0, le=10, description="seconds from 0 to 10", examples=["2"])
    """How long a round stays open after everybody has answered, for a change of mind."""
    quiz_idle_pause_s: float = Field(120, ge=0.05, le=1800, description="seconds from 0.05 to 1800", examples=["120"])
    """How long a quiz waits for players after three questions without an answer."""
    quiz_offline_s: float = Field(60, ge=0.05, le=60, description="seconds from 0.05 to 60", examples=["60"])
    """How long a round stays open for a connection to Discord that is lost."""
    quiz_retry_s: float = Field(15, ge=0.05, le=120, description="seconds from 0.05 to 120", examples=["15"])
    """Between tries of a quiz while Discord is out of order."""
    quiz_pace: float = Field(1, ge=0.02, le=1, description="a number from 0.02 to 1", examples=["1"])
    """What part of its time each question has; less than 1 is for trying out."""
    competition_review_s: float = Field(20, ge=0, le=600, description="seconds from 0 to 600", examples=["20"])
    """How long hosts can correct a stage of a competition after its last match."""
    competition_retry_s: float = Field(15, ge=0.05, le=120, description="seconds from 0.05 to 120", examples=["15"])
    """Between tries of a competition while Discord is out of order."""
    competition_pace: float = Field(1, ge=0.001, le=1, description="a number from 0.001 to 1", examples=["1"])
    """What part of their time breaks and the wait for entrants have; less than 1 is for trying out."""
    schedule_wake_s: float = Field(30, ge=0.05, le=30, description="seconds from 0.05 to 30", examples=["30"])
    """How long at most until the clock is read again for what is due."""
    schedule_pace: float = Field(1, ge=0.0001, le=1, description="a number from 0.0001 to 1", examples=["1"])
    """What part of their time the waits between tries of a scheduled post have; less than 1 is for trying out."""


class Settings(BaseModel):
    """Everything that an operator sets, one value for each line of `.env.example`; made by `Settings.load`."""

    model_config = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True)

    token: Annotated[SecretStr, AfterValidator(_one_word)] = Field(
        alias="DISCORD_TOKEN",
        description="the token from the Bot page of your application, without the word Bot",
        examples=["MTA1…"],
    )
    api_url: Annotated[str, AfterValidator(_api_url)] = Field(
        DISCORD,
        alias="DISCORD_API_URL",
        description="nothing, for Discord, or an address on this machine (127.0.0.1, [::1] or localhost)",
        examples=["http://127.0.0.1:8765/api/v10"],
    )
    database: Path = Field(
        Path("data/clio.sqlite3"),
        alias="CLIO_DATABASE",
        description="the path of a file",
        examples=["data/clio.sqlite3"],
    )
    packs: Annotated[tuple[Path, ...], BeforeValidator(_folders)] = Field(
        (),
        alias="CLIO_PACKS",
        description=f'folders of packs, separated by "{os.pathsep}"',
        examples=[os.pathsep.join(("packs/antiquity", "packs/myths"))],
    )
    log_level: Annotated[Literal["DEBUG", "INFO", "WARNING", "ERROR"], BeforeValidator(str.upper)] = Field(
        "INFO", alias="CLIO_LOG_LEVEL", description="DEBUG, INFO, WARNING or ERROR", examples=["INFO"]
    )
    log_format: Annotated[Literal["human", "json"], BeforeValidator(str.lower)] = Field(
        default_factory=_log_format, alias="CLIO_LOG_FORMAT", description="human or json", examples=["json"]
    )
    message_content: bool = Field(
        False,
        alias="CLIO_MESSAGE_CONTENT",
        description="true or false; true needs the Message Content Intent on the Bot page",
        examples=["false"],
    )
    shard_count: int = Field(
        0,
        ge=0,
        le=10_000,
        alias="CLIO_SHARD_COUNT",
        description="a whole number up to 10000, 0 for as many as Discord recommends",
        examples=["0"],
    )
    timing: Timing = Timing()

    @classmethod
    def load(
        cls, environ: Mapping[str, str] | None = None, env_file: Path = Path(".env"), *, token: bool = True
    ) -> Self:
        """The settings in `environ` (this process's, if left out), and in `env_file` where that has none.

        An empty value counts as none. Without `token` a command that does not speak to Discord needs no token.

        Raises:
            StartFault: one sentence for each value that is missing or bad. None repeats a token.
        """
        known = dict(cls.fields())
        written = _file(env_file)
        faults = [
            f"{name} in {env_file} is no setting; {_meant(name, list(known))}."
            for name in written
            if name.startswith("CLIO_") and name not in known
        ]
        given = _filled(written) | _filled(os.environ if environ is None else environ)
        if not token:
            given.setdefault("DISCORD_TOKEN", "none")
        values: dict[str, object] = {name: given[name] for name in given.keys() & known if TIMING not in name}
        waits = {name.removeprefix(TIMING).lower(): given[name] for name in given.keys() & known if TIMING in name}
        try:
            settings = cls.model_validate({**values, "timing": waits})
        except ValidationError as error:
            faults += _sentences(error, known, given)
        if faults:
            raise StartFault([_redacted(fault, given.get("DISCORD_TOKEN", "")) for fault in faults])
        return settings

    @classmethod
    def fields(cls) -> Iterator[tuple[str, FieldInfo]]:
        """The name of each setting in the environment, with what it takes."""
        for info in cls.model_fields.values():
            if info.alias:
                yield info.alias, info
        for name, info in Timing.model_fields.items():
            yield f"{TIMING}{name.upper()}", info


def _file(env_file: Path) -> Mapping[str, str | None]:
    try:
        # Some editors put a byte order mark in front, which would become a part of the first name.
        source = DotEnvSettingsSource(BaseSettings, env_file, env_file_encoding="utf-8-sig", case_sensitive=True)
    except (OSError, UnicodeDecodeError) as error:
        raise StartFault([f"{env_file} cannot be read ({error}); save it as UTF-8 and let Clio read it."]) from error
    return source.env_vars


def _filled(values: Mapping[str, str | None]) -> dict[str, str]:
    return {name: value.strip() for name, value in values.items() if value and value.strip()}


def _meant(name: str, known: list[str]) -> str:
    close = get_close_matches(name, known, 1)
    return f"{close[0]} is, and probably meant" if close else f"there are {', '.join(known)}"


def _sentences(error: ValidationError, known: Mapping[str, FieldInfo], given: Mapping[str, str]) -> Iterator[str]:
    for fault in error.errors(include_url=False):
        first, *rest = fault["loc"]
        name = f"{TIMING}{str(rest[0]).upper()}" if first == "timing" else str(first)
        if fault["type"] == "missing":
            problem = "is missing"
        elif fault["type"] == "value_error":
            problem = str(fault["ctx"]["error"])
        else:
            value = _redacted(given[name], given.get("DISCORD_TOKEN", ""))
            problem = f'is "{value if len(value) <= _SHOWN else f"{value[:_SHOWN]}…"}"'
        yield f"{name} {problem}; it takes {known[name].description}, as in {name}={(known[name].examples or [''])[0]}."


def _redacted(text: str, token: str) -> str:
    """The text without the token, and without what looks like one in the wrong place."""
    return _TOKEN.sub("(a token)", text.replace(token, "(the token)") if len(token) > 7 else text)
