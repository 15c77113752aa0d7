"""graphinv.toml: the settings of a workspace, with where each value came from.

Flags win over `GRAPHINV_*` variables, these over the workspace's file, that over the user's own, and that over the
defaults.
"""

from __future__ import annotations

import os
import re
import tomllib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from graphinv.content.messages import LANGS, language
from graphinv.content.reader import nearest
from graphinv.errors import SpecError
from graphinv.message import Message, msg
from graphinv.model import LABELS, SUPERTYPES

FILE = "graphinv.toml"
TEMPLATE = """\
# Settings of this workspace. Everything has a default; `graphinv config show --origin` says what is in force and why.
name = "{name}"
# lang = "zh"            # zh or en: language of reports and messages; else the locale decides
# memory = "3GB"         # how much memory loading may use before it spills to disk

# [data]
# max_age_days = 400     # `sweep run --fail-on stale` fails where the last filing of a table is older; 0: never
# required = ["contracts", "kinship"]   # tables that must be loaded and hold rows

# [neo4j]                # a server for the team; the password comes from GRAPHINV_NEO4J_PASSWORD or ..._PASSWORD_FILE
# uri = "bolt://localhost:7687"         # bolt+s:// or neo4j+s:// with encryption
# database = "neo4j"
# user = "neo4j"
# ca = "authority.pem"   # the certificates to trust instead of the system's
# label = "GI_town"      # label of all nodes of this workspace; else one is made from the workspace's key
# timeout = 600          # seconds that one query may take
# publish_after_load = true             # every load is followed by graphinv publish
"""

_SIZE = re.compile(r"\d+(\.\d+)?\s*([KMGT]i?B|%)", re.IGNORECASE)
_LABEL = re.compile(r"[A-Za-z][A-Za-z0-9_]{0,62}")
_NAMES = re.compile(r"(\w+(\s*,\s*\w+)*)?")

FLAG, VARIABLE, DEFAULT = "flag", "variable", "default"


@dataclass(frozen=True)
class Setting:
    """One setting: its key in the file (`section.key`), its default, and what its value must be."""

    key: str
    default: str
    wanted: Message
    fits: Callable[[str], bool]

    @property
    def variable(self) -> str:
        return f"GRAPHINV_{self.key.replace('.', '_').upper()}"


SETTINGS = {
    setting.key: setting
    for setting in (
        Setting("name", "graphinv", msg("text in quotes"), lambda text: True),
        Setting("lang", "", msg("zh or en"), lambda text: text in ("", *LANGS)),
        Setting("memory", "3GB", msg("a size such as 2GB"), lambda text: bool(_SIZE.fullmatch(text))),
        Setting(
            "data.max_age_days", "0", msg("a whole number of days"), lambda text: text.isascii() and text.isdigit()
        ),
        Setting("data.required", "", msg("names of tables"), lambda text: bool(_NAMES.fullmatch(text))),
        Setting("neo4j.uri", "", msg("the address of a server such as bolt://HOST:7687"), lambda text: True),
        Setting("neo4j.database", "", msg("text in quotes"), lambda text: True),
        Setting("neo4j.user", "neo4j", msg("text in quotes"), lambda text: True),
        Setting("neo4j.ca", "", msg("the path of a file"), lambda text: True),
        Setting(
            "neo4j.label",
            "",
            msg("a name of letters, digits and _ that is no label of the model"),
            lambda text: not text or (bool(_LABEL.fullmatch(text)) and text not in (*LABELS, *SUPERTYPES)),
        ),
        Setting(
            "neo4j.timeout", "600", msg("a whole number of seconds"), lambda text: text.isascii() and text.isdigit()
        ),
        Setting("neo4j.publish_after_load", "false", msg("true or false"), lambda text: text in ("true", "false")),
    )
}
"""All settings, in the order in which they are shown."""


@dataclass(frozen=True)
class Value:
    """A setting in force and its origin: `flag`, `variable NAME`, the path of a file, or `default`."""

    key: str
    value: str
    origin: str


@dataclass(frozen=True)
class Neo4jConfig:
    """The server of the team, none if `uri` is empty; `timeout` in seconds."""

    uri: str = ""
    database: str = ""
    user: str = "neo4j"
    ca: str = ""
    label: str = ""
    timeout: int = 600
    publish_after_load: bool = False


