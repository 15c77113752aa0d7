"""The command line: one file per noun, heavy imports inside the commands."""

from __future__ import annotations

import sys


def main() -> None:
    """Run the command line; every expected error becomes one sentence and an exit code."""
    from graphinv.cli.signals import Guard

    guard = Guard()
    guard.start()
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")  # a GBK console must not die on a sign that it lacks
    try:
        from graphinv.cli.running import run

        code = run(sys.argv[1:], guard)
    except KeyboardInterrupt:
        code = 130  # before anything was begun
    raise SystemExit(code)


if __name__ == "__main__":
    main()
