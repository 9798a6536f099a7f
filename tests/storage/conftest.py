"""A database on a real file for every test that asks for one, and the ways in which a disk can fail."""

import os
import resource
import shutil
import tempfile
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

import pytest

from bot.storage.database import Database

NOBODY = 65534


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where a database can be made; its folder is not there yet."""
    return tmp_path / "data" / "clio.sqlite3"


@pytest.fixture
async def db(path: Path) -> AsyncIterator[Database]:
    """An open database, new and empty."""
    database = await Database.open(path, busy_s=0.1)
    yield database
    await database.close()


@pytest.fixture
def folder_for_all() -> Iterator[Path]:
    """A folder that every user of the machine can enter; pytest's own can be entered by its user only."""
    folder = Path(tempfile.mkdtemp())
    folder.chmod(0o777)
    yield folder
    folder.chmod(0o777)
    shutil.rmtree(folder)


@pytest.fixture
def ordinary_user() -> Iterator[None]:
    """The test runs with the rights of an ordinary user, because permissions do not bind root."""
    is_root = os.geteuid() == 0
    if is_root:
        os.seteuid(NOBODY)
    yield
    if is_root:
        os.seteuid(0)


@pytest.fixture
def file_size_limit() -> Callable[[int], AbstractContextManager[None]]:
    """Within the block the system refuses to let any file grow beyond so many bytes."""

    @contextmanager
    def limit(size: int) -> Iterator[None]:
        soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
        resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
        try:
            yield
        finally:
            resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))

    return limit
