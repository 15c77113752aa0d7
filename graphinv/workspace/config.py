"""graphinv.toml: the settings of a workspace, with where each value came from.

Flags win over `GRAPHINV_*` variables, these over the workspace's file, the file over the defaults.
"""

from __future__ import annotations

import locale
import os
import tomllib
from dataclasses import dataclass, fields
from pathlib import Path

from graphinv.content.reader import nearest
from graphinv.errors import SpecError

FILE = "graphinv.toml"
TEMPLATE = """\
# Settings of this workspace. Everything has a default; `graphinv doctor` shows what is in force.
name = "{name}"
# lang = "zh"            # zh or en: language of reports and messages; else the locale decides
# memory = "2GB"         # how much memory loading may use before it spills to disk
"""


@dataclass(frozen=True)
class Config:
    """The settings in force; `origin` says where each one came from."""

    name: str = "graphinv"
    lang: str = ""
    memory: str = "2GB"


def read(root: Path) -> Config:
    """The settings of the workspace in this folder. Raises SpecError with all problems at once."""
    path = root / FILE
    try:
        values = tomllib.loads(path.read_text("utf-8"))
    except tomllib.TOMLDecodeError as error:
        raise SpecError(f"is not valid TOML: {error}.", at=str(path)) from None
    except UnicodeDecodeError:
        raise SpecError("is not UTF-8.", at=str(path), hint="Save it as UTF-8.") from None
    known = {field.name for field in fields(Config)}
    problems = [f"`{key}` is no setting.{nearest(key, known)}" for key in values if key not in known]
    problems += [f"`{key}` must be text in quotes." for key, value in values.items() if not isinstance(value, str)]
    if problems:
        raise SpecError("cannot be used:", at=str(path), problems=problems)
    return Config(**(values | _environment(known)))


def _environment(known: set[str]) -> dict[str, str]:
    found = ((name, os.environ.get(f"GRAPHINV_{name.upper()}", "")) for name in known)
    return {name: value for name, value in found if value}


def language(chosen: str | None, configured: str = "") -> str:
    """zh or en: the flag, else the setting, else the locale."""
    wanted = chosen or os.environ.get("GRAPHINV_LANG") or configured or (locale.getlocale()[0] or "")
    return "zh" if wanted.lower().startswith(("zh", "chinese")) else "en"
