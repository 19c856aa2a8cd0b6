"""Links and fields: where a link leads, what a field shows, and what it only instructs."""

import pytest

from tests.support.word_parts import left, lines, paragraph, read, relation, text, texts, texts_of


def _mark(kind: str) -> str:
    return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'


def _instruction(words: str) -> str:
    return f'<w:r><w:instrText xml:space="preserve">{words}</w:instrText></w:r>'


def _field(instruction: str, result: str) -> str:
    return _mark("begin") + _instruction(instruction) + _mark("separate") + result + _mark("end")


def test_a_link_leads_where_its_relation_says() -> None:
    link = f'<w:hyperlink r:id="r1">{text("here")}</w:hyperlink>'

    document = read(paragraph(text("See ") + link), relations=relation("r1", "hyperlink", "https://example.org/", external=True))

    assert [(run.text, run.link) for run in texts(document)] == [("See ", ""), ("here", "https://example.org/")]
    assert left(document) == {}


def test_a_link_s_anchor_is_added_to_its_address() -> None:
    link = f'<w:hyperlink r:id="r1" w:anchor="part">{text("here")}</w:hyperlink>'

    document = read(paragraph(link), relations=relation("r1", "hyperlink", "https://example.org/", external=True))

    assert texts(document)[0].link == "https://example.org/#part"


def test_a_link_whose_address_is_too_long_is_named() -> None:
    document = read(
        paragraph(f'<w:hyperlink r:id="r1">{text("here")}</w:hyperlink>'),
        relations=relation("r1", "hyperlink", "x" * 20_000, external=True),
    )

    assert [(run.text, run.link) for run in texts(document)] == [("here", "")]
    assert left(document) == {"a link whose address is too long": ""}


@pytest.mark.parametrize("attributes", ['w:anchor="there"', 'r:id="nowhere"', ""])
def test_a_link_within_the_document_is_named_and_its_words_are_read(attributes: str) -> None:
    document = read(paragraph(f"<w:hyperlink {attributes}>{text('here')}</w:hyperlink>"))

    assert [(run.text, run.link) for run in texts(document)] == [("here", "")]
    assert left(document) == {"a link within the document": ""}


@pytest.mark.parametrize(
    ("instruction", "link"),
    [
        ('HYPERLINK "https://example.org/"', "https://example.org/"),
        ("hyperlink https://example.org/ ", "https://example.org/"),
        ('HYPERLINK "https://example.org/" \\l "part"', "https://example.org/#part"),
        ('HYPERLINK \\l "part" "https://example.org/"', "https://example.org/#part"),
        ('HYPERLINK "https://example.org/" \\o "A tip \\"so\\"" \\t "_blank"', "https://example.org/"),
        ('HYPERLINK \\o "A tip" "https://example.org/"', "https://example.org/"),
        ('HYPERLINK "C:\\\\a\\\\b.htm"', "C:\\a\\b.htm"),
        ('HYPERLINK \\l "part"', ""),
        ("HYPERLINK", ""),
        ("PAGEREF part", ""),
    ],
)
def test_a_field_that_is_a_link_leads_where_its_instruction_says(instruction: str, link: str) -> None:
    complex_field = read(paragraph(_field(instruction.replace('"', "&quot;"), text("here")) + text("!")))
    quoted = instruction.replace('"', "&quot;")
    simple = read(paragraph(f'<w:fldSimple w:instr="{quoted}">{text("here")}</w:fldSimple>' + text("!")))

    assert [(run.text, run.link) for run in texts(complex_field)] == [("here", link), ("!", "")]
    assert [(run.text, run.link) for run in texts(simple)] == [("here", link), ("!", "")]


def test_an_instruction_in_pieces_is_one() -> None:
    pieces = _instruction("HYPER") + _instruction("LINK &quot;https://") + _instruction("example.org/&quot;")

    document = read(paragraph(_mark("begin") + pieces + _mark("separate") + text("here") + _mark("end")))

    assert texts(document)[0].link == "https://example.org/"


def test_of_a_field_what_it_shows_is_read_and_the_field_is_named() -> None:
    document = read(paragraph(text("Page ") + _field(" PAGE \\* MERGEFORMAT ", text("7"))))

    assert lines(document.blocks) == ["Page 7"]
    assert left(document) == {"a field (PAGE), of which what it shows is taken": ""}


