"""``editions check``: through the command, what is said, in words and in JSON, and the exit status."""

import json
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pikepdf
import pytest

from editions.checking.book import RULES
from editions.cli import main
from tests.support.annexes import PRODUCERS
from tests.support.making import SAMPLE, around, edition_with_annexes
from tests.support.tools import require

_ID = SAMPLE.name
_TEXT = '+++\nheading = "SAMPLE"\n[signatory]\nname = "A. Sample"\n+++\n\nA paragraph.\n\nAnother paragraph.\n'


@pytest.fixture
def office(tmp_path: Path) -> Path:
    """An office with the sample and its edition, as a build leaves them; the current folder."""
    shutil.copytree(SAMPLE, tmp_path / "seeds" / _ID)
    made = edition_with_annexes(SAMPLE)
    folder = tmp_path / "build" / _ID
    folder.mkdir(parents=True)
    for output in made.outputs:
        (folder / output.file).write_bytes(output.content)
    (folder / "edition.json").write_bytes(made.manifest)
    return tmp_path


def _check(*arguments: str | Path) -> int:
    return main(["check", "--no-verapdf", "--no-proof", *map(str, arguments)])


def _json(capsys: pytest.CaptureFixture[str], *arguments: str | Path) -> tuple[int, Any]:
    """Return the exit status and the one object on standard output."""
    capsys.readouterr()
    status = _check("--json", *arguments)
    return status, json.loads(capsys.readouterr().out)


def _rules(said: Any, severity: str = "error") -> set[str]:
    return {finding["rule"] for verdict in said["verdicts"] for finding in verdict["findings"] if finding["severity"] == severity}


def _output(office: Path, ending: str) -> Path:
    return office / "build" / _ID / f"{_ID}.en.{ending}"


@pytest.mark.usefixtures("office")
def test_a_whole_edition_is_not_objected_to(capsys: pytest.CaptureFixture[str]) -> None:
    status = _check()

    out = capsys.readouterr().out
    assert status == 0
    assert out.startswith(f"{_ID}: ")
    assert "nothing to object to" in out


