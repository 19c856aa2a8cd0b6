"""A DOCX read back, part by part, as the XML that it is: neither python-docx nor lxml, which made it, is asked."""

import zipfile
import zlib
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from io import BytesIO
from typing import Any
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

from editions.checking.evidence.counting import Numbers
from editions.checking.evidence.fields import fields_in, fields_of
from editions.checking.evidence.looks import Looks, said_by
from editions.checking.evidence.shapes import shapes_in
from editions.checking.evidence.unreadable import Unreadable
from editions.kinds import kind_of
from editions.model.evidence import DocxControl, DocxEvidence, DocxParagraph, DocxPicture, DocxRun, DocxSection, DocxStyle

_MAIN = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
#: The same names in documents of the kind "Strict Open XML" (ISO/IEC 29500-1).
_STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"
_W = f"{{{_MAIN}}}"
_RELATIONSHIPS = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
#: A file of the source that an edition carries.
_CARRIED = "{urn:editions:source}file"
#: Bytes that all parts together may have, unpacked: a ZIP can promise more than a computer has.
_LARGEST = 300_000_000
_DOCUMENT = "word/document.xml"
#: What a stranger's package raises where it holds anything but what is expected.
_FAULTS = (
    zipfile.BadZipFile, zlib.error, ElementTree.ParseError, OSError, EOFError,
    RuntimeError, KeyError, ValueError, TypeError, AttributeError,
)  # fmt: skip
#: Parts whose words a reader sees, by the beginning of their names.
_SEEN = ("word/document", "word/header", "word/footer", "word/footnotes", "word/endnotes")
#: What Word fills in by itself (ECMA-376, part 1, 17.3.3).
_FILLED_IN = ("pgNum", "dayShort", "dayLong", "monthShort", "monthLong", "yearShort", "yearLong")
#: Paragraph properties that are structure and not look: they may stand on a paragraph itself.
_STRUCTURE = {"pStyle", "sectPr", "rPr", "keepNext"}
#: Run properties that are structure and not look.
_MEANING = {"rStyle", "lang", "rtl", "noProof", "webHidden"}


def read_docx(content: bytes) -> DocxEvidence:
    """Return the DOCX *content*, read back.

    Raises:
        Unreadable: it is no DOCX, is damaged, or would unpack to more than 300 MB.
    """
    if not zipfile.is_zipfile(BytesIO(content)):
        if content.startswith(b"PK\x03\x04"):
            # The list of a ZIP's parts stands at its end.
            raise Unreadable("the document is damaged: its end is missing, as if it had been cut short")
        raise Unreadable(f"it is no DOCX: it is {kind_of(content)}")
    try:
        with zipfile.ZipFile(BytesIO(content)) as package:
            if sum(entry.file_size for entry in package.infolist()) > _LARGEST:
                raise Unreadable(f"its parts unpack to more than {_LARGEST:,} bytes")
            names = tuple(package.namelist())
            if not any(name.endswith("/document.xml") or name == _DOCUMENT for name in names):
                raise Unreadable("it is no DOCX: it is a ZIP archive, or a file of another Office program")
            parts = {name: _parsed(package.read(name)) for name in names if name.endswith((".xml", ".rels"))}
        return _Document(names, parts).evidence()
    except RecursionError:
        raise Unreadable("its parts lie too deep in each other") from None
    except _FAULTS as error:
        raise Unreadable(f"the document is damaged: {type(error).__name__}: {error}"[:300]) from None


def _parsed(content: bytes) -> Element:
    return ElementTree.fromstring(content.replace(_STRICT.encode(), _MAIN.encode()))  # noqa: S314 - expat bounds entities; none is fetched


@dataclass(frozen=True, kw_only=True)
class _Place:
    """Where a paragraph stands: the controls around it, its cell, and whether its row is a header."""

    controls: tuple[str, ...] = ()
    cell: tuple[int, int, int] | None = None
    header_row: bool = False


