"""A bad value is told with what is allowed and an example, all at once, and the token goes nowhere."""

import os
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.errors import StartFault
from bot.settings import DISCORD, Settings, Timing

NONE = Path("there-is-no.env")
TOKEN = "MTA4NjQ0Nzk5NzM4NDY4.Gh1jKl.abcdefghijklmnopqrstuvwxyz0123456789"  # noqa: S105 -- in the form of one


def load(**environ: str) -> Settings:
    """The settings with a token and what is given."""
    return Settings.load({"DISCORD_TOKEN": TOKEN, **environ}, NONE)


def faults_of(**environ: str) -> tuple[str, ...]:
    """The sentences that loading is refused with."""
    with pytest.raises(StartFault) as caught:
        load(**environ)
    return caught.value.faults


def test_a_token_is_enough() -> None:
    """Everything else has a default, and the token is not printed with the rest."""
    loaded = load()
    assert TOKEN == loaded.token.get_secret_value()
    assert (DISCORD, Path("data/clio.sqlite3"), (), "INFO", 0) == (
        loaded.api_url,
        loaded.database,
        loaded.packs,
        loaded.log_level,
        loaded.shard_count,
    )
    assert Timing(shown_flush_s=0.5, backup_hour=3) == loaded.timing
    assert TOKEN not in f"{loaded!r} {loaded}"


def test_values_are_read(tmp_path: Path) -> None:
    """Each setting takes what its sentence says, in any case where case means nothing, with spaces around it."""
    loaded = load(
        DISCORD_API_URL="http://localhost:8765",
        CLIO_DATABASE=" /var/lib/clio/clio.sqlite3 ",
        CLIO_PACKS=f"{tmp_path}{os.pathsep} . {os.pathsep}",
        CLIO_LOG_LEVEL="debug",
        CLIO_LOG_FORMAT="JSON",
        CLIO_SHARD_COUNT="2",
        CLIO_TIMING_SHOWN_FLUSH_S="1",
        CLIO_TIMING_BACKUP_HOUR="23",
    )
    assert Path("/var/lib/clio/clio.sqlite3") == loaded.database
    assert (tmp_path, Path()) == loaded.packs
    assert ("DEBUG", "json", 2) == (loaded.log_level, loaded.log_format, loaded.shard_count)
    assert Timing(shown_flush_s=1, backup_hour=23) == loaded.timing


def test_settings_cannot_be_changed() -> None:
    """What was checked at start stays."""
    loaded = load()
    with pytest.raises(ValueError, match="frozen"):
        setattr(loaded, "shard_count", 2)  # noqa: B010 -- the type checker refuses it in plain words too
    with pytest.raises(ValueError, match="frozen"):
        setattr(loaded.timing, "backup_hour", 2)  # noqa: B010


def test_a_missing_token_is_told_unless_none_is_needed() -> None:
    """A command that does not speak to Discord starts without."""
    with pytest.raises(StartFault) as caught:
        Settings.load({"DISCORD_TOKEN": "  "}, NONE)
    assert (
        "DISCORD_TOKEN is missing; it takes the token from the Bot page of your application, without the word Bot, "
        "as in DISCORD_TOKEN=MTA1….",
    ) == caught.value.faults
    assert Path("data/clio.sqlite3") == Settings.load({}, NONE, token=False).database


def test_every_bad_value_is_told_at_once() -> None:
    """One sentence for each, with its name, the value, what it takes and an example."""
    bad = {
        "DISCORD_TOKEN": ("two words", "has a space, a quote or another sign that no token has"),
        "DISCORD_API_URL": ("https://example.com", "leads to another machine, where the token must not go"),
        "CLIO_PACKS": (f"here{os.pathsep}there", 'names "here", "there", which is no folder'),
        "CLIO_LOG_LEVEL": ("loud", 'is "loud"'),
        "CLIO_LOG_FORMAT": ("xml", 'is "xml"'),
        "CLIO_SHARD_COUNT": ("-1", 'is "-1"'),
        "CLIO_TIMING_SHOWN_FLUSH_S": ("nan", 'is "nan"'),
        "CLIO_TIMING_BACKUP_HOUR": ("24", 'is "24"'),
    }
    takes = {name: (info.description, info.examples) for name, info in Settings.fields()}
    expected = []
    for name, (_, problem) in bad.items():
        description, examples = takes[name]
        assert examples
        expected.append(f"{name} {problem}; it takes {description}, as in {name}={examples[0]}.")
    assert expected == list(faults_of(**{name: value for name, (value, _) in bad.items()}))


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("CLIO_TIMING_SHOWN_FLUSH_S", "1.01"),
        ("CLIO_TIMING_SHOWN_FLUSH_S", "0"),
        ("CLIO_TIMING_BACKUP_HOUR", "-1"),
        ("CLIO_TIMING_BACKUP_HOUR", "3.5"),
        ("CLIO_SHARD_COUNT", "10001"),
        ("CLIO_SHARD_COUNT", "all"),
    ],
)
def test_numbers_have_bounds(name: str, value: str) -> None:
    """A wait that would break a promise, or a number that is none, is refused."""
    [fault] = faults_of(**{name: value})
    assert fault.startswith(f'{name} is "{value}"; it takes ')


