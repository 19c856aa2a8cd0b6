"""What an edition says of itself: there, well-formed, the same in every place, and nothing that gives its makers away."""

import re
from collections.abc import Iterator, Mapping
from functools import partial
from xml.etree import ElementTree

from editions.checking.rules import Case, Hit, rule
from editions.model.prepared import Metadata

_PROMISE = "docs/promises.md, The same words"
_metadata = partial(rule, family="metadata")
_XMP = "ISO 19005-3, 6.6.2"
#: Entries of Info, and the XMP properties that say the same (ISO 19005-1, 6.7.3).
_TWINS = {
    "Title": "dc:title", "Author": "dc:creator", "Subject": "dc:description", "Keywords": "pdf:Keywords", "Creator": "xmp:CreatorTool",
    "Producer": "pdf:Producer", "CreationDate": "xmp:CreateDate", "ModDate": "xmp:ModifyDate",
}  # fmt: skip
#: What an officer calls a property.
_NAMES = {
    "dc:format": "kind of file", "dc:title": "title",
    "dc:creator": "author", "dc:description": "subject", "dc:language": "language", "dc:date": "date",
    "dc:identifier": "identifier", "pdf:Keywords": "keywords", "xmp:CreatorTool": "program", "pdf:Producer": "producer",
    "xmp:CreateDate": "date of creation", "xmp:ModifyDate": "date of the last change", "xmp:MetadataDate": "date of the properties",
    "dc:subject": "list of keywords", "xmp:Identifier": "edition mark",
}  # fmt: skip
#: A title that a program gave: a file's name or path, or none at all.
_NO_TITLE = re.compile(
    r"(untitled|document\d*|microsoft word\b.*|.*\.(docx?|odt|pdf|rtf|indd|html?|txt|md))$|.*[\\/].*\.\w{2,4}$", re.IGNORECASE
)
_DATE = re.compile(r"D:(\d{4})(\d\d)?(\d\d)?(\d\d)?(\d\d)?(\d\d)?(?:(Z)|([+-]\d\d)'?(\d\d)?'?)?")
#: What the parts of a date are that it leaves unsaid (ISO 32000-1, 7.9.4).
_UNSAID = ("", "", "01", "01", "00", "00", "00")
_PROGRAM = re.compile(r"editions \d+\.\d+\.\d+\S*$")


@_metadata("metadata-missing", "A PDF says its title, and one language.", needs=("pdf",), clause="ISO 14289-1, 7.1 and 7.2")
def _missing(case: Case) -> Iterator[Hit]:
    """A screen reader speaks the title first, in the language that the file names. A file's name is no title.

    Without a source, the language of the file must be that of its properties; where there is one, each is held against that,
    and language-missing tells of a file that names none.
    """
    if (pdf := case.pdf) is None:
        return
    title = (pdf.xmp.get("dc:title", "") if pdf.xmp else pdf.info.get("Title", "")).strip()
    if not title or _NO_TITLE.match(title):
        yield Hit(message=f"“{title}” is no title" if title else "the properties have no title")
    told = pdf.xmp.get("dc:language", pdf.language)
    if case.source is None and pdf.language and told != pdf.language:
        yield Hit(message=f"the file is in “{pdf.language}”, its properties say “{told}”")


@_metadata("metadata-xmp", "The properties of a PDF (XMP) are there and can be read.", needs=("pdf",), clause=_XMP)
def _xmp(case: Case) -> Iterator[Hit]:
    """Archives read the XMP packet, not the older Info dictionary. It must be XML that can be parsed."""
    if (pdf := case.pdf) is None:
        return
    if not pdf.packet:
        yield Hit(message="there are no properties (XMP)")
        return
    try:
        ElementTree.fromstring(pdf.packet)  # noqa: S314 - expat bounds entities; none is fetched
    except ElementTree.ParseError as error:
        yield Hit(message=f"the properties (XMP) cannot be read: {error}")


@_metadata("metadata-twice", "What a PDF says of itself in two places is the same.", needs=("pdf",), clause=_XMP)
def _twice(case: Case) -> Iterator[Hit]:
    """Title, author, subject, keywords, programs and dates stand in Info and in XMP: a reader shows one or the other."""
    if (pdf := case.pdf) is None:
        return
    for entry, name in _TWINS.items():
        info, xmp = pdf.info.get(entry, ""), pdf.xmp.get(name, "")
        if entry.endswith("Date"):
            info, xmp = _iso(info), _utc(xmp)
        if info and info != xmp and pdf.xmp:
            yield Hit(message=f"{_NAMES[name]}: Info says “{info}”, XMP {_quoted(xmp)}")


