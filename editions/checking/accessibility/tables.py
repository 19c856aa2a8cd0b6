"""Tables: header cells that say what they head, and rows of as many cells."""

from collections.abc import Iterator

from editions.checking.parts import parts_of
from editions.checking.rules import Case, Hit, rule
from editions.model.evidence import Element

_FAMILY = "accessibility"
_SCOPES = ("Row", "Column", "Both")


@rule(
    "table-headers", "Every table has header cells, and each says what it heads.", family=_FAMILY, needs=("pdf",), clause="ISO 14289-1, 7.5"
)
def table_headers(case: Case) -> Iterator[Hit]:
    """With each cell, a screen reader says the header of its column. It knows it from header cells (TH) and their Scope."""
    for table in _tables(case):
        headers = [cell for cell in table.walk() if cell.tag == "TH"]
        if not headers:
            yield Hit(message="a table has no header cells", page=_page(table))
        for cell in headers:
            if cell.attributes.get("Scope") not in _SCOPES:
                yield Hit(message="a header cell does not say whether it heads its column or its row", page=_page(cell))


@rule("table-rows", "The rows of a table have as many cells.", family=_FAMILY, needs=("pdf",), clause="ISO 14289-1, 7.5")
def table_rows(case: Case) -> Iterator[Hit]:
    """Where a row lacks a cell, the cells after it are read under the wrong header."""
    for table in _tables(case):
        rows = [row for row in table.walk() if row.tag == "TR"]
        if any(cell.attributes.get("RowSpan", 1) != 1 for row in rows for cell in row.children):
            continue
        lengths = [sum(_span(cell) for cell in row.children) for row in rows]
        for row, length in zip(rows, lengths, strict=True):
            if length != lengths[0]:
                yield Hit(message=f"a row of a table has {length} cells, the first row {lengths[0]}", page=_page(row))
        for row in rows:
            if any(cell.tag not in ("TH", "TD") for cell in row.children):
                yield Hit(message="a row of a table holds something that is no cell", page=_page(row))


def _tables(case: Case) -> Iterator[Element]:
    return (element for element in parts_of(case).walk() if element.tag == "Table")


def _span(cell: Element) -> int:
    span = cell.attributes.get("ColSpan", 1)
    return span if isinstance(span, int) else 1


def _page(element: Element) -> int:
    return next((content.page for content in element.contents()), 0)


RULES = (table_headers, table_rows)
