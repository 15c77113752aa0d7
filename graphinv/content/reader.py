"""Takes the keys of a strict table one by one and collects every problem of the file before it raises."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from graphinv.content.strict_yaml import Items, Table, Value
from graphinv.errors import Said, SpecError, as_message
from graphinv.message import NOTHING, Message, msg


def nearest(word: str, known: Iterable[str]) -> Message:
    """' Did you mean `x`?' for the known word most like this one, else nothing."""
    close = difflib.get_close_matches(word, list(known), n=1, cutoff=0.5)
    return msg(" Did you mean `{word}`?", word=close[0]) if close else NOTHING


@dataclass
class Problems:
    """All problems of one file."""

    at: str
    found: list[Message] = field(default_factory=list)

    def add(self, line: int, said: Said, /, **fields: object) -> None:
        self.found.append(msg("line {line}: {said}", line=line, said=as_message(said, fields)))

    def check(self) -> None:
        """Raise SpecError with everything that was found."""
        if self.found:
            raise SpecError("cannot be used:", at=self.at, problems=self.found)


class Reader:
    """One table of a content file: what is taken is known, what is left at `done` is an error."""

    def __init__(self, table: Value, name: str, problems: Problems, line: int = 1) -> None:
        self.problems, self.name = problems, name
        self.taken: set[str] = set()
        if not isinstance(table, Table):
            problems.add(line, "`{name}` must be a table of keys and values", name=name)
            table = Table(line)
        self.table = table

    def line(self, key: str) -> int:
        return self.table.lines.get(key, self.table.line)

    def fail(self, key: str, said: Said, /, **fields: object) -> None:
        """Note a problem at this key; `fields` are the values for its text."""
        self.problems.add(self.line(key), said, **fields)

    def get(self, key: str) -> Value | None:
        self.taken.add(key)
        return self.table.get(key)

    def text(self, key: str, default: str | None = None) -> str:
        """The string under this key; without a default it must be there."""
        value = self.get(key)
        if value is None or value == "":
            if default is None:
                self.fail(key, "`{name}` needs `{key}`", name=self.name, key=key)
            return default or ""
        if not isinstance(value, str):
            self.fail(key, "`{key}` must be one word or sentence", key=key)
            return default or ""
        return value

    def choice(self, key: str, options: Iterable[str], default: str | None = None) -> str:
        """A string that is one of the options."""
        value = self.text(key, default)
        if value:
            self._check_known(key, value, list(options))
        return value

    def choices(self, key: str, options: Iterable[str]) -> tuple[str, ...]:
        """Strings that are each one of the options."""
        values, known = self.texts(key), list(options)
        for value in values:
            self._check_known(key, value, known)
        return values

    def _check_known(self, key: str, value: str, known: list[str]) -> None:
        if value not in known:
            self.fail(
                key,
                "`{key}: {value}` is unknown.{nearest}{options}",
                key=key,
                value=value,
                nearest=nearest(value, known),
                options=msg(" Known: {known}.", known=known) if known else msg(" None is known."),
            )

    def flag(self, key: str, default: bool = False) -> bool:
        """true or false (also yes and no)."""
        value = self.choice(key, ("true", "false", "yes", "no"), "true" if default else "false")
        return value in ("true", "yes")

    def integer(self, key: str, default: int | None = None) -> int:
        value = self.text(key, None if default is None else str(default))
        try:
            return int(value)
        except ValueError:
            if value:
                self.fail(key, "`{key}: {value}` must be a whole number", key=key, value=value)
            return default or 0

    def texts(self, key: str) -> tuple[str, ...]:
        """A list of strings; one string counts as a list of one; absent is empty."""
        value = self.get(key)
        if value is None or value == "":
            return ()
        if isinstance(value, str):
            return (value,)
        if isinstance(value, Items) and all(isinstance(item, str) for item in value):
            return tuple(item for item in value if isinstance(item, str))
        self.fail(key, "`{key}` must be a list of words", key=key)
        return ()

    def both(self, key: str, *, needed: bool = True) -> dict[str, str]:
        """A text in Chinese and English: {zh: …, en: …}."""
        value = self.get(key)
        if value is None and not needed:
            return {}
        if value is None:
            self.fail(key, "`{name}` needs `{key}: {zh: …, en: …}`", name=self.name, key=key)
            return {"zh": "", "en": ""}
        inner = Reader(value, key, self.problems, self.line(key))
        result = {lang: inner.text(lang) for lang in ("zh", "en")}
        inner.done()
        return result

    def child(self, key: str) -> Reader | None:
        """The table under this key, if there is one."""
        value = self.get(key)
        return None if value is None or value == "" else Reader(value, key, self.problems, self.line(key))

    def children(self, key: str) -> Iterator[tuple[str, Reader]]:
        """The named tables under this key."""
        group = self.child(key)
        for name, value in group.table.items() if group else ():
            yield name, Reader(value, name, self.problems, group.line(name) if group else 1)

    def items(self, key: str) -> Iterator[Reader]:
        """The tables of the list under this key."""
        value = self.get(key)
        if value is None or value == "":
            return
        if not isinstance(value, Items):
            self.fail(key, "`{key}` must be a list", key=key)
            return
        for item, line in zip(value, value.lines, strict=True):
            yield Reader(item, key, self.problems, line)

    def done(self) -> None:
        """Everything that was not taken is an unknown key."""
        for key in self.table:
            if key not in self.taken:
                self.fail(
                    key,
                    "`{key}` is not a key of `{name}`.{nearest}",
                    key=key,
                    name=self.name,
                    nearest=nearest(key, self.taken),
                )
