"""docs/commands.md names every global option, format, encoding and setting as they are."""

from __future__ import annotations

import re

from typer.main import get_command

from graphinv.cli.app import app
from graphinv.cli.options import ENCODINGS, FORMATS
from graphinv.workspace.config import SETTINGS
from tests.docs.pages import page

PAGE = page("docs/commands.md")


def test_every_global_option_is_explained() -> None:
    listed = {
        code for row in PAGE.section("Options before the command").rows() for code in re.findall(r"`(-[^`]+)`", row[0])
    }
    assert listed == {name for option in get_command(app).params for name in option.opts}


def test_formats_and_encodings_are_named() -> None:
    cells = [cell for row in PAGE.section("Formats").rows() for cell in row]
    assert {*FORMATS, *ENCODINGS} <= {code for cell in cells for code in re.findall(r"`([^`]+)`", cell)}


def test_settings_are_those_of_the_code() -> None:
    rows = [[cell.strip("`") for cell in row] for row in PAGE.section("Settings").rows()][1:]
    assert [(row[0], row[1]) for row in rows] == [(setting.key, setting.variable) for setting in SETTINGS.values()]
    defaults = {row[0]: row[2] for row in rows}
    for key, setting in SETTINGS.items():
        assert defaults[key] == setting.default or not setting.default
