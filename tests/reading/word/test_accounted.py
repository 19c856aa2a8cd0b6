"""No word is unaccounted for: what is read, and what is named as left, is what stands in the file, by an account of its own."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from editions.reading.word.document import read_word
from tests.support.word_account import difference
from tests.support.word_parts import lines, paragraph, part, parts, text, zipped

#: What may stand around words in a paragraph; the words come where the bar is.
_WRAPPERS = (
    '<w:ins w:author="A">|</w:ins>',
    "<w:sdt><w:sdtPr/><w:sdtContent>|</w:sdtContent></w:sdt>",
    '<w:smartTag w:element="x">|</w:smartTag>',
    '<w:hyperlink w:anchor="x">|</w:hyperlink>',
    '<w:fldSimple w:instr="REF x">|</w:fldSimple>',
    '<w:r><w:fldChar w:fldCharType="begin"/></w:r>|<w:r><w:fldChar w:fldCharType="end"/></w:r>',
    '<w:r><w:fldChar w:fldCharType="begin"/><w:fldChar w:fldCharType="separate"/></w:r>|<w:r><w:fldChar w:fldCharType="end"/></w:r>',
    '<w:r><w:fldChar w:fldCharType="begin"/></w:r>|',
    "<w:r><w:ruby><w:rt>|</w:rt><w:rubyBase>|</w:rubyBase></w:ruby></w:r>",
    "<w:r><w:pict><v:textbox><w:txbxContent><w:p>|</w:p></w:txbxContent></v:textbox></w:pict></w:r>",
    "<w:r><w:drawing><wps:txbx><w:txbxContent><w:tbl><w:tr><w:tc><w:p>|</w:p></w:tc></w:tr></w:tbl></w:txbxContent></wps:txbx></w:drawing></w:r>",
    "<mc:AlternateContent><mc:Choice>|</mc:Choice><mc:Fallback>|</mc:Fallback></mc:AlternateContent>",
    "<mc:AlternateContent><mc:Choice><w:x/></mc:Choice><mc:Fallback>|</mc:Fallback></mc:AlternateContent>",
    "<m:oMath><m:r>|</m:r></m:oMath>",
    "<w:unknown>|</w:unknown>",
    "<w:r>|</w:r>",
    '<w:customXml w:element="x">|</w:customXml><w:r><w:t>and more</w:t></w:r>',
)
_DRAWN = "<w:r><w:drawing><a:p><a:r><a:t>{}</a:t></a:r></a:p></w:drawing></w:r>"
_DELETED = '<w:del w:author="A"><w:r><w:delText>{}</w:delText></w:r></w:del>'


def _wrapped(inner: str, wrapper: str) -> str:
    return wrapper.replace("|", inner)


_SAID = st.text("abcdefgh", min_size=1, max_size=5)
_LEAVES = st.one_of(_SAID.map(text), _SAID.map(_DRAWN.format), _SAID.map(_DELETED.format))
_INSIDE = st.recursive(
    _LEAVES,
    lambda inner: st.one_of(
        st.builds(_wrapped, inner, st.sampled_from(_WRAPPERS)),
        st.lists(inner, min_size=2, max_size=3).map("".join),
    ),
    max_leaves=8,
)


@settings(max_examples=100, deadline=None)
@given(body=st.lists(_INSIDE, min_size=1, max_size=3), note=_INSIDE)
def test_every_character_is_read_or_named(body: list[str], note: str) -> None:
    notes = f'<w:footnote w:id="1"><w:p>{note}</w:p></w:footnote>'
    content = zipped(parts("".join(f"<w:p>{inner}</w:p>" for inner in body), footnotes=notes))

    assert difference(content, read_word(content, "test.docx")) == ("", "")


@pytest.mark.parametrize("lost", ["said", "noted", "boxed"])
def test_the_account_finds_what_is_not_read(lost: str) -> None:
    box = f"<w:r><w:pict><w:txbxContent>{paragraph('boxed')}</w:txbxContent></w:pict></w:r>"
    note = f'<w:footnote w:id="1">{paragraph("noted")}</w:footnote>'
    made = parts(paragraph(text("said") + box), footnotes=note)
    less = {name: str(content).replace(lost, "") for name, content in made.items()}

    assert difference(zipped(made), read_word(zipped(less), "test.docx")) == ("".join(sorted(lost)), "")
    assert difference(zipped(less), read_word(zipped(made), "test.docx")) == ("", "".join(sorted(lost)))


def test_a_document_with_two_bodies_is_read_whole() -> None:
    two = part("w:document", f"<w:body>{paragraph('one')}</w:body><w:body>{paragraph('two')}</w:body>")

    assert lines(read_word(zipped({**parts(""), "word/document.xml": two}), "test.docx").blocks) == ["one", "two"]
