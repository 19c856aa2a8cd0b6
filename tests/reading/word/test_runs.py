"""Runs: their characters and their looks."""

import pytest

from editions.model.word import Look, WordBreak, WordText, words
from editions.reading.word.symbols import character
from tests.support.word_parts import first, left, lines, paragraph, part, parts, read, text, texts, zipped

_STYLES = """
<w:docDefaults><w:rPrDefault><w:rPr><w:sz w:val="22"/><w:lang w:val="az-Latn-AZ"/></w:rPr></w:rPrDefault></w:docDefaults>
<w:style w:type="paragraph" w:default="1" w:styleId="a"><w:name w:val="Normal"/></w:style>
<w:style w:type="paragraph" w:styleId="1"><w:name w:val="heading 1"/><w:basedOn w:val="a"/>
  <w:pPr><w:outlineLvl w:val="0"/><w:jc w:val="center"/></w:pPr><w:rPr><w:b/><w:sz w:val="32"/></w:rPr></w:style>
<w:style w:type="paragraph" w:styleId="Derived"><w:name w:val="Derived"/><w:basedOn w:val="1"/></w:style>
<w:style w:type="paragraph" w:styleId="Light"><w:name w:val="Light"/><w:basedOn w:val="1"/><w:rPr><w:b w:val="0"/></w:rPr></w:style>
<w:style w:type="paragraph" w:styleId="Secret"><w:name w:val="Secret"/><w:rPr><w:vanish/></w:rPr></w:style>
<w:style w:type="character" w:styleId="Strong"><w:name w:val="Strong"/><w:rPr><w:b/></w:rPr></w:style>
<w:style w:type="character" w:styleId="Stronger"><w:name w:val="Stronger"/><w:basedOn w:val="Strong"/><w:rPr><w:i/></w:rPr></w:style>
<w:style w:type="character" w:styleId="StrongRtl"><w:name w:val="StrongRtl"/><w:rPr><w:bCs/></w:rPr></w:style>
<w:style w:type="paragraph" w:styleId="X"><w:name w:val="X"/><w:basedOn w:val="Y"/></w:style>
<w:style w:type="paragraph" w:styleId="Y"><w:name w:val="Y"/><w:basedOn w:val="X"/><w:rPr><w:i/></w:rPr></w:style>
"""


def _look(properties: str, style: str = "") -> Look:
    own = f'<w:pStyle w:val="{style}"/>' if style else ""
    return texts(read(paragraph(text("said", properties), own), styles=_STYLES))[0].look


@pytest.mark.parametrize(
    ("properties", "style", "look"),
    [
        ("", "", Look()),
        ("<w:b/><w:i/>", "", Look(strong=True, emphasis=True)),
        ('<w:b w:val="0"/>', "", Look()),
        ('<w:b w:val="false"/><w:i w:val="off"/>', "", Look()),
        ('<w:b w:val="on"/><w:i w:val="1"/>', "", Look(strong=True, emphasis=True)),
        ('<w:rStyle w:val="Strong"/>', "", Look(strong=True)),
        ('<w:rStyle w:val="Stronger"/>', "", Look(strong=True, emphasis=True)),
        ('<w:rStyle w:val="Strong"/><w:b w:val="0"/>', "", Look()),
        ('<w:rStyle w:val="Nowhere"/>', "", Look()),
        ('<w:vanish/>', "", Look(hidden=True)),
        ('<w:vanish w:val="0"/>', "Secret", Look()),
        ('<w:u w:val="single"/><w:strike/><w:caps/>', "", Look(others=("struck through", "set in capitals", "underlined"))),
        ('<w:u w:val="none"/><w:vertAlign w:val="baseline"/><w:highlight w:val="none"/>', "", Look()),
        ('<w:vertAlign w:val="superscript"/>', "", Look(others=("raised",))),
        ('<w:strike/><w:dstrike/>', "", Look(others=("struck through",))),
    ],
)  # fmt: skip
def test_a_run_looks_as_its_properties_and_styles_have_it(properties: str, style: str, look: Look) -> None:
    assert _look(properties, style) == look


def test_a_run_without_properties_is_hidden_where_the_style_of_its_paragraph_is() -> None:
    assert _look("", "Secret") == Look(hidden=True)


@pytest.mark.parametrize("properties", ["<w:b/>", '<w:rStyle w:val="Strong"/>'])
def test_bold_words_in_a_bold_heading_are_not_set_off_from_it(properties: str) -> None:
    assert _look(properties, "1") == Look()


def test_bold_words_in_a_style_that_takes_bold_away_again_are_strong() -> None:
    assert _look("<w:b/>", "Light") == Look(strong=True)


