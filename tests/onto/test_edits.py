"""Edits as Word leaves them, brought back as what they are: nothing is lost without a word, nothing else is written."""

import io
import zipfile
from pathlib import Path

import pytest
from PIL import Image

from editions.model.statement import Statement
from editions.onto import Brought, bring, patched
from editions.problems import Refusal
from editions.reading.statements import read_statement
from editions.surroundings import Limits
from tests.support.making import EVERYTHING, around
from tests.support.office_folder import changed, copied, docx_of

_STRONG, _BOTH = '<w:rPr><w:rStyle w:val="EditionsStrong"/>', '<w:rPr><w:rStyle w:val="EditionsStrongEmphasis"/>'
_FIFTH = '<w:p><w:pPr><w:pStyle w:val="EditionsListEnd"/>'
_BY_ANN, _BY_BOB = (f'w:author="{name}" w:date="2026-02-03T04:05:06Z"' for name in ("Ann", "Bob"))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the statement with everything."""
    return copied(EVERYTHING, tmp_path)


def _brought(docx: bytes, folder: Path, *, accept: bool = True) -> Brought:
    return bring(docx, _statement(folder), "edited.docx", lambda _: accept)


def _statement(folder: Path) -> Statement:
    return read_statement(folder, around()).statement


def _source(brought: Brought, folder: Path) -> str:
    """Return the text's file as it would be written."""
    files = patched(brought, _statement(folder), Limits())
    return files.get("en.md", (folder / "en.md").read_bytes()).decode()


@pytest.mark.parametrize(
    ("style", "off", "before", "after"),
    [
        (_STRONG, '<w:b w:val="0"/>', "**weight**", "weight"),
        (_BOTH, '<w:i w:val="0"/>', "***both***", "**both**"),
        (_BOTH, '<w:b w:val="0"/>', "***both***", "*both*"),
    ],
)
def test_a_look_switched_off_by_hand_is_gone(folder: Path, style: str, off: str, before: str, after: str) -> None:
    brought = _brought(changed(docx_of(folder), style, style + off), folder)

    assert _source(brought, folder) == (folder / "en.md").read_text("utf-8").replace(before, after)


def test_a_numbered_list_that_is_parted_counts_on(folder: Path) -> None:
    docx = docx_of(folder)
    new = '<w:p><w:pPr><w:pStyle w:val="EditionsText"/></w:pPr><w:r><w:t>A paragraph between.</w:t></w:r></w:p>'
    markup = zipfile.ZipFile(io.BytesIO(docx)).read("word/document.xml").decode()
    start = markup.rindex(_FIFTH, 0, markup.index("The fifth"))

    source = _source(_brought(changed(docx, markup[start : start + 400], new + markup[start : start + 400]), folder), folder)

    assert "A paragraph between.\n\n5. The fifth" in source


def test_what_one_put_in_and_another_took_out_is_neither_accepted_nor_rejected_into_the_text(folder: Path) -> None:
    taken_out = f'<w:del w:id="3" {_BY_BOB}><w:r><w:delText xml:space="preserve">absurdly </w:delText></w:r></w:del>'
    inside = f'</w:t></w:r><w:ins w:id="2" {_BY_ANN}>{taken_out}</w:ins><w:r><w:t xml:space="preserve">Twenty words'
    docx = changed(docx_of(folder), "Twenty words", inside)

    for accept in (True, False):
        brought = _brought(docx, folder, accept=accept)
        assert brought.changes_nothing
        assert [(one.change.kind, one.change.author) for one in brought.pending.changes] == [("inserted", "Ann"), ("deleted", "Bob")]


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        (
            "Twenty words",
            '</w:t><w:sym w:font="Wingdings 2" w:char="F041"/><w:t xml:space="preserve">Twenty words',
            "a character that only its font",
        ),
        (
            '<w:p><w:pPr><w:pStyle w:val="EditionsSection2"/>',
            '<w:altChunk/><w:p><w:pPr><w:pStyle w:val="EditionsSection2"/>',
            "another document",
        ),
        ('w:val="editions.subject"/>', 'w:val="editions.subject"/><w:showingPlcHdr/>', "a control that nobody has filled in"),
    ],
)
def test_what_the_reader_left_is_told_as_left_out(folder: Path, old: str, new: str, said: str) -> None:
    assert any(one.startswith(said) for one in _brought(changed(docx_of(folder), old, new), folder).lost)


def test_a_place_that_all_texts_share_is_not_taken_out_of_one(folder: Path) -> None:
    brought = _brought(changed(docx_of(folder), "Sampletown, 8 March 2026", "8 March 2026"), folder)

    with pytest.raises(Refusal, match=r"statement\.toml gives to all 3 texts"):
        patched(brought, _statement(folder), Limits())


def _with_picture(docx: bytes, content: bytes) -> bytes:
    """Return *docx* with another picture in the place of its first."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(docx)) as source, zipfile.ZipFile(stream, "w") as target:
        for name in source.namelist():
            target.writestr(name, content if name == "word/media/image1.png" else source.read(name))
    return stream.getvalue()


def test_another_picture_is_a_file_of_its_own_and_one_that_no_build_takes_is_left_out(folder: Path) -> None:
    stream = io.BytesIO()
    Image.new("RGB", (40, 30), "navy").save(stream, "PNG")
    docx = docx_of(folder)
    (folder / "images" / "four-bars-each-higher.png").write_bytes(b"another file")

    brought = _brought(_with_picture(docx, stream.getvalue()), folder)

    files = patched(brought, _statement(folder), Limits())
    assert [name for name in files if name.startswith("images/")] == ["images/four-bars-each-higher-2.png"]
    assert "](images/four-bars-each-higher-2.png)" in files["en.md"].decode()
    strange = _brought(_with_picture(docx, b"\x01\x00\x00\x00 a drawing of Windows"), folder)
    assert [one for one in strange.lost if "neither PNG nor JPEG" in one]
    broken = _brought(_with_picture(docx, stream.getvalue()[:60]), folder)
    with pytest.raises(Refusal, match="four-bars"):
        patched(broken, _statement(folder), Limits())


def test_a_source_that_it_was_not_made_from_is_refused_as_its_base(folder: Path) -> None:
    docx = docx_of(folder)
    path = folder / "en.md"
    path.write_text(path.read_text("utf-8").replace("Twenty words", "Forty words"), "utf-8")

    with pytest.raises(Refusal, match="was not made from"):
        bring(docx, _statement(folder), "edited.docx", None, _statement(folder))
