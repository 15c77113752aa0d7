"""The documentation as text: its pages, fenced blocks, inline code and tables."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
DOCS = ROOT / "docs"
_FENCE = re.compile(r"^```(\w*)\n(.*?)^```$", re.DOTALL | re.MULTILINE)


@dataclass(frozen=True)
class Page:
    """One page of Markdown."""

    path: Path
    text: str

    @property
    def name(self) -> str:
        return self.path.relative_to(ROOT).as_posix()

    @property
    def prose(self) -> str:
        """The page without its fenced blocks."""
        return _FENCE.sub("", self.text)

    def blocks(self, language: str = "") -> list[str]:
        """Fenced blocks in this language; blocks without a language if none is given."""
        return [body for kind, body in _FENCE.findall(self.text) if kind == language]

    def code(self) -> list[str]:
        """Inline code; a bar that a table forces to be escaped is a bar again."""
        return [body.replace("\\|", "|") for body in re.findall(r"`([^`]+)`", self.prose)]

    def rows(self) -> Iterator[list[str]]:
        """Cells of all tables, without headers."""
        for line in self.prose.splitlines():
            if line.startswith("|") and not re.fullmatch(r"[|\-\s]+", line):
                yield [cell.strip().replace("\\|", "|") for cell in re.split(r"(?<!\\)\|", line)[1:-1]]

    def anchors(self) -> set[str]:
        """What `#…` may name, as GitHub makes it from headings."""
        headings = re.findall(r"^#+ (.+)$", self.prose, re.MULTILINE)
        return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}

    def section(self, heading: str) -> Page:
        """The part below a heading."""
        parts = re.split(r"^#+ (.+)$", self.text, flags=re.MULTILINE)
        return Page(self.path, parts[parts.index(heading) + 1])


def page(name: str) -> Page:
    path = ROOT / name
    return Page(path, path.read_text("utf-8"))


def written_by_hand() -> list[Page]:
    """The pages that people write; those of rules, contract and graph are made."""
    names = ["README.md", "README.zh-CN.md"]
    made = {"docs/graph.md", "docs/data-contract.md"}
    names += [path.relative_to(ROOT).as_posix() for path in sorted(DOCS.glob("*.md"))]
    return [page(name) for name in names if name not in made]


def all_pages() -> list[Page]:
    rules = sorted((DOCS / "rules").glob("*.md"))
    return [*written_by_hand(), *map(page, ("docs/graph.md", "docs/data-contract.md")), *(page(str(p)) for p in rules)]
