"""What several rooms' tests share: the shipped packs."""

import pytest

from bot.__main__ import SEEDS
from bot.domain.catalogue import Catalogue
from bot.storage.packs import read_packs


@pytest.fixture(scope="session")
def packs():
    """The packs under seeds/, read."""
    return read_packs(sorted(path.parent for path in SEEDS.glob("*/pack.toml")), None)


@pytest.fixture(scope="session")
def catalogue(packs):
    """What is shown of the packs under seeds/."""
    return Catalogue(packs)
