"""The two ways in which the program says no; every message is one Chinese sentence for the user."""

import re

_PLACE = re.compile(r"line (\d+), column (\d+)")


class ReviewerError(Exception):
    """What the user can put right: the message says what, where and what to do."""


class InputError(ReviewerError):
    """A file that can not be read or is not a self-evaluation table."""


class ConfigurationError(ReviewerError):
    """A setting or a lexicon that can not be used."""


def toml_fault(error: Exception) -> str:
    """Where a TOML file can not be read, in Chinese: tomllib says it in English."""
    place = _PLACE.search(str(error))
    where = f"第 {place[1]} 行第 {place[2]} 列附近" if place else "某处"
    return f"{where}写法有误，文字要用英文引号括起，日期写成 2026-06-30"
