"""The five snapshots of the register, each loaded once into a workspace of its own."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.register.snapshots import REGISTER, SNAPSHOTS, Register, load, needs_register


@pytest.fixture(scope="session")
def registers(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, Register]]:
    """All snapshots by name."""
    needs_register()
    found = {name: load(tmp_path_factory.mktemp(name), REGISTER / name) for name in SNAPSHOTS}
    yield found
    for register in found.values():
        register.close()


@pytest.fixture(params=SNAPSHOTS)
def snapshot(request: pytest.FixtureRequest) -> str:
    """Each snapshot's name in turn."""
    return str(request.param)


@pytest.fixture
def register(registers: dict[str, Register], snapshot: str) -> Register:
    return registers[snapshot]
