"""The package: Strict documents, other names and encodings; what is no DOCX is refused by what it is."""

import zipfile
from io import BytesIO
from pathlib import Path

import pytest

from editions.problems import Refusal
from editions.reading.word import archive
from editions.reading.word.document import read_word, read_word_file
from tests.support.word_parts import DOCX, left, lines, paragraph, part, parts, read, relation, strict, text, texts, zipped

_FOOTNOTE = f'<w:footnote w:id="1">{paragraph("noted")}</w:footnote>'


def _refused(content: bytes) -> str:
    with pytest.raises(Refusal) as caught:
        read_word(content, "test.docx")
    (problem,) = caught.value.problems
    assert problem.where == "test.docx"
    assert problem.remedy
    return problem.what


def test_a_strict_document_is_read_as_any_other() -> None:
    link = f'<w:hyperlink r:id="r1">{text("here", "<w:b/>")}</w:hyperlink><w:r><w:footnoteReference w:id="1"/></w:r>'
    formula = "<m:oMath><m:r><m:t>x</m:t></m:r></m:oMath>"
    made = parts(paragraph(link + formula), relations=relation("r1", "hyperlink", "https://h/", external=True), footnotes=_FOOTNOTE)

    document = read_word(zipped(strict(made)), "test.docx")

    assert document == read_word(zipped(made), "test.docx")
    assert [(run.text, run.link, run.look.strong) for run in texts(document)] == [("here", "https://h/", True), ("x", "", False)]


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-be-bom", "iso-8859-1"])
@pytest.mark.parametrize("form", [dict, strict])
def test_a_part_in_another_encoding_is_read(encoding: str, form: object) -> None:
    assert callable(form)
    made = form(parts(paragraph("Öffentlich")))
    document = str(made["word/document.xml"]).replace("UTF-8", encoding.removesuffix("-be-bom"))
    content = b"\xfe\xff" + document.encode("utf-16-be") if encoding == "utf-16-be-bom" else document.encode(encoding)

    assert lines(read_word(zipped({**made, "word/document.xml": content}), "test.docx").blocks) == ["Öffentlich"]


def test_parts_may_have_other_names_and_capital_letters() -> None:
    made = parts(paragraph("said"), footnotes=_FOOTNOTE)
    rels = str(made.pop("_rels/.rels")).replace("word/document.xml", "/Text/Main%20Text.xml")
    moved = {name.replace("word/", "TEXT/").replace("document.xml", "MAIN TEXT.xml"): content for name, content in made.items()}

    document = read_word(zipped({**moved, "_rels/.rels": rels}), "test.docx")

    assert lines(document.blocks) == ["said"]
    assert lines(document.notes["footnote", 1]) == ["noted"]


def test_parts_named_with_backslashes_are_found() -> None:
    made = {name.replace("/", "\\"): content for name, content in parts(paragraph("said")).items()}

    assert lines(read_word(zipped(made), "test.docx").blocks) == ["said"]


def test_core_and_custom_properties_are_read() -> None:
    package = "http://schemas.openxmlformats.org/package/2006"
    core = f'<c:coreProperties xmlns:c="{package}/metadata/core-properties" xmlns:d="http://purl.org/dc/elements/1.1/"><d:title>T</d:title></c:coreProperties>'
    custom = '<Properties xmlns="urn:x"><property name="Source"><lpwstr>abc</lpwstr></property></Properties>'
    made = parts(paragraph("said"))
    led = relation("r2", "core-properties", "docProps/core.xml") + relation("r3", "custom-properties", "docProps/custom.xml")
    made["_rels/.rels"] = str(made["_rels/.rels"]).replace("</Relationships>", led + "</Relationships>")

    document = read_word(zipped({**made, "docProps/core.xml": core, "docProps/custom.xml": custom}), "test.docx")

    assert (document.core, document.custom) == ({"title": "T"}, {"Source": "abc"})


def test_other_data_in_xml_are_not_looked_into() -> None:
    more = {"customXml/item1.xml": "no XML at all", "customXml/item2.xml": "<!DOCTYPE a><a/>"}
    relations = relation("r1", "customXml", "../customXml/item1.xml") + relation("r2", "customXml", "../customXml/item2.xml")

    assert read(paragraph("said"), relations=relations, others=more).sources == ()


def test_the_source_that_an_edition_carries_is_read() -> None:
    carried = '<source xmlns="urn:editions:source"><file name="en.md">+++ …</file></source>'

    document = read(
        paragraph("said"), relations=relation("r1", "customXml", "../customXml/item1.xml"), others={"customXml/item1.xml": carried}
    )

    assert document.sources == (("en.md", "+++ …"),)


