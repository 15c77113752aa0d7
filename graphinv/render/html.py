"""One way to make a page: autoescaped templates, styles and scripts inlined and allowed by hash, data as inert JSON."""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from jinja2 import FileSystemLoader, StrictUndefined
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup, escape

from graphinv.errors import SpecError
from graphinv.render.visible import split_isolates, visible
from graphinv.render.words import load_words


@dataclass(frozen=True)
class Page:
    """What the base template needs besides the words."""

    csp: str
    css: Markup
    js: Markup
    data: Markup | None


def render_page(
    reports: Path, lang: str, template: str, assets: Sequence[str], context: Mapping[str, Any], data: object = None
) -> str:
    """A complete HTML document from `reports/templates/<template>` with its `assets` (css and js) inside."""
    css = "".join(asset(reports, name) for name in assets if name.endswith(".css"))
    js = "".join(asset(reports, name) for name in assets if name.endswith(".js"))
    page = Page(policy([js], [css]), Markup(css), Markup(js), None if data is None else json_block(data))
    words = load_words(reports, lang)
    return environment(reports).get_template(template).render(t=words, page=page, **context)


@lru_cache(maxsize=8)
def environment(reports: Path) -> ImmutableSandboxedEnvironment:
    """The sandboxed, autoescaping template engine; an unknown name is an error."""
    found = ImmutableSandboxedEnvironment(
        loader=FileSystemLoader(reports / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        extensions=[],
    )
    found.filters |= {"say": say, "cell": cell, "plain": plain, "plain_lines": plain_lines}
    return found


@lru_cache(maxsize=32)
def asset(reports: Path, name: str) -> str:
    """A style sheet or script; it may not hold anything that would end its element early."""
    path = reports / "assets" / name
    try:
        text = path.read_text("utf-8").replace("\r\n", "\n")
    except OSError as error:
        raise SpecError("cannot read the report asset: {error}", at=str(path), error=error) from error
    if "</" in text or "<!--" in text:
        raise SpecError("an asset may not contain </ or <!--", at=str(path), hint="Write it as \\u003c/ instead.")
    return text


def policy(scripts: Sequence[str], styles: Sequence[str], *, images: str = "'none'") -> str:
    """A Content-Security-Policy that allows exactly these inline scripts and styles and nothing from anywhere else."""
    return (
        f"default-src 'none'; script-src {_sources(scripts)}; style-src {_sources(styles)}; img-src {images}; "
        "base-uri 'none'; form-action 'none'"
    )


def _sources(texts: Sequence[str]) -> str:
    return " ".join(dict.fromkeys(map(digest, texts))) or "'none'"


def digest(text: str) -> str:
    """The source expression for an inline script or style."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def json_block(data: object) -> Markup:
    """JSON that cannot end its <script> element or be taken for markup."""
    text = json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    for char in "<>&\u2028\u2029":
        text = text.replace(char, f"\\u{ord(char):04x}")
    return Markup(text)


def plain(text: object) -> str:
    """Filter: one line of text with control characters made visible."""
    return visible(str(text))


def plain_lines(text: object) -> str:
    """Filter: as `plain`, line breaks kept."""
    return visible(str(text), keep_lines=True)


def cell(text: object) -> Markup:
    """Filter: a name or cell from a source, isolated so that its direction stays its own."""
    return Markup("<bdi>{}</bdi>").format(visible(str(text), keep_lines=True))


def say(text: object) -> Markup:
    """Filter: a sentence, the names in it isolated where its writer asked for that."""
    parts = [
        Markup("<bdi>{}</bdi>").format(part) if apart else escape(part) for apart, part in split_isolates(str(text))
    ]
    return Markup("").join(parts)
