"""How well the judge does on labelled rows: `python -m tests.domain.measure_judge ROWS` lists what it gets wrong."""

import json
import sys
from collections import Counter
from pathlib import Path
from time import process_time

from bot.domain.answer import compile_key, judge


def main(path: Path) -> None:
    """Prints accuracy, false accepts and speed, after each row that is judged wrong."""
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
    asked = {(row["question"], row["answer"], tuple(row["aliases"])) for row in rows}
    keys = {one: compile_key(*one) for one in asked}
    counts: Counter[tuple[str, bool]] = Counter()
    began = process_time()
    found = [judge(keys[row["question"], row["answer"], tuple(row["aliases"])], row["typed"]) for row in rows]
    spent = process_time() - began
    lines = []
    for row, got in zip(rows, found, strict=True):
        right = (got.verdict == "accept") == (row["verdict"] == "accept")
        counts[row["verdict"], right] += 1
        if not right:
            told = f"is {row['verdict']}, got {got.verdict}, {got.rule} {got.token}".rstrip()
            lines.append(f"{row['id']} {row['kind']}: {row['typed'][:80]!r} for {row['answer']!r} {told}")
    accuracy = (counts["accept", True] + counts["reject", True]) / len(rows)
    refused = counts["reject", True] + counts["reject", False]
    lines.append(
        f"{len(rows)} rows on {len(keys)} questions: accuracy {accuracy:.4f}, {len(rows) / spent:,.0f} a second"
    )
    lines.append(f"false accepts {counts['reject', False]} of {refused}, false rejects {counts['accept', False]}")
    sys.stdout.write("\n".join([*lines, ""]))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
