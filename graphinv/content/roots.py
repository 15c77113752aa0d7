"""Where built-in content lies: in the checkout for an editable install, else below graphinv/_builtin in the wheel."""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent.parent
KINDS = ("loaders", "queries", "reports")


def builtin(kind: str) -> Path:
    """The folder with built-in content of this kind; the only place that knows where the wheel keeps it."""
    packed = _PACKAGE / "_builtin" / kind
    return packed if packed.is_dir() else _PACKAGE.parent / kind


def roots(kind: str, workspace: Path | None) -> tuple[Path, ...]:
    """Built-in content first, then the workspace's own folder if it has one."""
    own = workspace / kind if workspace else None
    return (builtin(kind), own) if own is not None and own.is_dir() else (builtin(kind),)
