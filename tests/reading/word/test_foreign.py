"""Letters that we did not make: what is the head, the text, the signature and the address; and what becomes of the rest."""

from datetime import date

import pytest

from editions.model.parties import Signatory
from editions.model.prose import Heading, Table, plain
from tests.support.letters import (
    ADDRESS,
    CENTRED,
    HEAD,
    SIGNATURE,
    cleaned,
    foreign,
    item,
    left,
    source,
    styled,
)
from tests.support.word_parts import paragraph, text


def test_a_letter_has_its_parts_by_position_and_wording() -> None:
    found = foreign(paragraph("First.") + paragraph("Second."))

    assert (found.heading, found.subject) == ("STATEMENT", "by the Ombudsman concerning a sample of 3 May 2026")
    assert source(found) == "First.\n\nSecond."
    assert found.signatories == (Signatory(name="Ada Sample", office="Ombudsman"),)
    assert found.recipients is not None
    assert found.recipients.lead == "This Statement is addressed to"
    assert found.recipients.names == ("the first office", "the second office", "the third office")
    assert found.problems == ()


def test_a_subject_over_several_centred_lines_is_one() -> None:
    head = paragraph("STATEMENT", CENTRED) + paragraph("by the Ombudsman", CENTRED) + paragraph("concerning a sample", CENTRED)

    found = foreign(paragraph("Text."), head=head)

    assert found.subject == "by the Ombudsman concerning a sample"


def test_a_title_of_two_lines_is_heading_and_subject() -> None:
    head = paragraph(text("STATEMENT") + "<w:r><w:br/></w:r>" + text("concerning a sample"), '<w:pStyle w:val="Titel"/>')

    found = foreign(paragraph("Text."), head=head)

    assert (found.heading, found.subject) == ("STATEMENT", "concerning a sample")


def test_a_head_without_any_look_is_told_by_its_place() -> None:
    head = paragraph("STATEMENT") + paragraph("concerning a sample") + paragraph("")

    found = foreign(paragraph("Text."), head=head)

    assert (found.heading, found.subject, source(found)) == ("STATEMENT", "concerning a sample", "Text.")


def test_a_paragraph_of_the_text_is_no_subject() -> None:
    found = foreign(paragraph("It is a text."), head=paragraph("STATEMENT"))

    assert (found.subject, source(found)) == ("", "It is a text.")


def test_a_letterhead_above_the_title_is_left_out_with_its_words() -> None:
    head = paragraph("REPUBLIC OF SAMPLES", CENTRED) + paragraph("Office 1", CENTRED) + styled("STATEMENT", "Titel")

    found = foreign(paragraph("Text."), head=head)

    assert found.heading == "STATEMENT"
    assert [one.words for one in found.left_out] == ["REPUBLIC OF SAMPLES", "Office 1"]


def test_those_written_to_above_a_centred_heading_are_left_out_with_their_words() -> None:
    found = foreign(paragraph("Text."), head=paragraph("To the first office") + paragraph("") + HEAD)

    assert found.heading == "STATEMENT"
    assert left(found) == {"what stands above the heading, or beside it": "To the first office"}


def test_a_section_below_a_bold_subject_is_no_part_of_it() -> None:
    head = "".join(paragraph(text(words, "<w:b/>")) for words in ("STATEMENT", "concerning a sample"))

    found = foreign(
        paragraph(text("Background", "<w:b/>")) + paragraph("A long text that goes on for a while, and is not bold."), head=head
    )

    assert found.subject == "concerning a sample"
    assert source(found).startswith("# Background\n")


def test_headers_and_footers_are_left_out_with_their_words() -> None:
    from tests.support.word_parts import part, relation

    header = part("w:hdr", paragraph("Office of Samples") + paragraph("Street 1"))
    found = foreign(paragraph("Text."), others={"word/header1.xml": header}, relations=relation("h1", "header", "header1.xml"))

    assert left(found) == {"the header of the pages": "Office of Samples / Street 1"}


