"""The DOCX edition, taken apart part by part."""

import io
import zipfile

import pytest
from openxml_audit import OpenXmlValidator

from tests.support.docx_tree import DocxParagraph, W, names, paragraphs, part
from tests.support.making import EVERYTHING, SAMPLE, content, docx, prepared, with_body, words
from tests.support.words import expected, squeezed

_ALL = [(SAMPLE, "en"), (EVERYTHING, "en"), (EVERYTHING, "az"), (EVERYTHING, "ar")]


def _body(docx_bytes: bytes) -> list[DocxParagraph]:
    return paragraphs(part(docx_bytes, "word/document.xml"))


@pytest.mark.parametrize(("folder", "language"), _ALL)
def test_it_says_paragraph_by_paragraph_what_its_source_says(folder, language: str) -> None:  # type: ignore[no-untyped-def]
    found = content(folder, language, "docx")
    notes = [paragraph.text for paragraph in paragraphs(part(found, "word/footnotes.xml"))]

    said = [squeezed(text) for text in (*(paragraph.text for paragraph in _body(found)), *notes) if squeezed(text)]

    assert said == expected(prepared(folder, language))


@pytest.mark.parametrize(("folder", "language"), _ALL)
def test_openxml_audit_finds_nothing(folder, language: str, tmp_path) -> None:  # type: ignore[no-untyped-def]
    path = tmp_path / "edition.docx"
    path.write_bytes(content(folder, language, "docx"))

    assert [str(error) for error in OpenXmlValidator().validate(path).errors] == []


def test_openxml_audit_finds_a_paragraph_property_out_of_order(tmp_path) -> None:  # type: ignore[no-untyped-def]
    path = tmp_path / "edition.docx"
    path.write_bytes(_with(content(SAMPLE, "en", "docx"), "word/document.xml", b"<w:sdtContent>", b"<w:sdtContent><w:nonsense/>"))

    assert OpenXmlValidator().validate(path).errors


