"""Packs as they lie on the disk: folders of TOML, read into values, and what is wrong with them."""

import hashlib
import logging
import os
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from itertools import groupby
from pathlib import Path
from typing import Any

from pydantic import BaseModel, TypeAdapter, ValidationError
from pydantic_core import ErrorDetails

from bot.domain import content
from bot.domain.check import PackFault, check
from bot.domain.content import Fact, Pack, PackHead, Question, Quote, Slug, Source, WhatIf
from bot.errors import StartFault
from bot.storage.for_editors import KEY, nearest, syntax, wrongs

SIZE_LIMIT = 5 * 1024 * 1024
"""Bytes of one file."""

_HEAD, _SOURCES = "pack.toml", "sources.toml"
_ITEMS: Mapping[str, type[BaseModel]] = {"facts": Fact, "quotes": Quote, "whatifs": WhatIf, "questions": Question}
_FILES = (_HEAD, _SOURCES, *(f"{name}.toml" for name in _ITEMS))

Errors = list[tuple[tuple[int | str, ...], ErrorDetails]]
"""What pydantic found in one table, each with its place below the table."""

log = logging.getLogger(__name__)


class PackFaults(StartFault):
    """Why packs are refused: every fault of all of them."""

    def __init__(self, pack_faults: Sequence[PackFault]) -> None:
        super().__init__([f"{fault}." for fault in pack_faults])
        self.pack_faults = tuple(pack_faults)


class _Cache(BaseModel):
    digest: str
    packs: tuple[Pack, ...]


@dataclass
class _Folder:
    """A pack's files and what is wrong with them."""

    name: str
    files: dict[str, bytes] = field(default_factory=dict)
    faults: list[PackFault] = field(default_factory=list)

    def blame(self, file: str, item: str, place: str, problem: str, allowed: str) -> None:
        """Adds a fault."""
        self.faults.append(PackFault(f"{self.name}/{file}" if file else self.name, item, place, problem, allowed))


def read_packs(folders: Sequence[Path], cache: Path | None) -> tuple[Pack, ...]:
    """The packs in the order of their folders, read from `cache` where nothing has changed since it was written.

    Raises:
        PackFaults: what is wrong with any of them.
    """
    opened = [_open(folder) for folder in folders]
    digest = _digest(opened)
    cached = _cached(cache, digest) if cache else None
    if cached is not None:
        return cached
    packs = tuple(pack for pack in map(_pack, opened) if pack)
    if faults := [fault for folder in opened for fault in folder.faults]:
        raise PackFaults(faults)
    if cache:
        _keep(cache, _Cache(digest=digest, packs=packs))
    return packs


def faults(folders: Sequence[Path]) -> list[PackFault]:
    """Everything that is wrong with the packs, alone and together; what cannot be read is not compared."""
    opened = [_open(folder) for folder in folders]
    packs = [pack for pack in map(_pack, opened) if pack]
    return [fault for folder in opened for fault in folder.faults] + check(packs)


def _open(path: Path) -> _Folder:
    """The bytes of a folder's files."""
    folder = _Folder(path.resolve().name)
    try:
        names = sorted(entry.name for entry in path.iterdir())
    except OSError as error:
        folder.blame("", "", "", f"{path} cannot be opened ({error.strerror})", f"a folder with {_HEAD} in it")
        return folder
    for name in names:
        if name in _FILES:
            _open_file(folder, path / name)
        elif not name.startswith(".") and not name.endswith((".md", ".txt")):
            folder.blame(name, "", "", "is no file of a pack", nearest(name, _FILES))
    for name in (_HEAD, _SOURCES):
        if name not in names:
            folder.blame(name, "", "", "is missing", f"a file {name} in every pack")
    return folder


def _open_file(folder: _Folder, path: Path) -> None:
    try:
        if path.stat().st_size > SIZE_LIMIT:
            folder.blame(path.name, "", "", "is larger than 5 MB", "several packs in place of one so large")
        else:
            folder.files[path.name] = path.read_bytes()
    except OSError as error:
        folder.blame(path.name, "", "", f"cannot be read ({error.strerror})", "a file that the user of Clio may read")


def _pack(folder: _Folder) -> Pack | None:
    """The pack, without the items that have faults; None where its head or its sources do."""
    read = {name: _toml(folder, name, raw) for name, raw in folder.files.items()}
    head = _head(folder, read.get(_HEAD))
    sources = _sources(folder, read.get(_SOURCES))
    items = {name: _items(folder, name, read.get(f"{name}.toml") or {}) for name in _ITEMS}
    if head is None or sources is None:
        return None
    return Pack.model_validate({"head": head, "sources": sources, **items})