@pytest.mark.parametrize("end", [SIGNATURE, paragraph("Ada Sample"), paragraph("") + SIGNATURE])
def test_a_letter_to_nobody_has_its_signature_last(end: str) -> None:
    found = foreign(paragraph("Text."), end=end)

    assert [one.name for one in found.signatories] == ["Ada Sample"]
    assert found.recipients is None
    assert source(found) == "Text."


def test_the_office_may_stand_beside_the_name_with_a_tab_between() -> None:
    signature = paragraph(text("Commissioner for Samples") + "<w:r><w:tab/></w:r>" + text("Ada Sample"))

    found = foreign(paragraph("Text."), end=signature)

    assert found.signatories == (Signatory(name="Ada Sample", office="Commissioner for Samples"),)


@pytest.mark.parametrize("lines", [("Ada Sample", "Commissioner", "for Samples"), ("Commissioner for Samples", "Ada Sample")])
def test_a_signature_may_be_one_paragraph_of_several_lines(lines: tuple[str, ...]) -> None:
    found = foreign(paragraph("Text."), end=paragraph("<w:r><w:br/></w:r>".join(text(line) for line in lines)))

    assert found.signatories == (Signatory(name="Ada Sample", office="Commissioner for Samples"),)
    assert source(found) == "Text."


def test_an_office_may_have_two_lines_below_the_name() -> None:
    end = paragraph("Ada Sample") + paragraph("Commissioner") + paragraph("Republic of Samples")

    found = foreign(paragraph("Text."), end=paragraph("") + end)

    assert found.signatories == (Signatory(name="Ada Sample", office="Commissioner Republic of Samples"),)


def test_an_office_may_stand_above_the_name() -> None:
    found = foreign(paragraph("Text."), end=paragraph("") + paragraph("Commissioner") + paragraph("Ada Sample"))

    assert found.signatories == (Signatory(name="Ada Sample", office="Commissioner"),)
    assert source(found) == "Text."


def test_a_greeting_above_the_name_is_no_office() -> None:
    found = foreign(paragraph("Text."), end=paragraph("") + paragraph("Sincerely,") + paragraph("Ada Sample"))

    assert found.signatories == (Signatory(name="Ada Sample", office="Ombudsman"),)
    assert source(found) == "Text.\n\nSincerely,"


def test_a_heading_of_two_words_is_no_name() -> None:
    found = foreign(paragraph("Text."), end=styled("Closing Words", "berschrift2") + paragraph("We go on without an end"))

    assert found.signatories == ()
    assert source(found) == "Text.\n\n# Closing Words\n\nWe go on without an end"


def test_two_names_side_by_side_both_sign() -> None:
    found = foreign(paragraph("Text."), end=paragraph(text("Ada Sample") + "<w:r><w:tab/></w:r>" + text("Ben Sample")))

    assert found.signatories == (Signatory(name="Ada Sample"), Signatory(name="Ben Sample"))


def test_names_that_are_listed_in_the_text_do_not_sign() -> None:
    listed = paragraph("These were heard:") + paragraph("Bea Sample") + paragraph("Cem Sample")

    found = foreign(paragraph("Text.") + listed, end=paragraph("") + SIGNATURE)

    assert found.signatories == (Signatory(name="Ada Sample", office="Ombudsman"),)
    assert source(found) == "Text.\n\nThese were heard:\n\nBea Sample\n\nCem Sample"


def test_those_who_follow_signed_by_sign() -> None:
    both = paragraph("") + paragraph("Bea Sample") + paragraph("Deputy Ombudsman") + paragraph("") + SIGNATURE

    found = foreign(paragraph("Text.") + paragraph("Signed by:"), end=both)

    assert [one.name for one in found.signatories] == ["Bea Sample", "Ada Sample"]


def test_those_written_to_may_be_a_list_above_the_heading() -> None:
    found = foreign(
        paragraph("Text."), head=paragraph("To:") + item("the first office;") + item("the second office.") + paragraph("") + HEAD
    )

    assert found.heading == "STATEMENT"
    assert found.recipients is not None
    assert (found.recipients.lead, found.recipients.names) == (
        "This Statement is addressed to",
        ("the first office", "the second office", "the third office"),
    )
    assert "the first office;" in [one.words for one in found.left_out]


