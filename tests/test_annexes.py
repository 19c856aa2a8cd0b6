"""A statement with annexes, built by the command: what comes out, what is said, what is refused."""

import base64
import json
import os
import re
import shutil
import subprocess
import sys
from io import BytesIO
from pathlib import Path
from typing import Any

import pikepdf
import pytest

from editions.annexing import take_annexes
from editions.assembly.taking_in import drawing as drawing_pages
from editions.assembly.taking_in import purse_of
from editions.checking.conformance.page_validation import check_conformance
from editions.checking.conformance.parents import check_parents
from editions.model.annexes import PagePicture
from editions.model.prose import Paragraph, plain
from editions.preparing import prepare
from editions.problems import Refusal
from editions.reading.statements import read_statement
from editions.surroundings import AnnexLimits
from tests.support.annexes import PRODUCERS, reader
from tests.support.making import ROOT, SAMPLE, around, edition_with_annexes, statement
from tests.support.making import layout as house
from tests.support.pdf_tree import structure
from tests.support.tools import require, verapdf_failures

_TEXT = '+++\nheading = "SAMPLE"\n[signatory]\nname = "A. Sample"\n+++\n\nA paragraph.\n\nAnother paragraph.\n'


def _office(folder: Path, annexes: str, *, head: str = "", layout: str = "") -> Path:
    seed = folder / "seeds" / "s"
    seed.mkdir(parents=True)
    (seed / "statement.toml").write_text(f'date = 2026-01-01\noriginal = "en"\n{head}\n{annexes}', "utf-8")
    (seed / "en.md").write_text(_TEXT, "utf-8")
    for name in re.findall(r'^file = "(.*)"', annexes, re.MULTILINE):
        if (PRODUCERS / name).is_file():
            shutil.copy(PRODUCERS / name, seed / name)
    if layout:
        (folder / "layouts" / "ours").mkdir(parents=True)
        (folder / "layouts" / "ours" / "layout.toml").write_text(f'extends = "plain"\n{layout}', "utf-8")
    return folder


def _annex(file: str, *lines: str) -> str:
    return "\n".join(["[[annexes]]", f'file = "{file}"', f'title.en = "The title of {file}"', *lines]) + "\n\n"


def _build(office: Path) -> "subprocess.CompletedProcess[str]":
    """Build in a process of its own: annexes are rendered by threads beside a library that does not like forks."""
    command = [sys.executable, "-m", "editions", "build", "--format", "pdf"]
    return subprocess.run(command, cwd=office, capture_output=True, text=True, check=False)


def _pdf(office: Path) -> bytes:
    return (office / "build" / "s" / "s.en.pdf").read_bytes()


def _output(office: Path) -> Any:
    return json.loads((office / "build" / "s" / "edition.json").read_bytes())["outputs"][0]


ALT = 'alt = "What it shows"'


def test_every_kind_is_merged_and_the_whole_conforms(tmp_path: Path) -> None:
    require("soffice")
    kinds = [
        _annex("typst-ua.pdf"),
        _annex("scan.tiff", 'alt = ["The first page", "The second page"]'),
        _annex("drawing.svg", ALT),
        _annex("picture.png", ALT),
        _annex("photo.jpg", ALT),
        _annex("words.md"),
        _annex("libreoffice.docx"),
    ]
    office = _office(tmp_path, "".join(kinds))
    seed = office / "seeds" / "s"
    shutil.copy(ROOT / "tests/samples/everything/images/chart.png", seed / "picture.png")
    shutil.copy(ROOT / "tests/samples/everything/images/photo.jpg", seed / "photo.jpg")
    (seed / "words.md").write_text("# A heading\n\nWords[^1].\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n[^1]: A note.\n", "utf-8")

    done = _build(office)

    assert done.returncode == 0, done.stderr
    assert _output(office)["claims"] == ["PDF/A-3a", "PDF/UA-1"], done.stderr
    assert verapdf_failures(office / "build" / "s" / "s.en.pdf") == []
    assert [annex["pages"] for annex in _output(office)["annexes"]] == [2, 2, 1, 1, 1, 1, 1]
    tree = structure(_pdf(office))
    figures = [str(node.element["/Alt"]) for node in tree.walk() if node.tag == "Figure"]
    assert figures == ["The first page", "The second page", "What it shows", "What it shows", "What it shows"]


