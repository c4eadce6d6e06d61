"""A fuzz target for atheris: coverage of the readers guides which mutations are kept.

    python tests/fuzzing/guided.py -max_total_time=60 -rss_limit_mb=1024 -timeout=10

Options are libFuzzer's; a folder named last keeps what was found, and is gone on with.
"""

from __future__ import annotations

import contextlib
import random
import sys
from pathlib import Path

import atheris

sys.path.insert(0, str(Path(__file__).parents[1]))

with atheris.instrument_imports(include=["reviewer"], enable_loader_override=False):
    from forms import parse

    import reviewer.readers.csv
    import reviewer.readers.docx
    import reviewer.readers.html
    import reviewer.readers.text
    import reviewer.readers.xlsx  # noqa: F401 - imported to be watched for what is reached
from fuzzing.mutations import mutated
from fuzzing.samples import samples

from reviewer.errors import InputError

NAME = "文件"


def one_file(data: bytes) -> None:
    """Read one file; every exception but InputError is a crash."""
    with contextlib.suppress(InputError):
        parse(data, NAME)


def mutate(data: bytes, max_size: int, seed: int) -> bytes:
    """Mutate inside containers; libFuzzer's own mutations only break them."""
    chance = random.Random(seed)
    if not data.strip(b"\n") or chance.random() < 0.02:
        data = chance.choice(list(samples().values()))
    if chance.random() < 0.1:
        return bytes(atheris.Mutate(data, max_size))
    return mutated(data, chance)[:max_size]


def main() -> None:
    """Run as libFuzzer does, until its limits are reached or something crashes."""
    samples()
    atheris.Setup([sys.argv[0], "-max_len=2000000", *sys.argv[1:]], one_file, custom_mutator=mutate)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
