"""A PDF read back: what it paints by PDFium, what it says of itself and how it is built by pikepdf."""

from collections.abc import Iterator, Mapping
from io import BytesIO
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, Pdf, Stream

from editions.checking.evidence.entries import catalog_entries, page_entries, preferences, private_data, replacements
from editions.checking.evidence.form import read_fields
from editions.checking.evidence.places import is_place, upright
from editions.checking.evidence.tree import read_tree
from editions.checking.evidence.unreadable import Locked, Unreadable
from editions.checking.evidence.xmp import claims_of, properties_of
from editions.kinds import is_pdf, kind_of
from editions.model.evidence import Annotation, AttachedFile, Bookmark, FontEvidence, LinkEvidence, PageEvidence, PdfEvidence
from editions.seeing.painting import Unpainted, painted

#: Bookmarks beyond this number are not read: a ring of them would never end.
_MOST_BOOKMARKS = 20_000


def read_pdf(content: bytes) -> PdfEvidence:
    """Return the PDF *content*, read back.

    Raises:
        Unreadable: it is no PDF, is damaged, or asks for a password.
    """
    if not is_pdf(content):
        raise Unreadable(f"it is no PDF: it is {kind_of(content)}")
    try:
        with pikepdf.open(BytesIO(content), suppress_warnings=True) as pdf:
            return _read(pdf, content)
    except pikepdf.PasswordError:
        raise Locked("the file asks for a password") from None
    except (pikepdf.PdfError, Unpainted, RecursionError, ValueError, TypeError, KeyError, IndexError, AttributeError) as error:
        # A stranger's file may hold anything where anything else is expected.
        said = str(error).partition("BytesIO object at ")[2].partition(">: ")[2] or str(error)
        raise Unreadable(f"the file is damaged: {said}"[:300]) from None


def _read(pdf: Pdf, content: bytes) -> PdfEvidence:
    pages = {page.obj.objgen: number for number, page in enumerate(pdf.pages, 1)}
    labels = tuple(page.label for page in pdf.pages)
    seen = tuple(painted(content, labels))
    packet = _packet(pdf)
    xmp = properties_of(packet)
    return PdfEvidence(
        pages=seen,
        tree=read_tree(pdf, pages),
        language=str(pdf.Root.get("/Lang", "")),
        info={str(name).removeprefix("/"): str(value) for name, value in pdf.trailer.get("/Info", Dictionary()).items()},
        xmp=xmp,
        packet=packet,
        claims=claims_of(xmp),
        fonts=tuple(_fonts(pdf)),
        bookmarks=tuple(_bookmarks(pdf, pages)),
        links=tuple(_links(pdf, pages, seen)),
        files=tuple(_files(pdf)),
        annotations=tuple(_annotations(pdf, seen)),
        fields=tuple(read_fields(pdf, seen)),
        catalog=catalog_entries(pdf),
        preferences=preferences(pdf),
        entries=page_entries(pdf),
        private=tuple(private_data(pdf)),
        replacements=tuple(replacements(pdf)),
    )


def _packet(pdf: Pdf) -> bytes:
    stream = pdf.Root.get("/Metadata")
    return stream.read_bytes() if isinstance(stream, Stream) else b""


def _fonts(pdf: Pdf) -> Iterator[FontEvidence]:
    """Yield each font once, with the first page that uses it; forms within pages are looked into."""
    seen: set[tuple[int, int]] = set()
    for number, page in enumerate(pdf.pages, 1):
        pending = [page.obj.get("/Resources")]
        while pending:
            resources = pending.pop()
            if not isinstance(resources, Dictionary):
                continue
            for font in _values(resources.get("/Font")):
                if isinstance(font, Dictionary) and font.objgen not in seen:
                    seen.add(font.objgen)
                    yield _font(font, number)
            for form in _values(resources.get("/XObject")):
                if isinstance(form, Stream) and form.get("/Subtype") == "/Form" and form.objgen not in seen:
                    seen.add(form.objgen)
                    pending.append(form.get("/Resources"))


def _font(font: Any, page: int) -> FontEvidence:
    name = str(font.get("/BaseFont", font.get("/Name", ""))).removeprefix("/")
    holder = font["/DescendantFonts"][0] if "/DescendantFonts" in font else font
    descriptor = holder.get("/FontDescriptor", Dictionary())
    prefix, plus, rest = name.partition("+")
    subset = bool(plus) and len(prefix) == 6
    return FontEvidence(
        name=rest if subset else name,
        # A font of Type 3 is drawn by the file itself.
        embedded=font.get("/Subtype") == "/Type3" or any(key in descriptor for key in ("/FontFile", "/FontFile2", "/FontFile3")),
        subset=subset,
        has_unicode="/ToUnicode" in font,
        page=page,
    )