def test_a_list_above_the_heading_names_the_recipients_where_no_sentence_does() -> None:
    head = paragraph("To:") + item("the first office;") + item("the second office.") + paragraph("") + HEAD

    found = foreign(paragraph("Text."), head=head, end=SIGNATURE)

    assert found.recipients is not None
    assert (found.recipients.lead, found.recipients.names) == ("To", ("the first office", "the second office"))


def test_one_who_signs_without_an_office_beside_others_is_not_certain() -> None:
    found = foreign(paragraph("Text."), end=paragraph("") + paragraph("Bea Sample") + paragraph("") + SIGNATURE)

    assert [one.name for one in found.signatories] == ["Bea Sample", "Ada Sample"]
    assert [one for one in found.remarks if one.what.startswith('not certain: "Bea Sample" is taken for one who signs')]


def test_signatures_in_tables_of_their_own_are_all_taken() -> None:
    tables = "".join(_table(_cells(name, office)) for name, office in (("Ada Sample", "Ombudsman"), ("Bea Sample", "Deputy Ombudsman")))

    found = foreign(paragraph("Text."), end=tables.replace("</w:tbl><w:tbl>", "</w:tbl><w:p/><w:tbl>"))

    assert [one.name for one in found.signatories] == ["Ada Sample", "Bea Sample"]
    assert source(found) == "Text."


def test_a_signature_in_a_table_is_one() -> None:
    cells = "".join(f"<w:tc>{paragraph(words)}</w:tc>" for words in ("Commissioner for Samples", "Ada Sample"))

    found = foreign(paragraph("Text."), end=f"<w:tbl><w:tr>{cells}</w:tr></w:tbl>" + paragraph(""))

    assert found.signatories == (Signatory(name="Ada Sample", office="Commissioner for Samples"),)
    assert source(found) == "Text."


@pytest.mark.parametrize(
    ("line", "dated"),
    [
        ("Baku, 3 May 2026", ("Baku", date(2026, 5, 3))),
        ("May 3, 2026", ("", date(2026, 5, 3))),
        ("Bakı, 3 may 2026-cı il", ("Bakı", date(2026, 5, 3))),
        ("г. Баку, 3 мая 2026 года", ("г. Баку", date(2026, 5, 3))),
        ("Баку, 3 мая 2026 года", ("Баку", date(2026, 5, 3))),
        ("3. Mai 2026", ("", date(2026, 5, 3))),
        ("Sunday, 3 May 2026", ("", date(2026, 5, 3))),
        ("Sonntag, 3. Mai 2026", ("", date(2026, 5, 3))),
    ],
)
@pytest.mark.parametrize("where", ["first", "last", "below the head"])
def test_a_line_of_place_and_date_alone_is_one(line: str, dated: tuple[str, date] | None, where: str) -> None:
    said = paragraph(line)
    found = foreign(
        (said if where == "below the head" else "") + paragraph("Text."),
        head=(said if where == "first" else "") + HEAD,
        end=SIGNATURE + (said if where == "last" else ""),
    )

    assert found.dated == dated
    assert (found.heading, source(found), found.signatories) == ("STATEMENT", "Text.", (Signatory(name="Ada Sample", office="Ombudsman"),))


@pytest.mark.parametrize("line", ["Statement of 3 May 2026", "STATEMENT, 3 May 2026", "It was on Monday, 3 May 2026, as said."])
def test_a_line_that_says_more_than_place_and_date_is_none(line: str) -> None:
    assert foreign(paragraph(line) + paragraph("Text.")).dated is None


@pytest.mark.parametrize("line", ["No. 12345678901, 3 May 2026", "1" * 60 + " 2026", "99 May 2026"])
def test_numbers_that_are_in_no_date_are_none(line: str) -> None:
    assert foreign(paragraph(line) + paragraph("Text.")).dated is None


