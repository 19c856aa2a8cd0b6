"""What an office says of signing in its settings; and what of it goes to another computer."""

from dataclasses import asdict
from pathlib import Path
from typing import Any

import pytest

from editions.problems import Refusal
from editions.surroundings import Signing, as_values, surroundings


def test_no_roots_and_no_time_stamps_are_built_in(tmp_path: Path) -> None:
    assert surroundings(tmp_path).signing == Signing(roots=None, tsa="")


def test_roots_lie_beside_the_settings(tmp_path: Path) -> None:
    (tmp_path / "roots").mkdir()
    (tmp_path / "settings.toml").write_text('[signing]\nroots = "roots"\ntsa = "https://tsa.example/"\n', "utf-8")

    assert surroundings(tmp_path).signing == Signing(roots=tmp_path / "roots", tsa="https://tsa.example/")


def test_what_is_wrong_with_the_settings_of_signing_is_said_all_at_once(tmp_path: Path) -> None:
    settings = tmp_path / "settings.toml"
    settings.write_text('[signing]\nroots = "none"\ntsa = "tsa.example"\n', "utf-8")

    with pytest.raises(Refusal) as refused:
        surroundings(tmp_path)

    assert str(refused.value) == (
        f'{settings}:2: there is no folder "none"\n  It holds the certificates that are trusted.\n'
        f'{settings}:3: "tsa.example" is no address\n  As in: tsa = "https://…"'
    )


def test_a_setting_of_signing_that_is_misspelt_is_named(tmp_path: Path) -> None:
    (tmp_path / "settings.toml").write_text('[signing]\nroot = "roots"\n', "utf-8")

    with pytest.raises(Refusal, match='unknown key "root"'):
        surroundings(tmp_path)


def _paths(value: Any) -> list[Path]:
    """Return all paths in *value* that lead somewhere."""
    if isinstance(value, Path):
        return [value] if value != Path() else []
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list | tuple) else ()
    return [path for one in inner for path in _paths(one)]


def test_no_path_of_this_computer_goes_to_another(tmp_path: Path) -> None:
    (tmp_path / "roots").mkdir()
    (tmp_path / "settings.toml").write_text('[signing]\nroots = "roots"\n', "utf-8")
    here = surroundings(tmp_path)

    assert len(_paths(asdict(here))) > 6
    assert _paths(asdict(as_values(here))) == []
    assert as_values(here).limits == here.limits
