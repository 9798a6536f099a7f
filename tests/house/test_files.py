"""How long files are: one over 400 lines is a sign that two things live in it."""

from tests.house.tree import ROOT, files

LIMIT = 400

REASONS: dict[str, str] = {}
"""Files that are longer and hold one thing all the same, each with what that is."""


def too_long(lengths: dict[str, int], reasons: dict[str, str]) -> list[str]:
    """Files over the limit without a reason, and reasons without such a file."""
    long = {path for path, length in lengths.items() if length > LIMIT}
    return [
        *(f"{path} has {lengths[path]} lines; divide it" for path in sorted(long - reasons.keys())),
        *(f"{path} needs no reason any more" for path in sorted(reasons.keys() - long)),
    ]


def test_no_file_holds_two_things() -> None:
    """Every Python file and every script of the page is short, or has a reason."""
    lengths = {
        str(path): (ROOT / path).read_text("utf-8").count("\n")
        for path in files()
        if path.suffix in {".py", ".js"} and path.parts[0] in {"bot", "cogs", "playground"}
    }
    assert [] == too_long(lengths, REASONS)


def test_a_planted_file_is_found() -> None:
    """A long file, and a reason that nobody needs, are named."""
    assert ["a.py has 401 lines; divide it"] == too_long({"a.py": 401, "b.py": 400}, {})
    assert ["b.py needs no reason any more"] == too_long({"a.py": 401, "b.py": 400}, {"a.py": "a table", "b.py": "old"})