def test_two_lines_of_dates_are_no_date() -> None:
    assert foreign(paragraph("3 May 2026") + paragraph("4 May 2026") + paragraph("Text.")).dated is None


def test_a_letter_that_nobody_signs_says_so() -> None:
    found = foreign(paragraph("Text."), end=paragraph("It ends here."))

    assert [problem.what for problem in found.problems] == ["there is no signatory"]


@pytest.mark.parametrize("make", [item, lambda words: paragraph(words)])
def test_recipients_may_be_a_list_after_a_sentence(make: object) -> None:
    assert callable(make)
    names = make("the first office, of two parts;") + make("the second office; and") + make("the third office.")

    found = foreign(paragraph("Text."), end=SIGNATURE + paragraph("This Statement is addressed to:") + names)

    assert found.recipients is not None
    assert found.recipients.lead == "This Statement is addressed to"
    assert found.recipients.names == ("the first office, of two parts", "the second office", "the third office")
    assert 'left out of the recipient list: ";", "; and", "."' in [remark.what for remark in found.remarks]


def test_headings_are_told_by_the_name_of_their_style_and_made_gapless() -> None:
    found = foreign(
        styled("One", "berschrift2") + paragraph("A.") + styled("Two", "berschrift4") + paragraph("B.") + styled("Three", "berschrift1")
    )

    assert [(block.level, plain(block.inlines)) for block in found.body if isinstance(block, Heading)] == [
        (1, "One"),
        (2, "Two"),
        (1, "Three"),
    ]


def test_headings_are_told_by_their_outline_level() -> None:
    found = foreign(paragraph("One", '<w:outlineLvl w:val="0"/>') + paragraph("A."))

    assert source(found) == "# One\n\nA."


def test_a_short_bold_paragraph_is_a_heading_by_its_look_and_told() -> None:
    found = foreign(paragraph(text("What was done", "<w:b/>")) + paragraph("A long text that is not bold, and goes on for a while."))

    assert source(found).startswith("# What was done\n")
    assert found.taken == ('"What was done", which stands out by its look, is taken for a heading',)


def test_a_larger_heading_stands_above_a_bold_one() -> None:
    body = (
        paragraph(text("Large", '<w:sz w:val="32"/>'))
        + paragraph("A long text that is set as all others are.")
        + paragraph(text("Bold", "<w:b/>"))
    )

    found = foreign(body + paragraph("B."))

    assert [block.level for block in found.body if isinstance(block, Heading)] == [1, 2]


@pytest.mark.parametrize("words", ["A whole sentence in bold.", "x" * 130, "***"])
def test_a_bold_paragraph_that_is_a_sentence_is_none(words: str) -> None:
    found = foreign(paragraph(text(words, "<w:b/>")) + paragraph("A long text that is not bold, and goes on for a while."))

    assert [block for block in found.body if isinstance(block, Heading)] == []


def test_lists_lie_in_each_other_and_go_on_after_a_paragraph() -> None:
    body = item("a", 2) + item("b", 2) + item("inner", 2, 1) + paragraph("Between.") + item("c", 2) + item("bullet")

    found = foreign(body)

    assert source(found) == "1. a\n2. b\n   1. inner\n\nBetween.\n\n3. c\n\n- bullet"


def test_a_list_that_begins_deep_is_brought_up() -> None:
    assert source(foreign(item("a", 1, 3) + item("b", 1, 5))) == "- a\n  - b"


def test_numbers_that_word_writes_in_words_are_told() -> None:
    found = foreign(item("a", 3))

    assert found.taken == ('a list whose numbers Word writes as "Article %1" has numbers of the layout\'s own',)


@pytest.mark.parametrize(
    ("lines", "markdown"),
    [
        (("1. One.", "2. Two."), "1. One.\n2. Two."),
        (("1) One;", "2) two."), "1. One;\n2. two."),
        (("(a) one;", "(b) two."), "1. one;\n2. two."),
        (("i) one;", "ii) two;", "iii) three."), "1. one;\n2. two;\n3. three."),
        (("а) один;", "б) два."), "1. один;\n2. два."),
        (("– one;", "– two."), "- one;\n- two."),
        (("• one.",), "- one."),
        (("1. One:", "– a;", "– b.", "2. Two."), "1. One:\n   - a;\n   - b.\n2. Two."),
    ],
)
def test_a_typed_list_is_one_and_told(lines: tuple[str, ...], markdown: str) -> None:
    found = foreign("".join(map(paragraph, lines)))

    assert source(found) == markdown
    assert [one for one in found.taken if one.endswith("are a list now, which has marks of its own")]


