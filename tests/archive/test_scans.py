"""``editions archive add --scan``: signed paper beside the edition that it prints, or refused for what it is."""

import json
from pathlib import Path

import pytest
from PIL import Image, ImageDraw

from editions.archive.layout import object_id
from editions.archive.objects import find
from editions.cli import main
from editions.problems import Refusal
from editions.scanned import Paper, hold_against
from editions.scanned_apart import hold_apart
from tests.archive.conftest import Said
from tests.support.archives import second_opinion
from tests.support.making import SAMPLE
from tests.support.scans import as_jpeg, as_tiff, printed, scanned
from tests.support.signed import unsigned
from tests.support.tools import require

_ID = SAMPLE.name
_ADD = ("add", _ID, "--by", "TEST Officer <officer@office.example>", "--scan")


def _paper(office: Path) -> list[Image.Image]:
    content = (office / "build" / _ID / f"{_ID}.en.pdf").read_bytes()
    return [printed(content, index) for index in range(5)]


def _files(office: Path) -> dict[str, bytes]:
    held = find(office / "archive", object_id(_ID))
    assert held
    return held.files(held.inventory.head)


@pytest.mark.verapdf
def test_the_scan_of_a_signed_print_is_kept_untouched_with_a_searchable_copy_and_a_report(
    office: Path,
    said: Said,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    require("ocrmypdf")
    require("verapdf")
    monkeypatch.chdir(office)
    paper = _paper(office)
    pen = ImageDraw.Draw(paper[1])
    # In ink, where the signatory signs; and a note in the margin.
    pen.line([(300 + 20 * step, 1130 + (60 if step % 2 else 0)) for step in range(12)], fill=40, width=4)
    pen.line([(60, 400), (70, 440), (85, 390), (100, 450)], fill=40, width=4)
    # Tesseract takes ten times as long over the noise of a sheet: one has it.
    scan = as_tiff([scanned(page) if number == 1 else page for number, page in enumerate(paper)])
    (office / "scan.tiff").write_bytes(scan)

    status, answer = said(*_ADD, "scan.tiff")

    files = _files(office)
    report = json.loads(files["scan/report.json"])
    assert (status, answer["faults"]) == (0, [])
    assert files["scan/received/001-scan.tiff"] == scan
    assert files["scan/searchable.pdf"].startswith(b"%PDF-")
    assert report["searchable"] == {"conforms_to": "PDF/A-2b", "validated_by": "veraPDF"}
    assert [sheet["page"] for sheet in report["sheets"]] == [1, 2, 3, 4, 5]
    assert [len(sheet["differences"]) for sheet in report["sheets"]] == [0, 1, 0, 0, 0]
    assert [name for name in files if "differences" in name] == ["scan/differences-2.png"]
    assert second_opinion(office / "archive") == []
    assert said(*_ADD, "scan.tiff")[0] == 3


def test_a_scan_that_is_no_whole_print_is_refused_and_kept_only_if_forced(
    office: Path,
    said: Said,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(office)
    # Without OCRmyPDF.
    monkeypatch.setenv("PATH", "")
    paper = _paper(office)
    for name, page in (("second.jpg", paper[1]), ("first.jpg", paper[0])):
        (office / name).write_bytes(as_jpeg(scanned(page)))
    before = _files(office)

    refused, _ = said(*_ADD, "second.jpg", "first.jpg")
    unchanged = _files(office)
    forced, answer = said(*_ADD, "second.jpg", "first.jpg", "--forced", "TEST: the rest is lost")

    assert refused == 1
    assert unchanged == before
    assert forced == 0
    assert answer["faults"][:2] == ["sheet 1 prints page 2", "sheet 2 prints page 1"]
    assert json.loads(_files(office)["scan/report.json"])["forced"] == "TEST: the rest is lost"
    assert "scan/searchable.pdf" not in _files(office)


def test_a_searchable_copy_that_is_no_pdf_a_is_not_kept(office: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    content = (office / "build" / _ID / f"{_ID}.en.pdf").read_bytes()
    files = find(office / "archive", object_id(_ID))
    assert files
    monkeypatch.setattr("editions.scanned.searchable", lambda *_: unsigned())
    paper = Paper(files=(("1.jpg", as_jpeg(scanned(printed(content, 0)))),), forced="TEST")

    kept = hold_against(paper, _ID, files.files(files.inventory.head), verapdf=require("verapdf"))

    assert "scan/searchable.pdf" not in kept.files
    assert [note.partition(": ")[2].partition(":")[0] for note in kept.notes] == ["it is no PDF/A-2b"]


def test_a_scan_that_costs_more_than_it_may_is_refused_and_costs_nothing_else(office: Path) -> None:
    content = (office / "build" / _ID / f"{_ID}.en.pdf").read_bytes()
    paper = Paper(files=(("1.jpg", as_jpeg(scanned(printed(content, 0)))),), forced="TEST")
    found = find(office / "archive", object_id(_ID))
    assert found

    with pytest.raises(Refusal, match=r"1\.jpg: the scan needs more than 100 MiB of memory to read\n  Scan it anew"):
        hold_apart(paper, _ID, found.files(found.inventory.head), memory=100 * 2**20)


def test_what_is_not_archived_has_no_scan(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "scan.jpg").write_bytes(as_jpeg(Image.new("L", (100, 100), 255)))

    status = main(["archive", *_ADD, "scan.jpg"])

    assert status != 0
    assert "archive" in capsys.readouterr().err
