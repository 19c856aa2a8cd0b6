"""What a file gives away of those who made it: names of people and computers, paths, ids of revisions."""

import re
import zipfile
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import replace
from functools import partial
from io import BytesIO
from xml.etree import ElementTree

from editions.checking.annotations import laid_on
from editions.checking.metadata.opening import CATALOG, PAGE, TOLD, TOLD_OF_PAGES
from editions.checking.ours import is_our_docx, is_our_pdf
from editions.checking.quoting import quoted
from editions.checking.rules import Case, Hit, rule
from editions.model.evidence import DocxEvidence, PdfEvidence

_PROMISE = "docs/promises.md, Nothing of people and computers"
_metadata = partial(rule, family="metadata")
#: Entries of Info that PDF/A knows; and namespaces of XMP whose properties say what the file is, not who made it.
_INFO = {"Title", "Author", "Subject", "Keywords", "Creator", "Producer", "CreationDate", "ModDate", "Trapped"}
_SPACES = (
    "http://purl.org/dc/", "http://ns.adobe.com/xap/1.0/}", "http://ns.adobe.com/pdf/1.3/", "http://www.aiim.org/pdf",
    "http://ns.adobe.com/xap/1.0/rights/", "http://www.w3.org/1999/02/22-rdf-syntax-ns#", "adobe:ns:meta/",
)  # fmt: skip
_PATH = re.compile(
    r"(?i)(?:\b[a-z]:[\\/][^\s<>\"]+|\\\\[\w.-]+\\[^\s<>\"]*|\bfile:/\S+|(?<![\w.:/-])/(?:home|Users|tmp|mnt|root|var|private)/[^\s<>\"]*)"
)
#: Properties of a DOCX that name people, computers, templates or the time that was spent.
_PERSONAL = ("lastModifiedBy", "revision", "lastPrinted", "Company", "Manager", "Template", "TotalTime", "HyperlinkBase")
_CUSTOM = {"EditionsId", "EditionsLanguage", "EditionsSource"}
_REVISIONS = re.compile(rb'<w:rsids?\b|\sw:rsid\w*="|\sw14:(?:paraId|textId)="|<w\d+:docId\b')
#: Properties that are named one by one.
_SHOWN = 4
_AUTHORS = re.compile(rb'\sw:author="([^"]*)"')
#: A name that files have, and an address of mail: neither is a name of an image, a control or a bookmark.
_FILE = re.compile(r"(?i)[^/\\]\.(?:png|jpe?g|gif|tiff?|bmp|svg|heic|webp|pdf|docx?|odt|rtf|xlsx?|eml|msg)$")
_ADDRESS = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
#: Elements whose text a reader sees: what the words say is no trace.
_WORDS = ("t", "delText")
#: Where a trace stands in the markup, by the element and its attribute.
_PLACES = {
    ("alias", "val"): "the title of a content control",
    ("tag", "val"): "the tag of a content control",
    ("docPr", "descr"): "the description of an image",
    ("docPr", ""): "the name of an image",
    ("cNvPr", "descr"): "the description of an image",
    ("cNvPr", ""): "the name of an image",
    ("bookmarkStart", "name"): "the name of a bookmark",
    ("Relationship", ""): "the address of a part",
    ("name", "val"): "the name of a style",
}


@_metadata("traces-pdf", "A PDF gives away nothing of the people and computers that made it.", needs=("pdf",), clause=_PROMISE)
def _pdf(case: Case) -> Iterator[Hit]:
    """Info and XMP hold what the standards know, and nothing that programs add on their own: ids of documents and of
    instances, histories, names of users and computers, paths of files. Nor do programs keep data of their own in the file
    (/PieceInfo, or entries that no standard knows), nor do notes on its pages name who wrote them; of a file that this program did
    not make, that is noted.
    """
    if (pdf := case.pdf) is None:
        return
    yield from (Hit(message=f"Info has an entry “{name}”: “{quoted(value)}”") for name, value in pdf.info.items() if name not in _INFO)
    if strange := sorted(set(_strange(pdf.packet))):
        more = f" and {len(strange) - _SHOWN} more" if len(strange) > _SHOWN else ""
        yield Hit(message=f"XMP has properties that programs add: {', '.join(strange[:_SHOWN])}{more}")
    yield from _kept(pdf)
    for one in laid_on(case):
        if one.author.strip():
            severity = "" if is_our_pdf(pdf) else "note"
            yield Hit(
                message=f"a note on the page names who wrote it, “{quoted(one.author)}”", page=one.page, box=one.box, severity=severity
            )
    named = {**pdf.info, **pdf.xmp, **{f"the name of the file {file.name}": file.name for file in pdf.files}}
    yield from _paths(named)


def _kept(pdf: PdfEvidence) -> Iterator[Hit]:
    """Yield a hit for what programs keep for themselves in the file and its pages."""
    severity = "" if is_our_pdf(pdf) else "note"
    for said, page in pdf.private:
        where = "the page" if page else "the file"
        yield Hit(message=f"{where} keeps data of a program (PieceInfo): “{quoted(said)}”", page=page, severity=severity)
    for name in sorted(set(pdf.catalog) - CATALOG - TOLD.keys()) if is_our_pdf(pdf) else ():
        yield Hit(message=f"the file has an entry “{name}” that no edition has: “{quoted(pdf.catalog[name])}”")
    for number, entries in enumerate(pdf.entries, 1) if is_our_pdf(pdf) else ():
        for name in sorted(set(entries) - PAGE - TOLD_OF_PAGES.keys()):
            yield Hit(message=f"the page has an entry “{name}” that no edition has: “{quoted(entries[name])}”", page=number)


