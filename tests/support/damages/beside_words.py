"""What a PDF says and shows beside its words: texts read in their place, languages, drawings, what a viewer is told, private data."""

from collections.abc import Callable
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, String

from editions.checking.rules import Case
from tests.support.cases import Damage, everything_case, in_pdf
from tests.support.changing_pages import appended, around_line
from tests.support.damages.trees import document, said
from tests.support.operators import at_text, moved

_Change = Callable[[Case], Case]
_WORDS, _FREE = "history of the struggle", "100 60 m 300 60 l S"
_THROUGH = b"/Artifact BMC q 0 g 100 311 500 1.5 re f Q EMC\n"
#: The mark of an annex's page once more, twice as large, like a stamp.
_AGAIN = "2 0 0 2 400 300 cm /EdMark Do"
_OTHER = "Nothing was said of it."
_LONG = "A word that stands for others"


def _catalog(**entries: Any) -> _Change:
    """Return what gives the catalog other entries."""

    def change(pdf: pikepdf.Pdf) -> None:
        for name, value in entries.items():
            pdf.Root[f"/{name}"] = value

    return in_pdf(change)


def _page(page: int = 0, **entries: Any) -> _Change:
    """Return what gives *page* (from 0) other entries."""

    def change(pdf: pikepdf.Pdf) -> None:
        for name, value in entries.items():
            pdf.pages[page].obj[f"/{name}"] = value

    return in_pdf(change)


def _window(**entries: Any) -> _Change:
    """Return what tells a reader's window more."""

    def change(pdf: pikepdf.Pdf) -> None:
        for name, value in entries.items():
            pdf.Root["/ViewerPreferences"][f"/{name}"] = value

    return in_pdf(change)


def _marked(properties: bytes, page: int = 0) -> _Change:
    """Return what puts *properties* on the first marked content of *page*."""

    def change(pdf: pikepdf.Pdf) -> None:
        content = b"\n".join(part.read_bytes() for part in _streams(pdf.pages[page].obj["/Contents"]))
        pdf.pages[page].obj["/Contents"] = pdf.make_stream(content.replace(b"/MCID 3", b"/MCID 3 " + properties, 1))

    return in_pdf(change)


def _streams(contents: Any) -> list[Any]:
    return list(contents) if isinstance(contents, Array) else [contents]


def _in_annex(key: str, value: str) -> _Change:
    """Return what gives a paragraph of the second annex, a PDF, another text or language."""

    def change(pdf: pikepdf.Pdf) -> None:
        pending = [[part for part in document(pdf)["/K"] if part["/S"] == Name.Part][1]]
        while pending:
            item = pending.pop(0)
            if item["/S"] in (Name.P, Name.H1, Name.TD):
                item[key] = String(value)
                return
            kids = item.get("/K", Array())
            pending += [kid for kid in (kids if isinstance(kids, Array) else [kids]) if isinstance(kid, Dictionary) and "/S" in kid]

    return in_pdf(change)


def _drawn(operators: str, page: int = 0) -> _Change:
    """Return what draws *operators* at the end of *page*, marked as no content; lengths in points from the lower left."""
    return appended(f"\n/Artifact BMC q {operators} Q EMC\n".encode(), page)


def _image(pdf: pikepdf.Pdf) -> None:
    image = pdf.make_stream(bytes(range(3)) * 16)
    image["/Type"], image["/Subtype"], image["/ColorSpace"] = Name.XObject, Name.Image, Name.DeviceRGB
    image["/Width"], image["/Height"], image["/BitsPerComponent"] = 4, 4, 8
    page = pdf.pages[0]
    page.obj["/Resources"]["/XObject"] = Dictionary(Stamp=image)
    page.contents_add(pdf.make_stream(b"\n/Artifact BMC q 90 0 0 90 400 60 cm /Stamp Do Q EMC\n"))


def _private() -> Any:
    return Dictionary(Program=Dictionary(LastModified=String("D:2022"), Private=Dictionary(File=String(r"C:\Users\leyla\note.docx"))))


