"""Parts of the system that some tests need: on CI they must be there."""

from __future__ import annotations

import os
import shutil

import pytest

from reviewer.readers import office


def need_soffice() -> str:
    """Return LibreOffice's program; without it the test is skipped, on CI it fails."""
    return _needed(office.soffice(), "LibreOffice")


def need(program: str) -> str:
    """Return the path of a program; without it the test is skipped, on CI it fails."""
    return _needed(shutil.which(program), program)


def _needed(found: str | None, name: str) -> str:
    if found is None and os.environ.get("CI"):
        pytest.fail(f"{name} is missing, and CI must not skip")
    if found is None:
        pytest.skip(f"{name} is not installed")
    return found
