"""Write the measured tables into README.md, between their marks, and measured.json for the rules.

    python benchmarks/readme_tables.py [--peers]

The table of ``reviewer evaluate`` and the precision of the rules on all labelled submissions
always; with ``--peers`` that of peers.py too, which needs the extra of that name.
"""

from __future__ import annotations

import argparse
import json
import re
from collections import Counter
from pathlib import Path

from reviewer import knowledge
from reviewer.evaluation import command

ROOT = Path(__file__).parent.parent
MEASURED = ROOT / "reviewer/rules/measured.json"
README, TEST = ROOT / "README.md", ROOT / "corpora/gold/test"


def filled(readme: str, name: str, table: str) -> str:
    """``readme`` with ``table`` between the marks ``<!-- name -->`` and ``<!-- /name -->``."""
    block = f"<!-- {name} -->\n{table.strip()}\n<!-- /{name} -->"
    marked = rf"<!-- {name} -->\n.*?<!-- /{name} -->"
    return re.sub(marked, lambda _: block, readme, flags=re.DOTALL)


def evaluated() -> str:
    """The table of the test part."""
    return command.run(TEST, "markdown", None, errors=False)


def rules() -> str:
    """How often each rule spoke and was right, and write it down for ``reviewer rules``."""
    known = knowledge.load()
    totals: dict[str, Counter[str]] = {}
    for one in command.measured(README.parent / "corpora/gold", known):
        for group, tally in one.tallies.items():
            if group.name == "rule" and group.part and tally.flagged:
                totals.setdefault(group.part, Counter()).update(
                    right=tally.right, flagged=tally.flagged
                )
    found = {rule: [c["right"], c["flagged"]] for rule, c in sorted(totals.items())}
    MEASURED.write_text(json.dumps(found, indent=1) + "\n", "utf-8")
    lines = ["| rule | spoke | right | precision |", "|---|---:|---:|---:|"]
    lines += [
        f"| `{rule}` | {n} | {right} | {right / n:.3f} |" for rule, (right, n) in found.items()
    ]
    return "\n".join(lines)


def main() -> None:
    """Measure and write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--peers", action="store_true")
    text = filled(README.read_text("utf-8"), "evaluate", evaluated())
    text = filled(text, "rules", rules())
    if parser.parse_args().peers:
        import peers

        known = peers.knowledge.load()
        gold = list(peers.load(TEST, lambda path: peers.pipeline.read(path, known)))
        text = filled(text, "peers", "\n".join(peers.table(gold)))
    README.write_text(text, "utf-8")


if __name__ == "__main__":
    main()