def _with(docx_bytes: bytes, name: str, old: bytes, new: bytes) -> bytes:
    """Return *docx_bytes* with the first *old* of the part *name* exchanged for *new*."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(docx_bytes)) as source, zipfile.ZipFile(stream, "w") as target:
        for entry in source.namelist():
            data = source.read(entry)
            target.writestr(entry, data.replace(old, new, 1) if entry == name else data)
    return stream.getvalue()


def test_each_role_is_found_by_its_style() -> None:
    styles = {paragraph.style for paragraph in _body(content(SAMPLE, "en", "docx")) if paragraph.text}

    assert styles == {
        "EditionsReference", "EditionsHeading", "EditionsSubject", "EditionsText", "EditionsTextKept",
        "EditionsSignatory", "EditionsOffice", "EditionsRecipientLead", "EditionsRecipient",
    }  # fmt: skip


def test_each_role_is_found_by_its_content_control() -> None:
    found = _body(content(SAMPLE, "en", "docx"))
    ready = prepared(SAMPLE, "en")
    assert ready.recipients is not None

    by_control = {tag: [paragraph.text for paragraph in found if tag in paragraph.controls and paragraph.text] for tag in _TAGS}

    assert by_control["editions.heading"] == [ready.heading]
    assert by_control["editions.subject"] == [ready.subject]
    assert len(by_control["editions.body"]) == 12
    assert by_control["editions.signatory.1.name"] == ["Sabina Aliyeva"]
    assert by_control["editions.signatory.1.office"] == [ready.signatories[0].office]
    assert by_control["editions.recipients.names"] == list(ready.recipients.names)


_TAGS = (
    "editions.heading", "editions.subject", "editions.body", "editions.signatory.1.name",
    "editions.signatory.1.office", "editions.recipients.names",
)  # fmt: skip


def test_every_style_in_use_is_ours_and_based_on_one_of_words_own() -> None:
    found = content(EVERYTHING, "en", "docx")
    sheet = {style.get(W + "styleId"): style for style in part(found, "word/styles.xml").iter(W + "style")}
    used = {node.get(W + "val") for tag in ("pStyle", "rStyle", "tblStyle") for node in part(found, "word/document.xml").iter(W + tag)}

    def base(name: str) -> str:
        return str(sheet[name].find(W + "basedOn").get(W + "val"))  # type: ignore[union-attr]

    bases = {base(str(name)) for name in used}
    # Those that say where in lists and quotations a paragraph stands are based on the style of its role.
    bases = {base(name) if name.startswith("Editions") else name for name in bases}

    assert all(str(name).startswith("Editions") for name in used)
    assert all(sheet[name].get(W + "customStyle") is None for name in bases)


def test_headings_have_the_outline_levels_of_words_navigation() -> None:
    found = content(EVERYTHING, "en", "docx")
    levels = {
        style.get(W + "styleId"): level.get(W + "val")
        for style in part(found, "word/styles.xml").iter(W + "style")
        if (level := style.find(f"{W}pPr/{W}outlineLvl")) is not None and str(style.get(W + "styleId")).startswith("Editions")
    }

    assert levels["EditionsHeading"] == "0"
    assert [levels[f"EditionsSection{n}"] for n in range(1, 6)] == ["1", "2", "3", "4", "5"]
    assert levels["EditionsRecipientLead"] == "1"


def test_the_last_paragraph_the_name_and_the_lead_stay_with_what_follows() -> None:
    sheet = {style.get(W + "styleId"): style for style in part(content(SAMPLE, "en", "docx"), "word/styles.xml").iter(W + "style")}

    kept = {
        name
        for name in ("EditionsTextKept", "EditionsSignatory", "EditionsRecipientLead")
        if sheet[name].find(f"{W}pPr/{W}keepNext") is not None
    }

    assert kept == {"EditionsTextKept", "EditionsSignatory", "EditionsRecipientLead"}


def test_the_first_page_has_the_letterhead_and_later_pages_the_continuation_header() -> None:
    found = content(SAMPLE, "en", "docx")
    headers = [[paragraph.text for paragraph in paragraphs(part(found, name))] for name in names(found) if name.startswith("word/header")]

    assert ["Commissioner for Human Rights (Ombudsman)\nof the Republic of Azerbaijan"] in headers
    assert ["Commissioner for Human Rights (Ombudsman) of the Republic of Azerbaijan", "STATEMENT · 20 January 2022"] in headers


@pytest.mark.parametrize(("folder", "language"), _ALL)
def test_the_letterhead_is_set_by_its_styles_alone(folder, language: str) -> None:  # type: ignore[no-untyped-def]
    found = content(folder, language, "docx")
    headers = [part(found, name) for name in names(found) if name.startswith("word/header")]

    set_by_hand = {child.tag for header in headers for properties in header.iter(W + "pPr") for child in properties}

    assert set_by_hand == {W + "pStyle"}


def test_the_page_number_is_made_of_fields() -> None:
    found = content(SAMPLE, "en", "docx")
    fields = [
        str(field.get(W + "instr")).strip()
        for name in names(found)
        if name.startswith("word/footer")
        for field in part(found, name).iter(W + "fldSimple")
    ]

    assert fields == ["PAGE", "NUMPAGES"]


def test_images_have_their_alternative_text_and_numbers_of_their_own() -> None:
    root = part(content(EVERYTHING, "en", "docx"), "word/document.xml")
    pictures = [node for node in root.iter() if node.tag.endswith("}docPr")]

    assert [node.get("descr") for node in pictures] == ["Four bars, each higher than the one before", "a small copy of the four bars"]
    assert [node.get("id") for node in pictures] == ["1", "2"]


def test_table_headers_are_repeated_on_each_page() -> None:
    rows = list(part(content(EVERYTHING, "en", "docx"), "word/document.xml").iter(W + "tr"))

    assert [row.find(f"{W}trPr/{W}tblHeader") is not None for row in rows] == [True, False, False, False]


def test_the_language_is_named_as_word_names_it() -> None:
    languages = [
        part(content(EVERYTHING, language, "docx"), "word/styles.xml").find(f".//{W}rPrDefault//{W}lang") for language in ("en", "az", "ar")
    ]

    assert [node.get(W + "val") for node in languages if node is not None] == ["en-GB", "az-Latn-AZ", "ar-EG"]


def test_arabic_runs_from_right_to_left_and_latin_words_in_it_do_not() -> None:
    root = part(content(EVERYTHING, "ar", "docx"), "word/document.xml")
    marked = {text.text: node.find(f"{W}rPr/{W}rtl") is not None for node in root.iter(W + "r") if (text := node.find(f"{W}t")) is not None}

    assert marked["البند الأول"]
    assert not marked["Sample Council"]


def test_the_properties_are_those_of_the_edition_and_no_person_or_computer() -> None:
    found, ready = content(SAMPLE, "en", "docx"), prepared(SAMPLE, "en").metadata
    core = {node.tag.rpartition("}")[2]: node.text for node in part(found, "docProps/core.xml")}
    custom = {node.get("name"): node[0].text for node in part(found, "docProps/custom.xml")}

    assert core == {
        "title": ready.title, "creator": ready.author, "subject": ready.subject, "identifier": ready.identifier,
        "language": "en", "created": "2022-01-20T00:00:00Z", "modified": "2022-01-20T00:00:00Z",
    }  # fmt: skip
    assert custom == {"EditionsId": ready.identifier, "EditionsLanguage": "en", "EditionsSource": ready.source_digest}


def test_the_same_statement_gives_the_same_bytes() -> None:
    ready = with_body(words("The same."))

    assert docx(ready) == docx(ready)


def test_no_entry_of_the_archive_carries_a_time() -> None:
    with zipfile.ZipFile(io.BytesIO(content(SAMPLE, "en", "docx"))) as archive:
        times = {entry.date_time for entry in archive.infolist()}

    assert times == {(1980, 1, 1, 0, 0, 0)}


def test_a_list_begins_with_the_number_that_its_source_gives() -> None:
    found = content(EVERYTHING, "en", "docx")
    starts = [node.get(W + "val") for node in part(found, "word/numbering.xml").iter(W + "startOverride")]

    assert starts == ["3", "1"]
