"""The report for a browser: one file that asks for nothing and lets nothing in run but its own.

What is right comes first, then what needs a look, with the narrative and what a doubt rests on in
it. It reads the same without scripts; with them it filters, searches and follows the keyboard.
"""

from __future__ import annotations

import base64
import hashlib
from functools import cache
from importlib.resources import files

from jinja2 import Environment, StrictUndefined, Template
from markupsafe import Markup

from reviewer.model import Batch
from reviewer.reports.page.characters import bare
from reviewer.reports.page.composing import page

_FOLDER = "reviewer.reports.page"


def render(batch: Batch) -> str:
    """All reviews and failures of one run as one HTML file."""
    style, script = _file("page.css"), _file("page.js")
    return _template().render(
        page=page(batch),
        # both come with the program, and the policy knows them by their hashes
        style=Markup(style),  # noqa: S704 - no text of a submission
        script=Markup(script),  # noqa: S704 - no text of a submission
        policy=_policy(style, script),
    )


def _policy(style: str, script: str) -> str:
    """What the page may do: nothing but the style and the script that stand in it."""
    return (
        f"default-src 'none'; style-src {_hash(style)}; script-src {_hash(script)}; "
        "img-src data:; base-uri 'none'; form-action 'none'"
    )


def _hash(text: str) -> str:
    digest = base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
    return f"'sha256-{digest}'"


@cache
def _file(name: str) -> str:
    return files(_FOLDER).joinpath(name).read_text(encoding="utf-8")


@cache
def _template() -> Template:
    environment = Environment(
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_shown,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    return environment.from_string(_file("page.html.j2"))


def _shown(value: object) -> object:
    """Whatever is set on the page, without characters that it must not obey."""
    return value if isinstance(value, Markup) or not isinstance(value, str) else bare(value)
