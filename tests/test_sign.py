"""``editions sign``: from a published edition to a signed one beside it, or to one clear problem and nothing."""

import hashlib
import json
import os
import shutil
from pathlib import Path

import pytest

from editions.cli import main
from editions.publishing import publish
from tests.support.making import EVERYTHING, SAMPLE, edition_with_annexes
from tests.support.pki import PASSPHRASE, Authority, key_for
from tests.support.tools import require, run

_ID = SAMPLE.name
_PDF = f"{_ID}.en.pdf"


@pytest.fixture
def office(tmp_path: Path, authority: Authority, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Set up an office with the sample's edition, made and published, and with the authority's roots and time stamps."""
    made = edition_with_annexes(SAMPLE)
    publish(made, tmp_path / "build")
    (tmp_path / "settings.toml").write_text(f'[signing]\nroots = "{authority.roots}"\ntsa = "{authority.tsa}"\n', "utf-8")
    monkeypatch.setenv("TEST_SECRET", PASSPHRASE)
    return tmp_path


def _sign(office: Path, key: Path, *more: str, file: str = _PDF) -> int:
    return _run("sign", str(office / "build" / _ID / file), "--key", str(key), "--secret-env", "TEST_SECRET", *more)


def _run(*given: str) -> int:
    """Run the command, which takes the secret out of the environment, as if it were the first that is run."""
    os.environ.setdefault("TEST_SECRET", PASSPHRASE)
    return main(list(given))


def _names(office: Path) -> list[str]:
    return sorted(path.name for path in (office / "build" / _ID).iterdir())


@pytest.mark.verapdf
def test_the_signed_file_and_its_record_lie_beside_the_edition_which_stays(office: Path, authority: Authority) -> None:
    before = (office / "build" / _ID / _PDF).read_bytes()

    assert _sign(office, authority.pkcs12("officer"), "--reason", "TEST") == 0

    after = (office / "build" / _ID / f"{_ID}.en.signed.pdf").read_bytes()
    told = json.loads((office / "build" / _ID / f"{_ID}.en.signed.json").read_bytes())
    assert (office / "build" / _ID / _PDF).read_bytes() == before
    assert after.startswith(before)
    assert told["edition"]["sha256"] == hashlib.sha256(before).hexdigest()
    assert told["signed"]["sha256"] == hashlib.sha256(after).hexdigest()
    assert [(one["signer"], one["level"], one["reason"]) for one in told["signatures"]] == [("TEST Officer", "B-LTA", "TEST")]
    assert [one["field"] for one in told["time_stamps"]] == ["TimeStamp1"]


def test_two_sign_in_their_order_and_the_last_brings_the_time_stamp(
    office: Path, authority: Authority, capsys: pytest.CaptureFixture[str]
) -> None:
    publish(edition_with_annexes(EVERYTHING), office / "build")
    given = ["sign", str(office / "build" / EVERYTHING.name / f"{EVERYTHING.name}.en.pdf"), "--secret-env", "TEST_SECRET", "--key"]

    early = _run(*given, str(authority.pkcs12("deputy")), "--as", "Specimen")
    said = capsys.readouterr().err
    others = [_run(*given, str(authority.pkcs12(name))) for name in ("officer", "deputy", "rsa")]

    told = json.loads((office / "build" / EVERYTHING.name / f"{EVERYTHING.name}.en.signed.json").read_bytes())
    assert (early, '"B. Specimen" signs last, and closes the file: "A. Sample" must sign before' in said) == (2, True)
    assert (others, "all its signatories have signed" in capsys.readouterr().err) == ([0, 0, 5], True)
    assert [(one["signatory"], one["level"]) for one in told["signatures"]] == [("A. Sample", "B-LT"), ("B. Specimen", "B-LTA")]
    assert [one["field"] for one in told["time_stamps"]] == ["TimeStamp1"]


def test_a_new_time_stamp_is_put_over_what_is_signed(office: Path, authority: Authority, capsys: pytest.CaptureFixture[str]) -> None:
    _sign(office, authority.pkcs12("officer"))
    before = (office / "build" / _ID / f"{_ID}.en.signed.pdf").read_bytes()

    status = main(["sign", str(office / "build" / _ID / _PDF), "--refresh"])

    assert status == 0, capsys.readouterr().err
    assert (office / "build" / _ID / f"{_ID}.en.signed.pdf").read_bytes().startswith(before)
    told = json.loads((office / "build" / _ID / f"{_ID}.en.signed.json").read_bytes())
    assert [one["field"] for one in told["time_stamps"]] == ["TimeStamp1", "TimeStamp2"]


def test_a_new_time_stamp_needs_neither_the_statement_nor_the_edition_as_they_were(
    office: Path, authority: Authority, capsys: pytest.CaptureFixture[str]
) -> None:
    _sign(office, authority.pkcs12("officer"))
    shutil.copytree(SAMPLE, office / "seeds" / _ID)
    text = office / "seeds" / _ID / "en.md"
    text.write_text(text.read_text("utf-8").replace("the", "teh"), "utf-8")
    (office / "build" / _ID / _PDF).write_bytes(b"another edition")

    status = main(["sign", _ID, "--refresh"])

    assert status == 0, capsys.readouterr().err
    told = json.loads((office / "build" / _ID / f"{_ID}.en.signed.json").read_bytes())
    assert (told["edition"]["file"], len(told["time_stamps"])) == (_PDF, 2)


def test_what_does_not_verify_gets_no_new_time_stamp(office: Path, authority: Authority, capsys: pytest.CaptureFixture[str]) -> None:
    _sign(office, authority.pkcs12("officer"), "--level", "B-B")
    path = office / "build" / _ID / f"{_ID}.en.signed.pdf"
    record = path.with_suffix(".json")
    good = path.read_bytes()
    bad = good[:7] + bytes([good[7] ^ 1]) + good[8:]
    path.write_bytes(bad)

    altered = main(["sign", str(path), "--refresh"])
    said = capsys.readouterr().err
    record.write_text(record.read_text("utf-8").replace(hashlib.sha256(good).hexdigest(), hashlib.sha256(bad).hexdigest()), "utf-8")
    false = main(["sign", str(path), "--refresh"])

    assert (altered, "it was altered after it was signed" in said) == (5, True)
    assert (false, "`editions verify` would say" in capsys.readouterr().err) == (1, True)
    assert path.read_bytes() == bad


def test_what_is_not_signed_gets_no_time_stamp(office: Path, capsys: pytest.CaptureFixture[str]) -> None:
    status = main(["sign", str(office / "build" / _ID / _PDF), "--refresh"])

    _refused(office, capsys, status, 5, "there is no signed file yet")


def test_a_certificate_of_another_name_is_said_and_holds_no_office(
    office: Path, authority: Authority, capsys: pytest.CaptureFixture[str]
) -> None:
    (office / "settings.toml").unlink()
    path = office / "build" / _ID / _PDF

    _sign(office, authority.pkcs12("officer"))

    told = json.loads(path.with_suffix(".signed.json").read_bytes())
    note = 'the certificate is of "TEST Officer", the signatory is "Sabina Aliyeva"'
    assert (note in capsys.readouterr().err, told["signatures"][0]["note"]) == (True, note)
    assert _stamped(path) == {"TEST Officer": 1, told["signatures"][0]["office"]: 0}


def test_a_certificate_of_the_signatory_shows_the_office(office: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (office / "settings.toml").unlink()
    path = office / "build" / _ID / _PDF

    _sign(office, key_for("ALİYEVA Sabina", office / "own.pem"))

    told = json.loads(path.with_suffix(".signed.json").read_bytes())
    assert ("the certificate is of" in capsys.readouterr().err, "note" in told["signatures"][0]) == (False, False)
    assert _stamped(path) == {"ALİYEVA Sabina": 1, told["signatures"][0]["office"]: 1}


def _stamped(path: Path) -> dict[str, int]:
    """Return how often the name and the office of the one who signed stand in the stamp on the edition at *path*."""
    told = json.loads(path.with_suffix(".signed.json").read_bytes())["signatures"][0]
    before, after = (" ".join(run(require("pdftotext"), str(one), "-").split()) for one in (path, path.with_suffix(".signed.pdf")))
    return {words: after.count(words) - before.count(words) for words in (told["signer"], told["office"])}


def test_without_a_service_and_roots_the_level_is_the_lowest_and_that_is_said(
    office: Path, authority: Authority, capsys: pytest.CaptureFixture[str]
) -> None:
    (office / "settings.toml").unlink()

    assert _sign(office, authority.pkcs12("officer")) == 0
    said = capsys.readouterr()
    assert "signed by TEST Officer, at B-B, in Signature1" in said.out
    assert "nobody looked whether the certificate is vouched for, or was revoked" in said.err


def _refused(office: Path, capsys: pytest.CaptureFixture[str], status: int, expected: int, said: str) -> None:
    """Look that the command ended as *expected*, *said* why, and left nothing behind."""
    assert (status, said in capsys.readouterr().err, [name for name in _names(office) if "signed" in name]) == (expected, True, [])
    assert [path.name for path in (office / "build").iterdir() if path.name.endswith(".new")] == []


def test_an_edition_whose_bytes_were_altered_is_not_signed(office: Path, authority: Authority, capsys: pytest.CaptureFixture[str]) -> None:
    path = office / "build" / _ID / _PDF
    path.write_bytes(path.read_bytes() + b"\n")

    _refused(office, capsys, _sign(office, authority.pkcs12("officer")), 5, "its digest is another")


def test_a_lone_file_is_not_signed(office: Path, authority: Authority, capsys: pytest.CaptureFixture[str]) -> None:
    shutil.copy(office / "build" / _ID / _PDF, office / "lone.pdf")

    status = main(["sign", str(office / "lone.pdf"), "--key", str(authority.pkcs12("officer")), "--secret-env", "TEST_SECRET"])

    _refused(office, capsys, status, 5, "it is no published edition")


def test_a_revoked_key_signs_nothing(office: Path, authority: Authority, capsys: pytest.CaptureFixture[str]) -> None:
    _refused(office, capsys, _sign(office, authority.pkcs12("revoked")), 5, "was revoked on ")


def test_a_wrong_passphrase_signs_nothing(
    office: Path, authority: Authority, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TEST_SECRET", "wrong")

    _refused(office, capsys, _sign(office, authority.pkcs12("officer")), 5, "the passphrase is wrong")


def test_a_level_that_the_means_do_not_allow_is_a_wrong_usage(
    office: Path, authority: Authority, capsys: pytest.CaptureFixture[str]
) -> None:
    (office / "settings.toml").unlink()

    status = _sign(office, authority.pkcs12("officer"), "--level", "B-LTA")

    _refused(office, capsys, status, 2, "there is no word of a service that stamps the time; B-B is the most")


def test_a_signatory_who_is_none_is_a_wrong_usage(office: Path, authority: Authority, capsys: pytest.CaptureFixture[str]) -> None:
    status = _sign(office, authority.pkcs12("officer"), "--as", "Nobody")

    _refused(office, capsys, status, 2, '"Nobody" is no signatory\n  Known: "Sabina Aliyeva".')


def test_without_a_key_nothing_is_signed(office: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _refused(office, capsys, main(["sign", str(office / "build" / _ID / _PDF)]), 2, "there is no key to sign with")


def test_a_reason_that_the_stamp_has_no_room_for_is_refused(office: Path, authority: Authority, capsys: pytest.CaptureFixture[str]) -> None:
    status = _sign(office, authority.pkcs12("officer"), "--reason", "TEST words without end. " * 40)

    _refused(office, capsys, status, 5, "the stamp does not fit its field")


def test_a_signed_file_of_an_edition_that_was_built_again_is_not_signed_on(
    office: Path, authority: Authority, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = office / "build" / _ID
    (folder / f"{_ID}.en.signed.pdf").write_bytes(b"%PDF-1.7")
    (folder / f"{_ID}.en.signed.json").write_text('{"edition": {"sha256": "0"}, "signed": {"sha256": "0"}}', "utf-8")

    status = _sign(office, authority.pkcs12("officer"))

    assert (status, "it is the signed copy of another edition" in capsys.readouterr().err) == (5, True)
    assert (folder / f"{_ID}.en.signed.pdf").read_bytes() == b"%PDF-1.7"


def test_a_secret_is_nowhere_in_what_is_said(office: Path, authority: Authority, capsys: pytest.CaptureFixture[str]) -> None:
    _sign(office, authority.pkcs12("officer"), "--level", "B-B", "--json")
    said = capsys.readouterr()

    assert PASSPHRASE not in said.out + said.err
    assert json.loads(said.out)["signed"][0]["level"] == "B-B"


def test_no_program_that_is_started_is_handed_the_secret(office: Path, authority: Authority, monkeypatch: pytest.MonkeyPatch) -> None:
    program = office / "bin" / "pdfsig"
    program.parent.mkdir()
    program.write_text(f'#!/bin/sh\nenv > "{office}/seen"\nexec {require("pdfsig")} "$@"\n', "utf-8")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{program.parent}:/usr/bin:/bin")

    assert _sign(office, authority.pkcs12("officer"), "--level", "B-B") == 0
    seen = (office / "seen").read_text("utf-8")
    assert ("PATH=" in seen, "TEST_SECRET" in seen, PASSPHRASE in seen) == (True, False, False)


def test_the_secret_is_the_first_line_of_its_file(office: Path, authority: Authority) -> None:
    (office / "secret").write_bytes(f"{PASSPHRASE}\r\nTEST more\n".encode())
    given = ("sign", str(office / "build" / _ID / _PDF), "--key", str(authority.pkcs12("officer")), "--level", "B-B")

    assert main([*given, "--secret-file", str(office / "secret")]) == 0


def test_another_service_comes_before_that_of_the_settings(office: Path, authority: Authority, capsys: pytest.CaptureFixture[str]) -> None:
    (office / "settings.toml").write_text('[signing]\ntsa = "http://127.0.0.1:1/"\n', "utf-8")

    without = _sign(office, authority.pkcs12("officer"))
    said = capsys.readouterr()
    given = _sign(office, authority.pkcs12("officer"), "--tsa", authority.tsa)

    assert (without, "the service that stamps the time" in said.err) == (5, True)
    assert (given, "at B-T" in capsys.readouterr().out) == (0, True)
