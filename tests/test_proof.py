"""The proof, as a reader has it: opened in Chromium, audited, printed, and looked at."""

import hashlib
import re
from base64 import b64encode
from dataclasses import replace
from functools import cache
from html import unescape
from itertools import combinations
from pathlib import Path

import pytest
from PIL import Image

from editions.model.parties import RecipientList
from editions.model.proof import Compared
from editions.seeing.painting import painted
from tests.support.browser import Visit, visit
from tests.support.cases import sample_case
from tests.support.proofs import error, everything_proof, proof, ten_page_case

_HOSTILE = """<script>alert("1")</script><img src=x onerror=alert(2)>" style="x' &amp; </style></title>"""


@cache
def _visited(text: str, width: int = 1280, scheme: str = "light") -> Visit:
    """Return what Chromium sees of the proof *text*."""
    path = Path("proof.html").resolve()
    path.write_text(text, "utf-8")
    return visit(path, width=width, scheme=scheme, audit=True)


@cache
def _with_findings() -> str:
    """Return a proof of the sample with one finding of each kind of place."""
    return proof(
        error("a font is not embedded", page=1, box=(100.0, 500.0, 300.0, 520.0), clause="ISO 19005-3, 6.2.11.4.1"),
        error("two recipients are swapped", page=2),
        error("a field is not up to date", where=sample_case().docx_name, severity="warning"),
        error("a line stands alone", page=2, box=(0.0, 0.0, 50.0, 50.0), severity="note"),
        with_office=True,
    )


def test_it_says_first_whether_the_edition_passed() -> None:
    passed, failed = _visited(proof()).seen, _visited(_with_findings()).seen

    assert passed["text"].split("\n")[0].strip() == "✓ Passed"
    assert passed["title"] == "Passed: proof of 2022-01-20-anniversary"
    assert failed["text"].split("\n")[0].strip() == "✗ Not passed"
    assert failed["verdict"].startswith("✗ Not passed 2 errors, 1 warning, 1 note. ")


def test_the_findings_stand_in_it_as_they_were_found() -> None:
    seen = _visited(_with_findings()).seen

    pdf, docx = sample_case().pdf_name, sample_case().docx_name
    assert [row[:4] for row in seen["findings"]] == [
        ["1", "Error", "a font is not embedded", f"{pdf}, page 1 , finding 1"],
        ["2", "Error", "two recipients are swapped", f"{pdf}, page 2 , finding 2"],
        ["3", "Warning", "a field is not up to date", docx],
        ["4", "Note", "a line stands alone", f"{pdf}, page 2 , finding 4"],
    ]
    assert seen["findings"][0][4] == "claim-false ISO 19005-3, 6.2.11.4.1"


def test_a_finding_is_marked_where_it_is_on_the_picture_of_its_page() -> None:
    mark, edge = _visited(_with_findings()).seen["marks"]

    page = sample_case().pdf.pages[0]  # type: ignore[union-attr]
    image = mark["image"]
    left, right = (mark["left"] - image["left"]) / image["width"], (mark["left"] + mark["width"] - image["left"]) / image["width"]
    top, low = (mark["top"] - image["top"]) / image["height"], (mark["top"] + mark["height"] - image["top"]) / image["height"]
    assert (mark["id"], mark["href"], mark["sheet"]) == ("mark-1", "#finding-1", "pdf-en-1")
    assert (left * page.width, right * page.width) == pytest.approx((98, 302), abs=1)
    assert ((1 - top) * page.height, (1 - low) * page.height) == pytest.approx((522, 498), abs=1)
    assert edge["left"] >= edge["image"]["left"] - 1


@cache
def _crowded() -> str:
    """Return a proof of the sample with three findings on one line of the DOCX, and twelve in one place of the PDF."""
    docx = sample_case().docx
    assert docx
    heading = next(one for one in docx.body if one.text == "STATEMENT").passage
    ours = [error(f"word {number}", where=sample_case().docx_name, passage=heading) for number in range(3)]
    return proof(*ours, *(error(f"line {number}", page=1, box=(0.0, 780.0, 40.0, 800.0)) for number in range(12)), with_office=True)