@pytest.mark.parametrize(
    ("properties", "strong"),
    [
        ("<w:rtl/><w:b/>", False),
        ("<w:rtl/><w:bCs/>", True),
        ("<w:cs/><w:bCs/>", True),
        ("<w:bCs/>", False),
        ('<w:rtl w:val="0"/><w:b/>', True),
        ('<w:rtl/><w:rStyle w:val="StrongRtl"/>', True),
        ('<w:rtl/><w:rStyle w:val="Strong"/>', False),
    ],
)
def test_a_run_from_right_to_left_is_bold_by_properties_of_its_own(properties: str, strong: bool) -> None:
    assert _look(properties).strong is strong


def test_a_paragraph_has_what_its_style_inherits() -> None:
    found = first(read(paragraph("said", '<w:pStyle w:val="Derived"/>'), styles=_STYLES))

    assert (found.style, found.style_name, found.outline, found.size, found.alignment, found.strong) == (
        "Derived", "Derived", 0, 32, "center", True,
    )  # fmt: skip


def test_a_paragraph_without_a_style_has_the_default_one_whatever_its_id() -> None:
    found = first(read(paragraph("said"), styles=_STYLES))

    assert (found.style, found.style_name, found.size) == ("a", "Normal", 22)


def test_styles_in_a_circle_come_to_an_end() -> None:
    assert _look('<w:rStyle w:val="X"/>').emphasis


def test_a_paragraph_has_the_size_in_which_all_its_words_are_set() -> None:
    alike, mixed = read(
        paragraph(text("Great ", '<w:sz w:val="40"/>') + text("words", '<w:b/><w:sz w:val="40"/>'))
        + paragraph(text("Great ", '<w:sz w:val="40"/>') + text("words")),
        styles=_STYLES,
    ).blocks

    assert (getattr(alike, "size", 0), getattr(mixed, "size", 0)) == (40, 22)


def test_the_language_is_that_of_the_document_s_defaults() -> None:
    assert read(paragraph("said"), styles=_STYLES).language == "az-Latn-AZ"


def test_characters_that_have_elements_of_their_own_are_read() -> None:
    run = "<w:r><w:t>a</w:t><w:tab/><w:t>b</w:t><w:noBreakHyphen/><w:t>c</w:t><w:softHyphen/><w:ptab/><w:t>d</w:t></w:r>"

    assert lines(read(paragraph(run)).blocks) == ["a\tb\u2011c\u00ad\td"]


def test_a_line_that_ends_is_told_from_a_page_and_a_column() -> None:
    run = '<w:r><w:br/><w:cr/><w:br w:type="page"/><w:br w:type="column"/><w:br w:type="textWrapping" w:clear="all"/></w:r>'

    kinds = [one.kind for one in first(read(paragraph(run))).runs if isinstance(one, WordBreak)]

    assert kinds == ["line", "line", "page", "column", "line"]


@pytest.mark.parametrize(
    ("font", "code", "said"),
    [
        ("Symbol", "F061", "α"), ("Symbol", "F0B7", "•"), ("Wingdings", "F0FC", "✓"), ("Arial", "2022", "•"), ("Tinos", "F041", "A"),
        ("Wingdings 3", "F07D", ""), ("Webdings", "0041", ""), ("Symbol", "F0CE", "∈"),
        ("Symbol", "F0FF", ""), ("Arial", "", ""), ("Arial", "D800", ""),
        ("Arial", "E123", ""), ("Arial", "0001", ""),
    ],
)  # fmt: skip
def test_a_symbol_becomes_its_character_or_is_named(font: str, code: str, said: str) -> None:
    document = read(paragraph(f'<w:r><w:t>x</w:t><w:sym w:font="{font}" w:char="{code}"/></w:r>'))

    assert lines(document.blocks) == [f"x{said}"]
    assert left(document) == ({} if said else {"a character that only its font knows": f"{font} {code}".strip()})


def test_the_font_symbol_is_read_as_mammoth_reads_it() -> None:
    from mammoth.docx.dingbats import dingbats

    known = {code: chr(there) for (font, code), there in dingbats.items() if font == "Symbol"}
    ours = {code: character("Symbol", f"{0xF000 + code:X}") for code in known}

    # Of three the forms differ; the pieces of large brackets, from 0xE6 on, and Apple's emblem, 0xF0, are left to the font.
    assert {code for code in known if ours[code] not in (known[code], "")} == {0x27, 0x2A, 0x7E}
    assert {code for code in known if not ours[code]} == {*range(0xE6, 0xF1), *range(0xF3, 0xFF)}


