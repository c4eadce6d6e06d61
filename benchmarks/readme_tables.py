"""Write the measured tables into README.md, between their marks.

    python benchmarks/readme_tables.py [--peers]

The table of ``reviewer evaluate`` always; with ``--peers`` that of peers.py too, which needs the
extra of that name.
"""

from __future__ import annotations

import argparse
import re
from pathlib import Path

from reviewer.evaluation import command

ROOT = Path(__file__).parent.parent
README, TEST = ROOT / "README.md", ROOT / "corpora/gold/test"


def filled(readme: str, name: str, table: str) -> str:
    """``readme`` with ``table`` between the marks ``<!-- name -->`` and ``<!-- /name -->``."""
    block = f"<!-- {name} -->\n{table.strip()}\n<!-- /{name} -->"
    marked = rf"<!-- {name} -->\n.*?<!-- /{name} -->"
    return re.sub(marked, lambda _: block, readme, flags=re.DOTALL)


def evaluated() -> str:
    """The table of the test part."""
    return command.run(TEST, "markdown", None, errors=False)


def main() -> None:
    """Measure and write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--peers", action="store_true")
    text = filled(README.read_text("utf-8"), "evaluate", evaluated())
    if parser.parse_args().peers:
        import peers

        known = peers.knowledge.load()
        gold = list(peers.load(TEST, lambda path: peers.pipeline.read(path, known)))
        text = filled(text, "peers", "\n".join(peers.table(gold)))
    README.write_text(text, "utf-8")


if __name__ == "__main__":
    main()