def test_a_finding_on_the_words_of_the_docx_is_marked_where_libreoffice_sets_them() -> None:
    seen = _visited(_crowded()).seen

    [mark, *_] = [one for one in seen["marks"] if one["sheet"].startswith("docx")]
    image, pdf = mark["image"], sample_case().pdf
    assert pdf
    top = next(run.box[3] for run in pdf.pages[0].runs if run.text == "STATEMENT")
    assert seen["findings"][0][3] == f"{sample_case().docx_name}, page 1 , finding 1"
    assert (mark["id"], mark["href"], mark["sheet"]) == ("mark-1", "#finding-1", "docx-en-1")
    # The layout is the same in both files: the word stands where the PDF has it.
    assert (mark["top"] - image["top"]) / image["height"] == pytest.approx(1 - top / pdf.pages[0].height, abs=0.02)
    assert mark["height"] / image["height"] < 0.04


@pytest.mark.parametrize("width", [1280, 400])
def test_the_numbers_of_findings_in_one_place_can_all_be_read(width: int) -> None:
    visited = _visited(_crowded(), width)

    badges = [one["badge"] for one in visited.seen["marks"]]
    assert len(badges) == 15
    assert [(one, other) for one, other in combinations(badges, 2) if _overlap(one, other)] == []
    assert visited.violations == []


def _overlap(one: dict[str, float], other: dict[str, float]) -> bool:
    across = min(one["left"] + one["width"], other["left"] + other["width"]) - max(one["left"], other["left"])
    down = min(one["top"] + one["height"], other["top"] + other["height"]) - max(one["top"], other["top"])
    return across > 0.5 and down > 0.5


def test_every_link_leads_to_something_in_the_proof() -> None:
    seen = _visited(_with_findings()).seen

    assert {link for link in seen["links"] if not link.startswith("#")} == set()
    assert {link[1:] for link in seen["links"]} - set(seen["ids"]) == set()
    assert len(seen["ids"]) == len(set(seen["ids"]))


def test_pages_of_both_files_are_side_by_side_and_named() -> None:
    images = _visited(_with_findings()).seen["images"]

    assert [image["alt"] for image in images[:4]] == [
        "Page 1 of the PDF", "Page 1 of the DOCX", "Page 2 of the PDF", "Page 2 of the DOCX",
    ]  # fmt: skip
    assert [image["alt"] for image in images[4:]] == [f"Page {number} of the PDF" for number in (3, 4, 5)]
    assert all(image["whole"] for image in images)
    assert images[0]["top"] == images[1]["top"]
    assert images[0]["left"] < images[1]["left"]


@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (1280, "dark"), (400, "light"), (400, "dark")])
def test_axe_objects_to_nothing_on_a_desk_on_a_phone_by_day_and_by_night(width: int, scheme: str) -> None:
    visited = _visited(_with_findings(), width, scheme)

    assert visited.violations == []
    assert visited.seen["width"] == width


def test_axe_objects_to_nothing_in_several_languages() -> None:
    visited = _visited(everything_proof())

    assert visited.violations == []
    assert {"ar", "az", "en"} <= set(visited.seen["languages"])


@pytest.mark.parametrize(
    ("whole", "damaged", "rule"),
    [
        ('alt="Page 1 of the PDF"', "", "image-alt"),
        ('<html lang="en">', "<html>", "html-has-lang"),
        ("<label>", "<span>", "label"),
        ("--soft: #5d5a54", "--soft: #c9c9c9", "color-contrast"),
    ],
)
def test_axe_objects_to_a_damaged_copy(whole: str, damaged: str, rule: str) -> None:
    text = _with_findings()
    assert whole in text
    changed = text.replace(whole, damaged).replace("</label>", "</span>" if whole == "<label>" else "</label>")

    assert rule in [violation.partition(":")[0] for violation in _visited(_trusted(changed)).violations]


