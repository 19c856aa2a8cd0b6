"""The files that a PDF holds: its source, the annexes that are attached whole, and nothing else."""

from collections.abc import Iterator

from editions.checking.annexes.joining import annexes_of
from editions.checking.ours import is_our_pdf
from editions.checking.rules import Case, Hit, rule
from editions.model.evidence import AttachedFile

_FAMILY = "annexes"
_BOTH = ("pdf", "source")
_CLAUSE = "ISO 19005-3, 6.8"


@rule(
    "attachment-lost",
    "Each annex that is attached is in the PDF, byte for byte.",
    family=_FAMILY,
    needs=("pdf", "source"),
    clause=_CLAUSE,
)
def attachment_lost(case: Case) -> Iterator[Hit]:
    """An annex that cannot be merged, a signed file for instance, is attached: the reader gets the original itself."""
    for name, content in _attachments(case).items():
        yield from _compared(case, name, content, "Supplement", "the annex")


@rule("source-lost", "The PDF carries the source that it was made from.", family=_FAMILY, needs=_BOTH, clause=_CLAUSE)
def source_lost(case: Case) -> Iterator[Hit]:
    """The text, its pictures and its data are attached as the source: the statement can be made again from the PDF alone."""
    for source in case.source.prepared.sources if case.source else ():
        yield from _compared(case, source.name, source.content, "Source", "the source")


@rule(
    "file-embedded",
    "The PDF holds no files but its source and its attached annexes.",
    family=_FAMILY,
    needs=("pdf", "source"),
    clause=_CLAUSE,
)
def file_embedded(case: Case) -> Iterator[Hit]:
    """A file that nobody meant to send (a draft, a working table) can hide in an attachment."""
    known = {source.name for source in case.source.prepared.sources} if case.source else set()
    known |= _attachments(case).keys()
    names = [file.name for file in case.pdf.files] if case.pdf else []
    for name in dict.fromkeys(names):
        if name not in known:
            yield Hit(message=f'"{name}" is attached, and is neither its source nor an annex')
        elif names.count(name) > 1:
            yield Hit(message=f'"{name}" is attached {names.count(name)} times')


@rule("file-inside", "A PDF that holds other files says so.", family=_FAMILY, needs=("pdf",), severity="note", clause=_CLAUSE)
def file_inside(case: Case) -> Iterator[Hit]:
    """Attached files are not seen on the pages. Of a file that this program did not make, it is noted what it holds."""
    if case.pdf and not is_our_pdf(case.pdf):
        for file in case.pdf.files:
            relation = f" ({file.relationship})" if file.relationship else ""
            yield Hit(message=f'"{file.name}"{relation} is attached, {len(file.content):,} bytes')


def _attachments(case: Case) -> dict[str, bytes]:
    annexes = [annex.annex for annex in annexes_of(case) if annex.annex.treatment == "attach"]
    return {annex.file.rpartition("/")[2]: annex.content for annex in annexes}


def _compared(case: Case, name: str, content: bytes, relationship: str, what: str) -> Iterator[Hit]:
    found = _named(case, name)
    if found is None:
        yield Hit(message=f'{what} "{name}" is not attached to the PDF')
    elif found.content != content:
        yield Hit(message=f'{what} "{name}" that is attached is not the one that the statement\'s folder holds')
    elif found.relationship != relationship:
        yield Hit(message=f'{what} "{name}" is attached as "{found.relationship or "nothing"}", not as "{relationship}"')


def _named(case: Case, name: str) -> AttachedFile | None:
    return next((file for file in case.pdf.files if file.name == name), None) if case.pdf else None


RULES = (attachment_lost, source_lost, file_embedded, file_inside)
