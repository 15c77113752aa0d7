"""The command line: one file per noun, heavy imports inside the commands."""

from __future__ import annotations

import sys


def main() -> None:
    """Run the command line; every expected error becomes one sentence and an exit code."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")  # a GBK console must not die on a sign that it lacks
    from graphinv.cli.app import app
    from graphinv.errors import GraphinvError

    try:
        app()
    except GraphinvError as error:
        if "--debug" in sys.argv:
            raise
        sys.stderr.write(f"graphinv: {error}\n")
        raise SystemExit(error.exit_code) from None
    except BrokenPipeError:
        sys.stderr.close()
        raise SystemExit(0) from None
    except KeyboardInterrupt:
        sys.stderr.write("graphinv: interrupted; what was there before is unchanged.\n")
        raise SystemExit(130) from None


if __name__ == "__main__":
    main()