@pytest.mark.parametrize(
    ("content", "what"),
    [
        (b"", "the file is empty"),
        (b"%PDF-1.7\n", "it is no DOCX: it is a PDF"),
        (b"{\\rtf1 said}", "it is no DOCX: it is a Rich Text file"),
        (b"Just words.", "it is no DOCX: it is of no kind that is known"),
        (b"<html><body>said</body></html>", "it is no DOCX: it is a web page"),
        (b'<?xml version="1.0"?><pkg:package/>', "it is no DOCX: it is a Word document as one XML file"),
        (b'<?xml version="1.0"?><w:wordDocument/>', "it is no DOCX: it is a document of Word 2003 as XML"),
        (b"PK\x05\x06" + b"\0" * 18, "it is no DOCX: it is an empty ZIP archive"),
        (b"PK\x03\x04" + b"\0" * 100, "the document is damaged: its end is missing, or its list of parts is wrong"),
    ],
)
def test_what_is_no_docx_is_refused_by_what_it_is(content: bytes, what: str) -> None:
    assert _refused(content) == what


@pytest.mark.parametrize(
    ("stream", "what"),
    [
        ("EncryptedPackage", "it is protected with a password"),
        ("WordDocument", "it is a document of Word 97 to 2003 (.doc)"),
        ("Workbook", "it is no DOCX: it is an old Office file or a message (.xls, .ppt, .msg …)"),
    ],
)
def test_a_compound_file_is_refused_by_its_streams(stream: str, what: str) -> None:
    assert _refused(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 504 + stream.encode("utf-16-le")) == what


def test_an_opendocument_text_is_refused() -> None:
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w") as made:
        made.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        made.writestr("content.xml", "<x/>")

    assert _refused(buffer.getvalue()) == "it is an OpenDocument file (.odt), not a DOCX"


@pytest.mark.parametrize(("folder", "program"), [("xl", "Excel"), ("ppt", "PowerPoint"), ("visio", "Visio")])
@pytest.mark.parametrize("named", [True, False])
def test_a_file_of_another_program_is_refused_by_its_name(folder: str, program: str, named: bool) -> None:
    made = parts("", content_type="application/vnd.openxmlformats-officedocument.other.main+xml")
    moved = {name.replace("word/", f"{folder}/"): str(content).replace("word/", f"{folder}/") for name, content in made.items()}
    if not named:
        del moved["_rels/.rels"]

    assert _refused(zipped(moved)) == f"it is no DOCX: it is a file of {program}"


def test_a_workbook_with_macros_is_refused_as_a_workbook() -> None:
    made = parts("", content_type="application/vnd.ms-excel.sheet.macroEnabled.main+xml")

    assert _refused(zipped({**made, "xl/vbaProject.bin": "x"})) == "it is no DOCX: it is a file of Excel"


def test_what_a_part_is_may_be_said_by_its_ending() -> None:
    made = parts(paragraph("said"))
    types = str(made["[Content_Types].xml"])
    kinds = {
        kind: types.replace("text/xml", kind).partition("<Override")[0] + "</Types>" for kind in ("a.sheet.main+xml", DOCX, "text/xml")
    }

    assert _refused(zipped({**made, "[Content_Types].xml": kinds["a.sheet.main+xml"]})).startswith("it is no DOCX")
    for kind in (DOCX, "text/xml"):
        assert lines(read_word(zipped({**made, "[Content_Types].xml": kinds[kind]}), "test.docx").blocks) == ["said"]


def test_an_archive_without_a_text_is_refused() -> None:
    assert _refused(zipped({"readme.txt": "said"})) == "it is no DOCX: it is a ZIP archive without a text"


def test_a_document_without_a_body_is_refused() -> None:
    assert _refused(zipped({**parts(""), "word/document.xml": part("w:document", "")})) == "the document has no text"


def test_a_document_with_macros_is_refused_whatever_its_name_says() -> None:
    declared = parts("", content_type="application/vnd.ms-word.document.macroEnabled.main+xml")
    held = parts("", relations=relation("r1", "vbaProject", "vbaProject.bin"), others={"word/vbaProject.bin": b"x"})

    assert [_refused(zipped(made)) for made in (declared, held)] == ["it is a document with macros"] * 2