def test_a_page_can_be_given_as_a_picture(tmp_path: Path) -> None:
    office = _office(tmp_path, _annex("ghostscript.pdf", 'as = "picture"', 'pages = "2"', 'alt = "The second page, by Ghostscript"'))

    done = _build(office)

    assert done.returncode == 0, done.stderr
    assert _output(office)["claims"] == ["PDF/A-3a", "PDF/UA-1"]
    page = reader(_pdf(office)).pages[1]
    [image] = page.images
    assert page.extract_text().split() == ["Annex", "I,", "page", "1", "of", "1", "·", _output(office)["mark"]]
    assert image.image.width == pytest.approx(612 / 72 * 300, abs=2)


@pytest.mark.parametrize(("file", "what"), [("active.pdf", "a script, on opening"), ("signed.pdf", "the signature")])
def test_what_does_not_come_along_into_a_picture_is_told_and_a_strict_office_refuses_it(tmp_path: Path, file: str, what: str) -> None:
    lines = ('as = "picture"', 'pages = "1"', ALT)
    lenient, strict = _office(tmp_path / "a", _annex(file, *lines)), _office(tmp_path / "b", _annex(file, *lines))
    (strict / "settings.toml").write_text("[annexes]\nstrict = true\n", "utf-8")

    done, refused = _build(lenient), _build(strict)

    assert done.returncode == 0, done.stderr
    assert f"{what} was removed" in done.stderr
    assert f"note: {file}: its pages are pictures, drawn by one reader (PDFium)" in done.stderr
    assert refused.returncode == 3
    assert f"{file}: the annex holds {what}" in refused.stderr


def test_an_annex_can_be_attached_whole_with_a_page_that_says_so(tmp_path: Path) -> None:
    office = _office(tmp_path, _annex("signed.pdf", 'as = "attach"'))

    done = _build(office)

    assert done.returncode == 0, done.stderr
    whole = reader(_pdf(office))
    assert whole.attachments["signed.pdf"] == [(PRODUCERS / "signed.pdf").read_bytes()]
    files: Any = whole.trailer["/Root"]["/AF"]
    relations = {str(file.get_object()["/UF"]): str(file.get_object()["/AFRelationship"]) for file in files}
    assert relations == {"en.md": "/Source", "statement.toml": "/Source", "signed.pdf": "/Supplement"}
    assert "This annex is attached to the document as the file: signed.pdf" in " ".join(whole.pages[1].extract_text().split())
    assert verapdf_failures(office / "build" / "s" / "s.en.pdf") == []


def test_the_table_of_annexes_names_them_and_leads_to_them(tmp_path: Path) -> None:
    office = _office(tmp_path, _annex("typst-ua.pdf") + _annex("drawing.svg", ALT))
    _build(office)

    whole = reader(_pdf(office))
    table = next(node for node in structure(_pdf(office)).walk() if node.tag == "Table")
    anchors = whole.named_destinations

    rows = [[cell.text for cell in row.walk() if cell.tag in ("TH", "TD")] for row in table.find("TR")]
    assert rows == [
        ["Annex", "Title", "Pages"],
        ["Annex I", "The title of typst-ua.pdf", "I-1 – I-2"],
        ["Annex II", "The title of drawing.svg", "II-1"],
    ]
    links = [item.get_object() for item in whole.pages[0]["/Annots"] if item.get_object()["/Subtype"] == "/Link"]
    assert [whole.get_page_number(anchors[str(link["/Dest"])].page.get_object()) for link in links] == [1, 3]


