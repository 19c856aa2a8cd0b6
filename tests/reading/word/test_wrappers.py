"""What Word wraps around words: controls, text boxes, alternatives, marks of a schema."""

import pytest

from editions.model.word import WordParagraph
from editions.problems import Refusal
from tests.support.word_parts import left, lines, paragraph, read, table, text, texts

_BOX = "a text box, whose words follow the paragraph that it hangs on"


def _control(inner: str, tag: str = "", more: str = "") -> str:
    own = f'<w:tag w:val="{tag}"/>' if tag else ""
    return f"<w:sdt><w:sdtPr>{own}{more}</w:sdtPr><w:sdtContent>{inner}</w:sdtContent></w:sdt>"


def _shape(inner: str) -> str:
    """Return a drawing with a text box as Word 2010 and later write it."""
    box = f"<wps:wsp><wps:txbx><w:txbxContent>{inner}</w:txbxContent></wps:txbx></wps:wsp>"
    graphic = f"<a:graphic><a:graphicData>{box}</a:graphicData></a:graphic>"
    return f'<w:drawing><wp:anchor><wp:docPr id="1" name="Box 1"/>{graphic}</wp:anchor></w:drawing>'


def _vml(inner: str) -> str:
    """Return a text box as Word 2007 and earlier write it."""
    return f"<w:pict><v:shape><v:textbox><w:txbxContent>{inner}</w:txbxContent></v:textbox></v:shape></w:pict>"


def _alternatives(choice: str, fallback: str) -> str:
    return f'<mc:AlternateContent><mc:Choice Requires="wps">{choice}</mc:Choice><mc:Fallback>{fallback}</mc:Fallback></mc:AlternateContent>'


def test_a_paragraph_knows_the_controls_that_it_stands_in() -> None:
    document = read(_control(_control(paragraph(_control(text("said"), "run")), "inner"), "outer") + paragraph("more"))

    assert [getattr(block, "controls", None) for block in document.blocks] == [("outer", "inner", "run"), ()]
    assert lines(document.blocks) == ["said", "more"]


def test_controls_around_rows_and_cells_are_known_to_their_paragraphs() -> None:
    cell = f"<w:tc>{paragraph('a')}</w:tc>"
    row = f"<w:tr>{cell}{_control(cell, 'cell')}</w:tr>"

    found = table(read(_control(f"<w:tbl>{row}{_control(row, 'row')}</w:tbl>", "table")))

    assert found.controls == ("table",)
    controls = [[cell.blocks[0].controls for cell in row.cells] for row in found.rows]
    assert controls == [[(), ("cell",)], [("row",), ("row", "cell")]]


def test_a_control_that_nobody_has_filled_in_is_named() -> None:
    document = read(_control(paragraph("Click here"), "name", "<w:showingPlcHdr/>"))

    assert lines(document.blocks) == ["Click here"]
    assert list(left(document)) == ["a control that nobody has filled in, of which the prompt is taken"]


@pytest.mark.parametrize("box", [_shape, _vml])
def test_the_words_of_a_box_follow_its_paragraph(box: object) -> None:
    assert callable(box)

    document = read(paragraph(text("Around") + f"<w:r>{box(paragraph('Boxed') + paragraph('twice'))}</w:r>") + paragraph("After"))

    assert lines(document.blocks) == ["Around", "Boxed", "twice", "After"]
    assert [isinstance(block, WordParagraph) and block.in_box for block in document.blocks] == [False, True, True, False]
    assert list(left(document)) == [_BOX]


def test_a_box_in_a_box_is_read() -> None:
    inner = paragraph(text("Outer") + f"<w:r>{_vml(paragraph('Inner'))}</w:r>")

    assert lines(read(paragraph(f"<w:r>{_shape(inner)}</w:r>")).blocks) == ["", "Outer", "Inner"]


def test_a_table_in_a_box_is_read() -> None:
    boxed = f"<w:tbl><w:tr><w:tc>{paragraph('a')}</w:tc></w:tr></w:tbl>{paragraph('')}"

    assert lines(read(paragraph(f"<w:r>{_shape(boxed)}</w:r>")).blocks) == ["", "a", ""]


def test_of_two_forms_of_one_box_one_is_read() -> None:
    document = read(paragraph(f"<w:r>{_alternatives(_shape(paragraph('Boxed')), _vml(paragraph('Boxed')))}</w:r>"))

    assert lines(document.blocks) == ["", "Boxed"]
    assert list(left(document)) == [_BOX]


