"""What the errors of the driver and of the server mean to the user, each with a next step."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from neo4j.exceptions import (
    AuthError,
    BrokenRecordError,
    ConfigurationError,
    DriverError,
    Forbidden,
    Neo4jError,
    ServiceUnavailable,
    SessionExpired,
    TransientError,
)

from graphinv.errors import GraphinvError, QueryFailed, StoreError, StoreUnavailable
from graphinv.stopping import go_on
from graphinv.stores.neo4j.settings import PASSWORD, PASSWORD_FILE, Settings

_RATE_LIMIT = "Neo.ClientError.Security.AuthenticationRateLimit"
_EXPIRED = "Neo.ClientError.Security.CredentialsExpired"
_NO_DATABASE = "Neo.ClientError.Database.DatabaseNotFound"
_TIMED_OUT = "Neo.ClientError.Transaction.TransactionTimedOut"
_READ_ONLY = "OnReadOnly"


@contextmanager
def told(settings: Settings) -> Iterator[None]:
    """Errors inside are raised as ours."""
    try:
        yield
    except (DriverError, Neo4jError, OSError) as error:
        go_on()
        raise explained(error, settings) from None
    except ValueError as error:  # the driver's answer to an address that it cannot read
        raise _misspelt(error, settings) from None


def explained(error: Exception, settings: Settings) -> GraphinvError:
    """The error in the user's words."""
    if isinstance(error, Neo4jError):
        return _of_server(error, settings)
    if isinstance(error, (ServiceUnavailable, SessionExpired, OSError)):
        return _unreachable(error, settings)
    if isinstance(error, BrokenRecordError):
        return QueryFailed("A day before the year 1 or after 9999 cannot be shown.")
    return _misspelt(error, settings) if isinstance(error, ConfigurationError) else _failed(error, settings)


def _of_server(error: Neo4jError, settings: Settings) -> GraphinvError:
    code = error.code or ""
    if code in (_RATE_LIMIT, _EXPIRED) or (isinstance(error, AuthError) and not isinstance(error, Forbidden)):
        return _refused(code, settings)
    if code == _NO_DATABASE:
        return StoreUnavailable(
            "There is no database {database} on this server.",
            at=settings.uri,
            hint="Name another one: --database, or [neo4j] database in graphinv.toml.",
            database=settings.database,
        )
    if isinstance(error, Forbidden) or _READ_ONLY in code:
        return StoreUnavailable(
            "The user {user} may not do this on the database {database}.",
            at=settings.uri,
            hint="Ask for the right to write, or name another user: [neo4j] user in graphinv.toml.",
            user=settings.user,
            database=settings.database or "neo4j",
        )
    if code.startswith(_TIMED_OUT):
        return QueryFailed(
            "The query took longer than it may and was ended.",
            hint="Ask for less, or allow more: --timeout, or [neo4j] timeout in graphinv.toml.",
        )
    if isinstance(error, TransientError):
        return StoreUnavailable(
            "The server cannot do this now: {error}", at=settings.uri, hint="Try again.", error=_one_line(error)
        )
    return QueryFailed("The query failed: {error}", at=settings.uri, error=_one_line(error))


def _refused(code: str, settings: Settings) -> StoreUnavailable:
    if code == _RATE_LIMIT:
        return StoreUnavailable(
            "Too many wrong passwords in a row.", at=settings.uri, hint="Wait some seconds, then give the right one."
        )
    if code == _EXPIRED:
        return StoreUnavailable(
            "The first password of the user {user} must be changed before anything else.",
            at=settings.uri,
            hint="Sign in once with cypher-shell or Neo4j Browser and change it.",
            user=settings.user,
        )
    return StoreUnavailable(
        "The user {user} is refused: wrong name or password.",
        at=settings.uri,
        hint="Set {variable}, or name a file that holds it in {file}.",
        user=settings.user,
        variable=PASSWORD,
        file=PASSWORD_FILE,
    )


def _unreachable(error: Exception, settings: Settings) -> StoreUnavailable:
    text = f"{error} {error.__cause__ or ''}"
    if "CERTIFICATE_VERIFY_FAILED" in text or "SSLCertVerificationError" in text:
        return StoreUnavailable(
            "The server's certificate is not trusted.",
            at=settings.uri,
            hint="Name the certificate of its authority: [neo4j] ca in graphinv.toml.",
        )
    if "handshake response" in text:
        return StoreUnavailable(
            "The server answers, but not without encryption.",
            at=settings.uri,
            hint="Write bolt+s:// or neo4j+s:// instead of bolt:// or neo4j://.",
        )
    if "SSL" in text or "ssl" in text:
        return StoreUnavailable(
            "No encrypted connection could be made: {error}",
            at=settings.uri,
            hint="Does the server offer encryption at this address?",
            error=_one_line(error),
        )
    return StoreUnavailable(
        "No Neo4j server answers.",
        at=settings.uri,
        hint="Is it running, and is the address right? graphinv engines shows what is configured.",
    )


def _misspelt(error: Exception, settings: Settings) -> StoreError:
    return StoreError(
        "This is no address of a Neo4j server: {error}",
        at=settings.uri,
        hint="Write it as bolt://HOST:7687, or bolt+s://HOST:7687 with encryption.",
        error=_one_line(error),
    )


def _failed(error: Exception, settings: Settings) -> StoreError:
    return StoreError("The connection failed: {error}", at=settings.uri, error=_one_line(error))


def _one_line(error: Exception) -> str:
    text = error.message if isinstance(error, Neo4jError) and error.message else str(error)
    return " ".join(text.split())[:500]