class _Document:
    def __init__(self, names: tuple[str, ...], parts: Mapping[str, Element]) -> None:
        self._names = names
        self._parts = parts
        self._tables = 0
        self._hidden_styles: set[str] = set()
        self._numbers = Numbers(parts.get("word/numbering.xml"), parts.get("word/styles.xml"))

    def evidence(self) -> DocxEvidence:
        """Return all that is read back."""
        styles = dict(self._styles())
        self._hidden_styles = {identifier for identifier, style in styles.items() if style.hidden}
        settings = self._parts.get("word/settings.xml")
        return DocxEvidence(
            body=self._in(_DOCUMENT),
            footnotes=self._notes("word/footnotes.xml"),
            endnotes=self._notes("word/endnotes.xml"),
            running={name: self._in(name) for name in self._parts if name.startswith(("word/header", "word/footer"))},
            core=self._properties("docProps/core.xml"),
            custom=self._custom(),
            application=self._properties("docProps/app.xml"),
            styles=styles,
            parts=self._names,
            relations=tuple(self._relations()),
            fields=tuple(field for part in self._parts.values() for field in fields_in(part)),
            fonts=tuple(dict.fromkeys(self._fonts())),
            settings={_local(child.tag): _value(child) for child in (settings if settings is not None else ())},
            language=self._language(),
            elements=dict(Counter(_local(element.tag) for part in self._seen() for element in part.iter())),
            locked_fields=sum(_is_locked(element) for part in self._seen() for element in part.iter()),
            revision_ids=sum(name.startswith(f"{_W}rsid") for part in self._seen() for element in part.iter() for name in element.attrib),
            sections=tuple(self._sections()),
            controls=tuple(_control(control) for part in self._seen() for control in part.iter(f"{_W}sdtPr")),
            carried=tuple((file.get("name", ""), file.text or "") for part in self._parts.values() for file in part.iter(_CARRIED)),
            shapes=tuple(shapes_in(self._parts)),
            levels=dict(self._levels()),
            lists=dict(self._lists()),
            links=tuple(link for name in (_DOCUMENT, "word/footnotes.xml") for link in self._links(name)),
            pictures=tuple(self._pictures()),
        )

    def _in(self, name: str) -> tuple[DocxParagraph, ...]:
        """Return the paragraphs of the part *name*, each with its place in it."""
        found = self._paragraphs(self._parts[name], _Place())
        return tuple(replace(paragraph, part=name, place=number) for number, paragraph in enumerate(found, 1))

    def _notes(self, name: str) -> dict[int, tuple[DocxParagraph, ...]]:
        """Return the notes of the part *name* by their ids, the separators left out."""
        found: dict[int, tuple[DocxParagraph, ...]] = {}
        before = 0
        for note in self._parts.get(name, ()):
            if note.get(f"{_W}type") in (None, "normal"):
                paragraphs = tuple(
                    replace(paragraph, part=name, place=number)
                    for number, paragraph in enumerate(self._paragraphs(note, _Place()), before + 1)
                )
                before += len(paragraphs)
                found[int(note.get(f"{_W}id", "0"))] = paragraphs
        return found

    def _seen(self) -> Iterator[Element]:
        """Yield the parts whose words a reader sees."""
        for name, part in self._parts.items():
            if name.startswith(_SEEN):
                yield part

    def _paragraphs(self, holder: Element, place: _Place) -> Iterator[DocxParagraph]:
        for child in holder:
            match _local(child.tag):
                case "p":
                    yield self._paragraph(child, place)
                case "tbl":
                    self._tables += 1
                    yield from self._table(child, place, self._tables)
                case "sdt":
                    yield from self._paragraphs(child, _within(place, _tag(child)))
                case _:
                    yield from self._paragraphs(child, place)

    def _table(self, table: Element, place: _Place, number: int) -> Iterator[DocxParagraph]:
        for row_number, row in enumerate(table.iter(f"{_W}tr"), 1):
            header = row.find(f"{_W}trPr/{_W}tblHeader") is not None
            for column, cell in enumerate(row.iter(f"{_W}tc"), 1):
                yield from self._paragraphs(cell, _Place(controls=place.controls, cell=(number, row_number, column), header_row=header))

    def _paragraph(self, paragraph: Element, place: _Place) -> DocxParagraph:
        properties = paragraph.find(f"{_W}pPr")
        inner = tuple(tag for control in paragraph.iter(f"{_W}sdt") if (tag := _tag(control)))
        style = _style(properties, "pStyle")
        fields, places = fields_of(paragraph)
        return DocxParagraph(
            style=style,
            number=self._numbers.next(properties, style),
            runs=tuple(self._runs(paragraph, "", places)),
            direct=_direct(properties, _STRUCTURE),
            controls=(*place.controls, *inner),
            cell=place.cell,
            header_row=place.header_row,
            notes=tuple(int(call.get(f"{_W}id", "0")) for call in paragraph.iter(f"{_W}footnoteReference")),
            images=tuple(item.get("descr", "") for item in paragraph.iter() if _local(item.tag) == "docPr"),
            fields=fields,
            level=_level(properties),
        )

    def _runs(self, holder: Element, change: str, fields: Mapping[Element, int]) -> Iterator[DocxRun]:
        for child in holder:
            match _local(child.tag):
                case "r":
                    yield self._run(child, change, fields.get(child, 0))
                case "ins" | "moveTo":
                    yield from self._runs(child, "ins", fields)
                case "del" | "moveFrom":
                    yield from self._runs(child, "del", fields)
                case "pPr":
                    continue
                case _:
                    yield from self._runs(child, change, fields)

    def _run(self, run: Element, change: str, field: int) -> DocxRun:
        properties = run.find(f"{_W}rPr")
        style = _style(properties, "rStyle")
        vanish = properties.find(f"{_W}vanish") if properties is not None else None
        language = properties.find(f"{_W}lang") if properties is not None else None
        rtl = properties.find(f"{_W}rtl") if properties is not None else None
        return DocxRun(
            text="".join(_words(run)),
            style=style,
            direct=_direct(properties, _MEANING),
            hidden=(vanish is not None and _value(vanish) not in ("0", "false")) or style in self._hidden_styles,
            change=change,
            language=(language.get(f"{_W}val") or language.get(f"{_W}bidi") or "") if language is not None else "",
            languages=tuple(language.attrib.values()) if language is not None else (),
            rtl=rtl is not None and _value(rtl) not in ("0", "false", "off"),
            field=field,
        )

    def _styles(self) -> Iterator[tuple[str, DocxStyle]]:
        part = self._parts.get("word/styles.xml")
        looks = Looks(part)
        for style in part.iter(f"{_W}style") if part is not None else ():
            yield (
                style.get(f"{_W}styleId", ""),
                DocxStyle(
                    name=_of(style, "name"),
                    kind=style.get(f"{_W}type", ""),
                    based_on=_of(style, "basedOn"),
                    custom=style.get(f"{_W}customStyle") in ("1", "true"),
                    hidden=style.find(f"{_W}rPr/{_W}vanish") is not None,
                    outline=_outline(style),
                    look=looks.of(style.get(f"{_W}styleId", "")),
                ),
            )

    def _properties(self, name: str) -> dict[str, str]:
        part = self._parts.get(name)
        return {_local(child.tag): (child.text or "").strip() for child in part} if part is not None else {}

    def _custom(self) -> dict[str, str]:
        part = self._parts.get("docProps/custom.xml")
        return {entry.get("name", ""): "".join(entry.itertext()).strip() for entry in part} if part is not None else {}

    def _relations(self) -> Iterator[tuple[str, str, str, bool]]:
        for name, part in self._parts.items():
            for relation in part.iter(_RELATIONSHIPS) if name.endswith(".rels") else ():
                kind = relation.get("Type", "").rpartition("/")[2]
                owner = name.replace("_rels/", "").removesuffix(".rels")
                yield owner, kind, relation.get("Target", ""), relation.get("TargetMode") == "External"

    def _targets(self, part: str) -> dict[str, str]:
        """Return what the relationships of *part* lead to, by their ids."""
        folder, _, name = part.rpartition("/")
        relations = self._parts.get(f"{folder}/_rels/{name}.rels")
        return {one.get("Id", ""): one.get("Target", "") for one in (relations.iter(_RELATIONSHIPS) if relations is not None else ())}

    def _links(self, name: str) -> Iterator[str]:
        part, targets = self._parts.get(name), self._targets(name)
        for link in part.iter(f"{_W}hyperlink") if part is not None else ():
            yield targets.get(_relation(link), "") or f"#{link.get(f'{_W}anchor', '')}"

    def _pictures(self) -> Iterator[DocxPicture]:
        targets = self._targets(_DOCUMENT)
        for drawing in self._parts[_DOCUMENT].iter(f"{_W}drawing"):
            found = {_local(element.tag): element for element in reversed(list(drawing.iter()))}
            if "blip" in found and "extent" in found:
                part = next((targets.get(value, "") for key, value in found["blip"].attrib.items() if _local(key) == "embed"), "")
                width, height = (_number(found["extent"].get(side, "")) for side in ("cx", "cy"))
                yield DocxPicture(part=_part(part), width=width, height=height)

    def _sections(self) -> Iterator[DocxSection]:
        targets = self._targets(_DOCUMENT)
        for section in self._parts[_DOCUMENT].iter(f"{_W}sectPr"):
            references = [child for child in section if _local(child.tag) in ("headerReference", "footerReference")]
            running = {_place(reference): _part(targets.get(_relation(reference), "")) for reference in references}
            look = {name.removeprefix("sectPr."): value for name, value in said_by(section).items()}
            yield DocxSection(look=look, running=running)

    def _levels(self) -> Iterator[tuple[tuple[str, int], dict[str, str]]]:
        part = self._parts.get("word/numbering.xml")
        for definition in part.iter(f"{_W}abstractNum") if part is not None else ():
            for level in definition.iter(f"{_W}lvl"):
                look = {name.removeprefix("lvl."): value for name, value in said_by(level).items()}
                yield (definition.get(f"{_W}abstractNumId", ""), _number(level.get(f"{_W}ilvl", ""))), look

    def _lists(self) -> Iterator[tuple[str, str]]:
        part = self._parts.get("word/numbering.xml")
        for instance in part.iter(f"{_W}num") if part is not None else ():
            yield instance.get(f"{_W}numId", ""), _of(instance, "abstractNumId")

    def _fonts(self) -> Iterator[str]:
        for name in ("word/styles.xml", "word/document.xml"):
            part = self._parts.get(name)
            for fonts in part.iter(f"{_W}rFonts") if part is not None else ():
                yield from (fonts.get(f"{_W}{script}", "") for script in ("ascii", "hAnsi", "cs", "eastAsia") if fonts.get(f"{_W}{script}"))

    def _language(self) -> str:
        part = self._parts.get("word/styles.xml")
        found = part.find(f"{_W}docDefaults/{_W}rPrDefault/{_W}rPr/{_W}lang") if part is not None else None
        return found.get(f"{_W}val", "") if found is not None else ""