@pytest.mark.parametrize(
    ("given", "address"),
    [
        ("https://discord.com", DISCORD),
        ("https://discord.com/api", DISCORD),
        ("https://Discord.com/api/v10/", DISCORD),
        ("http://127.0.0.1:8765", "http://127.0.0.1:8765/api/v10"),
        ("http://127.0.0.1:8765/", "http://127.0.0.1:8765/api/v10"),
        ("http://127.0.0.1:8765/api", "http://127.0.0.1:8765/api/v10"),
        ("http://127.0.0.1:8765/api/v10/", "http://127.0.0.1:8765/api/v10"),
        ("http://127.9.9.9/discord/api/v10", "http://127.9.9.9/discord/api/v10"),
        ("HTTP://LOCALHOST:80/api/v10", "http://localhost:80/api/v10"),
        ("https://[::1]:8443", "https://[::1]:8443/api/v10"),
    ],
)
def test_the_address_is_discords_or_of_this_machine(given: str, address: str) -> None:
    """What is optional in it is filled in."""
    assert address == load(DISCORD_API_URL=given).api_url


@pytest.mark.parametrize(
    "address",
    [
        "http://discord.com/api/v10",
        "https://discord.com:8443/api/v10",
        "https://discord.com/api/v9",
        "https://discord.com.example.com/api/v10",
        "https://example.com/api/v10",
        "https://192.168.0.1/api/v10",
        "http://0.0.0.0:8765",
        "http://127.0.0.1.example.com",
        "http://127.0.0.1@example.com",
        "http://example.com#@127.0.0.1",
        "http://127.0.0.1\\@example.com",
        "http://example.com\\127.0.0.1",
        "http://2130706433",
        "http://0x7f.1",
        "http://127.1",
        "http://[::ffff:127.0.0.1]",
        "http://[::1%25eth0]",
        "http://[::1",
        "http://localhost.",
        "http://localhost.example.com",
        "http://127.0.0.1:0",
        "http://127.0.0.1:99999",
        "http://127.0.0.1:port",
        "http://127.0.0.1/?token=1",
        "http://127.0.0.1/\tapi",
        "http://127.0.0.1 /api",
        "ftp://127.0.0.1",
        "127.0.0.1:8765",
        "//127.0.0.1",
        "localhost",
        "discord.com",
    ],
)
def test_a_token_is_never_sent_elsewhere(address: str) -> None:
    """Whatever is or could be read as another machine is refused."""
    [fault] = faults_of(DISCORD_API_URL=address)
    assert fault.startswith("DISCORD_API_URL ")
    assert "it takes nothing, for Discord, or an address on this machine" in fault


@settings(deadline=None)
@given(
    name=st.sampled_from([name for name, _ in Settings.fields()]),
    before=st.text(max_size=80),
    after=st.sampled_from(["", " ", "x" * 80, "/api", os.pathsep]),
    known=st.booleans(),
)
def test_no_sentence_repeats_a_token(name: str, before: str, after: str, known: bool) -> None:
    """Also where it was put in the wrong place, alone or with something around it, whole or cut."""
    environ = {"DISCORD_TOKEN": TOKEN} if known else {}
    said = ""
    try:
        Settings.load({**environ, name: before + TOKEN + after}, NONE)
    except StartFault as fault:
        said = str(fault)
    assert "abcdefghijklmnop" not in said
    assert "MTA4NjQ0" not in said


def test_the_environment_goes_before_the_file(tmp_path: Path) -> None:
    """What the environment leaves out or leaves empty is taken from the file; quotes and comments there are fine."""
    env_file = tmp_path / ".env"
    env_file.write_bytes(
        b"\xef\xbb\xbfDISCORD_TOKEN='in-file'\r\nCLIO_SHARD_COUNT=3 # three\r\n"
        b"CLIO_LOG_LEVEL=\r\nPORT=1\r\nCLIO_PACKS\r\n"
    )
    loaded = Settings.load({"CLIO_SHARD_COUNT": "4", "DISCORD_TOKEN": "", "CLIO_NAME_OF_ANOTHER": "1"}, env_file)
    assert ("in-file", 4, "INFO", ()) == (
        loaded.token.get_secret_value(),
        loaded.shard_count,
        loaded.log_level,
        loaded.packs,
    )


def test_the_environment_of_the_process_is_the_default(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without an argument the process's own is read."""
    monkeypatch.setenv("DISCORD_TOKEN", "of-the-process")
    assert "of-the-process" == Settings.load(env_file=NONE).token.get_secret_value()


def test_a_misspelt_name_in_the_file_is_told(tmp_path: Path) -> None:
    """The file is ours, so a name in it that means nothing is a mistake."""
    env_file = tmp_path / ".env"
    env_file.write_text("CLIO_DATABSE=here\nCLIO_ZZZZZZZZZZZZ=1\n")
    with pytest.raises(StartFault) as caught:
        Settings.load({"DISCORD_TOKEN": TOKEN}, env_file)
    first, second = caught.value.faults
    assert f"CLIO_DATABSE in {env_file} is no setting; CLIO_DATABASE is, and probably meant." == first
    assert f"CLIO_ZZZZZZZZZZZZ in {env_file} is no setting; there are DISCORD_TOKEN, DISCORD_API_URL, CLIO_" in second


def test_a_file_that_cannot_be_read_is_told(tmp_path: Path) -> None:
    """It is named, with what to do."""
    env_file = tmp_path / ".env"
    env_file.write_bytes("DISCORD_TOKEN=é".encode("latin-1"))
    with pytest.raises(StartFault, match=r"cannot be read .* save it as UTF-8"):
        Settings.load({}, env_file)


def test_the_log_is_for_people_where_people_watch(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without a setting the place decides: a terminal, or anything else."""
    for is_terminal, expected in ((True, "human"), (False, "json")):
        monkeypatch.setattr("sys.stderr.isatty", lambda answer=is_terminal: answer)
        assert expected == load().log_format