def _toml(folder: _Folder, name: str, raw: bytes) -> dict[str, Any] | None:
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        folder.blame(name, "", "", f"line {line} has letters that are not UTF-8", "a file saved as UTF-8")
        return None
    try:
        return tomllib.loads(text)
    except RecursionError:
        folder.blame(name, "", "", "has too many brackets inside each other", "lists and tables a few levels deep")
    except ValueError as error:  # tomllib's own error is one, and Python's of a number with thousands of figures
        folder.blame(name, "", "", *syntax(str(error), text.replace("\r\n", "\n")))
    return None


def _head(folder: _Folder, read: dict[str, Any] | None) -> PackHead | None:
    if read is None:
        return None
    try:
        return PackHead.model_validate(read)
    except ValidationError as error:
        _blame_all(folder, _HEAD, "", PackHead, [(found["loc"], found) for found in error.errors()])
        return None


def _sources(folder: _Folder, read: dict[str, Any] | None) -> dict[str, Source] | None:
    if read is None:
        return None
    try:
        return TypeAdapter(dict[Slug, Source]).validate_python(read)
    except ValidationError as error:
        for key, errors in _by_first(error):
            if errors[0][0] == ("[key]",):
                folder.blame(_SOURCES, str(key), "", "is no name that a citation can use", KEY)
            else:
                _blame_all(folder, _SOURCES, str(key), Source, errors)
        return None


def _items(folder: _Folder, name: str, read: dict[str, Any]) -> list[BaseModel]:
    """The items of one file that have no fault."""
    file, kind = f"{name}.toml", name.removesuffix("s")
    for key in read:
        if key != kind:
            folder.blame(file, "", "", f"has [[{key}]] or {key} =, which means nothing here", f"[[{kind}]] before each")
    tables = read.get(kind, [])
    if not isinstance(tables, list) or not all(isinstance(table, dict) for table in tables):
        folder.blame(
            file, "", "", f"has {kind} in a form that cannot be read", f"[[{kind}]], two brackets on each side"
        )
        return []
    reader = TypeAdapter[list[BaseModel]](list[_ITEMS[name]])  # type: ignore[valid-type]
    try:
        return reader.validate_python(tables)
    except ValidationError as error:
        bad = dict(_by_first(error))
        for number, table in enumerate(tables):
            if number in bad:
                _blame_all(folder, file, _name_of(table, kind, number), _ITEMS[name], bad[number])
        return reader.validate_python([table for number, table in enumerate(tables) if number not in bad])


def _name_of(table: Mapping[str, Any], kind: str, number: int) -> str:
    return str(table["id"]) if isinstance(table.get("id"), str) and table["id"] else f"{kind} {number + 1}"


def _by_first(error: ValidationError) -> Iterator[tuple[int | str, Errors]]:
    """The errors of each table, with their places below it."""
    for first, group in groupby(error.errors(), key=lambda found: found["loc"][0]):
        yield first, [(found["loc"][1:], found) for found in group]


def _blame_all(folder: _Folder, file: str, item: str, model: type[BaseModel], errors: Errors) -> None:
    for wrong in wrongs(model, errors):
        folder.blame(file, item, ".".join(wrong.path), wrong.problem, wrong.allowed)


def _digest(folders: Sequence[_Folder]) -> str:
    """Changes with any byte of any file, and with the program that reads them."""
    state = hashlib.blake2b(digest_size=16)
    program = sorted(Path(content.__file__).parent.glob("*.py"))
    parts = [(path.name, path.read_bytes()) for path in program]
    for folder in folders:
        parts += [(folder.name, b""), *folder.files.items()]
    for name, raw in parts:
        state.update(f"{name}\0{len(raw)}\0".encode())
        state.update(raw)
    return state.hexdigest()


def _cached(cache: Path, digest: str) -> tuple[Pack, ...] | None:
    """The packs that were kept under this digest; a cache that is missing, foreign or damaged is none."""
    with suppress(OSError, ValidationError):
        raw = cache.read_bytes()
        if raw.startswith(f'{{"digest":"{digest}",'.encode()):
            return _Cache.model_validate_json(raw).packs
    return None


def _keep(cache: Path, kept: _Cache) -> None:
    """Writes the cache whole or not at all; without it the next start only takes longer."""
    new = cache.with_name(f"{cache.name}.{os.getpid()}")
    try:
        cache.parent.mkdir(parents=True, exist_ok=True)
        # Without the defaults it is smaller, and an empty default need not be a text that an editor may write.
        new.write_text(kept.model_dump_json(exclude_defaults=True), "utf-8")
        new.replace(cache)
    except OSError as error:
        log.warning("the packs are not cached in %s: %s", cache, error.strerror)
        with suppress(OSError):
            new.unlink()