def _is_locked(element: Element) -> bool:
    return element.get(f"{_W}fldLock", "false") not in ("false", "0", "off")


def _control(control: Element) -> DocxControl:
    said = {name.removeprefix("sdtPr."): value for name, value in said_by(control).items()}
    return DocxControl(tag=said.pop("tag", ""), title=said.pop("alias", ""), look=said)


def _part(target: str) -> str:
    """Return the part that *target* names in the relationships of word/document.xml."""
    return target.removeprefix("/") if target.startswith("/") or not target else f"word/{target}"


def _place(reference: Element) -> str:
    return f"{_local(reference.tag).removesuffix('Reference')} {reference.get(f'{_W}type', 'default')}"


def _relation(reference: Element) -> str:
    return next((value for name, value in reference.attrib.items() if _local(name) == "id"), "")


def _within(place: _Place, tag: str) -> _Place:
    return _Place(controls=(*place.controls, tag) if tag else place.controls, cell=place.cell, header_row=place.header_row)


def _words(run: Element) -> Iterator[str]:
    for node in run:
        match _local(node.tag):
            case "t" | "delText":
                yield node.text or ""
            # The end of a page or of a column is no end of a line.
            case "br" if node.get(f"{_W}type") in ("page", "column"):
                yield "\f"
            case "br" | "cr":
                yield "\n"
            case "tab" | "ptab":
                yield "\t"
            # A sign by its place in a font of signs: which one it shows, that font alone says (17.3.3.30).
            case "sym":
                yield f"⟨sign {node.get(f'{_W}char', '')} of {node.get(f'{_W}font', '')}⟩"
            case name if name in _FILLED_IN:
                yield f"⟨{name}⟩"
            case "ruby" | "rt" | "rubyBase" | "r" | "AlternateContent" | "Choice" | "Fallback":
                yield from _words(node)
            case "noBreakHyphen":
                yield "\u2011"
            case "softHyphen":
                yield "\u00ad"