def _private_to_a_font(pdf: pikepdf.Pdf) -> None:
    next(iter(pdf.pages[0].obj["/Resources"]["/Font"].values()))["/PieceInfo"] = _private()


def _struck(width: float) -> _Change:
    """Return what strokes a line *width* units wide through the words of a line."""
    return around_line(_WORDS, b"", f"/Artifact BMC q {width} w 100 312 m 600 312 l S Q EMC\n".encode(), block=True)


_SPOKEN = {
    "a paragraph has an alternative text": said("P", "/Alt", _OTHER, 6),
    "the heading has an alternative text": said("H1", "/Alt", _OTHER),
    "the heading has a replacement text": said("H1", "/ActualText", _OTHER),
    "a paragraph has an empty alternative text": said("P", "/Alt", "", 6),
    "a paragraph is said to be short for something": said("P", "/E", _LONG, 6),
    "a recipient has an alternative text": said("LBody", "/Alt", _OTHER, 3),
    "a cell is said to be short for something": said("TD", "/E", _LONG, 1),
    "marked content has a replacement text": _marked(b"/ActualText (other)"),
    "marked content is said to be short for something": _marked(b"/E (other)"),
}
_LANGUAGES = {
    "a paragraph is said to be French": said("P", "/Lang", "fr", 6),
    "the heading is said to be Azerbaijani": said("H1", "/Lang", "az"),
    "a recipient is said to be British": said("LI", "/Lang", "en-GB", 2),
    "marked content is said to be French": _marked(b"/Lang (fr)"),
}
_DRAWN = {
    "a stamp's frame is drawn in free space": _drawn("1 0 0 RG 2 w 380 300 150 60 re S"),
    "a black box is drawn in free space": _drawn("0 g 400 50 80 30 re f"),
    "a grey line is drawn across the text": _drawn("0.498 G 0.5 w 87.9 60 m 507.4 60 l S"),
    "a short line is drawn in free space": _drawn(f"0 G 0.5 w {_FREE}"),
    "a white field covers the rule below the letterhead": _drawn("1 g 80 726 440 5 re f"),
    "a shape is drawn outside the margins": _drawn("0 0 1 rg 20 20 40 40 re f"),
    "a cross is drawn over the page": _drawn("1 0 0 RG 3 w 90 90 m 500 750 l 90 750 m 500 90 l S"),
    "a curve is drawn": _drawn("0 0 1 RG 1 w 400 60 m 420 90 440 30 480 60 c S"),
    "a line is drawn in the recipients": _drawn("0 G 0.5 w 100 250 m 300 250 l S", 1),
    "a line stands within the table": _drawn("0 0.4 0 RG 0.5 w 88 83 m 180 83 l S", 1),
    "a box stands on an annex in Markdown": _drawn("0 g 400 100 80 30 re f", 2),
    "an image that is no part of the text stands on the page": in_pdf(_image),
}
_TOLD = {
    "it opens over the whole screen": _catalog(PageMode=Name.FullScreen),
    "its files are shown beside it": _catalog(PageMode=Name.UseAttachments),
    "its pages are shown two by two": _catalog(PageLayout=Name.TwoColumnLeft),
    "it does something when it is opened": _catalog(OpenAction=Dictionary(S=Name.Named, N=Name.LastPage)),
    "it opens elsewhere": in_pdf(lambda pdf: pdf.Root.__setitem__("/OpenAction", Array([pdf.pages[-1].obj, Name.Fit]))),
    "it does something when it is closed": _catalog(AA=Dictionary(WC=Dictionary(S=Name.Named, N=Name.Print))),
    "its links are read from elsewhere": _catalog(URI=Dictionary(Base=String("https://example.com/"))),
    "it is a folder of files": _catalog(Collection=Dictionary(View=Name.H)),
    "it hides the window's bars": _window(HideToolbar=True),
    "it sets how it is printed": _window(PrintScaling=Name("/None"), NumCopies=3),
    "a page fades in": _page(Trans=Dictionary(S=Name.Dissolve)),
    "a page turns by itself": _page(1, Dur=5),
    "a page does something when it is opened": _page(AA=Dictionary(O=Dictionary(S=Name.Named, N=Name.NextPage))),
    "a page of an annex has a small picture": in_pdf(lambda pdf: pdf.pages[3].obj.__setitem__("/Thumb", pdf.make_stream(b"0"))),
}
_PRIVATE = {
    "a program keeps data in the file": _catalog(PieceInfo=_private()),
    "a program keeps data in a page": _page(PieceInfo=_private()),
    "a program keeps data in a font": in_pdf(_private_to_a_font),
    "a program has an entry of its own in the file": _catalog(ABCD_Path=String(r"C:\Users\leyla\note.docx")),
    "a page says when it was changed": _page(LastModified=String("D:20260101000000Z")),
}
_COVERED = {
    "a line is under a thick stroke": _struck(16),
    "a line is under a stroke in white": around_line(
        _WORDS, b"", b"/Artifact BMC q 1 1 1 RG 14 w 100 312 m 600 312 l S Q EMC\n", block=True
    ),
}
_DISPLACED = {
    "the page's number stands amid the text": at_text("Page 2 of", moved(down=-300), artifact=True),
    "the running head stands amid the text": at_text("STATEMENT ·", moved(down=240), artifact=True),
}
_OTHERS: tuple[tuple[str, str, _Change], ...] = (
    ("a line runs through words", "word-struck", _struck(0.7)),
    ("a field like a line runs through words", "word-struck", around_line(_WORDS, b"", _THROUGH, block=True)),
    ("a page is twice its size", "page-unit", _page(UserUnit=2)),
    ("a page of an annex is twice its size", "page-unit", _page(4, UserUnit=2)),
    ("words stand beside an annex in Markdown", "text-not-source", _drawn(_AGAIN, 2)),
    ("words stand beside an annex that was merged", "annex-drawn", _drawn(_AGAIN, 3)),
    ("a box stands on an annex that was merged", "annex-drawn", _drawn("0 g 400 100 80 30 re f", 3)),
    ("a paragraph of an annex has an alternative text", "annex-spoken", _in_annex("/Alt", _OTHER)),
    ("a paragraph of an annex has a replacement text", "annex-spoken", _in_annex("/ActualText", _OTHER)),
    ("a paragraph of an annex is said to be French", "annex-spoken", _in_annex("/Lang", "fr")),
)
_OF_EVERYTHING: tuple[tuple[str, str, _Change], ...] = (
    ("a link is said to be short for something", "spoken-otherwise", said("Link", "/E", _LONG)),
    ("an image is said to be short for something", "spoken-otherwise", said("Figure", "/E", _LONG)),
    ("a cell is said to be French", "language-strange", said("TD", "/Lang", "fr", 2)),
    ("the head of a table stands below it", "running-displaced", at_text("Event", moved(down=120), page=2, artifact=True)),
    ("a frame stands around an image", "drawing-strange", _drawn("0 G 1 w 90 560 325 131 re S", 1)),
)


def _damages(rule: str, changes: dict[str, _Change]) -> tuple[Damage, ...]:
    return tuple(Damage(name=name, rule=rule, apply=change) for name, change in changes.items())


DAMAGES = (
    *_damages("spoken-otherwise", _SPOKEN),
    *_damages("language-strange", _LANGUAGES),
    *_damages("drawing-strange", _DRAWN),
    *_damages("viewer-told", _TOLD),
    *_damages("traces-pdf", _PRIVATE),
    *_damages("text-hidden", _COVERED),
    *_damages("running-displaced", _DISPLACED),
    *(Damage(name=name, rule=rule, apply=apply) for name, rule, apply in _OTHERS),
    *(Damage(name=name, rule=rule, apply=apply, base=everything_case) for name, rule, apply in _OF_EVERYTHING),
)
