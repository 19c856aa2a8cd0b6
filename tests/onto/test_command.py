"""``editions import … --onto``, as its user calls it."""

import json
import os
import pty
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.support.making import EVERYTHING
from tests.support.office_folder import changed, copied, docx_of

_CHANGE = ("Twenty words more", "Thirty words more")
_TRACKED = '<w:ins w:id="9" w:author="A. Editor" w:date="2026-02-03T04:05:06Z"><w:r><w:t xml:space="preserve">not </w:t></w:r></w:ins>'


@pytest.fixture
def office(tmp_path: Path) -> Path:
    """A folder with seeds/everything, its DOCX edition, and that edition edited."""
    folder = copied(EVERYTHING, tmp_path / "seeds")
    (tmp_path / "edition.docx").write_bytes(docx_of(folder))
    (tmp_path / "edited.docx").write_bytes(changed(docx_of(folder), *_CHANGE))
    return tmp_path


def _run(office: Path, *arguments: str, **options: object) -> "subprocess.CompletedProcess[str]":
    command = [sys.executable, "-m", "editions", "import", *arguments]
    return subprocess.run(command, cwd=office, capture_output=True, text=True, check=False, **options)  # type: ignore[call-overload,no-any-return]


def _track(office: Path) -> None:
    """Put a word into the edition, as a tracked change."""
    begins = '<w:t xml:space="preserve">Twenty'
    edited = changed(docx_of(office / "seeds" / "everything"), begins, f"<w:t></w:t></w:r>{_TRACKED}<w:r>{begins}")
    (office / "edited.docx").write_bytes(edited)


def _source(office: Path) -> bytes:
    return (office / "seeds" / "everything" / "en.md").read_bytes()


def test_what_was_changed_is_shown_and_nothing_is_written(office: Path) -> None:
    before = _source(office)

    done = _run(office, "edited.docx", "--onto", "seeds/everything")

    assert done.returncode == 0
    assert "[-Twenty-]{+Thirty+} words more" in done.stdout
    assert "nothing is written: --write does it" in done.stderr
    assert _source(office) == before


def test_what_was_changed_is_written_when_that_is_asked_for(office: Path) -> None:
    before = _source(office)

    done = _run(office, "edited.docx", "--onto", "everything", "--write")

    assert done.returncode == 0
    assert "written: seeds/everything/en.md" in done.stderr
    assert _source(office) == before.replace(b"Twenty words more", b"Thirty words more")
    again = _run(office, "edited.docx", "--onto", "everything", "--write")
    assert "the source says all that the document says" in again.stderr


def test_an_edition_that_nobody_edited_has_nothing_to_bring_back(office: Path) -> None:
    done = _run(office, "edition.docx", "--onto", "everything", "--write")

    assert (done.returncode, done.stdout) == (0, "")
    assert "nothing to bring back" in done.stderr


def test_a_conflict_is_named_and_nothing_is_written(office: Path) -> None:
    path = office / "seeds" / "everything" / "en.md"
    path.write_bytes(_source(office).replace(b"Twenty words more", b"Forty words more"))
    before = _source(office)

    done = _run(office, "edited.docx", "--onto", "everything", "--write")

    assert done.returncode == 1
    assert "  the document says\n    [-Twenty-]{+Thirty+} words more" in done.stdout
    assert "both the source and the document have changed it" in done.stderr
    assert _source(office) == before


def test_pending_changes_are_listed_and_not_taken(office: Path) -> None:
    _track(office)
    before = _source(office)

    listed = _run(office, "edited.docx", "--onto", "everything", "--write")
    rejected = _run(office, "edited.docx", "--onto", "everything", "--write", "--changes", "reject")

    assert listed.returncode == 1
    assert 'tracked change by A. Editor at 2026-02-03T04:05:06Z: inserted "not "' in listed.stdout
    assert "1 tracked change is pending: nothing is taken" in listed.stderr
    assert rejected.returncode == 0
    assert _source(office) == before
    accepted = _run(office, "edited.docx", "--onto", "everything", "--write", "--changes", "accept")
    assert accepted.returncode == 0
    assert _source(office) == before.replace(b"Twenty words", b"not Twenty words")


def test_somebody_can_be_asked_of_each_change(office: Path) -> None:
    _track(office)
    ours, theirs = pty.openpty()
    os.write(ours, b"what\na\n")

    done = _run(office, "edited.docx", "--onto", "everything", "--changes", "ask", stdin=theirs)

    assert done.returncode == 0
    assert done.stderr.count("accept (a), reject (r) or quit (q)?") == 2
    assert "{+not +}Twenty" in done.stdout
    nobody = _run(office, "edited.docx", "--onto", "everything", "--changes", "ask", stdin=subprocess.DEVNULL)
    assert nobody.returncode == 2
    assert "there is no terminal to ask at" in nobody.stderr


def test_what_has_no_place_in_a_source_is_named_and_left_out_only_if_asked(office: Path) -> None:
    underlined = '<w:r><w:rPr><w:u w:val="single"/></w:rPr><w:t xml:space="preserve">Thirty words more'
    edited = changed(docx_of(office / "seeds" / "everything"), '<w:r><w:t xml:space="preserve">Twenty words more', underlined)
    (office / "edited.docx").write_bytes(edited)
    before = _source(office)

    stopped = _run(office, "edited.docx", "--onto", "everything", "--write")
    done = _run(office, "edited.docx", "--onto", "everything", "--write", "--leave-out")

    assert stopped.returncode == 1
    assert "is underlined" in stopped.stderr
    assert "--leave-out" in stopped.stderr
    assert done.returncode == 0
    assert _source(office) == before.replace(b"Twenty words more", b"Thirty words more")


def test_all_is_one_object_as_json(office: Path) -> None:
    done = _run(office, "edited.docx", "--onto", "everything", "--json")

    said = json.loads(done.stdout)
    assert [(one["role"], one["kind"]) for one in said["edits"]] == [("body", "changed")]
    assert (said["conflicts"], said["written"], said["left_out"]) == ([], [], [])


def test_a_document_that_is_no_edition_is_one_problem(office: Path) -> None:
    shutil.copy(EVERYTHING / "en.md", office / "edited.docx")

    done = _run(office, "edited.docx", "--onto", "everything")

    assert done.returncode == 3
    assert "it is no DOCX" in done.stderr
    assert "Traceback" not in done.stderr
