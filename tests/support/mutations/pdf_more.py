"""More damages to a PDF by rote: entries of the catalog and of pages, what tags say of their own, strokes and drawings."""

from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, Pdf, String

Plan = tuple[str, Callable[[Pdf], None]]

#: Of the elements that say something, so many are damaged, evenly spread.
_SPREAD = 12
#: Lines of each page that something is drawn through or over, and places on it, in points, where something is drawn.
_LINES, _PLACES = 3, ((100, 60), (300, 420), (430, 700), (20, 400))


def plans(pdf: Pdf) -> Iterator[Plan]:
    """Yield the damages, each with what is done and what does it."""
    yield from _catalog()
    yield from _pages(pdf)
    yield from _elements(pdf)
    yield from _strokes(pdf)
    yield from _drawings(pdf)


def _action() -> Dictionary:
    return Dictionary(S=Name.Named, N=Name.NextPage)


def _private() -> Dictionary:
    return Dictionary(Program=Dictionary(LastModified=String("D:20220120"), Private=String(r"C:\Users\leyla\note.docx")))


#: Entries of the catalog, of its wishes for a window, and of a page, each with what makes its value.
_OF_CATALOG: dict[str, Callable[[], Any]] = {
    "PageMode FullScreen": lambda: Name.FullScreen,
    "PageMode UseThumbs": lambda: Name.UseThumbs,
    "PageMode UseAttachments": lambda: Name.UseAttachments,
    "PageLayout TwoColumnRight": lambda: Name.TwoColumnRight,
    "OpenAction": _action,
    "AA": lambda: Dictionary(WC=_action()),
    "URI": lambda: Dictionary(Base=String("https://example.com/")),
    "Threads": lambda: Array(),
    "SpiderInfo": lambda: Dictionary(V=1),
    "PieceInfo": _private,
    "Legal": lambda: Dictionary(JavaScriptActions=1),
    "Requirements": lambda: Array([Dictionary(S=Name.EnableJavaScripts)]),
    "Collection": lambda: Dictionary(View=Name.T),
    "NeedsRendering": lambda: True,
    "ABCD_Note": lambda: String("draft of leyla"),
}
_OF_WINDOW: dict[str, Callable[[], Any]] = {
    "HideToolbar": lambda: True,
    "HideMenubar": lambda: True,
    "HideWindowUI": lambda: True,
    "FitWindow": lambda: True,
    "CenterWindow": lambda: True,
    "NonFullScreenPageMode": lambda: Name.UseOutlines,
    "Duplex": lambda: Name.Simplex,
    "NumCopies": lambda: 2,
}
_OF_PAGE: dict[str, Callable[[], Any]] = {
    "Trans": lambda: Dictionary(S=Name.Wipe),
    "Dur": lambda: 3,
    "AA": lambda: Dictionary(O=_action()),
    "PieceInfo": _private,
    "LastModified": lambda: String("D:20260101000000Z"),
    "UserUnit": lambda: 2,
    "PZ": lambda: 2,
    "VP": lambda: Array(),
    "B": lambda: Array(),
    "Metadata": lambda: String("leyla"),
    "ABCD_Note": lambda: String("draft of leyla"),
}


def _catalog() -> Iterator[Plan]:
    for what, made in _OF_CATALOG.items():
        yield f"{what} put into the catalog", partial(_put, what.split()[0], made)
    for what, made in _OF_WINDOW.items():
        yield f"{what} asked of the window", partial(_ask, what, made)


def _put(name: str, made: Callable[[], Any], pdf: Pdf) -> None:
    pdf.Root[f"/{name}"] = made()


def _ask(name: str, made: Callable[[], Any], pdf: Pdf) -> None:
    pdf.Root["/ViewerPreferences"][f"/{name}"] = made()


def _pages(pdf: Pdf) -> Iterator[Plan]:
    for index in (0, len(pdf.pages) - 1):
        for what, made in _OF_PAGE.items():
            yield f"{what} put into page {index + 1}", partial(_put_into_page, index, what, made)


