"""What a file gives away of those who made it: names of people and computers, paths, ids of revisions."""

import re
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import partial
from io import BytesIO
from xml.etree import ElementTree

from editions.checking.metadata.opening import CATALOG, PAGE, TOLD, TOLD_OF_PAGES
from editions.checking.ours import is_our_docx, is_our_pdf
from editions.checking.rules import Case, Hit, rule
from editions.model.evidence import DocxEvidence, PdfEvidence

_metadata = partial(rule, family="metadata")
#: Entries of Info that PDF/A knows; and namespaces of XMP whose properties say what the file is, not who made it.
_INFO = {"Title", "Author", "Subject", "Keywords", "Creator", "Producer", "CreationDate", "ModDate", "Trapped"}
_SPACES = (
    "http://purl.org/dc/", "http://ns.adobe.com/xap/1.0/}", "http://ns.adobe.com/pdf/1.3/", "http://www.aiim.org/pdf",
    "http://ns.adobe.com/xap/1.0/rights/", "http://www.w3.org/1999/02/22-rdf-syntax-ns#", "adobe:ns:meta/",
)  # fmt: skip
_PATH = re.compile(
    r"(?i)(?:\b[a-z]:[\\/][^\s<>\"]+|\\\\[\w.-]+\\[^\s<>\"]*|\bfile:/\S+|/(?:home|Users|tmp|mnt|root|var|private)/[^\s<>\"]*)"
)
#: Properties of a DOCX that name people, computers, templates or the time that was spent.
_PERSONAL = ("lastModifiedBy", "revision", "lastPrinted", "Company", "Manager", "Template", "TotalTime", "HyperlinkBase")
_CUSTOM = {"EditionsId", "EditionsLanguage", "EditionsSource"}
_REVISIONS = re.compile(rb'<w:rsids?\b|\sw:rsid\w*="|\sw14:(?:paraId|textId)="|<w\d+:docId\b')
#: Properties that are named one by one.
_SHOWN = 4
_AUTHORS = re.compile(rb'\sw:author="([^"]*)"')


@_metadata("traces-pdf", "A PDF gives away nothing of the people and computers that made it.", needs=("pdf",))
def _pdf(case: Case) -> Iterator[Hit]:
    """Info and XMP hold what the standards know, and nothing that programs add on their own: ids of documents and of
    instances, histories, names of users and computers, paths of files. Nor do programs keep data of their own in the file
    (/PieceInfo, or entries that no standard knows); of a file that this program did not make, that is noted.
    """
    if (pdf := case.pdf) is None:
        return
    yield from (Hit(message=f"Info has an entry “{name}”: “{_short(value)}”") for name, value in pdf.info.items() if name not in _INFO)
    if strange := sorted(set(_strange(pdf.packet))):
        more = f" and {len(strange) - _SHOWN} more" if len(strange) > _SHOWN else ""
        yield Hit(message=f"XMP has properties that programs add: {', '.join(strange[:_SHOWN])}{more}")
    yield from _kept(pdf)
    named = {**pdf.info, **pdf.xmp, **{f"the name of the file {file.name}": file.name for file in pdf.files}}
    yield from _paths(named)


def _kept(pdf: PdfEvidence) -> Iterator[Hit]:
    """Yield a hit for what programs keep for themselves in the file and its pages."""
    severity = "" if is_our_pdf(pdf) else "note"
    for said, page in pdf.private:
        where = "the page" if page else "the file"
        yield Hit(message=f"{where} keeps data of a program (PieceInfo): “{_short(said)}”", page=page, severity=severity)
    for name in sorted(set(pdf.catalog) - CATALOG - TOLD.keys()) if is_our_pdf(pdf) else ():
        yield Hit(message=f"the file has an entry “{name}” that no edition has: “{_short(pdf.catalog[name])}”")
    for number, entries in enumerate(pdf.entries, 1) if is_our_pdf(pdf) else ():
        for name in sorted(set(entries) - PAGE - TOLD_OF_PAGES.keys()):
            yield Hit(message=f"the page has an entry “{name}” that no edition has: “{_short(entries[name])}”", page=number)


@_metadata("traces-docx", "A DOCX gives away nothing of the people and computers that made it.", needs=("docx",))
def _docx(case: Case) -> Iterator[Hit]:
    """Word adds who saved a file last, how often and for how long it was edited, its template's path, an id for each
    sitting (rsid), and the authors of comments and changes. None of it leaves the house. Of a document that this
    program did not make, it is noted.
    """
    if case.docx is not None:
        severity = "" if is_our_docx(case.docx) else "note"
        yield from (replace(hit, severity=severity) for hit in _in_docx(case, case.docx))


def _in_docx(case: Case, docx: DocxEvidence) -> Iterator[Hit]:
    properties = {**docx.core, **docx.application}
    for name in _PERSONAL:
        if value := properties.get(name):
            yield Hit(message=f"the property “{name}” says “{_short(value)}”")
    yield from (Hit(message=f"there is a custom property “{name}”") for name in docx.custom if name not in _CUSTOM)
    yield from (
        Hit(message=f"there is a list of people, {part}") for part in docx.parts if part.rpartition("/")[2] in ("people.xml", "person.xml")
    )
    yield from _in_parts(case.docx_bytes)
    targets = {f"the {kind} of {owner}": target for owner, kind, target, outside in docx.relations if outside}
    yield from _paths({**properties, **docx.custom, **targets})


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
            yield Hit(message=f"{name} holds a path of a computer, “{_short(found[0])}”")


def _short(text: str) -> str:
    return text if len(text) <= 80 else text[:80] + " …"


RULES = (_pdf, _docx)
