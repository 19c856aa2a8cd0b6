"""Form fields and notes drawn into the page as they look; links stay links."""

from dataclasses import dataclass, field
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, Pdf, Stream, String

from editions.assembly.intake.names import characters, entry, text

#: Bits of an annotation's /F (ISO 32000-1, table 165): not seen, or not on a screen.
_UNSEEN = 2 | 32
#: The bit of an annotation that is not turned with its page, and cosine and sine of the turns of a page.
_NOT_TURNED = 16
_TURNS = {90: (0, 1), 180: (-1, 0), 270: (0, -1)}
#: Annotations that are not part of the page: what a note's window shows, and what a printer does.
_NO_LOOK = {"/Popup", "/TrapNet", "/PrinterMark"}

Key = tuple[int, int]
#: What is said of an annotation that has no appearance.
WITHOUT_LOOK = "that does not say how it looks"


@dataclass(kw_only=True)
class Drawn:
    """What flattening draws on one page: its operators, the mark of each annotation drawn, and what it leaves out."""

    operators: bytes = b""
    marks: dict[Key, int] = field(default_factory=dict)
    #: What is seen by some readers and not drawn, because the file does not say how it looks.
    left_out: list[str] = field(default_factory=list)


def flatten(pdf: Pdf, page: Any, *, tagged: set[Key], next_mark: int) -> Drawn:
    """Take every annotation but links out of *page*, and return how to draw them.

    An annotation that the structure tree names (*tagged*) is drawn as marked content, counted from
    *next_mark*; in a file with a tree the others are artifacts.
    """
    drawn = Drawn()
    kept = Array()
    annotations = page.get("/Annots", Array())
    for annotation in annotations:
        if annotation.get("/Subtype") == "/Link":
            kept.append(annotation)
        elif (form := _look(annotation)) is not None:
            mark = next_mark + len(drawn.marks) if annotation.objgen in tagged else None
            if mark is not None:
                drawn.marks[annotation.objgen] = mark
            drawn.operators += _draw(pdf, page, annotation, form, _opening(mark, bool(tagged)))
        elif what := _without_look(annotation):
            drawn.left_out.append(what)
    if "/Annots" in page:
        if len(kept):
            page["/Annots"] = kept
        else:
            del page["/Annots"]
    return drawn


def _opening(mark: int | None, in_tree: bool) -> bytes:
    if mark is not None:
        return b"/Span <</MCID %d>> BDC" % mark
    return b"/Artifact BMC" if in_tree else b""


def _without_look(annotation: Any) -> str:
    """Return what *annotation* is, if it says that it is seen and not how it looks: each reader draws it as it likes."""
    kind = text(annotation.get("/Subtype", ""))
    if "/AP" in annotation or is_unseen(annotation) or kind in _NO_LOOK:
        return ""
    if kind != "/Widget":
        return f'a note of the kind "{characters(kind).strip("/")}" {WITHOUT_LOOK}'
    value = annotation.get("/V")
    filled = (isinstance(value, String) and len(bytes(value))) or (isinstance(value, Name) and value != Name.Off)
    return f"a field {WITHOUT_LOOK}" if filled else ""


def is_unseen(annotation: Any) -> bool:
    """Return whether *annotation* says that it is not seen."""
    flags = annotation.get("/F", 0)
    return isinstance(flags, int) and bool(int(flags) & _UNSEEN)


def _look(annotation: Any) -> Any:
    """Return the form in which *annotation* is seen; None where it is not seen at all."""
    if is_unseen(annotation) or text(annotation.get("/Subtype")) in _NO_LOOK:
        return None
    appearances = annotation.get("/AP")
    normal = appearances.get("/N") if isinstance(appearances, Dictionary) else None
    if isinstance(normal, Stream):
        return normal
    state = annotation.get("/AS")
    if isinstance(normal, Dictionary) and isinstance(state, Name):
        chosen = entry(normal, state)
        return chosen if isinstance(chosen, Stream) else None
    return None


def _draw(pdf: Pdf, page: Any, annotation: Any, form: Any, opening: bytes) -> bytes:
    """Return the operators that draw *form* where the annotation stands (ISO 32000-1, 12.5.5, algorithm 8.1)."""
    rectangle = pikepdf.Rectangle(annotation["/Rect"])
    box = pikepdf.Rectangle(form.get("/BBox", Array([0, 0, 1, 1])))
    matrix = pikepdf.Matrix(form.get("/Matrix", Array([1, 0, 0, 1, 0, 0])))
    seen = matrix.transform(box)
    if not seen.width or not seen.height or not rectangle.width or not rectangle.height:
        return b""
    wide, high = rectangle.width / seen.width, rectangle.height / seen.height
    left, low = float(rectangle.llx) - float(seen.llx) * float(wide), float(rectangle.lly) - float(seen.lly) * float(high)
    name = own_resource(page, "/XObject", "EdLook", pdf.make_indirect(form))
    draw = f"q {_upright(page, annotation, rectangle)}{float(wide):.6f} 0 0 {float(high):.6f} {left:.4f} {low:.4f} cm {name} Do Q".encode()
    if "/Subtype" not in form:
        form["/Subtype"] = Name.Form
    form["/Type"] = Name.XObject
    optional = annotation.get("/OC")
    if optional is not None:
        layer = own_resource(page, "/Properties", "EdLayer", optional)
        draw = f"/OC {layer} BDC ".encode() + draw + b" EMC"
    return (opening + b" " + draw + b" EMC\n") if opening else draw + b"\n"


def _upright(page: Any, annotation: Any, rectangle: pikepdf.Rectangle) -> str:
    """Return the operator that turns an annotation against its *page*, about its upper left corner, if it asks not to be turned with it."""
    flags, turned = annotation.get("/F", 0), page.get("/Rotate", 0)
    if not isinstance(flags, int) or not int(flags) & _NOT_TURNED or not isinstance(turned, int) or int(turned) % 360 not in _TURNS:
        return ""
    cosine, sine = _TURNS[int(turned) % 360]
    x, y = float(rectangle.llx), float(rectangle.ury)
    return f"{cosine} {sine} {-sine} {cosine} {x - cosine * x + sine * y:.4f} {y - sine * x - cosine * y:.4f} cm "


def own_resource(page: Any, kind: str, stem: str, value: Any) -> str:
    """Put *value* among the resources of *page*, and return the name that it has there."""
    resources = page["/Resources"]
    if kind not in resources:
        resources[kind] = Dictionary()
    known = resources[kind]
    number = 1
    while f"/{stem}{number}" in known:
        number += 1
    known[f"/{stem}{number}"] = value
    return f"/{stem}{number}"
