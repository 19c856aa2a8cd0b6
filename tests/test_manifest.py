"""What counts as an input of an edition, and what a damaged manifest is taken for: none."""

import re
from dataclasses import replace
from pathlib import Path

import pytest

from editions.cli import main
from editions.manifest import inputs, is_current, published_formats, read_manifest, tools
from editions.model.statement import SourceFile
from tests.support.making import SAMPLE, around, layout, statement
from tests.support.tools import ROOT

#: Libraries of the lock that no byte of an edition passes through.
_WITHOUT_A_HAND = {
    "aiohappyeyeballs",
    "aiohttp",
    "aiosignal",
    "asn1crypto",
    "attrs",
    "bagit",
    "brotli",
    "certifi",
    "cffi",
    "click",
    "cryptography",
    "frozenlist",
    "idna",
    "multidict",
    "openxml-audit",
    "oscrypto",
    "packaging",
    "propcache",
    "pycparser",
    "pygments",
    "pyhanko",
    "pyhanko-certvalidator",
    "python-pkcs11",
    "rich",
    "setuptools",
    "tomlkit",
    "typing-extensions",
    "tzlocal",
    "uritools",
    "yarl",
    "zopfli",
}
_TEXT = (
    "SAMPLE\nby the Office\n\nA paragraph.\n\nA. Sample\n\nThis sample is addressed to the Council for Peace, Trust and Law, the Court.\n"
)


def test_every_library_of_the_lock_is_named_or_has_no_hand_in_an_edition() -> None:
    lock = (ROOT / "requirements.lock").read_text("utf-8")
    locked = {name.lower().replace("_", "-") for name in re.findall(r"^([\w-]+)==", lock, re.MULTILINE)}

    assert set(tools()) - {"editions"} == locked - _WITHOUT_A_HAND


def test_the_lists_of_names_are_an_input_of_a_plain_text_alone(tmp_path: Path) -> None:
    (tmp_path / "names.txt").write_text("Peace, Trust and Law\n", "utf-8")
    plain = replace(statement(SAMPLE), sources=(SourceFile(name="sample.txt", content=b""),))
    own, other = around(), replace(around(), names=(*around().names, tmp_path / "names.txt"))

    assert inputs(plain, layout("plain"), own) != inputs(plain, layout("plain"), other)
    assert inputs(statement(SAMPLE), layout("plain"), own) == inputs(statement(SAMPLE), layout("plain"), other)


def test_a_list_of_names_that_changes_the_recipients_makes_a_new_edition(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "seeds").mkdir()
    (tmp_path / "seeds" / "2022-01-20-x.txt").write_text(_TEXT, "utf-8")
    main(["build", "--format", "docx"])
    before = (tmp_path / "build" / "2022-01-20-x" / "2022-01-20-x.en.docx").read_bytes()
    (tmp_path / "names.txt").write_text("the Council for Peace, Trust and Law\n", "utf-8")
    capsys.readouterr()

    main(["build", "--format", "docx"])

    assert "unchanged" not in capsys.readouterr().err
    assert (tmp_path / "build" / "2022-01-20-x" / "2022-01-20-x.en.docx").read_bytes() != before


_DAMAGED = [
    "", "null", "[]", "{}", '{"outputs": null}', '{"outputs": ["x"]}', '{"outputs": [{}]}', '{"outputs": [{"file": 1}]}', "[" * 100_000,
]  # fmt: skip


@pytest.mark.parametrize("content", _DAMAGED)
def test_a_damaged_manifest_is_none_and_the_edition_is_made_again(tmp_path: Path, content: str) -> None:
    folder = tmp_path / "build" / SAMPLE.name
    folder.mkdir(parents=True)
    (folder / "edition.json").write_text(content, "utf-8")

    status = main(["build", str(SAMPLE), "--format", "docx"])

    assert status == 0
    assert published_formats(folder) == {"docx"}


@pytest.mark.parametrize("output", ['{"file": "x"}', '{"file": "\\u0000", "format": "pdf"}', '{"file": "\\udfff", "format": ["pdf"]}'])
def test_a_manifest_that_tells_no_digest_is_not_current(tmp_path: Path, output: str) -> None:
    import json

    made_from = inputs(statement(SAMPLE), layout("plain"), around())
    said = {"inputs": made_from, "tools": tools(), "layout": "plain", "outputs": [json.loads(output)]}
    (tmp_path / "edition.json").write_text(json.dumps(said), "utf-8")

    assert read_manifest(tmp_path) != {}
    assert not is_current(tmp_path, made_from, layout("plain"), ())