def _leading(office: Path, target: Any) -> None:
    """Let the links of the office's typst-ua.pdf lead into its typst-across.pdf: to *target*."""
    path = office / "seeds" / "s" / "typst-ua.pdf"
    with pikepdf.open(path, allow_overwriting_input=True) as pdf:
        [page] = [page for page in pdf.pages if any("/Dest" in link or link["/A"]["/S"] == "/GoTo" for link in page.obj.get("/Annots", ()))]
        link = next(link for link in page.obj["/Annots"] if "/Dest" in link or link["/A"]["/S"] == "/GoTo")
        action = {"/S": pikepdf.Name.GoToR, "/F": pikepdf.String("folder/typst-across.pdf"), "/D": target}
        if "/Dest" in link:
            del link["/Dest"]
        link["/A"] = pikepdf.Dictionary(action)
        pdf.save(path)


@pytest.mark.parametrize(
    ("target", "lines", "page"),
    [
        (pikepdf.Array([1, pikepdf.Name.Fit]), (), 4),
        (pikepdf.Array([1, pikepdf.Name.Fit]), ('pages = "2"',), 3),
        (pikepdf.String("no such name"), (), 3),
    ],
)
def test_a_link_into_another_annex_leads_there(tmp_path: Path, target: Any, lines: tuple[str, ...], page: int) -> None:
    office = _office(tmp_path, _annex("typst-ua.pdf") + _annex("typst-across.pdf", *lines))
    _leading(office, target)

    done = _build(office)

    whole = reader(_pdf(office))
    links = [item.get_object() for item in whole.pages[1]["/Annots"] if "/Dest" in item.get_object()]
    assert "a link into another file" not in done.stderr
    assert [_page_of(whole, link["/Dest"]) for link in links] == [page]
    assert _output(office)["claims"] == ["PDF/A-3a", "PDF/UA-1"]


def _page_of(whole: Any, target: Any) -> int:
    place = whole.named_destinations[str(target)].page if isinstance(target, str) else target[0]
    return int(whole.get_page_number(place.get_object()))


def test_an_untagged_annex_lowers_the_claim_and_the_build_says_why(tmp_path: Path) -> None:
    office = _office(tmp_path, _annex("typst-ua.pdf") + _annex("untagged.pdf"))

    done = _build(office)

    assert done.returncode == 0
    assert _output(office)["claims"] == ["PDF/A-3u"]
    packet = _pdf(office)
    assert b"<pdfaid:conformance>U</pdfaid:conformance>" in packet
    assert b"pdfuaid" not in packet
    assert "untagged.pdf, pages 1–2: it has marks, and no key into the parent tree" in done.stderr
    assert "reaches PDF/A-3u and claims no more, not PDF/A-3a and PDF/UA-1" in done.stderr
    assert 'as = "picture"' in done.stderr


def _without_verapdf(office: Path) -> "subprocess.CompletedProcess[str]":
    command = [sys.executable, "-m", "editions", "build", "--format", "pdf"]
    alone = {**os.environ, "PATH": "/nonexistent"}
    return subprocess.run(command, cwd=office, capture_output=True, text=True, check=False, env=alone)


def test_a_drawing_that_no_mark_speaks_for_lowers_the_claim_without_verapdf_too(tmp_path: Path) -> None:
    office = _office(tmp_path, _annex("typst-ua.pdf"))
    path = office / "seeds" / "s" / "typst-ua.pdf"
    with pikepdf.open(path, allow_overwriting_input=True) as pdf:
        pdf.pages[0].contents_add(pdf.make_stream(b"q 100 100 200 200 re f Q"), prepend=False)
        pdf.save(path)

    done = _without_verapdf(office)

    assert done.returncode == 0, done.stderr
    assert _output(office)["claims"] == ["PDF/A-3u"]
    assert "typst-ua.pdf, page 1: something is painted outside all marked content" in done.stderr


def _marked(office: Path, name: str, **info: bool) -> None:
    """Let the annex *name* say *info* of its tags."""
    path = office / "seeds" / "s" / name
    with pikepdf.open(path, allow_overwriting_input=True) as pdf:
        pdf.Root["/MarkInfo"] = pikepdf.Dictionary({f"/{name}": said for name, said in info.items()})
        pdf.save(path)


