"""The one lock: every requirement pinned with its hashes, no address in it, and everything asked for is there."""

import re
import tomllib
from collections.abc import Iterable, Iterator

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from packaging.version import Version

from tests.house.tree import ROOT

LOCK = (ROOT / "requirements.lock").read_text("utf-8")
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
WANTED = [*PROJECT["project"]["dependencies"], *PROJECT["dependency-groups"]["dev"]]

_PIN = re.compile(r"^([A-Za-z0-9][\w.-]*)==([^\s;\\]+)")


def pins(lock: str) -> dict[str, str]:
    """Versions by name."""
    return {canonicalize_name(name): version for name, version in re.findall(_PIN.pattern, lock, re.MULTILINE)}


def unsafe(lock: str) -> Iterator[str]:
    """Entries that are not pinned with a hash, options and addresses."""
    entries = re.split(r"(?m)^(?=[^\s#])", lock.replace("\\\n", " "))
    for entry in filter(None, (entry.strip() for entry in entries)):
        first = entry.split()[0]
        if not _PIN.match(entry):
            yield f"{first} is no pinned requirement"
        elif not re.search(r"--hash=sha256:[0-9a-f]{64}\b", entry):
            yield f"{first} has no hash"
    if "://" in lock:
        yield "there is an address in it"


def unmet(wanted: Iterable[str], lock: str) -> Iterator[str]:
    """Requirements that the lock does not hold in a fitting version."""
    held = pins(lock)
    for requirement in map(Requirement, wanted):
        version = held.get(canonicalize_name(requirement.name))
        if version is None:
            yield f"{requirement.name} is not in the lock; run make lock"
        elif not requirement.specifier.contains(Version(version), prereleases=True):
            yield f"{requirement} is not met by {version}; run make lock"


def test_every_requirement_is_pinned_with_its_hashes() -> None:
    """What is installed is what was locked, from wherever it comes."""
    assert 40 < len(pins(LOCK))
    assert [] == list(unsafe(LOCK))


def test_what_the_project_asks_for_is_in_the_lock() -> None:
    """pyproject.toml and the lock agree."""
    assert [] == list(unmet(WANTED, LOCK))


def test_the_lock_serves_every_python_and_system() -> None:
    """What only some Pythons or systems need carries its marker."""
    assert "python_full_version >= '3.13'" in LOCK
    assert "sys_platform == 'win32'" in LOCK
    assert "sys_platform != 'win32'" in LOCK


def test_a_planted_fault_is_found() -> None:
    """An entry without a hash, an option, a loose version, an address and a missing requirement are named."""
    good = "a-b==1.2 ; python_version < '4' \\\n    --hash=sha256:" + "0" * 64 + "\n"
    assert [] == list(unsafe(good))
    assert ["c==1 has no hash"] == list(unsafe(good + "c==1\n"))
    assert ["c>=1 is no pinned requirement"] == list(unsafe(good + "c>=1\n"))
    assert ["--index-url is no pinned requirement", "there is an address in it"] == list(
        unsafe("--index-url https://example.org\n" + good)
    )
    assert [] == list(unmet(["A_b>=1.1,<2"], good))
    assert ["c is not in the lock; run make lock"] == list(unmet(["c"], good))
    assert ["a-b>=1.3 is not met by 1.2; run make lock"] == list(unmet(["a-b>=1.3"], good))
