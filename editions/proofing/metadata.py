"""The metadata of an edition side by side: XMP and Info of the PDF, the properties of the DOCX."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from editions.checking.rules import Case

#: What is the same thing in all three: its name, and what XMP, Info and DOCX call it.
_SAME = (
    ("Title", "dc:title", "Title", "title"),
    ("Author", "dc:creator", "Author", "creator"),
    ("Subject", "dc:description", "Subject", "subject"),
    ("Keywords", "pdf:Keywords", "Keywords", "keywords"),
    ("Language", "dc:language", "", "language"),
    ("Identifier", "dc:identifier", "", "identifier"),
    ("Created", "xmp:CreateDate", "CreationDate", "created"),
    ("Modified", "xmp:ModifyDate", "ModDate", "modified"),
    ("Made with", "xmp:CreatorTool", "Creator", "Application"),
    ("Producer", "pdf:Producer", "Producer", ""),
)


@dataclass(frozen=True, kw_only=True)
class Property:
    """A property and its value in each place, empty where it has none; *in_words* says that it is in the edition's language."""

    name: str
    xmp: str = ""
    info: str = ""
    docx: str = ""
    in_words: bool = False


def properties(case: Case) -> tuple[Property, ...]:
    """Return the properties of a case: first those that all three have, then those of one alone."""
    xmp = _legible(case.pdf.xmp if case.pdf else {})
    info = _legible(case.pdf.info if case.pdf else {})
    docx = _legible({**case.docx.application, **case.docx.core, **case.docx.custom} if case.docx else {})
    return tuple(one for one in _properties(xmp, info, docx) if one.xmp or one.info or one.docx)


def _properties(xmp: Mapping[str, str], info: Mapping[str, str], docx: Mapping[str, str]) -> Iterator[Property]:
    for number, (name, in_xmp, in_info, in_docx) in enumerate(_SAME):
        yield Property(
            name=name, xmp=xmp.get(in_xmp, ""), info=info.get(in_info, ""), docx=docx.get(in_docx, ""), in_words=number < 4
        )  # fmt: skip
    named = [{row[place] for row in _SAME} for place in (1, 2, 3)]
    yield from (Property(name=name, xmp=value) for name, value in xmp.items() if name not in named[0])
    yield from (Property(name=name, info=value) for name, value in info.items() if name not in named[1])
    yield from (Property(name=name, docx=value) for name, value in docx.items() if name not in named[2])


def _legible(values: Mapping[str, str]) -> dict[str, str]:
    """Return *values* without those that have no letter or digit: XMP has structures, whose text is blanks."""
    return {name: " ".join(value.split()) for name, value in values.items() if any(one.isalnum() for one in value)}
