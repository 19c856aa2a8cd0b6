"""What a document may do beside being read, taken out: scripts, launches, forms that send, files within.

Every removal is named. What remains is links within the file, web and mail addresses.
"""

from collections.abc import Iterator
from typing import Any

import pikepdf

from editions.assembly.intake.fitting import is_number
from editions.assembly.intake.flattening import Key
from editions.assembly.intake.names import text, write_out
from editions.assembly.intake.unfit import Unfit
from editions.model.annexes import Removal

#: Where a link may lead.
_SCHEMES = ("http:", "https:", "mailto:")
#: Bytes of a string: PDF/A-3 allows 32,767 (ISO 19005-3, 6.1.13), and few files keep to that.
_LONGEST = 1_000_000
#: Actions that ISO 19005-3, 6.5.1, allows a viewer to be told (the others are removed by name).
_NAMED = {"/NextPage", "/PrevPage", "/FirstPage", "/LastPage"}
_WORDS = {
    "/JavaScript": "a script",
    "/Launch": "a command that starts a program",
    "/SubmitForm": "a form that sends itself",
    "/GoToR": "a link into another file",
    "/GoToE": "a link into an embedded file",
    "/URI": "a link that leads neither to the web nor to a mail address",
    "/ImportData": "a command that reads a file",
    "/ResetForm": "a form that empties itself",
}
_RICH = {
    "/FileAttachment": "a file attached to the page",
    "/RichMedia": "rich media",
    "/Screen": "rich media",
    "/Movie": "a film",
    "/Sound": "a sound",
    "/3D": "a model in three dimensions",
}


def taken_out(page: Any) -> list[int]:
    """Return which annotations of *page*, from 0, are taken out of it: what they show goes with them."""
    return [number for number, item in enumerate(_annotations(page)) if isinstance(item, pikepdf.Dictionary) and _kind(item) in _RICH]


def clean(pdf: pikepdf.Pdf, numbers: list[int], elsewhere: set[Key]) -> list[Removal]:
    """Take out of *pdf* all that is active or leads outside, and return what it was.

    *numbers* are those of its pages in the file as it was given. Of the objects *elsewhere*, which do not come
    along, nothing is said.
    """
    removals: list[Removal] = []
    for number, page in zip(numbers, pdf.pages, strict=True):
        removals += _clean_page(page.obj, number)
    removals += _clean_root(pdf.Root)
    for item in pdf.objects:
        found: list[Removal] = []
        for inner in _within(item):
            found += _clean_dictionary(inner, 0)
            write_out(inner)
        if found and item.objgen not in elsewhere:
            removals += found
    return removals


def counted(removals: list[Removal]) -> tuple[Removal, ...]:
    """Return *removals*, each once, with its number where there were several."""
    found: dict[Removal, int] = {}
    for removal in removals:
        found[removal] = found.get(removal, 0) + 1
    return tuple(
        removal if count == 1 else Removal(what=f"{removal.what} ({count} times)", page=removal.page) for removal, count in found.items()
    )


def _clean_page(page: Any, number: int) -> Iterator[Removal]:
    kept = pikepdf.Array()
    for annotation in _annotations(page):
        if not isinstance(annotation, pikepdf.Dictionary):
            continue
        kind = _kind(annotation)
        if not _is_placed(annotation):
            yield Removal(what="a note without a place on the page", page=number)
            continue
        if kind in _RICH:
            yield Removal(what=_RICH[kind], page=number)
            continue
        led = "/A" in annotation
        yield from _clean_dictionary(annotation, number)
        # A link that leads nowhere any more is none.
        if kind != "/Link" or not led or "/A" in annotation or "/Dest" in annotation:
            kept.append(annotation)
    if "/Annots" in page:
        page["/Annots"] = kept
    yield from _clean_dictionary(page, number)


def _annotations(page: Any) -> list[Any]:
    annotations = page.get("/Annots")
    return list(annotations) if isinstance(annotations, pikepdf.Array) else []


def _kind(annotation: Any) -> str:
    return text(annotation.get("/Subtype", ""))


def _is_placed(annotation: Any) -> bool:
    box = annotation.get("/Rect")
    return isinstance(box, pikepdf.Array) and len(box) == 4 and all(is_number(side) for side in box)


