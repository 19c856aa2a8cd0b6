"""Notes, comments, and what stands at the head and foot of pages."""

from editions.model.word import Comment, WordNote
from tests.support.word_parts import first, left, lines, paragraph, part, read, relation, text, texts, texts_of


def _note(kind: str, number: int, inner: str, more: str = "") -> str:
    return f'<w:{kind} w:id="{number}"{more}><w:p><w:r><w:{kind}Ref/></w:r>{text(inner)}</w:p></w:{kind}>'


def test_notes_are_called_where_they_stand_and_read_apart() -> None:
    calls = '<w:r><w:footnoteReference w:id="2"/></w:r>' + text(" and ") + '<w:r><w:endnoteReference w:id="2"/></w:r>'

    document = read(paragraph(text("Said") + calls), footnotes=_note("footnote", 2, "Below"), endnotes=_note("endnote", 2, "Last"))

    assert [run for run in first(document).runs if isinstance(run, WordNote)] == [WordNote(id=2), WordNote(id=2, kind="endnote")]
    assert {key: lines(blocks) for key, blocks in document.notes.items()} == {("footnote", 2): ["Below"], ("endnote", 2): ["Last"]}
    assert left(document) == {}


def test_the_lines_that_part_notes_from_the_text_are_no_notes() -> None:
    lines_only = '<w:footnote w:type="separator" w:id="-1"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>'
    said = _note("footnote", 0, "continued overleaf", ' w:type="continuationNotice"')

    document = read(paragraph("said"), footnotes=lines_only + said)

    assert document.notes == {}
    assert left(document) == {"words of a note that has no place in the text": "continued overleaf"}


def test_a_second_note_of_the_same_number_is_named() -> None:
    document = read(paragraph("said"), footnotes=_note("footnote", 1, "one") + _note("footnote", 1, "other"))

    assert lines(document.notes["footnote", 1]) == ["one"]
    assert left(document) == {"words of a note that has no place in the text": "other"}


def test_a_link_in_a_note_leads_where_the_notes_own_relations_say() -> None:
    link = f'<w:footnote w:id="1"><w:p><w:hyperlink r:id="r1">{text("here")}</w:hyperlink></w:p></w:footnote>'
    address = relation("r1", "hyperlink", "https://example.org/", external=True)
    own = {
        "word/_rels/footnotes.xml.rels": f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{address}</Relationships>'
    }

    document = read(paragraph("said"), footnotes=link, others=own)

    assert [run.link for run in texts_of(document.notes["footnote", 1])] == ["https://example.org/"]


def _comment(number: int, *said: str) -> str:
    inner = "".join(paragraph(line) for line in said)
    return f'<w:comment w:id="{number}" w:author="A. Reader" w:date="2026-01-02T03:04:05Z">{inner}</w:comment>'


def _around(number: int, inner: str) -> str:
    end = f'<w:commentRangeEnd w:id="{number}"/><w:r><w:commentReference w:id="{number}"/></w:r>'
    return f'<w:commentRangeStart w:id="{number}"/>{inner}{end}'


def test_a_comment_is_read_with_the_words_at_which_it_stands() -> None:
    document = read(
        paragraph(text("One ") + _around(3, text("two ") + text("three")) + text(" four")), comments=_comment(3, "Why?", "Tell.")
    )

    assert document.comments == (
        Comment(id=3, author="A. Reader", time="2026-01-02T03:04:05Z", text="Why?\nTell.", at="two three"),
    )  # fmt: skip
    assert [run.comments for run in texts(document)] == [(), (3,), (3,), ()]


def test_comments_may_overlap_and_go_over_paragraphs() -> None:
    first_paragraph = f'<w:p><w:commentRangeStart w:id="1"/>{text("a")}<w:commentRangeStart w:id="2"/>{text("b")}</w:p>'
    second = f'<w:p>{text("c")}<w:commentRangeEnd w:id="1"/>{text("d")}<w:commentRangeEnd w:id="2"/>{text("e")}</w:p>'

    document = read(first_paragraph + second, comments=_comment(1, "x") + _comment(2, "y"))

    assert [run.comments for run in texts(document)] == [(1,), (1, 2), (1, 2), (2,), ()]
    assert [comment.at for comment in document.comments] == ["abc", "bcd"]


def test_marks_of_comments_between_paragraphs_count() -> None:
    document = read(
        '<w:commentRangeStart w:id="1"/>' + paragraph("a") + '<w:commentRangeEnd w:id="1"/>' + paragraph("b"), comments=_comment(1, "x")
    )

    assert document.comments[0].at == "a"


def test_of_the_words_at_which_a_comment_stands_the_first_thousand_characters_are_kept() -> None:
    document = read(paragraph(_around(1, text("x" * 600) * 4)), comments=_comment(1, "long"))

    assert document.comments[0].at == "x" * 1000 + "…"


def test_of_a_comment_what_is_taken_out_is_not_read() -> None:
    said = f'<w:comment w:id="1"><w:p>{text("kept")}<w:del><w:r><w:delText>gone</w:delText></w:r></w:del></w:p></w:comment>'

    assert read(paragraph("said"), comments=said).comments[0].text == "kept"


def test_a_comment_without_a_place_is_read() -> None:
    assert [(one.text, one.at) for one in read(paragraph("said"), comments=_comment(1, "x")).comments] == [("x", "")]


def test_headers_and_footers_are_read_line_by_line() -> None:
    head = part("w:hdr", paragraph("Letterhead") + paragraph("") + f"<w:tbl><w:tr><w:tc>{paragraph('Address')}</w:tc></w:tr></w:tbl>")
    foot = part("w:ftr", paragraph("Page 1"))

    document = read(
        paragraph("said"),
        relations=relation("r1", "header", "header1.xml") + relation("r2", "footer", "footer1.xml") + relation("r3", "header", "gone.xml"),
        others={"word/header1.xml": head, "word/footer1.xml": foot},
    )

    assert document.running == (
        ("word/footer1.xml", "Page 1"), ("word/header1.xml", "Letterhead"), ("word/header1.xml", "Address"),
    )  # fmt: skip