def test_the_table_says_file_message_and_rule_and_counts_at_its_end(office: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with _output(office, "docx").open("ab") as stream:
        stream.write(b"\0")

    status = _check()

    *_, line, last = capsys.readouterr().out.splitlines()
    assert status == 1
    assert line.startswith(f"error    {_ID}.en.docx: the file was altered after the edition was made")
    assert line.endswith("[output-altered]")
    assert last.endswith(": 1 error")


def test_on_the_terminal_findings_of_a_kind_are_told_once_or_twice_and_the_cause_first(
    office: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = _output(office, "pdf")
    with pikepdf.open(path, allow_overwriting_input=True) as pdf:
        pdf.pages[1].rotate(90, relative=True)
        pdf.save(path)

    status = _check()
    first, *_ = lines = capsys.readouterr().out.splitlines()
    _, said = _json(capsys)

    found = [one for one in said["verdicts"][0]["findings"] if one["rule"] == "line-shifted"]
    assert status == 1
    assert first == f"error    {_ID}.en.pdf, page 2: page 2 is turned by 90 degrees  [page-turned]"
    assert len(found) > 20
    assert sum("[line-shifted]" in line and "of this kind" not in line for line in lines) == 2
    assert f"         {_ID}.en.pdf, page 2: and {len(found) - 2} more of this kind; --json tells all  [line-shifted]" in lines
    assert len(lines) < 30


@pytest.mark.usefixtures("office")
def test_json_says_which_rules_were_asked_and_which_were_not(capsys: pytest.CaptureFixture[str]) -> None:
    status, said = _json(capsys)

    [verdict] = said["verdicts"]
    assert (status, said["problems"], verdict["passed"]) == (0, [], True)
    assert verdict["files"] == [f"{_ID}.en.pdf", f"{_ID}.en.docx"]
    assert {"rule": "verapdf-objects", "lacks": "verapdf"} in verdict["passed_over"]
    assert {one.id for one in RULES} == {*verdict["asked"], *(one["rule"] for one in verdict["passed_over"])}


@pytest.mark.verapdf
@pytest.mark.usefixtures("office")
def test_verapdf_is_asked_where_it_is_on_the_path(capsys: pytest.CaptureFixture[str]) -> None:
    require("verapdf")

    status = main(["check", "--json"])

    said = json.loads(capsys.readouterr().out)
    assert status == 0
    assert "verapdf-objects" in said["verdicts"][0]["asked"]


def test_an_edition_that_is_older_than_its_source_is_told_with_what_was_changed(office: Path, capsys: pytest.CaptureFixture[str]) -> None:
    source = office / "seeds" / _ID / "annexes" / "figures.md"
    source.write_text(source.read_text("utf-8") + "\nMore.\n", "utf-8")

    status, said = _json(capsys)

    assert status == 1
    assert "statement/annexes/figures.md" in {one["where"] for one in said["verdicts"][0]["findings"] if one["rule"] == "source-newer"}
    assert any("`make pdf` makes the edition again" in one["message"] for one in said["verdicts"][0]["findings"])


def test_a_statement_without_an_edition_is_a_problem_with_a_way_out(office: Path, capsys: pytest.CaptureFixture[str]) -> None:
    shutil.rmtree(office / "build")

    status, said = _json(capsys)

    assert (status, said["verdicts"]) == (2, [])
    assert said["problems"][0]["what"] == "there is no edition to check"
    assert "make pdf" in said["problems"][0]["remedy"]


def test_a_manifest_that_was_deleted_is_a_finding_and_all_else_is_judged(office: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (office / "build" / _ID / "edition.json").unlink()

    status, said = _json(capsys)
    proved = main(["check", "--no-verapdf", "--no-office"])

    assert (status, proved, said["problems"]) == (1, 1, [])
    assert _rules(said) == {"manifest-missing"}
    assert _told(said, "manifest-missing")[0][0] == "edition.json"
    assert "`make pdf` makes the edition again" in _told(said, "manifest-missing")[0][1]
    assert {"words-pdf", "words-docx"} <= set(said["verdicts"][0]["asked"])
    assert (office / "build" / _ID / "proof.html").is_file()


def test_a_folder_with_other_files_alone_is_no_edition(office: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for path in (office / "build" / _ID).iterdir():
        path.unlink()
    (office / "build" / _ID / "notes.pdf").write_bytes(b"%PDF-1.7")

    status, said = _json(capsys)

    assert (status, said["problems"][0]["what"]) == (2, "there is no edition to check")


@pytest.mark.parametrize("ending", ["pdf", "docx"])
def test_a_file_of_the_edition_that_its_manifest_does_not_list_any_more_is_an_error(
    office: Path, capsys: pytest.CaptureFixture[str], ending: str
) -> None:
    file = office / "build" / _ID / "edition.json"
    manifest = json.loads(file.read_bytes())
    manifest["outputs"] = [output for output in manifest["outputs"] if output["format"] != ending]
    file.write_text(json.dumps(manifest), "utf-8")

    status, said = _json(capsys)

    assert status == 1
    assert [where for where, _ in _told(said, "output-unlisted")] == [f"{_ID}.en.{ending}"]
    assert _told(said, "file-strange") == []


@pytest.mark.parametrize("name", ["{}.signed.pdf", "{}.pdf", "draft.docx", "other.en.pdf"])
def test_another_file_beside_the_edition_is_only_noted(office: Path, capsys: pytest.CaptureFixture[str], name: str) -> None:
    (office / "build" / _ID / name.format(_ID)).write_bytes(b"x")

    status, said = _json(capsys)

    assert (status, _rules(said, "note")) == (0, {"file-strange"})


@pytest.mark.parametrize("ending", ["pdf", "json"])
def test_a_signed_copy_and_its_record_are_no_strange_files(office: Path, capsys: pytest.CaptureFixture[str], ending: str) -> None:
    (office / "build" / _ID / f"{_ID}.en.signed.{ending}").write_bytes(b"x")

    status, said = _json(capsys)

    assert (status, _rules(said, "note")) == (0, set())


def test_an_edition_in_a_language_that_neither_manifest_nor_statement_has_is_an_error(
    office: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (office / "build" / _ID / f"{_ID}.fr.docx").write_bytes(b"x")

    status, said = _json(capsys)

    assert (status, _rules(said), _rules(said, "note")) == (1, {"output-unlisted"}, set())


def _two_languages(folder: Path) -> Path:
    seed = folder / "seeds" / "s"
    seed.mkdir(parents=True)
    (seed / "statement.toml").write_text('date = 2026-01-01\noriginal = "en"\n', "utf-8")
    for language in ("en", "de"):
        (seed / f"{language}.md").write_text(_TEXT, "utf-8")
    assert main(["build", "--workers", "1"]) == 0
    return folder / "build" / "s"


def test_an_edition_in_two_languages_passes_and_one_language_less_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = _two_languages(tmp_path)
    whole = _json(capsys)
    (folder / "s.de.pdf").unlink()
    (folder / "s.de.docx").unlink()

    status, said = _json(capsys)

    assert _rules(whole[1]) == set()
    assert status == 1
    assert {one["where"] for one in said["verdicts"][0]["findings"] if one["rule"] == "output-missing"} == {"s.de.pdf", "s.de.docx"}


def test_a_language_that_was_added_since_has_no_edition(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _two_languages(tmp_path)
    (tmp_path / "seeds" / "s" / "fr.md").write_text(_TEXT, "utf-8")

    status, said = _json(capsys)

    messages = [one["message"] for one in said["verdicts"][0]["findings"] if one["rule"] == "edition-missing"]
    assert status == 1
    assert [message.partition(";")[0] for message in messages] == [
        'there is no PDF edition in "fr"',
        'there is no DOCX edition in "fr"',
    ]


def test_an_edition_whose_files_are_all_gone_is_still_judged_by_its_manifest(office: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for ending in ("pdf", "docx"):
        _output(office, ending).unlink()

    status, said = _json(capsys)

    assert status == 1
    assert "output-missing" in _rules(said)


_HOSTILE = [
    "", "null", "[]", '{"outputs": 1}', "[" * 100_000, '{"id": ' + "9" * 5000 + "}", '{"layout": "\\u0000"}', '{"layout": ["x"]}',
    '{"layout": "../../etc"}', '{"layout": "' + "x" * 5000 + '"}', '{"outputs": [{"file": "\\udfff", "claims": {}, "annexes": [[]]}]}',
    '{"outputs": [{"file": "x", "bytes": 1e400, "annexes": [{"pages": -1}]}], "findings": [{"message": 1}, null], "inputs": {"a": []}}',
    '{"id": "\\u001b]0;x\\u0007", "date": "\\ud800", "tools": {"\\udfff": 1}}', "\x00",
    '{"outputs": [{"annexes": [{"pages": ' + "9" * 300 + "}]}]}",
]  # fmt: skip


@pytest.mark.parametrize("content", _HOSTILE)
def test_whatever_the_manifest_holds_it_is_called_malformed(office: Path, capsys: pytest.CaptureFixture[str], content: str) -> None:
    (office / "build" / _ID / "edition.json").write_text(content, "utf-8")

    status, said = _json(capsys)
    _check()

    assert status == 1
    assert _rules(said) == {"manifest-malformed"}
    assert len(said["verdicts"][0]["findings"]) == 1
    assert "\x1b" not in capsys.readouterr().out


def test_a_manifest_that_cannot_be_trusted_is_one_finding_and_nothing_is_held_against_it(
    office: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (office / "build" / _ID / "edition.json").write_text("{}", "utf-8")

    _, said = _json(capsys)

    assert _told(said, "manifest-malformed") == [
        (
            "edition.json",
            "the manifest cannot be trusted, and nothing was held against it: id is missing; date is missing; layout is missing; and more"
            "; `make pdf` makes the edition again",
        )
    ]
    assert {"rule": "output-missing", "lacks": "manifest"} in said["verdicts"][0]["passed_over"]


@pytest.mark.parametrize("path", ["id", "date", "layout", "tools", "inputs", "outputs", "findings"])
@pytest.mark.parametrize("value", [None, 1, "x", [1], {"x": [1]}, [{"file": {}}], [[]], True])
def test_a_value_of_another_kind_in_the_manifest_stops_nothing(
    office: Path, capsys: pytest.CaptureFixture[str], path: str, value: object
) -> None:
    file = office / "build" / _ID / "edition.json"
    file.write_text(json.dumps({**json.loads(file.read_bytes()), path: value}), "utf-8")

    status, said = _json(capsys)

    assert status == 1
    assert _rules(said) & {"manifest-malformed", "manifest-mistaken", "source-newer"}


def _told(said: Any, rule: str) -> list[tuple[str, str]]:
    """Return where and message of each finding of *rule*."""
    return [(one["where"], one["message"]) for verdict in said["verdicts"] for one in verdict["findings"] if one["rule"] == rule]


def test_a_file_that_cannot_be_opened_is_a_finding_with_a_way_out(office: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _output(office, "pdf").write_bytes(b"%PDF-1.7\n")

    status, said = _json(capsys)

    [(where, message)] = _told(said, "file-unreadable")
    assert (status, said["problems"], where) == (1, [], f"{_ID}.en.pdf")
    assert message.startswith("the file is damaged: ")
    assert message.endswith("; `make pdf` makes the edition again")


def test_beside_a_file_that_cannot_be_opened_all_else_is_judged(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = _two_languages(tmp_path)
    (folder / "s.en.pdf").write_bytes(b"junk")
    with (folder / "s.de.docx").open("ab") as stream:
        stream.write(b"\0")
    (tmp_path / "seeds" / "s" / "fr.md").write_text(_TEXT, "utf-8")

    status, said = _json(capsys)

    assert status == 1
    assert [where for where, _ in _told(said, "file-unreadable")] == ["s.en.pdf"]
    assert {where for where, _ in _told(said, "output-altered")} == {"s.en.pdf", "s.de.docx"}
    assert {"edition-missing", "source-newer"} <= _rules(said)
    assert {"words-pdf", "words-docx"} <= set(said["verdicts"][0]["asked"])


def _refuse(monkeypatch: pytest.MonkeyPatch, *names: str) -> None:
    """Let the files called *names* be read by nobody; root, who runs some tests, may read all."""
    read = Path.read_bytes

    def refusing(path: Path) -> bytes:
        if path.name in names:
            raise PermissionError(13, "Permission denied", str(path))
        return read(path)

    monkeypatch.setattr(Path, "read_bytes", refusing)


def test_a_file_that_may_not_be_read_is_a_finding_and_neither_lost_nor_altered(
    office: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    _refuse(monkeypatch, f"{_ID}.en.docx")

    status, said = _json(capsys)

    assert (status, _rules(said)) == (1, {"file-unreadable"})
    assert _told(said, "file-unreadable") == [
        (f"{_ID}.en.docx", "it cannot be read: Permission denied; give yourself the right to read it, then check again")
    ]
    assert _output(office, "docx").is_file()


@pytest.mark.usefixtures("office")
def test_a_manifest_that_may_not_be_read_lets_the_files_be_judged(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    _refuse(monkeypatch, "edition.json")

    status, said = _json(capsys)

    assert (status, _rules(said)) == (1, {"file-unreadable"})
    assert "words-pdf" in said["verdicts"][0]["asked"]
    assert {"rule": "output-altered", "lacks": "manifest"} in said["verdicts"][0]["passed_over"]


def test_another_file_in_the_folder_that_may_not_be_read_is_only_named(
    office: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    (office / "build" / _ID / "note.txt").write_text("a note", "utf-8")
    _refuse(monkeypatch, "note.txt", "proof.html")

    status, said = _json(capsys)

    assert (status, _rules(said), _rules(said, "note")) == (0, set(), {"file-strange"})


def test_a_lone_edition_of_ours_is_held_against_the_source_that_it_carries(office: Path, capsys: pytest.CaptureFixture[str]) -> None:
    status, said = _json(capsys, _output(office, "pdf"))

    [verdict] = said["verdicts"]
    assert (status, verdict["name"], verdict["findings"]) == (0, f"{_ID}.en.pdf", [])
    assert {"rule": "output-altered", "lacks": "manifest"} in verdict["passed_over"]


def test_a_strangers_pdf_that_claims_nothing_gets_a_note_and_passes(capsys: pytest.CaptureFixture[str]) -> None:
    status, said = _json(capsys, PRODUCERS / "reportlab.pdf")

    assert status in (0, 1)
    assert "claim-lower" in _rules(said, "note")
    assert not any(rule.startswith(("claim-", "style-", "output-")) for rule in _rules(said))


def test_a_strangers_pdf_that_claims_what_it_is_not_fails(capsys: pytest.CaptureFixture[str]) -> None:
    status, said = _json(capsys, PRODUCERS / "untagged.pdf")

    assert status == 1
    assert "claim-false" in _rules(said)


def test_a_strangers_docx_is_not_held_to_our_styles(capsys: pytest.CaptureFixture[str]) -> None:
    status, said = _json(capsys, PRODUCERS / "libreoffice.docx")

    found = {finding["rule"] for finding in said["verdicts"][0]["findings"]}
    assert status == 0
    assert found & {"style-strange", "formatting-direct", "page-number-typed", "role-lost"} == set()
    assert "table-header" in _rules(said, "warning")


def _write(content: bytes) -> Callable[[Path], None]:
    def make(path: Path) -> None:
        path.write_bytes(content)

    return make


def _zip(path: Path) -> None:
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("letter.txt", "x")


def _bomb(path: Path) -> None:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", b" " * 301_000_000)


def _nested(path: Path) -> None:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", "<a>" * 50_000 + "</a>" * 50_000)


def _ring(path: Path) -> None:
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        element = pdf.make_indirect(pikepdf.Dictionary(S=pikepdf.Name.P))
        element["/K"] = element
        pdf.Root["/StructTreeRoot"] = pikepdf.Dictionary(K=element)
        pdf.save(path)


def _copy(name: str) -> Callable[[Path], None]:
    return _write((PRODUCERS / name).read_bytes())


@pytest.mark.parametrize(
    ("name", "make", "status", "what"),
    [
        ("x.pdf", _copy("locked.pdf"), 3, "the file asks for a password"),
        ("x.pdf", _copy("truncated.pdf"), 3, "the file is damaged"),
        ("x.pdf", _write(b""), 3, "it is no PDF: it is empty"),
        ("x.pdf", _copy("libreoffice.docx"), 3, "it is no PDF: it is a ZIP archive"),
        ("x.pdf", Path.mkdir, 2, "cannot be read: Is a directory"),
        ("x.pdf", Path.exists, 2, "cannot be read: No such file or directory"),
        ("x.pdf", _ring, 3, "its tags lie more than 200 deep in each other"),
        ("x.docx", _write(b""), 3, "it is no DOCX: it is empty"),
        ("x.docx", _copy("typst-ua.pdf"), 3, "it is no DOCX: it is a PDF"),
        ("x.docx", _write(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"), 3, "it is no DOCX: it is a document of Word 97 to 2003"),
        ("x.docx", _zip, 3, "it is no DOCX: it is a ZIP archive, or a file of another Office program"),
        ("x.docx", _write((PRODUCERS / "libreoffice.docx").read_bytes()[:-100]), 3, "the document is damaged: its end is missing"),
        ("x.docx", _bomb, 3, "its parts unpack to more than 300,000,000 bytes"),
        ("x.docx", _nested, 3, "its parts lie too deep in each other"),
        ("x.doc", _write(b"\xd0\xcf\x11\xe0"), 2, '".doc" cannot be checked'),
        ("x.xlsx", _zip, 2, '".xlsx" cannot be checked'),
    ],
)
def test_a_file_that_cannot_be_checked_is_one_problem(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str, make: Callable[[Path], None], status: int, what: str
) -> None:
    make(tmp_path / name)

    done, said = _json(capsys, name)

    [problem] = said["problems"]
    assert (done, said["verdicts"], problem["where"]) == (status, [], name)
    assert problem["what"].startswith(what)
    assert problem["remedy"]


def test_of_a_file_with_a_password_a_copy_without_one_is_asked_for(capsys: pytest.CaptureFixture[str]) -> None:
    _, said = _json(capsys, PRODUCERS / "locked.pdf")

    assert said["problems"][0]["remedy"] == "Open it with its password and save it without one, or ask its sender for a copy without one."


def test_a_file_that_never_ends_is_stopped(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("editions.proving_apart._PATIENCE", 1)
    monkeypatch.setattr("editions.proving_apart._COMMAND", (sys.executable, "-c", "import time; time.sleep(60)"))

    done, said = _json(capsys, PRODUCERS / "typst-ua.pdf")

    assert done == 3
    assert "takes more than" in said["problems"][0]["what"]


def test_a_reader_that_breaks_down_takes_nothing_with_it(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("editions.proving_apart._COMMAND", (sys.executable, "-c", "import os; os.abort()"))

    done, said = _json(capsys, PRODUCERS / "typst-ua.pdf")

    assert done == 3
    assert said["problems"][0]["what"] == "the file makes a reader break down (signal 6)"


def test_what_a_terminal_would_obey_is_written_out(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with pikepdf.open(PRODUCERS / "reportlab.pdf") as pdf:
        name = "a\x1b]0;x\x07.csv"
        pdf.attachments[name] = pikepdf.AttachedFileSpec(pdf, b"1", filename=name)
        pdf.save(tmp_path / "x.pdf")

    _check("x.pdf")

    assert "\\u001b]0;x\\u0007.csv" in capsys.readouterr().out


@pytest.mark.usefixtures("office")
def test_several_are_checked_at_once_and_the_gravest_status_counts(capsys: pytest.CaptureFixture[str]) -> None:
    status, said = _json(capsys, _ID, PRODUCERS / "untagged.pdf", PRODUCERS / "locked.pdf")

    assert status == 3
    assert [verdict["name"] for verdict in said["verdicts"]] == [_ID, "untagged.pdf"]
    assert len(said["problems"]) == 1


def test_a_rule_is_explained(capsys: pytest.CaptureFixture[str]) -> None:
    status = _check("--explain", "output-altered")

    head, sentence, *rest = capsys.readouterr().out.splitlines()
    assert status == 0
    assert head == "output-altered (error; manifest; docs/promises.md, The manifest)"
    assert sentence == "Every file of the edition is, byte for byte, the one that was made."
    assert rest


def test_all_rules_are_listed_with_their_severity(capsys: pytest.CaptureFixture[str]) -> None:
    _check("--explain", "all")

    assert [line.split()[0] for line in capsys.readouterr().out.splitlines()] == [one.id for one in RULES]


def test_rules_are_explained_in_json(capsys: pytest.CaptureFixture[str]) -> None:
    status, said = _json(capsys, "--explain", "all")

    assert status == 0
    assert [one["id"] for one in said["rules"]] == [one.id for one in RULES]


def test_a_misspelt_rule_is_told_with_the_nearest(capsys: pytest.CaptureFixture[str]) -> None:
    status, said = _json(capsys, "--explain", "output-altred")

    assert status == 2
    assert said["problems"][0]["remedy"].startswith('Did you mean "output-altered"')


def test_of_an_unknown_rule_the_nearest_are_named_and_where_all_are_listed(capsys: pytest.CaptureFixture[str]) -> None:
    remedies = [_json(capsys, "--explain", asked)[1]["problems"][0]["remedy"] for asked in ("field-misings", "nonsense")]

    assert remedies[0].count('"') in (4, 6)
    assert '"field-missing"' in remedies[0]
    assert remedies[0].endswith("`editions check --explain all` lists all rules.")
    assert remedies[1] == "`editions check --explain all` lists all rules."


@pytest.mark.usefixtures("office")
@pytest.mark.parametrize("arguments", [("--nonsense",), ("--explain",), ("no-such-statement",)])
def test_a_wrong_call_is_one_object_too(capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...]) -> None:
    status, said = _json(capsys, *arguments)

    assert status == 2
    assert len(said["problems"]) == 1


def test_it_runs_as_a_command_of_its_own(office: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "editions", "check", "--no-verapdf", str(PRODUCERS / "locked.pdf")],
        cwd=office, capture_output=True, text=True, check=False,
    )  # fmt: skip

    assert (done.returncode, done.stdout) == (3, "")
    assert done.stderr.splitlines()[0] == f"{PRODUCERS / 'locked.pdf'}: the file asks for a password"


def test_the_surroundings_are_those_of_the_folder_that_it_runs_in(office: Path, capsys: pytest.CaptureFixture[str]) -> None:
    shutil.move(office / "build", office / "elsewhere")

    status, _ = _json(capsys, "--out", office / "elsewhere")

    assert around().out.name == "build"
    assert status == 0
