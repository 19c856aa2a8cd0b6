"""The roles of a statement's parts: each is found in the DOCX by its content control, and by its style."""

from collections.abc import Iterator
from dataclasses import dataclass

from editions.checking.quoting import quoted
from editions.checking.rules import Case, Hit, rule
from editions.model.evidence import DocxParagraph
from editions.model.prepared import PreparedStatement

_PROMISE = "docs/promises.md, The Word file"


@dataclass(frozen=True, kw_only=True)
class _Role:
    """A part of a statement: what it is called, its content control and the title that an editor sees on it, its style,
    and how many paragraphs it has (0: any).
    """

    name: str
    title: str
    control: str
    style: str
    count: int


@rule(
    "role-lost",
    "Each part of the statement is found by its content control and by its style.",
    family="docx",
    needs=("docx", "source"),
    clause=_PROMISE,
)
def role_lost(case: Case) -> Iterator[Hit]:
    """Heading, subject, text, signatories, recipients and annexes each stand in a content control and in a style of their own.

    Controls let a colleague, or a program, fill in a part without touching the rest; some programs drop controls when
    they save, and then the style still tells which part it is. Both must be there, and agree.
    """
    if case.docx is None or case.source is None:
        return
    words = [paragraph for paragraph in case.docx.body if paragraph.text.strip()]
    titles = {control.tag: control.title for control in case.docx.controls}
    for role in _roles(case.source.prepared):
        yield from _looked_for(role, words)
        if titles.get(role.control, role.title) != role.title:
            yield Hit(message=f"{role.name}: the content control is titled “{titles[role.control]}”, and should be “{role.title}”")


def _looked_for(role: _Role, words: list[DocxParagraph]) -> Iterator[Hit]:
    by_control = [paragraph for paragraph in words if role.control in paragraph.controls]
    by_style = [paragraph for paragraph in words if paragraph.style == role.style]
    if not by_control or (role.count and len(by_control) != role.count):
        yield Hit(message=f"{role.name}: {_counted(len(by_control), role.count)} found by content control ({role.control})")
    for paragraph in by_control:
        if role.style and paragraph.style != role.style:
            message = f'{role.name}: "{quoted(paragraph.text)}" is not in its style ({role.style})'
            yield Hit(message=message, passage=paragraph.passage)
    for paragraph in by_style if role.style else ():
        if not any(control.startswith("editions.") for control in paragraph.controls):
            yield Hit(message=f'{role.name}: "{quoted(paragraph.text)}" stands in no content control', passage=paragraph.passage)


def _counted(found: int, wanted: int) -> str:
    return f"{found} of {wanted} paragraphs are" if wanted else "nothing is"


def _roles(prepared: PreparedStatement) -> Iterator[_Role]:
    """Yield the roles that *prepared* has."""
    for text, name, title, style in (
        (prepared.reference, "reference", "Reference", "EditionsReference"),
        (prepared.place_and_date, "date", "Place and date", "EditionsReference"),
        (prepared.heading, "heading", "Heading", "EditionsHeading"),
        (prepared.subject, "subject", "Subject", "EditionsSubject"),
    ):
        if text:
            yield _Role(name=name, title=title, control=f"editions.{name}", style=style, count=1)
    yield _Role(name="text", title="Text", control="editions.body", style="", count=0)
    for number, signatory in enumerate(prepared.signatories, 1):
        yield _Role(name="signatory", title="Signatory", control=f"editions.signatory.{number}.name", style="EditionsSignatory", count=1)
        if signatory.office:
            yield _Role(name="office", title="Office", control=f"editions.signatory.{number}.office", style="EditionsOffice", count=1)
    if prepared.recipients is not None:
        yield _Role(
            name="recipient list", title="Recipient list", control="editions.recipients.lead", style="EditionsRecipientLead", count=1
        )
        names = len(prepared.recipients.names)
        yield _Role(name="recipients", title="Recipients", control="editions.recipients.names", style="EditionsRecipient", count=names)
    if prepared.annexes is not None:
        yield _Role(name="annexes", title="Annexes", control="editions.annexes.lead", style="EditionsAnnexesLead", count=1)
        annexes = len(prepared.annexes.annexes)
        yield _Role(name="annexes", title="List of annexes", control="editions.annexes.names", style="EditionsAnnex", count=annexes)


RULES = (role_lost,)