def _clean_root(root: Any) -> Iterator[Removal]:
    action = root.get("/OpenAction")
    if isinstance(action, pikepdf.Dictionary) and action.get("/S") != "/GoTo":
        yield Removal(what=f"{_words(action)}, on opening")
    names = root.get("/Names")
    if isinstance(names, pikepdf.Dictionary):
        if "/JavaScript" in names:
            yield Removal(what="scripts of the whole file")
        embedded = names.get("/EmbeddedFiles")
        if embedded is not None:
            yield from (Removal(what=f'the file attached as "{name}"') for name in sorted(_names(embedded)))
        for key in set(names.keys()) - {"/Dests"}:
            del names[key]
    for key in ("/OpenAction", "/URI", "/Threads", "/Requirements", "/Extensions", "/Legal"):
        if key in root:
            del root[key]


def _names(tree: Any) -> set[str]:
    try:
        return {str(name) for name in pikepdf.NameTree(tree)}
    except (pikepdf.PdfError, ValueError, TypeError, RuntimeError):
        return {"?"}


def _clean_dictionary(item: Any, page: int) -> Iterator[Removal]:
    """Take out of *item*, a dictionary or a stream, what acts by itself or leads outside."""
    if "/AA" in item:
        actions = item["/AA"]
        for action in actions.values() if isinstance(actions, pikepdf.Dictionary) else ():
            yield Removal(what=f"{_words(action)}, on an event", page=page)
        del item["/AA"]
    action = item.get("/A")
    if isinstance(action, pikepdf.Dictionary) and "/S" in action and "/O" not in action:
        if "/Next" in action:
            yield Removal(what="a chain of actions", page=page)
            del action["/Next"]
        if not _is_harmless(action):
            yield Removal(what=_words(action), page=page)
            del item["/A"]
    for key, what in (("/AF", "an associated file"), ("/RichMediaContent", "rich media")):
        if key in item:
            if len(item[key]):
                yield Removal(what=what, page=page)
            del item[key]
    for key in ("/PA", "/PieceInfo", "/OPI"):
        if key in item:
            del item[key]
    if isinstance(item, pikepdf.Stream):
        if "/F" in item:
            yield Removal(what="content that lies in another file", page=page)
            for key in ("/F", "/FFilter", "/FDecodeParms"):
                if key in item:
                    del item[key]
        if item.get("/Subtype") == "/Form" and "/Ref" in item:
            yield Removal(what="a page shown out of another file", page=page)
            del item["/Ref"]


def _is_harmless(action: Any) -> bool:
    match text(action.get("/S")):
        case "/GoTo":
            return True
        case "/URI":
            return text(action.get("/URI", "")).lower().startswith(_SCHEMES)
        case "/Named":
            return text(action.get("/N")) in _NAMED
        case _:
            return False


def _words(action: Any) -> str:
    kind = text(action.get("/S", "")) if isinstance(action, pikepdf.Dictionary) else ""
    return _WORDS.get(kind, f'an action of the kind "{kind.strip("/")}"')


def dictionaries(pdf: pikepdf.Pdf) -> Iterator[Any]:
    """Yield every dictionary and stream of *pdf*, those within others included."""
    for item in pdf.objects:
        yield from _within(item)


def _within(item: Any) -> Iterator[Any]:
    """Yield every dictionary and stream of *item*, an object of its own, itself included."""
    pending = [item]
    while pending:
        value = pending.pop()
        if isinstance(value, pikepdf.String):
            _check_length(value)
        elif isinstance(value, pikepdf.Stream | pikepdf.Dictionary):
            yield value
            pending.extend(inner for inner in value.values() if _is_inner(inner))
        elif isinstance(value, pikepdf.Array):
            pending.extend(inner for inner in value if _is_inner(inner))


def _is_inner(value: object) -> bool:
    return isinstance(value, pikepdf.Dictionary | pikepdf.Array | pikepdf.Stream | pikepdf.String) and not value.is_indirect


def _check_length(words: pikepdf.String) -> None:
    """Refuse a string without measure: pypdf reads it byte by byte, in the process that builds."""
    if len(bytes(words)) > _LONGEST:
        raise Unfit(f"the file holds a string of {len(bytes(words)):,} bytes, which no page needs", 'Attach it whole: as = "attach".')
