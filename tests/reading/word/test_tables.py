"""Tables: rows, cells, what is merged, what is left free, and how changes of rows and cells end."""

from editions.model.word import WordTable
from editions.reading.word.changes import accepted, changes, rejected
from tests.support.word_parts import left, lines, paragraph, read, table, text


def _cell(inner: str, properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{inner if '<' in inner else paragraph(inner)}</w:tc>"


def _row(*cells: str, properties: str = "") -> str:
    return f"<w:tr><w:trPr>{properties}</w:trPr>{''.join(cells)}</w:tr>"


def _table(*rows: str, properties: str = "") -> str:
    return f"<w:tbl><w:tblPr>{properties}</w:tblPr><w:tblGrid><w:gridCol/></w:tblGrid>{''.join(rows)}</w:tbl>"


def test_a_table_has_its_rows_its_style_and_its_header() -> None:
    rows = (_row(_cell("a"), _cell("b"), properties="<w:tblHeader/>"), _row(_cell("c"), _cell("d")))

    found = table(read(_table(*rows, properties='<w:tblStyle w:val="Grid"/>')))

    assert lines((found,)) == ["a | b", "c | d"]
    assert found.style == "Grid"
    assert [row.header for row in found.rows] == [True, False]


def test_cells_over_several_columns_and_rows_say_so() -> None:
    wide = _cell("wide", '<w:gridSpan w:val="2"/>')
    down, on, also = (_cell("x", value) for value in ('<w:vMerge w:val="restart"/>', "<w:vMerge/>", '<w:vMerge w:val="continue"/>'))

    found = table(read(_table(_row(wide, down), _row(_cell("a"), _cell("b"), on), _row(_cell("a"), _cell("b"), also))))

    assert [[cell.span for cell in row.cells] for row in found.rows] == [[2, 1], [1, 1, 1], [1, 1, 1]]
    assert [row.cells[-1].continued for row in found.rows] == [False, True, True]


def test_columns_that_a_row_leaves_free_are_empty_cells() -> None:
    free = '<w:gridBefore w:val="1"/><w:gridAfter w:val="2"/>'

    found = table(read(_table(_row(_cell("a"), properties=free))))

    assert [len(cell.blocks) for cell in found.rows[0].cells] == [0, 1, 0, 0]


def test_absurd_spans_are_cut_to_what_word_allows() -> None:
    row = _row(
        _cell("a", '<w:gridSpan w:val="100000000"/>'), _cell("b", '<w:gridSpan w:val="-3"/>'), properties='<w:gridBefore w:val="99999999"/>'
    )

    found = table(read(_table(row)))

    assert [cell.span for cell in found.rows[0].cells[-2:]] == [63, 1]
    assert len(found.rows[0].cells) == 65


def test_a_table_in_a_cell_stays_in_it() -> None:
    found = table(read(_table(_row(_cell(paragraph("before") + _table(_row(_cell("inner"))) + paragraph("after"))))))

    inner = found.rows[0].cells[0].blocks

    assert lines(inner) == ["before", "inner", "after"]
    assert isinstance(inner[1], WordTable)


def test_bookmarks_between_rows_are_counted() -> None:
    document = read(_table(_row(_cell("a")), '<w:bookmarkStart w:id="1" w:name="x"/>', _row(_cell("b"))))

    assert lines(document.blocks) == ["a", "b"]
    assert left(document) == {"a bookmark": ""}


def test_rows_put_in_and_taken_out_end_as_the_changes_do() -> None:
    ins, gone = '<w:ins w:author="A" w:date="2026-01-02T03:04:05Z"/>', '<w:del w:author="B"/>'
    document = read(_table(_row(_cell("kept")), _row(_cell("new"), properties=ins), _row(_cell("old"), properties=gone)))

    assert [row.change.kind if row.change else "" for row in table(document).rows] == ["", "inserted", "deleted"]
    assert lines(accepted(document).blocks) == ["kept", "new"]
    assert lines(rejected(document).blocks) == ["kept", "old"]


def test_a_row_that_one_put_in_and_another_took_out_is_gone_either_way() -> None:
    document = read(_table(_row(_cell("kept")), _row(_cell("passing"), properties="<w:ins/><w:del/>")))

    assert lines(accepted(document).blocks) == ["kept"]
    assert lines(rejected(document).blocks) == ["kept"]


def test_a_table_whose_rows_are_all_gone_is_gone() -> None:
    document = read(paragraph("before") + _table(_row(_cell("old"), properties="<w:del/>")) + paragraph("after"))

    assert lines(accepted(document).blocks) == ["before", "after"]


def test_cells_put_in_and_taken_out_end_as_the_changes_do() -> None:
    document = read(_table(_row(_cell("kept"), _cell("new", "<w:cellIns/>"), _cell("old", "<w:cellDel/>"))))

    assert lines(accepted(document).blocks) == ["kept | new"]
    assert lines(rejected(document).blocks) == ["kept | old"]


def test_a_change_of_a_row_is_listed_with_all_words_of_the_row() -> None:
    inner = _cell(paragraph("b") + _table(_row(_cell("inner"))) + paragraph("c"))
    document = read(_table(_row(_cell("a"), inner, properties="<w:ins/>")))

    assert [tracked.words for tracked in changes(document)] == ["a | b inner c"]


def test_tracked_changes_of_how_a_table_looks_are_named() -> None:
    row = _row(_cell("a", "<w:tcPrChange/>"), properties="<w:trPrChange/>")

    document = read(_table(row, properties="<w:tblPrChange/>"))

    assert [(one.kind, one.count) for one in document.leftovers] == [("a tracked change of how a table looks", 3)]


def test_a_table_without_rows_and_a_row_without_cells_are_read() -> None:
    found = read(_table() + _table(_row()) + paragraph(text("said"))).blocks

    assert [len(block.rows) for block in found if isinstance(block, WordTable)] == [0, 1]
