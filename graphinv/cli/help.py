"""The help of all commands, and what is wrong with a command line, in the language of this run."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Any

from graphinv.cli.options import GLOBALS, lang
from graphinv.content.messages import LANGS, translator
from graphinv.message import NOTHING, Message, either, msg

_NO_COMMAND = re.compile(r"No such command '(.+?)'")


def in_language(command: Any, words: Sequence[str]) -> Any:
    """The command with its help translated; the language is needed before the options are read."""
    given = [word for flag, word in pairwise(words) if flag == "--lang" and word in LANGS]
    given += [word.removeprefix("--lang=") for word in words if word.startswith("--lang=")]
    GLOBALS.lang = given[0] if given else None
    translate = translator(lang())
    for part in explained(command):
        part.help = translate(part.help)
    return command


def explained(command: Any) -> Iterator[Any]:
    """Every command, option and argument below this one that has a help text."""
    parts = [command, *command.params]
    yield from (part for part in parts if getattr(part, "help", None))
    for inner in getattr(command, "commands", {}).values():
        yield from explained(inner)


def usage_problem(error: Any) -> Message:
    """What the library says about a command line, with the next step."""
    context = getattr(error, "ctx", None)
    path = context.command_path if context is not None else "graphinv"
    return msg("{said} {path} --help explains it.", said=_problem(error), path=path)


def _problem(error: Any) -> Message:
    kind, text = type(error).__name__, str(error.format_message())
    unknown = _NO_COMMAND.search(text)
    if unknown:
        return msg("There is no command {name}.", name=unknown[1])
    if kind == "NoSuchOption":
        near = error.possibilities or ()
        return msg("There is no option {name}.{nearest}", name=error.option_name, nearest=_meant(near))
    if kind == "MissingParameter":
        return msg("{name} is missing.", name=error.param.get_error_hint() if error.param else text)
    if kind == "BadParameter" and error.param:
        return msg("{name} is not understood: {error}", name=error.param.get_error_hint(), error=error.message)
    return msg("The command line is not understood: {error}", error=text)


def _meant(near: Sequence[str]) -> Message:
    return msg(" Did you mean {names}?", names=either(near)) if near else NOTHING
