"""No word is lost: each of a foreign document ends in the source, or is named as left out. And what is made of it can be read."""

from collections import Counter

from hypothesis import given, settings
from hypothesis import strategies as st

from editions.reading.text import read_text
from editions.reading.word.changes import accepted, rejected
from editions.reading.word.document import read_word
from editions.writing_source.text import text_file
from tests.support.letters import ADDRESS, HEAD, NUMBERING, SIGNATURE, STYLES, found_words, given_words, letters_of, said_by, text_of
from tests.support.word_parts import paragraph, part, parts, relation, text, zipped

_CHARACTERS = st.sampled_from("abcXYZ019 äəЖעع中.,;:!?-–*_[]|#>`~+()'\"\t\u00a0\u00ad\u200b\u2028")
_LOOKS = st.sampled_from(
    ("", "<w:b/>", "<w:i/>", "<w:b/><w:i/>", '<w:u w:val="single"/>', "<w:vanish/>", '<w:sz w:val="36"/>', "<w:strike/><w:b/>")
)
_RUN = st.builds(lambda words, look: text(_escaped(words), look), st.text(_CHARACTERS, max_size=12), _LOOKS)
_THING = st.sampled_from(
    (
        "<w:r><w:br/></w:r>", '<w:r><w:br w:type="page"/></w:r>', '<w:r><w:footnoteReference w:id="1"/></w:r>',
        '<w:r><w:endnoteReference w:id="1"/></w:r>', '<w:r><w:footnoteReference w:id="2"/></w:r>', "<w:r><w:tab/></w:r>",
        f'<w:ins w:id="1" w:author="A">{text("putin")}</w:ins>',
        '<w:del w:id="2" w:author="A"><w:r><w:delText>takenout</w:delText></w:r></w:del>',
        f'<w:hyperlink r:id="web">{text("link")}</w:hyperlink>', f'<w:hyperlink r:id="file">{text("filed")}</w:hyperlink>',
        f"<w:r><w:pict><v:textbox><w:txbxContent>{paragraph('boxed')}</w:txbxContent></v:textbox></w:pict></w:r>",
        f'<w:sdt><w:sdtContent>{text("controlled")}</w:sdtContent></w:sdt>',
    )
)  # fmt: skip
_PROPERTIES = st.sampled_from(
    (
        *("",) * 6, *(f'<w:pStyle w:val="{style}"/>' for style in ("berschrift1", "berschrift2", "berschrift4", "Zitat", "Titel", "Verz1")),
        *(f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>' for level in (0, 1, 4) for number in (1, 2, 3)),
        '<w:jc w:val="center"/>', '<w:outlineLvl w:val="1"/>',
    )
)  # fmt: skip
_PARAGRAPH = st.builds(
    lambda runs, properties: paragraph("".join(runs) or "<w:r/>", properties), st.lists(_RUN | _THING, max_size=5), _PROPERTIES
)


def _escaped(words: str) -> str:
    return words.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _cell(blocks: list[str], properties: str) -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{''.join(blocks)}<w:p/></w:tc>"


def _tables(blocks: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    merged = st.sampled_from(("", "", "", '<w:gridSpan w:val="2"/>', '<w:vMerge w:val="restart"/>', "<w:vMerge/>"))
    cells = st.builds(_cell, st.lists(blocks, max_size=2), merged)
    rows = st.builds(lambda found: f"<w:tr>{''.join(found)}</w:tr>", st.lists(cells, min_size=1, max_size=4))
    return st.builds(lambda found: f"<w:tbl>{''.join(found)}</w:tbl>", st.lists(rows, min_size=1, max_size=4))


_BLOCK = _PARAGRAPH | st.recursive(_PARAGRAPH, _tables, max_leaves=6)
_BODY = st.builds(
    lambda head, blocks, end: head + "".join(blocks) + end,
    st.sampled_from(("", HEAD, paragraph("") + HEAD)), st.lists(_BLOCK, max_size=8),
    st.sampled_from(("", SIGNATURE, SIGNATURE + ADDRESS, paragraph("This Statement is sent to:") + paragraph("nobody; and"))),
)  # fmt: skip


def _document(body: str) -> bytes:
    note = '<w:r><w:footnoteReference w:id="2"/></w:r>'
    return zipped(
        parts(
            body, styles=STYLES, numbering=NUMBERING,
            footnotes=f'<w:footnote w:id="1">{paragraph(text("footed") + note)}{paragraph("again")}</w:footnote>'
            f'<w:footnote w:id="2">{paragraph("inner")}</w:footnote>',
            endnotes=f'<w:endnote w:id="1">{paragraph("ended")}</w:endnote>',
            relations=relation("web", "hyperlink", "https://example.org/", external=True)
            + relation("file", "hyperlink", "file:///x", external=True) + relation("h", "header", "header1.xml"),
            others={"word/header1.xml": part("w:hdr", paragraph("headed"))},
        )
    )  # fmt: skip


@settings(max_examples=100, deadline=None)
@given(body=_BODY)
def test_every_letter_of_a_document_is_in_its_parts_or_named(body: str) -> None:
    read = read_word(_document(body), "letter.docx")

    for document in (accepted(read), rejected(read)):
        missing = letters_of(given_words(document)) - letters_of(found_words(said_by(document)))
        assert missing == Counter()


@settings(max_examples=60, deadline=None)
@given(body=_BODY)
def test_what_is_made_of_a_document_is_read_without_a_problem(body: str) -> None:
    found = text_of(said_by(accepted(read_word(_document(body), "letter.docx"))))

    again, problems = read_text(text_file(found).content.decode(), "en.md", language="en")

    assert problems == []
    assert again is not None