@pytest.mark.parametrize(
    "lines",
    [
        ("1. One.",), ("1. One.", "- Two."), ("2. Two.", "3. Three."), ("1. One.", "3. Three."), ("1990. A year.", "1991. A year."),
        ("A. Sample spoke.", "B. Sample spoke."), ("— Who is it?", "— It is I."), ("- One dash alone.",),
        ("1.5 million came.", "2.5 million went."),
    ],
)  # fmt: skip
def test_what_does_not_go_on_from_one_is_no_list(lines: tuple[str, ...]) -> None:
    found = foreign("".join(map(paragraph, lines)))

    assert [type(block).__name__ for block in found.body] == ["Paragraph"] * len(lines)


def test_a_typed_list_goes_on_after_a_paragraph() -> None:
    found = foreign("".join(map(paragraph, ("1. One.", "2. Two.", "Between.", "3. Three.", "4. Four."))))

    assert source(found) == "1. One.\n2. Two.\n\nBetween.\n\n3. Three.\n4. Four."


def test_two_typed_lists_that_are_alike_are_each_told() -> None:
    found = foreign("".join(map(paragraph, ("1. One.", "2. Two.", "Between.", "1. One.", "2. Two."))))

    assert len([one for one in found.taken if one.endswith("which has marks of its own")]) == 2


def test_a_typed_list_may_be_the_lines_of_one_paragraph() -> None:
    found = foreign(paragraph("<w:r><w:br/></w:r>".join(map(text, ("• one;", "• two.")))))

    assert source(found) == "- one;\n- two."


@pytest.mark.parametrize("above", ["To the Minister of Samples", "Министру образцов"])
def test_those_written_to_are_no_heading_of_a_letter_that_has_none(above: str) -> None:
    found = foreign(paragraph("Text."), head=paragraph(above) + paragraph("") + paragraph("Dear Minister,"))

    assert [(problem.where, problem.what) for problem in found.problems] == [
        ('letter.docx, paragraph 2 ("Dear Minister,")', "there is no heading above it, and no subject line")
    ]


def test_a_letter_that_begins_with_its_text_is_refused_with_the_paragraph() -> None:
    found = foreign(paragraph("Text."), head=paragraph("It begins with a long sentence, as texts do."))

    assert [str(problem).splitlines()[0] for problem in found.problems] == [
        'letter.docx, paragraph 1 ("It begins with a long sentence, as texts…"): there is no heading'
    ]


def test_a_first_line_that_no_look_and_no_word_makes_a_heading_is_not_certain() -> None:
    found = foreign(paragraph("Text."), head=paragraph("What was seen") + paragraph(""))

    assert found.heading == "What was seen"
    assert "not certain: it is taken for the heading, as the first line" in [remark.what for remark in found.remarks]


def test_a_raised_figure_stays_raised_and_other_words_are_named() -> None:
    raised = '<w:vertAlign w:val="superscript"/>'

    found = foreign(paragraph(text("10") + text("6", raised) + text(" on the 1") + text("st", raised) + text(".")))

    assert source(found) == "10⁶ on the 1st."
    assert found.taken == ('the raised figures "6" are written "⁶"',)
    assert left(found) == {"that words are raised": "st"}


def test_quotations_are_told_by_their_style() -> None:
    assert source(foreign(styled("Said.", "Zitat") + styled("More.", "Zitat") + paragraph("A."))) == "> Said.\n>\n> More.\n\nA."


def test_a_table_of_contents_is_left_out_with_its_words() -> None:
    found = foreign(styled("One 1", "Verz1") + paragraph("A."))

    assert source(found) == "A."
    assert left(found) == {"a line of the table of contents": "One 1"}