@pytest.mark.parametrize(
    ("info", "problem"),
    [
        ({"Marked": True, "Suspects": True}, "it says itself that its tags are suspect"),
        ({"Marked": False}, "it says itself that it is not tagged"),
    ],
)
def test_an_annex_that_does_not_stand_by_its_tags_lowers_the_claim(tmp_path: Path, info: dict[str, bool], problem: str) -> None:
    office = _office(tmp_path, _annex("typst-ua.pdf") + _annex("typst-across.pdf"))
    _marked(office, "typst-across.pdf", **info)

    done = _without_verapdf(office)

    assert done.returncode == 0, done.stderr
    assert _output(office)["claims"] == ["PDF/A-3u"]
    assert f"typst-across.pdf: {problem}" in done.stderr
    assert "note: typst-ua.pdf" not in done.stderr


@pytest.mark.verapdf
def test_a_type_that_stands_for_nothing_is_named_with_its_annex_and_page(tmp_path: Path) -> None:
    office = _office(tmp_path, _annex("typst-ua.pdf") + _annex("typst-across.pdf"))
    path = office / "seeds" / "s" / "typst-across.pdf"
    with pikepdf.open(path, allow_overwriting_input=True) as pdf:
        heading = next(item for item in pdf.objects if isinstance(item, pikepdf.Dictionary) and item.get("/S") == "/P" and "/P" in item)
        heading["/S"] = pikepdf.Name("/Clause")
        pdf.save(path)

    said = _build(office).stderr

    judged = [line for line in said.splitlines() if "ROLE-MAP-001" in line or "veraPDF 7.1-5" in line or "6.7.3.4-1" in line]
    assert len(judged) == 4
    assert all("typst-across.pdf, page" in line and '"Clause"' in line for line in judged)


def test_a_claim_that_rests_on_one_judge_is_said(tmp_path: Path) -> None:
    done = _without_verapdf(_office(tmp_path, _annex("typst-ua.pdf")))

    assert "PDF/A-3a and PDF/UA-1: judged without veraPDF, which sees more in what others made (typst-ua.pdf)" in done.stderr


def test_content_that_has_no_marks_at_all_is_said_too(tmp_path: Path) -> None:
    done = _build(_office(tmp_path, _annex("ghostscript.pdf")))

    assert "ghostscript.pdf, page 1: the page contains text that is neither /Artifact nor tagged real content" in done.stderr


def test_pages_and_fonts_are_named_as_the_reader_of_the_file_sees_them(tmp_path: Path) -> None:
    office = _office(tmp_path, _annex("typst-ua.pdf") + _annex("ghostscript.pdf", 'pages = "2"') + _annex("untagged.pdf", 'pages = "2"'))

    said = _without_verapdf(office).stderr

    assert "ghostscript.pdf, page 2: something is painted outside all marked content" in said
    assert 'ghostscript.pdf, page 2: the font "Times-Roman" is not embedded (PDF/UA-1, PDFUA1-FONT-EMBEDDING-001)' in said
    assert "untagged.pdf, page 2: it has marks, and no key into the parent tree" in said
    assert not re.search(r"page \d+: .*\bpage \d|object \d", said)


def test_all_pages_with_a_fault_are_named_in_one_line_for_each_annex(tmp_path: Path) -> None:
    said = _without_verapdf(_office(tmp_path, _annex("ghostscript.pdf") + _annex("untagged.pdf"))).stderr

    assert said.count("something is painted outside all marked content") == 1
    assert "ghostscript.pdf, pages 1–2: something is painted outside all marked content" in said
    assert 'ghostscript.pdf, pages 1–2: the font "Times-Roman" is not embedded' in said


def test_pictures_of_chosen_pages_keep_the_numbers_of_the_file(tmp_path: Path) -> None:
    office = _office(tmp_path, _annex("scan.tiff", 'pages = "2"', ALT))
    found = read_statement(office / "seeds" / "s", around()).statement
    ready = prepare(found, "en", house("plain"))
    assert ready.annexes is not None
    [part] = take_annexes(ready.annexes, ready, house("plain"), around())

    assert [leaf.number for leaf in part.leaves.leaves] == [2]


