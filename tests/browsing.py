"""A real browser for the tests: Debian's Chromium, asked for nothing but the page it is given."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright
from system import need

_ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


@dataclass
class Visit:
    """A page that was opened, and what it did that it should not: said, asked for, popped up."""

    page: Page
    troubles: list[str] = field(default_factory=list)


@contextmanager
def chromium() -> Iterator[Browser]:
    """Start the browser once for many pages.

    Playwright holds an event loop while it is open: one browser a test module, not a session, or
    tests of other modules could run no loop of their own.
    """
    program = need("chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=list(_ARGUMENTS))
        try:
            yield browser
        finally:
            browser.close()


@contextmanager
def opened(browser: Browser, path: Path, **options: object) -> Iterator[Visit]:
    """Open a file in a fresh context; ``options`` are those of the context."""
    context = browser.new_context(**{"viewport": {"width": 1280, "height": 800}, **options})
    context.set_default_timeout(5000)
    page = context.new_page()
    visit = Visit(page)
    page.on("console", lambda said: visit.troubles.append(f"{said.type}: {said.text}"))
    page.on("pageerror", lambda error: visit.troubles.append(f"error: {error}"))
    page.on("dialog", lambda dialog: (visit.troubles.append("dialog"), dialog.dismiss()))
    page.on("popup", lambda _: visit.troubles.append("popup"))
    page.on("request", lambda request: _unexpected(visit, request.url, path))
    try:
        page.goto(path.as_uri())
        yield visit
    finally:
        context.close()


def _unexpected(visit: Visit, url: str, path: Path) -> None:
    if url.partition("#")[0] != path.as_uri() and url != "data:,":
        visit.troubles.append(f"request: {url}")