def _tag(control: Element) -> str:
    found = control.find(f"{_W}sdtPr/{_W}tag")
    return found.get(f"{_W}val", "") if found is not None else ""


def _style(properties: Element | None, name: str) -> str:
    found = properties.find(f"{_W}{name}") if properties is not None else None
    return found.get(f"{_W}val", "") if found is not None else ""


def _of(element: Element, name: str) -> str:
    found = element.find(f"{_W}{name}")
    return found.get(f"{_W}val", "") if found is not None else ""


def _outline(style: Element) -> int | None:
    level = style.find(f"{_W}pPr/{_W}outlineLvl")
    return int(level.get(f"{_W}val", "9")) if level is not None else None


def _direct(properties: Element | None, meaning: set[str]) -> tuple[str, ...]:
    return tuple(name for child in (properties if properties is not None else ()) if (name := _local(child.tag)) not in meaning)


def _level(properties: Element | None) -> int | None:
    numbered = properties.find(f"{_W}numPr") if properties is not None else None
    return _number(_of(numbered, "ilvl")) if numbered is not None and _of(numbered, "numId") != "0" else None


def _number(text: str) -> int:
    return int(text) if text.isdecimal() else 0


def _local(tag: Any) -> str:
    return str(tag).rpartition("}")[2]


def _value(element: Element) -> str:
    return element.get(f"{_W}val", "true")