@pytest.mark.verapdf
def test_where_two_judges_differ_the_finding_names_both(tmp_path: Path) -> None:
    require("verapdf")
    done = _build(_office(tmp_path, _annex("chromium.pdf")))

    assert "an LI structure element contains a child other than Lbl or LBody (veraPDF does not object)" in done.stderr
    assert "reaches PDF/A-3a and claims no more, not PDF/UA-1" in done.stderr


def test_an_annex_without_embedded_fonts_leaves_no_claim(tmp_path: Path) -> None:
    office = _office(tmp_path, _annex("reportlab.pdf"))

    done = _build(office)

    assert done.returncode == 0
    assert _output(office)["claims"] == []
    assert b"pdfaid" not in _pdf(office)
    assert re.search(r"reportlab.pdf, page \d: .*FONT-EMBEDDING", done.stderr)


def test_what_is_required_and_not_reached_is_not_published(tmp_path: Path) -> None:
    office = _office(tmp_path, _annex("untagged.pdf"), head='conformance = "required"')

    done = _build(office)

    assert done.returncode == 1
    assert "untagged.pdf, page 1: PDF/UA-1: " in done.stderr
    assert not (office / "build" / "s").exists()


def test_what_is_required_and_reached_is_published(tmp_path: Path) -> None:
    office = _office(tmp_path, _annex("typst-ua.pdf"), head='conformance = "required"')

    assert _build(office).returncode == 0


def test_removals_stand_in_the_manifest_and_on_the_terminal(tmp_path: Path) -> None:
    office = _office(tmp_path, _annex("active.pdf"))

    done = _build(office)

    assert "note: active.pdf, page 1: a command that starts a program was removed (annex-cleaned)" in done.stderr
    assert {"what": "a command that starts a program", "page": 1} in _output(office)["annexes"][0]["removed"]


def test_a_strict_office_refuses_what_would_have_to_be_removed(tmp_path: Path) -> None:
    office = _office(tmp_path, _annex("active.pdf"))
    (office / "settings.toml").write_text("[annexes]\nstrict = true\n", "utf-8")

    done = _build(office)

    assert done.returncode == 3
    assert "active.pdf: the annex holds a command that starts a program, on page 1" in done.stderr
    assert not (office / "build").exists()


def test_a_setting_that_is_wrong_is_named(tmp_path: Path) -> None:
    office = _office(tmp_path, _annex("typst-ua.pdf"))
    (office / "settings.toml").write_text("[annexes]\npage = 3\nseconds = 0\n", "utf-8")

    done = _build(office)

    assert done.returncode == 3
    assert done.stderr == (
        'settings.toml:2: unknown key "page"\n  Did you mean "pages"?\nsettings.toml:3: "seconds" must be 1 or more, not 0\n'
    )


def test_a_cover_is_the_layouts_choice_and_has_a_label_of_its_own(tmp_path: Path) -> None:
    office = _office(tmp_path, _annex("typst-ua.pdf"), head='layout = "ours"', layout="[annexes]\ncover = true\ntwo_sided = true\n")

    done = _build(office)

    assert done.returncode == 0, done.stderr
    whole = reader(_pdf(office))
    assert whole.page_labels == ["1", "2", "I", "I-1", "I-2"]
    assert "The title of typst-ua.pdf" in whole.pages[2].extract_text()
    assert verapdf_failures(office / "build" / "s" / "s.en.pdf") == []


def test_without_libreoffice_a_docx_says_how_to_install_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    office = _office(tmp_path, _annex("libreoffice.docx"))
    monkeypatch.setenv("PATH", "/nonexistent")

    done = _build(office)

    assert done.returncode == 4
    assert "apt-get install libreoffice-writer-nogui" in done.stderr