def test_footnotes_and_endnotes_are_notes_where_they_are_called() -> None:
    calls = '<w:r><w:footnoteReference w:id="2"/></w:r>' + text(" and") + '<w:r><w:endnoteReference w:id="3"/></w:r>'
    found = foreign(
        paragraph(text("Words") + calls + text(".")),
        footnotes=f'<w:footnote w:id="2">{paragraph("Foot.")}</w:footnote><w:footnote w:id="9">{paragraph("Nobody calls.")}</w:footnote>',
        endnotes=f'<w:endnote w:id="3">{paragraph("End.")}</w:endnote>',
    )

    assert source(found) == "Words[^1] and[^2].\n\n[^1]: Foot.\n[^2]: End."
    assert left(found) == {"a footnote that the text does not call": "Nobody calls."}


def test_looks_that_a_source_has_no_form_for_are_left_out_and_said_once() -> None:
    under = '<w:u w:val="single"/>'
    found = foreign(paragraph(text("One", under) + text("two", under) + text(" and ") + text("three", under) + text(".")))

    assert source(found) == "Onetwo and three."
    assert [(one.kind, one.words, one.count) for one in found.left_out] == [("that words are underlined", "Onetwo; three", 2)]


def test_hidden_words_are_left_out_and_said() -> None:
    found = foreign(paragraph(text("Seen.") + text("Unseen", "<w:vanish/>")))

    assert source(found) == "Seen."
    assert left(found) == {"hidden words": "Unseen"}


def test_what_word_leaves_behind_is_taken_away_and_counted() -> None:
    body = paragraph(
        '<w:bookmarkStart w:id="1" w:name="_GoBack"/><w:proofErr w:type="spellStart"/>'
        + text("\u00a0 Two  bl\u00adanks\t and\u200b one\u00a0word. ")
        + '<w:r><w:br w:type="page"/></w:r>'
    )

    found = foreign(body)

    assert source(found) == "Two blanks and one\u00a0word."
    assert cleaned(found) == {
        "a soft hyphen": 1, "a blank of no width": 1, "blanks at the beginning": 1, "blanks at the end": 1, "a page break": 1,
        "a no-break blank beside a blank or an edge": 1, "more than one blank, or a tab": 2, "a bookmark": 1,
        "a mark of the spelling checker": 1,
    }  # fmt: skip


def test_an_empty_line_in_a_paragraph_divides_it() -> None:
    found = foreign(paragraph(text("One.") + "<w:r><w:br/><w:br/></w:r>" + text("Two,") + "<w:r><w:br/></w:r>" + text("three.")))

    assert source(found) == "One.\n\nTwo,\\\nthree."


def test_links_to_the_web_stay_and_others_are_left_out() -> None:
    from tests.support.word_parts import relation

    links = "".join(f'<w:hyperlink r:id="{key}">{text(words)}</w:hyperlink>' for key, words in (("a", "web"), ("b", " file")))
    found = foreign(
        paragraph(links),
        relations=relation("a", "hyperlink", "HTTPS://example.org/a b", external=True)
        + relation("b", "hyperlink", "file:///c:/x", external=True),
    )

    assert source(found) == "[web](https://example.org/a%20b) file"
    assert left(found) == {"a link that is none to the web or to a mailbox": "file (file:///c:/x)"}


def test_a_box_beside_the_heading_is_no_part_of_the_text() -> None:
    box = f"<w:r><w:pict><v:textbox><w:txbxContent>{paragraph('No. 7')}</w:txbxContent></v:textbox></w:pict></w:r>"
    head = paragraph(text("STATEMENT", "<w:b/>") + box, CENTRED) + paragraph("concerning a sample", CENTRED)

    found = foreign(paragraph("Text."), head=head)

    assert (found.heading, found.subject, source(found)) == ("STATEMENT", "concerning a sample", "Text.")
    assert left(found) == {"what stands above the heading, or beside it": "No. 7"}


