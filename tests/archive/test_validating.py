"""Whether an object is valid: one that is, and one damage for each code of OCFL; ocfl-py judges alike.

OCFL's own 156 objects are judged by `python -m tests.support.ocfl_fixtures FOLDER`.
"""

import copy
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from editions.archive.validating.whole import judge_object
from tests.support.archives import second_opinion_of_object
from tests.support.ocfl_objects import DAMAGES, good, put_inventory

#: Of these ocfl-py says nothing, or breaks off: the specification is clear.
_NOT_SEEN = {"E007 line", "E102", "E041 manifest"}


def _codes(folder: Path) -> set[str]:
    return {fault.code for fault in judge_object(folder).faults}


def test_a_good_object_is_valid_without_a_warning(tmp_path: Path) -> None:
    folder = good(tmp_path / "object")

    judgement = judge_object(folder)

    assert judgement.faults == ()
    assert judgement.bytes == len(b"one" + b"two")
    assert second_opinion_of_object(folder) == set()


@pytest.mark.parametrize("name", DAMAGES)
def test_a_damage_is_named_by_its_code(tmp_path: Path, name: str) -> None:
    folder = good(tmp_path / "object")
    DAMAGES[name](folder)

    found = _codes(folder)

    assert name[:4] in found
    assert judge_object(folder).is_valid == name.startswith("W")


@pytest.mark.parametrize("name", sorted(DAMAGES.keys() - _NOT_SEEN))
def test_ocfl_py_finds_it_valid_or_invalid_alike(tmp_path: Path, name: str) -> None:
    folder = good(tmp_path / "object")
    DAMAGES[name](folder)

    theirs = second_opinion_of_object(folder)

    assert any(code.startswith("E") for code in theirs) == name.startswith("E")


def test_a_digest_in_capitals_is_the_same_digest(tmp_path: Path) -> None:
    folder = good(tmp_path / "object")
    for place in (folder / "v1", folder / "v2", folder):
        said = json.loads((place / "inventory.json").read_text("utf-8"))
        said["manifest"] = {digest.upper(): paths for digest, paths in said["manifest"].items()}
        for version in said["versions"].values():
            version["state"] = {digest.upper(): paths for digest, paths in version["state"].items()}
        put_inventory(place, said)

    assert judge_object(folder).faults == ()


def _changed(said: Any, value: object) -> Iterator[Any]:
    """Yield *said* with one of the values in it, at any depth, being *value*."""
    keys = list(said) if isinstance(said, dict) else range(len(said)) if isinstance(said, list) else []
    for key in keys:
        for inner in (value, *_changed(said[key], value)):
            changed = copy.copy(said)
            changed[key] = inner
            yield changed


@pytest.mark.parametrize("value", [None, 7, True, "x", "", [], [None], [[]], {}, {"x": None}, {"": [7]}], ids=repr)
def test_an_inventory_of_whatever_shape_is_judged(tmp_path: Path, value: object) -> None:
    folder = good(tmp_path / "object")
    said = json.loads((folder / "inventory.json").read_text("utf-8"))
    for changed in _changed(said, value):
        put_inventory(folder, changed)
        put_inventory(folder / "v1", changed)

        assert not judge_object(folder).is_valid, changed