def test_the_base_of_a_ruby_is_read_and_its_reading_is_named() -> None:
    ruby = f"<w:r><w:ruby><w:rubyPr/><w:rt>{text('とうきょう')}</w:rt><w:rubyBase>{text('東京')}</w:rubyBase></w:ruby></w:r>"

    document = read(paragraph(ruby + text("都")))

    assert lines(document.blocks) == ["東京都"]
    assert left(document) == {"a reading set above characters": "とうきょう"}


def test_blanks_at_the_ends_of_a_text_count_only_where_they_are_kept() -> None:
    runs = "<w:r><w:t> one </w:t></w:r><w:r><w:t>\n  two\n</w:t></w:r>" + text(" three ")

    assert lines(read(paragraph(runs)).blocks) == ["onetwo three "]


def test_blanks_are_kept_where_the_whole_document_says_so() -> None:
    made = parts("")
    made["word/document.xml"] = part("w:document", f"<w:body>{paragraph('<w:r><w:t>one </w:t></w:r>')}</w:body>").replace(
        "<w:document ", '<w:document xml:space="preserve" '
    )
    from editions.reading.word.document import read_word

    assert lines(read_word(zipped(made), "test.docx").blocks) == ["one "]


def test_a_new_line_in_the_file_is_a_blank_in_the_text() -> None:
    assert lines(read(paragraph("<w:r><w:t>one\ntwo</w:t></w:r>")).blocks) == ["one two"]


def test_a_formula_is_read_in_one_line_and_named() -> None:
    fraction = "<m:f><m:num><m:r><m:t>a</m:t></m:r></m:num><m:den><m:r><m:t>b</m:t></m:r></m:den></m:f>"

    document = read(paragraph(text("Thus ") + f"<m:oMath>{fraction}</m:oMath>" + text(".")))

    assert lines(document.blocks) == ["Thus a/b."]
    assert list(left(document)) == ["a formula, whose characters are taken in one line"]


def test_what_is_above_a_stroke_and_is_no_single_number_has_parentheses() -> None:
    run = "<m:r><m:t>{}</m:t></m:r>".format
    fraction = f"<m:f><m:num>{run('a+1')}</m:num><m:den>{run('12')}</m:den></m:f>"
    power = f"<m:sSup><m:e>{run('x')}</m:e><m:sup>{run('2')}</m:sup></m:sSup>"

    found = texts(read(paragraph(f"<m:oMath>{fraction}{power}</m:oMath>")))

    assert "".join(one.text for one in found) == "(a+1)/12x2"
    assert found[-1].look.others == ("raised",)


def test_a_formula_between_paragraphs_is_a_paragraph() -> None:
    document = read(paragraph("Before") + "<m:oMathPara><m:oMath><m:r><m:t>x=1</m:t></m:r></m:oMath></m:oMathPara>" + paragraph("After"))

    assert lines(document.blocks) == ["Before", "x=1", "After"]


def test_what_is_deleted_in_a_formula_is_deleted() -> None:
    inner = '<m:r><m:t>x</m:t></m:r><w:del w:author="A"><m:r><m:t>y</m:t></m:r></w:del>'

    runs = first(read(paragraph(f"<m:oMath>{inner}</m:oMath>"))).runs

    assert [(words([run]), run.change.kind if isinstance(run, WordText) and run.change else "") for run in runs] == [
        ("x", ""), ("y", "deleted"),
    ]  # fmt: skip


def test_marks_that_say_nothing_are_counted() -> None:
    document = read(
        paragraph(
            '<w:bookmarkStart w:id="0" w:name="_GoBack"/><w:bookmarkEnd w:id="0"/><w:proofErr w:type="spellStart"/>' + text("said")
            + '<w:proofErr w:type="spellEnd"/><w:permStart w:id="1"/><w:permEnd w:id="1"/><w:r><w:lastRenderedPageBreak/></w:r>'
            + f'<w:smartTag w:element="place"><w:smartTagPr/>{text(" here")}</w:smartTag><w:subDoc r:id="r9"/>'
        )
    )  # fmt: skip

    assert lines(document.blocks) == ["said here"]
    assert {one.kind: one.count for one in document.leftovers} == {
        "a bookmark": 1, "a mark of the spelling checker": 2, "a mark of who may edit": 1, "a smart tag": 1,
        "another document, named and not in this one": 1,
    }  # fmt: skip


def test_text_where_a_document_has_none_is_named() -> None:
    document = read(paragraph("said") + text("stray"))

    assert left(document) == {"words where a document has none": "stray"}