def _trusted(text: str) -> str:
    """Return *text* with the digest of the style sheet that it has now."""
    style = text.partition("<style>")[2].partition("</style>")[0]
    return re.sub("'sha256-[^']*'", f"'sha256-{b64encode(hashlib.sha256(style.encode()).digest()).decode()}'", text)


def test_it_fetches_nothing_and_runs_nothing() -> None:
    text = _with_findings()
    seen = _visited(text).seen

    assert [request[:8] for request in seen["requests"] if not request.startswith("data:image/webp")] == ["file:///"]
    assert seen["complaints"] == []
    assert seen["scripts"] == 0
    assert "default-src 'none'; img-src data:; style-src 'sha256-" in text
    assert "unsafe" not in text
    assert re.findall(r'(?:src|href|action|content)="(?!#|data:image/webp;base64,)[^"]*(?:https?:|file:|//)', text) == []
    assert re.findall(r"url\(|@import", text.partition("<style>")[2].partition("</style>")[0]) == []


def test_words_that_look_like_markup_are_shown_as_words() -> None:
    case = sample_case()
    assert case.source
    ready = replace(
        case.source.prepared, heading=_HOSTILE, subject=_HOSTILE, recipients=RecipientList(lead=_HOSTILE, names=(_HOSTILE, "the other"))
    )
    hostile = replace(case, source=replace(case.source, prepared=ready))

    text = proof(error(_HOSTILE, page=1, box=(1.0, 1.0, 9.0, 9.0)), case=hostile)
    seen = _visited(text).seen

    assert seen["findings"][0][2] == _HOSTILE
    assert seen["boxes"] == [_HOSTILE, "the other"]
    assert (seen["scripts"], seen["complaints"]) == (0, [])
    assert len(seen["requests"]) == 1 + sum(request.startswith("data:") for request in seen["requests"])
    assert unescape(text).count("<script>") > 0
    assert "<script" not in text


def test_recipients_are_there_to_be_ticked_off_each_with_its_name() -> None:
    source = sample_case().source
    assert source
    assert source.prepared.recipients

    assert _visited(_with_findings()).seen["boxes"] == list(source.prepared.recipients.names)


def test_metadata_manifest_and_rules_are_in_it() -> None:
    text = _visited(_with_findings()).seen["text"]

    manifest = sample_case().manifest
    assert manifest
    assert all(output["sha256"] in text and output["file"] in text for output in manifest["outputs"])
    assert all(digest in text for digest in manifest["inputs"].values())
    assert "pdfaid:conformance" in text
    assert "The PDF claims a standard only where it keeps it." in text


def test_a_rule_that_was_passed_over_says_what_it_lacked() -> None:
    without = replace(sample_case(), docx=None, docx_name="", docx_bytes=b"")

    text = proof(case=without, passed_over=(("tags-disconnected", "docx"),))

    assert "Passed over: there is no DOCX" in text
    assert "There is no DOCX in this language." in text


def test_a_language_without_an_edition_says_so() -> None:
    case = replace(sample_case(), pdf=None, pdf_name="", pdf_bytes=b"", docx=None, docx_name="", docx_bytes=b"")

    assert "There is no edition in this language." in proof(case=case, with_office=True)


def test_paragraphs_that_differ_show_both_sides_word_by_word() -> None:
    rows = (
        Compared(role="Heading", source="STATEMENT", pdf="STATEMENT", docx="STATEMENT"),
        Compared(role="Paragraph", source="nearly 30 years", pdf="nearly 80 years", docx="nearly 30 years"),
        Compared(role="Recipient", source="the United Nations", pdf="the United Nations", docx=None),
        Compared(role="Added", source=None, pdf="a stray line", docx=None),
    )

    text = _visited(proof(rows=rows)).seen["text"]

    assert "4 paragraphs: the source, held against PDF and DOCX. 3 differ: number 2, 3, 4." in " ".join(text.split())
    assert '<del><span class="unseen">lacks: </span>30</del><ins><span class="unseen">adds: </span>80</ins>' in proof(rows=rows)
    assert "lacks this paragraph" in text
    assert "says nothing here" in text


