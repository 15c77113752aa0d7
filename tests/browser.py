"""Headless Chromium for tests: opens local files and reports whatever a page should not do.

Without Chromium the tests skip and say so; with the environment variable CI set they fail instead.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


def chromium() -> str | None:
    """The browser's path: $GRAPHINV_CHROMIUM, else what the system has."""
    names = ("chromium", "chromium-browser", "google-chrome")
    return os.environ.get("GRAPHINV_CHROMIUM") or next((path for name in names if (path := shutil.which(name))), None)


@contextmanager
def open_browser() -> Iterator[Browser]:
    """A running browser; skips or fails the test where there is none."""
    path = chromium()
    if path is None:
        if os.environ.get("CI"):
            pytest.fail("Chromium is not installed, and CI needs it.")
        pytest.skip("Chromium is not installed")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=list(ARGUMENTS))
        try:
            yield browser
        finally:
            browser.close()


@dataclass
class Visit:
    """An open page with its complaints (console errors, warnings, exceptions, dialogs) and its requests."""

    page: Page
    complaints: list[str] = field(default_factory=list)
    requests: list[str] = field(default_factory=list)

    @property
    def outside(self) -> list[str]:
        """Requests for anything but a local file."""
        return [url for url in self.requests if not url.startswith("file:")]


class Window:
    """A window that shows one file after the other; what it hears belongs to the file that it shows."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.seen = Visit(page)
        page.on("console", lambda said: self._complain(said.text) if said.type in ("error", "warning") else None)
        page.on("pageerror", lambda error: self._complain(str(error)))
        page.on("dialog", lambda dialog: (self._complain(f"dialog {dialog.message}"), dialog.dismiss()))
        page.on("request", lambda request: self.seen.requests.append(request.url))

    def _complain(self, text: str) -> None:
        self.seen.complaints.append(text)

    def open(self, path: Path) -> Visit:
        """Show this file instead of the last one."""
        self.seen = Visit(self.page)
        self.page.goto(path.resolve().as_uri())
        return self.seen


@contextmanager
def window(browser: Browser, *, javascript: bool = True, width: int = 1240) -> Iterator[Window]:
    """A new window; opening one costs several times as much as opening a page in it."""
    context = browser.new_context(java_script_enabled=javascript, viewport={"width": width, "height": 900})
    try:
        yield Window(context.new_page())
    finally:
        context.close()


@contextmanager
def visit(browser: Browser, path: Path, *, javascript: bool = True, width: int = 1240) -> Iterator[Visit]:
    """The file in a window of its own."""
    with window(browser, javascript=javascript, width=width) as opened:
        yield opened.open(path)


_BOXES = """elements => elements.map(element => {
  const box = element.getBoundingClientRect();
  return [element.textContent.trim().slice(0, 60), box.left, box.top, box.right, box.bottom];
})"""


def boxes(page: Page, selector: str) -> list[tuple[str, float, float, float, float]]:
    """(text, left, top, right, bottom) of every element found."""
    return [tuple(found) for found in page.locator(selector).evaluate_all(_BOXES)]


def overlaps(page: Page, selector: str, slack: float = 0.5) -> list[tuple[str, str]]:
    """Pairs of elements whose boxes share more than `slack` pixels each way."""
    found = boxes(page, selector)
    return [
        (one[0], other[0])
        for index, one in enumerate(found)
        for other in found[index + 1 :]
        if min(one[3], other[3]) - max(one[1], other[1]) > slack
        and min(one[4], other[4]) - max(one[2], other[2]) > slack
    ]