def test_a_docx_comes_out_the_same_alone_and_behind_another_build(tmp_path: Path) -> None:
    require("soffice")
    alone = _office(tmp_path / "alone", _annex("libreoffice.docx"))
    behind = _office(tmp_path / "behind", _annex("libreoffice.docx"))
    before = behind / "seeds" / "before"
    before.mkdir()
    (before / "statement.toml").write_text('date = 2026-01-01\noriginal = "en"\n', "utf-8")
    (before / "en.md").write_text(_TEXT, "utf-8")
    surroundings = {name: value for name, value in os.environ.items() if name != "FONTCONFIG_FILE"}
    command = [sys.executable, "-m", "editions", "build", "--workers", "1", "--format", "pdf"]

    for office, names in ((alone, ["s"]), (behind, ["before", "s"])):
        foreign = surroundings if office == alone else {**surroundings, "LC_ALL": "de_DE.UTF-8", "TZ": "Asia/Tokyo"}
        done = subprocess.run([*command, *names], cwd=office, capture_output=True, text=True, check=False, env=foreign)
        assert done.returncode == 0, done.stderr

    assert _output(alone)["claims"] == _output(behind)["claims"]
    assert _pdf(alone) == _pdf(behind)


@pytest.mark.parametrize(
    ("entry", "problem"),
    [
        (_annex("missing.pdf"), 'seeds/s/statement.toml:5: the annex "missing.pdf" is missing'),
        (_annex("../en.md"), "lies outside the statement's folder"),
        ('[[annexes]]\nfile = "typst-ua.pdf"\n', "the annex has no title"),
        (_annex("typst-ua.pdf", 'as = "merged"'), 'an annex cannot be treated as "merged"\n  Did you mean "merge"?'),
        (_annex("typst-ua.pdf", 'pages = "3-1"'), '"3-1" names no pages'),
        (_annex("typst-ua.pdf", 'pages = "1-9"'), "page 9 is asked for, and the file has 2"),
        (_annex("typst-ua.pdf", "tittle = 1"), 'unknown key "tittle"\n  Did you mean "title"?'),
        (_annex("scan.tiff"), "a picture without an alternative text says nothing"),
        (_annex("scan.tiff", 'alt = ["a", "b", "c"]'), "there are 3 alternative texts for 2 pages"),
        (_annex("ghostscript.pdf", 'as = "picture"'), "a picture without an alternative text says nothing"),
        (_annex("truncated.pdf"), "truncated.pdf: the file is damaged"),
        (_annex("make.py"), '"make.py" cannot be merged'),
        (_annex("typst-ua.pdf", 'as = "attach"', 'pages = "1"'), "pages cannot be chosen from a file that is attached whole"),
        (_annex("signed.pdf", 'as = "attach"') * 2, 'two files would be attached as "signed.pdf"'),
    ],
)
def test_a_wrong_entry_is_told_and_nothing_is_written(tmp_path: Path, entry: str, problem: str) -> None:
    done = _build(_office(tmp_path, entry))

    assert done.returncode == 3
    assert problem in done.stderr
    assert "Traceback" not in done.stderr
    assert not (tmp_path / "build").exists()


def test_a_file_that_is_not_what_its_name_says_is_refused(tmp_path: Path) -> None:
    office = _office(tmp_path, _annex("false.pdf"))
    shutil.copy(PRODUCERS / "scan.tiff", office / "seeds" / "s" / "false.pdf")

    assert '"false.pdf" is a TIFF file, whatever its name says' in _build(office).stderr


_SVG = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="9" height="9">'