def _values(value: Any) -> list[Any]:
    return list(value.values()) if isinstance(value, Dictionary) else []


def _bookmarks(pdf: Pdf, pages: Mapping[tuple[int, int], int]) -> Iterator[Bookmark]:
    outlines = pdf.Root.get("/Outlines")
    pending = [(outlines.get("/First"), 0)] if isinstance(outlines, Dictionary) else []
    for _ in range(_MOST_BOOKMARKS):
        if not pending:
            return
        item, depth = pending.pop()
        if not isinstance(item, Dictionary):
            continue
        yield Bookmark(title=str(item.get("/Title", "")), depth=depth, page=_target(pdf, item, pages))
        pending.append((item.get("/Next"), depth))
        pending.append((item.get("/First"), depth + 1))


def _target(pdf: Pdf, item: Any, pages: Mapping[tuple[int, int], int]) -> int:
    """Return the page to which a bookmark or a link leads; 0 where it leads to none."""
    action = item.get("/A")
    target = item.get("/Dest", action.get("/D") if isinstance(action, Dictionary) and action.get("/S") == "/GoTo" else None)
    if isinstance(target, pikepdf.String | Name):
        target = _named(pdf, str(target).removeprefix("/"))
    if isinstance(target, Dictionary):
        target = target.get("/D")
    if isinstance(target, Array) and len(target) and isinstance(target[0], Dictionary):
        return pages.get(target[0].objgen, 0)
    return 0


def _named(pdf: Pdf, name: str) -> Any:
    names = pdf.Root.get("/Names")
    if isinstance(names, Dictionary) and "/Dests" in names:
        found = pikepdf.NameTree(names["/Dests"]).get(name)
        if found is not None:
            return found
    old = pdf.Root.get("/Dests")
    return old.get(f"/{name}") if isinstance(old, Dictionary) else None


def _links(pdf: Pdf, pages: Mapping[tuple[int, int], int], seen: tuple[PageEvidence, ...]) -> Iterator[LinkEvidence]:
    for number, page in enumerate(pdf.pages, 1):
        for annotation in page.obj.get("/Annots", Array()):
            if isinstance(annotation, Dictionary) and annotation.get("/Subtype") == "/Link":
                action = annotation.get("/A")
                yield LinkEvidence(
                    page=number,
                    box=upright(annotation.get("/Rect", Array([0, 0, 0, 0])), page, seen[number - 1]),
                    contents=str(annotation.get("/Contents", "")),
                    address=str(action.get("/URI", "")) if isinstance(action, Dictionary) else "",
                    target=_target(pdf, annotation, pages),
                    object_number=annotation.objgen[0],
                )


def _files(pdf: Pdf) -> Iterator[AttachedFile]:
    names = pdf.Root.get("/Names")
    tree = names.get("/EmbeddedFiles") if isinstance(names, Dictionary) else None
    if not isinstance(tree, Dictionary):
        return
    for name, specification in pikepdf.NameTree(tree).items():
        if not isinstance(specification, Dictionary):
            continue
        stream = specification.get("/EF", Dictionary()).get("/F")
        yield AttachedFile(
            name=str(specification.get("/UF", specification.get("/F", name))),
            relationship=str(specification.get("/AFRelationship", "")).removeprefix("/"),
            content=stream.read_bytes() if isinstance(stream, Stream) else b"",
        )


def _annotations(pdf: Pdf, seen: tuple[PageEvidence, ...]) -> Iterator[Annotation]:
    for number, page in enumerate(pdf.pages, 1):
        for item in page.obj.get("/Annots", Array()):
            annotation = item if isinstance(item, Dictionary) else Dictionary()
            kind = str(annotation.get("/Subtype", "")).removeprefix("/")
            if kind != "Link":
                place = annotation.get("/Rect")
                yield Annotation(
                    kind=kind,
                    page=number,
                    box=upright(place, page, seen[number - 1]) if is_place(place) else None,
                    contents=str(annotation.get("/Contents", "")),
                    author=str(annotation.get("/T", "")),
                )