@dataclass(frozen=True)
class Config:
    """The settings in force."""

    name: str = "graphinv"
    lang: str = ""
    memory: str = "3GB"
    max_age_days: int = 0
    required: tuple[str, ...] = ()
    neo4j: Neo4jConfig = Neo4jConfig()


def read(root: Path | None) -> Config:
    """The settings of the workspace in this folder; without one, those of the user. Raises SpecError."""
    found = {value.key: value.value for value in settings(root)}
    required = tuple(name.strip() for name in found["data.required"].split(",") if name.strip())
    age, server = int(found["data.max_age_days"]), _neo4j(found)
    return Config(found["name"], found["lang"], found["memory"], age, required, server)


def _neo4j(found: Mapping[str, str]) -> Neo4jConfig:
    own = {key.removeprefix("neo4j."): value for key, value in found.items() if key.startswith("neo4j.")}
    texts = {name: own[name] for name in ("uri", "database", "user", "ca", "label")}
    return Neo4jConfig(**texts, timeout=int(own["timeout"]), publish_after_load=own["publish_after_load"] == "true")


def settings(root: Path | None, lang: str | None = None) -> list[Value]:
    """Every setting with its origin; `lang` is the flag. Raises SpecError with all problems of a file at once."""
    files = [path for path in (user_file(), root / FILE if root else None) if path and path.is_file()]
    layers = [(str(path), _from_file(path)) for path in files]
    found = {key: Value(key, setting.default, DEFAULT) for key, setting in SETTINGS.items()}
    for origin, values in layers:
        found |= {key: Value(key, value, origin) for key, value in values.items()}
    found |= {value.key: value for value in _environment()}
    if lang:
        found["lang"] = Value("lang", lang, FLAG)
    return list(found.values())


def user_file() -> Path:
    """The settings of this user, which hold for every workspace that says nothing else."""
    if os.name == "nt":
        return Path(os.environ.get("APPDATA") or Path.home()) / "graphinv" / FILE
    return Path(os.environ.get("XDG_CONFIG_HOME") or Path.home() / ".config") / "graphinv" / FILE


def _from_file(path: Path) -> dict[str, str]:
    try:
        table = tomllib.loads(path.read_text("utf-8"))
    except tomllib.TOMLDecodeError as error:
        raise SpecError("is not valid TOML: {error}.", at=str(path), error=error) from None
    except UnicodeDecodeError:
        raise SpecError("is not UTF-8.", at=str(path), hint="Save it as UTF-8.") from None
    values = dict(_flat(table))
    problems = [
        msg("`{key}` is no setting.{nearest}", key=key, nearest=nearest(key, SETTINGS))
        for key in values
        if key not in SETTINGS
    ]
    texts = {key: text for key in SETTINGS if key in values and (text := _text(values[key])) is not None}
    problems += [_misfit(key) for key in SETTINGS if key in values and not SETTINGS[key].fits(texts.get(key, "\0"))]
    if problems:
        raise SpecError("cannot be used:", at=str(path), problems=problems)
    return texts


def _misfit(key: str) -> Message:
    return msg("`{key}` must be {wanted}.", key=key, wanted=SETTINGS[key].wanted)


def _flat(table: Mapping[str, Any], prefix: str = "") -> Iterator[tuple[str, Any]]:
    for key, value in table.items():
        if isinstance(value, dict):
            yield from _flat(value, f"{prefix}{key}.")
        else:
            yield prefix + key, value


def _text(value: Any) -> str | None:
    """A value of the file as text; None for what no setting can be."""
    if isinstance(value, list) and all(isinstance(item, str) for item in value):
        return ",".join(value)
    if isinstance(value, bool):
        return str(value).lower()
    return str(value) if isinstance(value, str | int) else None


def _environment() -> Iterator[Value]:
    """Settings given as variables. Raises SpecError."""
    for setting in SETTINGS.values():
        text = os.environ.get(setting.variable, "")
        if text and setting.key == "lang":
            text = language(text)
        if text and not setting.fits(text):
            raise SpecError("must be {wanted}.", at=setting.variable, wanted=setting.wanted)
        if text:
            yield Value(setting.key, text, f"{VARIABLE} {setting.variable}")