@pytest.mark.parametrize(
    ("drawing", "problem"),
    [
        (f'{_SVG}<image href="http://example.org/x.png"/></svg>', 'the drawing shows "http://example.org/x.png", which is not in it'),
        (f'{_SVG}<a href="#a"/><image xlink:href="b.png"/></svg>', 'the drawing shows "b.png", which is not in it'),
        (f'{_SVG}<use href="#a"/><rect fill="url(#a)"/><rect style="fill: url(c.svg#d)"/></svg>', 'shows "c.svg#d", which is not in it'),
        (
            f"{_SVG}<style>/* url(no) */ @import \"a.css\"; b {{ fill: URL( 'c.svg' ) }}</style></svg>",
            'shows "a.css", "c.svg", which are not',
        ),
        (f'<?xml-stylesheet href="s.css"?>{_SVG}</svg>', 'the drawing shows "s.css", which is not in it'),
        (f"{_SVG}<script>1</script></svg>", "holds a script"),
        (f'{_SVG}<rect onclick="1"/></svg>', "holds a script"),
        (f'{_SVG}<a href="javascript:1"/></svg>', "holds a script"),
        (f'<!DOCTYPE svg [<!ENTITY a "b">]>{_SVG}</svg>', "declares entities"),
        (f"{_SVG}<g></svg>", "the drawing is damaged: mismatched tag"),
        (f"{_SVG}<foreignObject><p xmlns='http://www.w3.org/1999/xhtml'>lost words</p></foreignObject></svg>", "holds <foreignObject>"),
        (f"{_SVG}<filter id='a'><feGaussianBlur stdDeviation='3'/></filter></svg>", "holds <feGaussianBlur>, which would not be drawn"),
        (f"{_SVG}<text style='writing-mode: tb'>down</text></svg>", 'says "writing-mode: tb", which would be passed over'),
        (f"{_SVG}<tspan baseline-shift='super'>2</tspan></svg>", 'says "baseline-shift: super"'),
        (f"{_SVG}<style>text {{ mix-blend-mode: multiply }}</style></svg>", 'says "mix-blend-mode: multiply"'),
    ],
)
def test_a_drawing_that_would_have_gaps_is_refused(drawing: str, problem: str) -> None:
    with pytest.raises(Refusal) as caught:
        _drawing(drawing)

    assert problem in str(caught.value)


@pytest.mark.parametrize(
    "inner",
    [
        '<a href="https://example.org/"><rect width="9" height="9"/></a>',
        '<a xlink:href="other.svg"><rect width="9" height="9"/></a>',
        '<image href="data:image/png;base64,iVBORw0KGgo="/>',
        "<title>What url(x.png) means</title>",
        '<metadata><work xmlns="http://creativecommons.org/ns#" href="https://example.org/"/></metadata>',
    ],
)
def test_a_link_in_a_drawing_is_nothing_that_it_shows(inner: str) -> None:
    assert len(_drawing(f"{_SVG}{inner}</svg>")) == 1


def _drawing(markup: str) -> tuple[PagePicture, ...]:
    limits = AnnexLimits()
    return drawing_pages(markup.encode(), (), "x.svg", limits, purse_of(limits))


def test_a_drawing_with_links_and_a_picture_within_is_merged(tmp_path: Path) -> None:
    office = _office(tmp_path, _annex("x.svg", ALT))
    within = base64.b64encode((ROOT / "tests/samples/everything/images/chart.png").read_bytes()).decode()
    markup = f'{_SVG}<a href="https://example.org/"><image width="9" height="9" href="data:image/png;base64,{within}"/></a></svg>'
    (office / "seeds" / "s" / "x.svg").write_text(markup, "utf-8")

    done = _build(office)

    assert done.returncode == 0, done.stderr
    assert len(reader(_pdf(office)).pages[1].images) == 1


def test_all_annexes_that_are_refused_are_told_at_once(tmp_path: Path) -> None:
    done = _build(_office(tmp_path, _annex("locked.pdf") + _annex("typst-ua.pdf") + _annex("xfa.pdf")))

    assert done.returncode == 3
    assert "locked.pdf: " in done.stderr
    assert "xfa.pdf: " in done.stderr


def test_the_same_bytes_come_out_at_each_build(tmp_path: Path) -> None:
    entries = _annex("typst-across.pdf") + _annex("active.pdf") + _annex("scan.tiff", ALT) + _annex("reportlab.pdf")
    one, other = _office(tmp_path / "one", entries), _office(tmp_path / "other", entries)

    for office in (one, other):
        assert _build(office).returncode == 0

    assert _pdf(one) == _pdf(other)


