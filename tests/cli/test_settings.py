"""Settings: flags win over GRAPHINV_*, these over graphinv.toml, that over the user's file, that over the defaults."""

from __future__ import annotations

from pathlib import Path

import pytest

from graphinv.errors import SpecError
from graphinv.workspace.config import SETTINGS, TEMPLATE, Config, read, settings, user_file
from tests.cli.running import rows, run


@pytest.fixture(autouse=True)
def nobody(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """No setting of whoever runs the tests."""
    for setting in SETTINGS.values():
        monkeypatch.delenv(setting.variable, raising=False)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))


@pytest.fixture
def case(tmp_path: Path) -> Path:
    folder = tmp_path / "case"
    folder.mkdir()
    return folder


def origins(root: Path | None, lang: str | None = None) -> dict[str, tuple[str, str]]:
    return {value.key: (value.value, value.origin) for value in settings(root, lang)}


def test_precedence(case: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file, own = case / "graphinv.toml", user_file()
    assert origins(None)["lang"] == ("", "default")
    own.parent.mkdir(parents=True)
    own.write_text('lang = "zh"\nmemory = "3GB"\nname = "mine"\n[data]\nmax_age_days = 7\n', "utf-8")
    assert origins(None)["lang"] == ("zh", str(own))
    file.write_text('lang = "en"\nmemory = "4GB"\n', "utf-8")
    assert origins(case)["lang"] == ("en", str(file))
    assert origins(case)["data.max_age_days"] == ("7", str(own))
    monkeypatch.setenv("GRAPHINV_LANG", "zh_CN.UTF-8")
    monkeypatch.setenv("GRAPHINV_DATA_MAX_AGE_DAYS", "9")
    assert origins(case)["lang"] == ("zh", "variable GRAPHINV_LANG")
    assert origins(case, "en")["lang"] == ("en", "flag")
    assert read(case) == Config("mine", "zh", "4GB", 9, ())


def test_every_default_is_that_of_the_code() -> None:
    assert read(None) == Config()


def test_the_template_explains_every_setting_and_is_valid(case: Path) -> None:
    (case / "graphinv.toml").write_text(TEMPLATE.replace("{name}", "a"), "utf-8")
    assert read(case).name == "a"
    uncommented = "\n".join(
        line.removeprefix("# ") if "=" in line or "[" in line else line for line in TEMPLATE.splitlines()
    )
    (case / "graphinv.toml").write_text(uncommented.replace("{name}", "a"), "utf-8")
    assert {value.key for value in settings(case) if value.origin != "default"} == SETTINGS.keys()


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('langg = "zh"', "`langg` is no setting. Did you mean `lang`?"),
        ('lang = "fr"', "`lang` must be zh or en."),
        ("memory = 2", "`memory` must be a size such as 2GB."),
        ("[data]\nmax_age_days = -1", "`data.max_age_days` must be a whole number of days."),
        ("[data]\nmax_age_days = true", "`data.max_age_days` must be a whole number of days."),
        ("[data]\nrequired = [1]", "`data.required` must be names of tables."),
        ("[dta]\nrequired = []", "`dta.required` is no setting."),
        ("lang =", "is not valid TOML"),
    ],
)
def test_wrong_settings(case: Path, text: str, said: str) -> None:
    (case / "graphinv.toml").write_text(text, "utf-8")
    with pytest.raises(SpecError) as caught:
        read(case)
    assert said in str(caught.value)
    assert "graphinv.toml" in str(caught.value)


def test_a_wrong_variable_names_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GRAPHINV_MEMORY", "much")
    with pytest.raises(SpecError, match="GRAPHINV_MEMORY: must be a size such as 2GB"):
        read(None)


def test_config_show(tmp_path: Path) -> None:
    run("init", tmp_path / "case")
    shown = rows("-w", tmp_path / "case", "config", "show", "--origin", GRAPHINV_MEMORY="3GB")
    found = {row["setting"]: (row["value"], row["origin"]) for row in shown}
    assert found["name"] == ("case", str(tmp_path / "case" / "graphinv.toml"))
    assert found["memory"] == ("3GB", "variable GRAPHINV_MEMORY")
    assert found["lang"] == ("en", "variable GRAPHINV_LANG")
    assert found["data.max_age_days"] == ("0", "default")
    assert "origin" not in run("-w", tmp_path / "case", "config", "show").stdout.decode()


def test_the_language_of_a_workspace_is_that_of_its_messages(tmp_path: Path) -> None:
    run("init", tmp_path / "case")
    with (tmp_path / "case" / "graphinv.toml").open("a", encoding="utf-8") as file:
        file.write('lang = "zh"\n')
    for lang, said in (("", "还没有做过排查"), ("en", "There was no sweep yet")):
        assert said in run("-w", tmp_path / "case", "report", "sweep", code=2, GRAPHINV_LANG=lang).stderr.decode()
