"""The real form that the project began with; it lies beside the checkout, not in it."""

import os
from pathlib import Path

import pytest

SEED = Path(__file__).parents[2] / "shared/seed/fuxin-2022.txt"
# On CI the form is there, so a missing one is a failure and no reason to skip.
needs_seed = pytest.mark.skipif(
    not SEED.exists() and not os.environ.get("CI"), reason="the form is not beside this checkout"
)