def test_the_older_form_is_read_where_only_that_says_something() -> None:
    newer = '<w16:symEx xmlns:w16="urn:x"/>'

    document = read(paragraph(f"<w:r>{_alternatives(newer, '<w:t>said</w:t>')}</w:r>"))

    assert lines(document.blocks) == ["said"]


def test_what_the_older_form_says_otherwise_is_named() -> None:
    document = read(paragraph(f"<w:r>{_alternatives('<w:t>new words</w:t>', '<w:t>old words</w:t>')}</w:r>"))

    assert lines(document.blocks) == ["new words"]
    assert left(document) == {"words that stand there for older programs only": "old words"}


@pytest.mark.parametrize("place", ["block", "run", "inside", "row"])
def test_alternatives_may_stand_anywhere(place: str) -> None:
    row = f"<w:tr><w:tc>{paragraph('said')}</w:tc></w:tr>"
    body = {
        "block": _alternatives(paragraph("said"), paragraph("said")),
        "run": paragraph(_alternatives(text("said"), text("said"))),
        "inside": paragraph(f"<w:r>{_alternatives('<w:t>said</w:t>', '<w:t>said</w:t>')}</w:r>"),
        "row": f"<w:tbl>{_alternatives(row, row)}</w:tbl>",
    }[place]

    document = read(body)

    assert [line for line in lines(document.blocks) if line] == ["said"]
    assert left(document) == {}


def test_a_mark_of_a_schema_is_taken_away_and_named() -> None:
    document = read(f'<w:customXml w:element="x"><w:customXmlPr/>{paragraph("said")}</w:customXml>')

    assert lines(document.blocks) == ["said"]
    assert left(document) == {"a mark of an XML schema": ""}


def test_words_turned_round_are_read_in_the_order_of_the_file() -> None:
    document = read(paragraph(f'<w:bdo w:val="rtl">{text("one")}</w:bdo><w:dir w:val="ltr">{text(" two")}</w:dir>'))

    assert lines(document.blocks) == ["one two"]


def test_a_document_put_in_whole_is_named() -> None:
    document = read(paragraph("said") + '<w:altChunk r:id="r7"/>')

    assert left(document) == {"another document put in whole": ""}


@pytest.mark.parametrize(
    "nested",
    [
        pytest.param(lambda n: "<w:sdt><w:sdtContent>" * n + paragraph("said") + "</w:sdtContent></w:sdt>" * n, id="controls"),
        pytest.param(lambda n: "<w:tbl><w:tr><w:tc>" * n + paragraph("said") + "</w:tc></w:tr></w:tbl>" * n, id="tables"),
        pytest.param(lambda n: f"<w:p>{'<w:ins>' * n}{text('said')}{'</w:ins>' * n}</w:p>", id="changes"),
        pytest.param(lambda n: f"<w:p><w:r>{'<m:oMath>' * n}<m:t>x</m:t>{'</m:oMath>' * n}</w:r></w:p>", id="formulas"),
        pytest.param(
            lambda n: (
                f"<w:p><w:r>{'<mc:AlternateContent><mc:Choice>' * n}<w:t>x</w:t>{'</mc:Choice></mc:AlternateContent>' * n}</w:r></w:p>"
            ),
            id="alternatives",
        ),
        pytest.param(
            lambda n: "<w:p><w:r><w:pict><v:textbox><w:txbxContent>" * n + "</w:txbxContent></v:textbox></w:pict></w:r></w:p>" * n,
            id="boxes",
        ),
    ],
)
@pytest.mark.parametrize("deep", [20, 59, 130, 10_000])
def test_whatever_lies_deep_is_read_or_refused(nested: object, deep: int) -> None:
    assert callable(nested)

    try:
        document = read(nested(deep))
    except Refusal as refusal:
        assert deep > 20
        assert [problem.what for problem in refusal.problems] == ["tables, boxes, controls or changes lie too deep in each other"]
    else:
        assert deep < 10_000
        assert document.blocks


def test_a_run_in_a_run_is_read() -> None:
    document = read(paragraph(f"<w:r>{text('inner')}<w:t> outer</w:t></w:r>"))

    assert [run.text for run in texts(document)] == ["inner", "outer"]