def _put_into_page(index: int, name: str, made: Callable[[], Any], pdf: Pdf) -> None:
    pdf.pages[index].obj[f"/{name}"] = made()


def _all(pdf: Pdf) -> list[Any]:
    """Return every element below the Document, in reading order."""
    found: list[Any] = []
    pending = [pdf.Root["/StructTreeRoot"]["/K"][0]]
    while pending:
        item = pending.pop(0)
        kids = item.get("/K")
        inner = [kid for kid in (kids if isinstance(kids, Array) else [kids]) if isinstance(kid, Dictionary) and "/S" in kid]
        found += inner
        pending = inner + pending
    return found


def _elements(pdf: Pdf) -> Iterator[Plan]:
    found = _all(pdf)
    for number in sorted({round(step * (len(found) - 1) / (_SPREAD - 1)) for step in range(_SPREAD)}):
        tag = str(found[number]["/S"])[1:]
        for key, value in (("Alt", "other words"), ("ActualText", "other words"), ("E", "other words"), ("Lang", "fr")):
            yield f"element {number} ({tag}) given {key}", partial(_give, number, key, value)


def _give(number: int, key: str, value: str, pdf: Pdf) -> None:
    _all(pdf)[number][f"/{key}"] = String(value)


_STROKES = {"a hair's line": (0.3, "0 0 0"), "a line": (1, "1 0 0"), "a thick stroke": (14, "0 0 0"), "a white stroke": (14, "1 1 1")}


def _lines(page: Any) -> list[tuple[float, float]]:
    """Return where on *page* each text begins that its own operators show, in the units of its content."""
    return [(float(one.operands[4]), float(one.operands[5])) for one in pikepdf.parse_content_stream(page, "Tm")]


def _strokes(pdf: Pdf) -> Iterator[Plan]:
    for index, page in enumerate(pdf.pages):
        places = _lines(page)
        for step in range(min(_LINES, len(places))):
            number = step * (len(places) - 1) // max(_LINES - 1, 1)
            for what, (width, colour) in _STROKES.items():
                yield f"{what} drawn through text {number} of page {index + 1}", partial(_stroke, index, number, width, colour)


def _stroke(index: int, number: int, width: float, colour: str, pdf: Pdf) -> None:
    """Stroke a line through the text, where it is seen: the content's first matrix is asked of what stands before its marks."""
    page = pdf.pages[index]
    operators = list(pikepdf.parse_content_stream(page))
    at = [place for place, one in enumerate(operators) if str(one.operator) == "Tm"][number]
    up = 1 if float(operators[at].operands[3]) > 0 else -1
    x, y = float(operators[at].operands[4]), float(operators[at].operands[5]) + up * 4
    end = next(place for place in range(at, len(operators)) if str(operators[place].operator) == "EMC")
    drawn = pdf.make_stream(f"/Artifact BMC q {colour} RG {width} w {x} {y} m {x + 80} {y} l S Q EMC".encode())
    operators[end + 1 : end + 1] = list(pikepdf.parse_content_stream(drawn))
    page.obj["/Contents"] = pdf.make_stream(pikepdf.unparse_content_stream(operators))


_DRAWN = {
    "a black box": "0 g {x} {y} 60 25 re f",
    "a red frame": "1 0 0 RG 2 w {x} {y} 120 40 re S",
    "a white field": "1 g {x} {y} 60 25 re f",
    "a grey line": "0.498 G 0.5 w {x} {y} m 420 {y} l S",
}


def _drawings(pdf: Pdf) -> Iterator[Plan]:
    for index in range(len(pdf.pages)):
        for x, y in _PLACES:
            for what, operators in _DRAWN.items():
                yield f"{what} drawn at {x}, {y} on page {index + 1}", partial(_draw, index, operators.format(x=x, y=y))


def _draw(index: int, operators: str, pdf: Pdf) -> None:
    page = pdf.pages[index]
    page.contents_add(pdf.make_stream(b"q"), prepend=True)
    page.contents_add(pdf.make_stream(f"\nQ /Artifact BMC q {operators} Q EMC\n".encode()))