def test_a_field_in_the_result_of_another_is_read() -> None:
    document = read(paragraph(_field("REF x", text("a") + _field('HYPERLINK "http://h/"'.replace('"', "&quot;"), text("b")) + text("c"))))

    assert [(run.text, run.link) for run in texts(document)] == [("a", ""), ("b", "http://h/"), ("c", "")]


def test_words_in_a_link_whose_field_holds_another_keep_the_link() -> None:
    document = read(paragraph(_field("HYPERLINK &quot;http://h/&quot;", text("a") + _field("PAGE", text("1")) + text("b"))))

    assert [(run.text, run.link) for run in texts(document)] == [("a", "http://h/"), ("1", "http://h/"), ("b", "http://h/")]


def test_a_field_in_the_instruction_of_another_shows_nothing_and_its_words_are_named() -> None:
    inner = _field("MERGEFIELD sex", text("f"))
    field = _mark("begin") + _instruction("IF ") + inner + _instruction("= m Sir Madam") + _mark("separate") + text("Madam") + _mark("end")

    document = read(paragraph(text("Dear ") + field))

    assert lines(document.blocks) == ["Dear Madam"]
    assert left(document)["words in the instruction of a field"] == "f"


def test_a_field_goes_on_from_paragraph_to_paragraph() -> None:
    document = read(
        paragraph(_mark("begin") + _instruction("TOC \\o") + _mark("separate") + text("One")) + paragraph(text("Two") + _mark("end"))
    )

    assert lines(document.blocks) == ["One", "Two"]
    assert left(document) == {"a field (TOC), of which what it shows is taken": ""}


def test_a_field_that_never_ends_swallows_no_words() -> None:
    document = read(paragraph(_mark("begin") + _instruction("PAGE") + text("said")) + paragraph("more"))

    assert lines(document.blocks) == ["said", "more"]


def test_an_end_without_a_beginning_is_passed_over() -> None:
    assert lines(read(paragraph(_mark("end") + _mark("separate") + text("said"))).blocks) == ["said"]


def test_a_field_that_never_ends_does_not_reach_into_a_note() -> None:
    note = f'<w:footnote w:id="1">{paragraph("noted")}</w:footnote>'

    document = read(
        paragraph(_mark("begin") + _instruction("HYPERLINK &quot;http://h/&quot;") + _mark("separate") + text("said")), footnotes=note
    )

    assert [run.link for run in texts_of(document.notes["footnote", 1])] == [""]


def test_a_field_that_shows_nothing_is_named_with_its_instruction() -> None:
    document = read(paragraph(text("said") + _mark("begin") + _instruction(" XE &quot;term&quot; ") + _mark("end")))

    assert lines(document.blocks) == ["said"]
    assert left(document) == {"a field (XE) that shows no words": 'XE "term"'}


@pytest.mark.parametrize(
    ("form", "shown"),
    [
        ('<w:checkBox><w:default w:val="0"/><w:checked/></w:checkBox>', "☒"),
        ('<w:checkBox><w:default w:val="1"/></w:checkBox>', "☒"),
        ('<w:checkBox><w:default w:val="1"/><w:checked w:val="0"/></w:checkBox>', "☐"),
        ('<w:ddList><w:result w:val="1"/><w:listEntry w:val="Yes"/><w:listEntry w:val="No"/></w:ddList>', "No"),
        ('<w:ddList><w:listEntry w:val="Yes"/><w:listEntry w:val="No"/></w:ddList>', "Yes"),
        ('<w:ddList><w:result w:val="7"/><w:listEntry w:val="Yes"/></w:ddList>', ""),
        ("<w:textInput/>", ""),
    ],
)
def test_what_was_chosen_or_ticked_in_a_form_is_read(form: str, shown: str) -> None:
    begin = f'<w:r><w:fldChar w:fldCharType="begin"><w:ffData>{form}</w:ffData></w:fldChar></w:r>'

    document = read(paragraph(text("A") + begin + _instruction("FORM") + _mark("end") + text("B")))

    assert lines(document.blocks) == [f"A{shown}B"]