@_metadata("traces-docx", "A DOCX gives away nothing of the people and computers that made it.", needs=("docx",), clause=_PROMISE)
def _docx(case: Case) -> Iterator[Hit]:
    """Word adds who saved a file last, how often and for how long it was edited, its template's path, an id for each
    sitting (rsid), and the authors of comments and changes; paths and names stand in titles of controls, descriptions of
    images, bookmarks and links between parts. None of it leaves the house. Of a document that this
    program did not make, it is noted.
    """
    if case.docx is not None:
        severity = "" if is_our_docx(case.docx) else "note"
        yield from (replace(hit, severity=severity) for hit in _in_docx(case, case.docx))


def _in_docx(case: Case, docx: DocxEvidence) -> Iterator[Hit]:
    properties = {**docx.core, **docx.application}
    for name in _PERSONAL:
        if value := properties.get(name):
            yield Hit(message=f"the property “{name}” says “{quoted(value)}”")
    yield from (Hit(message=f"there is a custom property “{name}”") for name in docx.custom if name not in _CUSTOM)
    yield from (
        Hit(message=f"there is a list of people, {part}") for part in docx.parts if part.rpartition("/")[2] in ("people.xml", "person.xml")
    )
    yield from _in_parts(case.docx_bytes)
    yield from _paths({**properties, **docx.custom})
    yield from _in_markup(case.docx_bytes)


def _in_markup(content: bytes) -> Iterator[Hit]:
    """Yield what stands in the markup, where no reader of the text sees it: paths, names of files, addresses, bookmarks."""
    for name, root in _parsed(content):
        links = {value for element in root.iter() for key, value in element.attrib.items() if _local(key) in ("anchor", "instr")}
        links |= {(element.text or "") for element in root.iter() if _local(element.tag) == "instrText"}
        for element in root.iter():
            tag = _local(element.tag)
            said = {_local(key): value for key, value in element.attrib.items()}
            if tag not in _WORDS and (element.text or "").strip():
                said["text"] = element.text or ""
            for key, value in said.items():
                yield from _paths({_called(name, tag, key): value})
                if _is_name(tag, key) and (_FILE.search(value) or _ADDRESS.search(value)):
                    yield Hit(message=f"{_called(name, tag, key)} is that of a file or a person, “{quoted(value)}”")
            mark = said.get("name", "") if tag == "bookmarkStart" else ""
            if mark and not any(mark in link for link in links):
                yield Hit(message=f"{name} holds a bookmark to which nothing leads, “{quoted(mark)}”")


def _called(part: str, tag: str, key: str) -> str:
    return f"{_PLACES.get((tag, key), _PLACES.get((tag, ''), 'a value'))} ({part})"


def _is_name(tag: str, key: str) -> bool:
    """Return whether this is what something is called, and no reader's text: of a control, an image, a bookmark."""
    return (tag in ("alias", "tag") and key == "val") or (tag in ("docPr", "cNvPr", "bookmarkStart") and key in ("name", "title"))


def _parsed(content: bytes) -> Iterator[tuple[str, ElementTree.Element]]:
    """Yield the parts of the package that are XML, its properties left out; what cannot be read has findings elsewhere."""
    with zipfile.ZipFile(BytesIO(content)) as package:
        for name in package.namelist():
            if name.endswith((".xml", ".rels")) and not name.startswith("docProps/"):
                with suppress(ElementTree.ParseError):
                    yield name, ElementTree.fromstring(package.read(name))  # noqa: S314 - expat bounds entities; none is fetched


def _local(tag: object) -> str:
    return str(tag).rpartition("}")[2]


def _in_parts(content: bytes) -> Iterator[Hit]:
    with zipfile.ZipFile(BytesIO(content)) as package:
        for name in package.namelist():
            part = package.read(name) if name.startswith("word/") and name.endswith(".xml") else b""
            if _REVISIONS.search(part):
                yield Hit(message=f"{name} holds ids of editing sessions")
            for author in dict.fromkeys(_AUTHORS.findall(part)):
                yield Hit(message=f"{name} names an author, “{author.decode('utf-8', 'replace')}”")


def _strange(packet: bytes) -> Iterator[str]:
    """Yield the properties of *packet* that the standards of ours do not know, with their namespaces."""
    try:
        root = ElementTree.fromstring(packet)  # noqa: S314 - expat bounds entities; none is fetched
    except ElementTree.ParseError:
        return
    for element in root.iter():
        for name in (element.tag, *element.attrib):
            if name.startswith("{") and not name[1:].startswith((*_SPACES, "http://www.w3.org/XML/")):
                space, _, local = name[1:].partition("}")
                yield f"{space.rstrip('/#').rpartition('/')[2]}:{local}"


def _paths(values: Mapping[str, str]) -> Iterator[Hit]:
    for name, value in values.items():
        if found := _PATH.search(value):
            yield Hit(message=f"{name} holds a path of a computer, “{quoted(found[0])}”")


RULES = (_pdf, _docx)