def test_an_office_in_the_subject_is_that_of_a_signatory_without_one() -> None:
    found = foreign(paragraph("Text."), head=HEAD, end=paragraph("") + paragraph("Ada Sample") + ADDRESS)

    assert found.signatories == (Signatory(name="Ada Sample", office="Ombudsman"),)


def _table(*rows: str) -> str:
    return f"<w:tbl>{''.join(f'<w:tr>{row}</w:tr>' for row in rows)}</w:tbl>"


def _cell(words: str, properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{paragraph(text(words, '<w:b/>') if properties == 'bold' else words)}</w:tc>"


def _cells(*words: str) -> str:
    return "".join(_cell(word) for word in words)


def test_the_first_row_of_a_table_is_its_header_and_bold_by_itself() -> None:
    first = "".join(f"<w:tc>{paragraph(text(words, '<w:b/>'))}</w:tc>" for words in ("Year", "Cases"))

    found = foreign(_table(first, _cells("2025", "7")))

    assert source(found) == "| Year | Cases |\n| --- | --- |\n| 2025 | 7 |"


def test_a_column_stands_at_the_side_at_which_its_words_do() -> None:
    centred, right = '<w:jc w:val="center"/>', '<w:jc w:val="right"/>'
    rows = (
        f"<w:tc>{paragraph('Year', centred)}</w:tc><w:tc>{paragraph('Cases', centred)}</w:tc>",
        f"{_cells('2025')}<w:tc>{paragraph('7', right)}</w:tc>",
    )

    assert source(foreign(_table(*rows))) == "| Year | Cases |\n| --- | ---: |\n| 2025 | 7 |"


def test_an_empty_cell_in_the_first_row_is_filled_and_told() -> None:
    found = foreign(_table(_cells("", "Cases"), _cells("Men", "7")))

    assert source(found) == "| – | Cases |\n| --- | --- |\n| Men | 7 |"
    assert [one for one in found.taken if one.startswith('column 1 of the table that begins with "Cases" has no heading')]


def test_a_heading_over_two_columns_stands_over_each() -> None:
    wide = _cell("Both", '<w:gridSpan w:val="2"/>')

    found = foreign(_table(_cell("Year") + wide, _cells("2025", "1", "2")))

    assert source(found) == "| Year | Both | Both |\n| --- | --- | --- |\n| 2025 | 1 | 2 |"
    assert found.taken == ('"Both", which heads several columns of a table, stands over each of them',)


def test_cells_joined_downwards_have_their_words_once() -> None:
    first, second = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"

    found = foreign(_table(_cells("A", "B"), _cell("x", first) + _cell("1"), _cell("", second) + _cell("2")))

    assert source(found).endswith("| x | 1 |\n|  | 2 |")
    assert "that cells of a table are joined: each has its own words now, the others are empty" in left(found)


@pytest.mark.parametrize(
    "table", [_table(_cells("One.", "Two.")), _table(_cells("One."), _cells("Two.")), _table(_cells("One.", ""), _cells("Two.", ""))]
)
def test_a_table_of_one_row_or_column_only_puts_words_in_places(table: str) -> None:
    found = foreign(table)

    assert source(found) == "One.\n\nTwo."
    assert found.taken == ('a table of one row or one column, "One.", is taken for paragraphs',)


def test_a_table_too_wide_for_paper_is_a_paragraph_a_row() -> None:
    found = foreign(_table(_cells(*"abcdefghijklm"), _cells(*"nopqrstuvwxyz")))

    assert source(found) == f"{' | '.join('abcdefghijklm')}\n\n{' | '.join('nopqrstuvwxyz')}"


def test_empty_rows_and_columns_are_taken_away() -> None:
    found = foreign(_table(_cells("", "", ""), _cells("A", "", "B"), _cells("1", "", "2")))

    table = found.body[0]

    assert isinstance(table, Table)
    assert [plain(cell) for cell in table.header] == ["A", "B"]
    assert {key: count for key, count in cleaned(found).items() if "table" in key} == {
        "an empty row of a table": 1,
        "an empty column of a table": 1,
    }