def test_a_template_is_read() -> None:
    assert lines(read(paragraph("said"), content_type=DOCX.replace("document.main", "template.main")).blocks) == ["said"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
@pytest.mark.parametrize(
    "declaration",
    [
        '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>',
        '<!DOCTYPE x SYSTEM "http://localhost/x.dtd">',
        '<!DOCTYPE x [<!ENTITY a "b">]>',
    ],
)
def test_a_part_that_declares_entities_is_refused(declaration: str, encoding: str) -> None:
    made = parts(paragraph("&a;"))
    document = str(made["word/document.xml"]).replace("?>\n", f"?>{declaration}").replace("UTF-8", encoding)

    what = _refused(zipped({**made, "word/document.xml": document.encode(encoding)}))

    assert what == 'its part "word/document.xml" declares entities of its own, as no Word document does'


def test_a_document_cut_off_is_refused() -> None:
    whole = zipped(parts(paragraph("said " * 1000)))

    assert {_refused(whole[:length]).partition(":")[0] for length in range(4, len(whole) - 22, 97)} == {"the document is damaged"}


def test_a_document_with_bytes_changed_is_read_or_refused() -> None:
    whole = zipped(parts(paragraph("said " * 100), footnotes=_FOOTNOTE))

    for place in range(0, len(whole), 3):
        for flip in (0x01, 0x80, 0xFF):
            changed = bytearray(whole)
            changed[place] ^= flip
            try:
                read_word(bytes(changed), "test.docx")
            except Refusal as refusal:
                assert len(refusal.problems) == 1


def test_a_part_that_is_no_xml_is_named() -> None:
    what = _refused(zipped({**parts(""), "word/document.xml": "<w:document"}))

    assert what.startswith('the document is damaged: "word/document.xml" is not XML')


def test_two_parts_of_one_name_are_refused() -> None:
    buffer = BytesIO(zipped(parts(paragraph("one"))))
    with zipfile.ZipFile(buffer, "a") as made:
        made.writestr("WORD/document.xml", part("w:document", f"<w:body>{paragraph('other')}</w:body>"))

    assert _refused(buffer.getvalue()) == 'it holds the part "WORD/document.xml" twice, and programs differ in which they show'


@pytest.mark.parametrize("name", ["../../etc/passwd", "word/../../x.xml", "..\\x.xml"])
def test_a_part_that_would_lie_outside_is_refused(name: str) -> None:
    assert _refused(zipped({**parts(""), name: "x"})) == f'its part "{name}" would lie outside it'


def test_a_relation_that_leads_outside_finds_nothing() -> None:
    document = read(paragraph("said"), relations=relation("r1", "styles", "../../../../etc/passwd"))

    assert lines(document.blocks) == ["said"]


def test_a_part_with_a_password_of_its_own_is_refused() -> None:
    content = bytearray(zipped(parts(paragraph("said"))))
    content[content.index(b"PK\x01\x02") + 8] |= 1

    assert _refused(bytes(content)) == "it is protected with a password"


@pytest.mark.parametrize("packing", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_a_part_packed_in_a_way_that_unpacks_without_bounds_is_refused(packing: int) -> None:
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w", packing) as made:
        for name, content in parts(paragraph("said")).items():
            made.writestr(name, content)

    assert _refused(buffer.getvalue()) == 'its part "_rels/.rels" is packed in a way that no DOCX may use'


def test_more_parts_than_a_document_has_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archive, "PARTS", 3)

    assert _refused(zipped(parts(""))) == "it holds more than 3 parts"


def test_a_symbolic_link_to_a_document_is_read(tmp_path: Path) -> None:
    (tmp_path / "real.docx").write_bytes(zipped(parts(paragraph("said"))))
    (tmp_path / "link.docx").symlink_to(tmp_path / "real.docx")

    assert lines(read_word_file(tmp_path / "link.docx").blocks) == ["said"]


def _file_refused(path: Path) -> str:
    with pytest.raises(Refusal) as caught:
        read_word_file(path)
    (problem,) = caught.value.problems
    return problem.what


def test_what_is_no_file_is_refused_without_being_waited_for(tmp_path: Path) -> None:
    import os

    os.mkfifo(tmp_path / "pipe.docx")
    (tmp_path / "folder.docx").mkdir()
    (tmp_path / "circle.docx").symlink_to(tmp_path / "circle.docx")
    with (tmp_path / "huge.docx").open("wb") as stream:
        stream.truncate(10**12)

    found = {
        name: _file_refused(tmp_path / name)
        for name in ("pipe.docx", "folder.docx", "circle.docx", "huge.docx", "none.docx", "\0", "x" * 5000)
    }

    assert found == {
        "pipe.docx": "it is no file", "folder.docx": "it is no file", "huge.docx": "it is larger than 200,000,000 bytes",
        "circle.docx": "it cannot be read: Too many levels of symbolic links", "none.docx": "the file is missing",
        "\0": "it cannot be read: its name is none that a file can have", "x" * 5000: "it cannot be read: File name too long",
    }  # fmt: skip


def test_nothing_is_left_of_a_plain_document() -> None:
    assert left(read(paragraph("said"))) == {}
