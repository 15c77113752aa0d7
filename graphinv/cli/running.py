"""One run of the command line: from words to an exit code; every error becomes one sentence."""

from __future__ import annotations

import os
import sys
import traceback

import typer
from typer.main import get_command

from graphinv.cli.app import app
from graphinv.cli.help import in_language
from graphinv.cli.log import LOG
from graphinv.cli.messages import complain
from graphinv.cli.options import GLOBALS
from graphinv.cli.signals import Guard
from graphinv.errors import DONE, FAILED, INTERRUPTED, GraphinvError
from graphinv.message import Message, msg


def run(words: list[str], guard: Guard) -> int:
    """The exit code of a command line."""
    try:
        code = _called(words)
    except BaseException as error:
        code = _failed(error, guard)
    if guard.interrupted:
        code = INTERRUPTED
        complain(msg("Interrupted: graph and ledger are whole, and nothing half done is left."), code)
    LOG.line("info", "end", code=code)
    return _flushed(code)


def _called(words: list[str]) -> int:
    """Run the command; a command that ends early gives its own exit code."""
    command = in_language(get_command(app), words)
    result = command.main(args=words, prog_name="graphinv", standalone_mode=False)
    return result if isinstance(result, int) else DONE


def _failed(error: BaseException, guard: Guard) -> int:
    """Say what went wrong; an interrupt is said by `run`, whatever it broke on its way."""
    if GLOBALS.debug:
        traceback.print_exception(error)  # without local variables: they hold personal data
    if guard.interrupted or isinstance(error, KeyboardInterrupt | typer.Abort):
        guard.interrupted = True
        return INTERRUPTED
    if isinstance(error, SystemExit):
        return error.code if isinstance(error.code, int) else FAILED
    if isinstance(error, GraphinvError):
        complain(error, error.exit_code)
        return error.exit_code
    if isinstance(error, BrokenPipeError):
        return _pipe_closed()
    return _unexpected(error)


def _unexpected(error: BaseException) -> int:
    """A wrong command line, as the library tells it, or a fault of ours."""
    code = getattr(error, "exit_code", FAILED)
    if type(error).__name__ == "NoArgsIsHelpError":
        sys.stderr.write(f"{error}\n")
        return int(code)
    if hasattr(error, "format_message"):
        from graphinv.cli.help import usage_problem

        complain(usage_problem(error), int(code))
        return int(code)
    told = Message(f"{type(error).__name__}: {error}".splitlines()[0])
    complain(msg("This is a fault of graphinv: {error} Run again with --debug and report it.", error=told), FAILED)
    return FAILED


def _pipe_closed() -> int:
    """Whoever read our output has seen enough."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return DONE


def _flushed(code: int) -> int:
    try:
        sys.stdout.flush()
    except BrokenPipeError:
        return _pipe_closed() or code
    return code