def test_every_figure_of_the_samples_table_stands_in_the_paragraph_that_it_names() -> None:
    body = [paragraph for paragraph in statement(SAMPLE).texts[0].body if isinstance(paragraph, Paragraph)]
    rows = re.findall(r"^\| *([\d,]+) \| (.+?) \| *(\d+) \|$", (SAMPLE / "annexes" / "figures.md").read_text("utf-8"), re.MULTILINE)

    assert len(rows) == 16
    for figure, words, number in rows:
        text = " ".join(plain(body[int(number) - 1].inlines).split())
        assert figure in words
        assert words in text, (figure, number)
    # None is left out: each number of the text, but the dates, the article and the anniversary, is in the table.
    said = {figure for paragraph in body for figure in re.findall(r"\d[\d,]*\d|\d", plain(paragraph.inlines))}
    assert said - {figure for figure, _, _ in rows} == {"20", "21", "1990", "1994", "1980", "2020", "7"}


def test_the_sample_and_its_two_annexes_are_one_document_that_conforms(tmp_path: Path) -> None:
    made = next(output for output in edition_with_annexes(SAMPLE).outputs if output.format == "pdf")
    path = tmp_path / "sample.pdf"
    path.write_bytes(made.content)

    assert made.claims == ("PDF/A-3a", "PDF/UA-1")
    assert verapdf_failures(path) == []
    assert reader(made.content).page_labels == ["1", "2", "I-1", "II-1", "II-2"]


@pytest.mark.parametrize(
    ("damage", "rule"),
    [
        ("treeless", "tree-missing"),
        ("untag", "CONTENT-TAGGING"),
        ("outside", "mark-outside-tree"),
        ("disown", "parent-without-mark"),
        ("font", "FONT-EMBEDDING"),
        ("claim", "ID-CONFORMANCE"),
        ("share", "pages-share-parents"),
        ("orphan", "mark-without-parent"),
    ],
)
def test_the_named_rule_finds_the_damage(damage: str, rule: str) -> None:
    made = next(output.content for output in edition_with_annexes(SAMPLE).outputs if output.format == "pdf")

    broken = _damaged(made, damage)

    findings = [*check_conformance(broken, "x.pdf"), *check_parents(broken, "x.pdf")]
    assert [finding.rule for finding in [*check_conformance(made, "x.pdf"), *check_parents(made, "x.pdf")]] == []
    assert any(rule in finding.rule for finding in findings), findings


def _damaged(content: bytes, damage: str) -> bytes:
    if damage == "claim":
        return content.replace(b"<pdfaid:conformance>A<", b"<pdfaid:conformance>B<")
    with pikepdf.open(BytesIO(content)) as pdf:
        page = pdf.pages[3].obj
        if damage == "treeless":
            del pdf.Root["/StructTreeRoot"]
        elif damage == "untag":
            kept = [one for one in pikepdf.parse_content_stream(page) if str(one.operator) not in ("BDC", "BMC", "EMC")]
            page["/Contents"] = pdf.make_stream(pikepdf.unparse_content_stream(kept))
            del page["/StructParents"]
        elif damage == "outside":
            # The last annex, its title and all, is out of the document; what its pages show stays.
            del pdf.Root["/StructTreeRoot"]["/K"][0]["/K"][-1]
        elif damage == "disown":
            parents = pikepdf.NumberTree(pdf.Root["/StructTreeRoot"]["/ParentTree"])
            parents[int(page["/StructParents"])][0]["/K"] = pikepdf.Array()
        elif damage == "font":
            for font in page["/Resources"]["/Font"].values():
                del font["/DescendantFonts"][0]["/FontDescriptor"]["/FontFile2"]
        elif damage == "share":
            page["/StructParents"] = pdf.pages[0].obj["/StructParents"]
        else:
            numbers = pdf.Root["/StructTreeRoot"]["/ParentTree"]["/Nums"]
            place = [int(numbers[index]) for index in range(0, len(numbers), 2)].index(int(page["/StructParents"]))
            numbers[2 * place + 1] = pikepdf.Array()
        out = BytesIO()
        pdf.save(out)
    return out.getvalue()
