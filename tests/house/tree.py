"""The files of the checkout, as the rules of the house read them."""

import os
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[2]
_NOT_OURS = frozenset({".git", ".venv", "__pycache__", "build", "data", "dist", "node_modules"})
_BINARY = frozenset({".png", ".jpg", ".woff2", ".ico", ".gz", ".sqlite3"})
_RUNTIME_DIRS = frozenset({".hypothesis", ".mypy_cache", ".pytest_cache", ".ruff_cache"})


def files() -> Iterator[Path]:
    """Every text file that is or could be committed, relative to the root."""
    for folder, inside, names in os.walk(ROOT):
        inside[:] = sorted(set(inside) - _NOT_OURS - _RUNTIME_DIRS)
        for name in sorted(names):
            path = (Path(folder) / name).relative_to(ROOT)
            if path.suffix not in _BINARY and not name.startswith((".coverage", ".env")):
                yield path


@cache
def sources(*rooms: str) -> Mapping[str, str]:
    """The Python files of these top folders, by dotted module name; a package has the name of its folder."""
    found = {}
    for path in files():
        if path.suffix == ".py" and path.parts[0] in rooms:
            parts = path.with_suffix("").parts
            found[".".join(parts[:-1] if parts[-1] == "__init__" else parts)] = (ROOT / path).read_text("utf-8")
    return found