def test_a_proof_of_a_ten_page_statement_with_annexes_takes_less_than_two_megabytes() -> None:
    case = ten_page_case()
    assert case.pdf
    assert case.source
    assert case.source.prepared.annexes

    size = len(proof(case=case, with_office=True).encode())

    assert len(case.pdf.pages) >= 13
    assert size < 2_000_000


def test_the_same_edition_and_findings_give_the_same_bytes() -> None:
    assert _with_findings() == _with_findings.__wrapped__()


def test_without_libreoffice_it_says_so_and_shows_the_pdf(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("shutil.which", lambda _name: None)

    text = proof(with_office=True)

    assert "The DOCX is not shown: LibreOffice is not installed here" in text
    assert text.count("<img") == 5


@pytest.mark.parametrize(
    ("script", "said"),
    [
        ("exit 1", "LibreOffice cannot open the document, or needs more than 1536 MiB of memory for it"),
        ('for last; do :; done; echo "%PDF-1.7" >"${last%.docx}.pdf"', "LibreOffice broke off while it was setting it"),
    ],
)
def test_a_failure_of_libreoffice_is_said(script: str, said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program = tmp_path / "soffice"
    program.write_text(f"#!/bin/sh\n{script}\n", "utf-8")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:/usr/bin:/bin")

    text = proof(with_office=True)

    assert f"The DOCX is not shown: {said}." in text
    assert text.count("<img") == 5


def test_a_docx_that_would_fetch_something_is_not_opened(monkeypatch: pytest.MonkeyPatch) -> None:
    case = sample_case()
    assert case.docx
    linked = replace(case.docx, relations=(("word/document.xml", "image", "http://example.org/a.png", True),))
    monkeypatch.setattr("editions.proofing.setting.set_in_office", lambda *_, **__: pytest.fail("opened"))

    text = proof(case=replace(case, docx=linked), with_office=True)

    assert "The DOCX is not shown: it would fetch “http://example.org/a.png”, which lies outside it." in text


def test_a_screenshot_of_it_is_not_empty(tmp_path: Path) -> None:
    (tmp_path / "proof.html").write_text(_with_findings(), "utf-8")

    visit(tmp_path / "proof.html", screenshot=tmp_path / "seen.png")

    with Image.open(tmp_path / "seen.png") as picture:
        assert picture.width == 1280
        assert picture.height > 3000
        top = picture.convert("L").crop((0, 0, 1280, 400))
    dark = sum(count for level, count in enumerate(top.histogram()) if level < 128)
    assert 0.005 < dark / (1280 * 400) < 0.3


def test_printed_no_picture_is_cut_and_all_is_black_on_white(tmp_path: Path) -> None:
    (tmp_path / "proof.html").write_text(_with_findings(), "utf-8")

    visit(tmp_path / "proof.html", scheme="dark", printed=tmp_path / "proof.pdf")

    sheets = _printed(tmp_path / "proof.pdf")
    assert sum(len(images) for _, images in sheets) == 7
    for (width, height), images in sheets:
        for left, low, right, high in images:
            assert left >= 0
            assert low >= 0
            assert right <= width
            assert high <= height
            # A page of A4, whole: as high as it is wide by the root of two.
            assert (high - low) / (right - left) == pytest.approx(2**0.5, rel=0.01)


def _printed(path: Path) -> list[tuple[tuple[float, float], list[tuple[float, float, float, float]]]]:
    """Return size and images of each sheet of a print."""
    return [
        ((page.width, page.height), [shape.box for shape in page.shapes if shape.kind == "image"]) for page in painted(path.read_bytes())
    ]