@_metadata("metadata-pdf", "The properties of the PDF are those of the source.", needs=("pdf", "source"), clause=_PROMISE)
def _pdf(case: Case) -> Iterator[Hit]:
    """Title, author, subject, language, date, identifier and keywords as the source says them, in XMP and in Info.

    The language that the text itself is marked with is told of by language-wrong.
    """
    if (pdf := case.pdf) is None or case.source is None:
        return
    wanted = case.source.prepared.metadata
    yield from _unlike(_expected(wanted), pdf.xmp, "the PDF")
    program = pdf.xmp.get("pdf:Producer", "")
    if not _PROGRAM.match(program):
        yield Hit(message=f"producer: the PDF says “{program}”, which is no version of editions")
    for entry, name in _TWINS.items():
        if entry not in pdf.info and _expected(wanted).get(name, "1"):
            yield Hit(message=f"{_NAMES[name]}: Info says nothing")


@_metadata("metadata-docx", "The properties of the DOCX are those of the source.", needs=("docx", "source"), clause=_PROMISE)
def _docx(case: Case) -> Iterator[Hit]:
    """Core properties, which Word shows, and the custom ones, by which an edition is found again: its identifier, its
    language, and the digest of the source that it was made from.
    """
    if (docx := case.docx) is None or case.source is None:
        return
    wanted = case.source.prepared.metadata
    yield from _unlike(_of_docx(wanted), {**docx.core, **docx.custom}, "the DOCX")
    if docx.language.split("-")[0] != wanted.language.split("-")[0]:
        yield Hit(message=f"language: the text is marked as “{docx.language}”, the source is in “{wanted.language}”")


@_metadata("metadata-manifest", "The manifest tells of this statement.", needs=("manifest", "source"), clause=_PROMISE)
def _manifest(case: Case) -> Iterator[Hit]:
    """Identifier, date and layout as the source has them, the program that the files name, and each file's language."""
    if case.manifest is None or case.source is None:
        return
    wanted = case.source.prepared.metadata
    known = {"id": wanted.identifier, "date": wanted.date.isoformat(), "layout": case.source.layout.name}
    yield from _unlike(known, {key: str(case.manifest.get(key, "")) for key in known}, "the manifest")
    for output in case.manifest.get("outputs", ()):
        if output.get("file") in (case.pdf_name, case.docx_name):
            known = {"language": wanted.language, "mark": wanted.mark}
            yield from _unlike(known, {key: str(output.get(key, "")) for key in known}, f"the manifest, of {output['file']},")
    version = case.manifest.get("tools", {}).get("editions", "")
    if case.pdf and (told := case.pdf.xmp.get("pdf:Producer", "")) != f"editions {version}":
        yield Hit(message=f"producer: the manifest says “editions {version}”, the PDF “{told}”")


def _expected(wanted: Metadata) -> dict[str, str]:
    """Return what XMP should say, by its names; an empty text is a property that should not be there."""
    midnight = f"{wanted.date.isoformat()}T00:00:00Z"
    return {
        "dc:format": "application/pdf",
        "dc:title": wanted.title,
        "dc:creator": wanted.author,
        "dc:description": wanted.subject,
        "dc:language": wanted.language,
        "dc:date": wanted.date.isoformat(),
        "dc:identifier": wanted.identifier,
        "xmp:Identifier": wanted.mark,
        "dc:subject": "; ".join(wanted.keywords),
        "pdf:Keywords": ", ".join(wanted.keywords),
        "xmp:CreateDate": midnight,
        "xmp:ModifyDate": midnight,
        "xmp:MetadataDate": midnight,
    }


def _of_docx(wanted: Metadata) -> dict[str, str]:
    """Return what the properties of a DOCX should say; Word keeps 255 characters of each."""
    midnight = f"{wanted.date.isoformat()}T00:00:00Z"
    return {
        "title": wanted.title[:255],
        "creator": wanted.author[:255],
        "subject": wanted.subject[:255],
        "identifier": wanted.identifier,
        "language": wanted.language,
        "keywords": ", ".join(wanted.keywords)[:255],
        "created": midnight,
        "modified": midnight,
        "EditionsId": wanted.identifier,
        "EditionsLanguage": wanted.language,
        "EditionsSource": wanted.source_digest,
    }


def _unlike(wanted: Mapping[str, str], found: Mapping[str, str], name: str) -> Iterator[Hit]:
    for key, value in wanted.items():
        if (told := found.get(key, "")) != value:
            yield Hit(message=f"{_NAMES.get(key, key)}: {name} says {_quoted(told)}, the source {_quoted(value)}")


def _quoted(text: str) -> str:
    return f"“{text}”" if text else "nothing"


def _iso(date: str) -> str:
    """Return a date of Info as XMP writes it, in UTC if it says so; empty where it is none."""
    found = _DATE.match(date)
    if not found:
        return date
    year, month, day, hour, minute, second = (
        found[number] or default for number, default in zip(range(1, 7), ("", "01", "01", "00", "00", "00"), strict=True)
    )
    zone = "Z" if found[7] or not found[8] else f"{found[8]}:{found[9] or '00'}"
    return _utc(f"{year}-{month}-{day}T{hour}:{minute}:{second}{zone}")


def _utc(stamp: str) -> str:
    return stamp.replace("+00:00", "Z").replace("-00:00", "Z")


RULES = (_missing, _xmp, _twice, _pdf, _docx, _manifest)
