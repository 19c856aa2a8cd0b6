"""Changes on paper: the new text in its layout, with what went and came marked, and bars in the margin.

It is a working copy, and no edition: it claims no standard, carries no source, and shows no annexes.
"""

from dataclasses import replace

from editions.checking.characters import check_characters
from editions.comparing.pictures import of_both
from editions.describing import xmp_packet
from editions.fonts import families
from editions.layouts import load_layout
from editions.model.layout import Layout
from editions.model.parties import RecipientList, Signatory
from editions.model.prepared import PreparedStatement
from editions.model.statement import Statement
from editions.preparing import prepare
from editions.problems import Problem, refuse_if
from editions.redlining.changes import Changes
from editions.redlining.marking import MarkedText, by_name, mark
from editions.rendering.html import to_css, to_html
from editions.rendering.marked import MarkedProse, table
from editions.rendering.marked_style import marked_css
from editions.rendering.pdf import to_pdf
from editions.surroundings import Surroundings


def make_pdf(changes: Changes, language: str, around: Surroundings) -> bytes:
    """Return the text in *language*, or else the original of the new statement, with its changes marked, as a PDF.

    Raises:
        Refusal: it cannot be set, as with an edition; or the text is not there any more.
    """
    old, new = changes.old.statement, changes.new.statement
    layout = load_layout(new.layout, around.layouts, families(around.fonts))
    text = next(text for text in changes.texts if text.language == (language or new.original))
    side = new if text.kind != "deleted" else old
    refuse_if(problem for statement in (old, new) for problem in _unset(statement, text.language, layout, around))
    told = f"Changes from {changes.old.name} to {changes.new.name}"
    marked = mark(text.differences, MarkedProse(by_name, numbered=layout.tokens.text.numbered, rtl=text.direction == "rtl"))
    prepared = _marked(_bare(side, text.language, layout), marked, changes, told)
    facts = table([(fact.name, fact.old, fact.new) for fact in changes.facts])
    style, running = to_css(prepared, layout)
    html = to_html(prepared, layout, body=marked.body, behind=facts)
    css = (style, running + marked_css(layout, told, prepared.direction))
    return to_pdf(prepared, layout, html, css, xmp_packet(prepared.metadata, ()), around)


def _bare(statement: Statement, language: str, layout: Layout) -> PreparedStatement:
    return prepare(replace(statement, annexes=(), sources=()), language, layout)


def _unset(statement: Statement, language: str, layout: Layout, around: Surroundings) -> tuple[Problem, ...]:
    """Return what stands in the way of setting the text of *statement* in *language*, where it has one."""
    if language not in (text.language for text in statement.texts):
        return ()
    bare = replace(statement, annexes=(), sources=())
    return tuple(check_characters(bare, _bare(bare, language, layout), layout, around.fonts))


def _marked(prepared: PreparedStatement, marked: MarkedText, changes: Changes, told: str) -> PreparedStatement:
    """Return *prepared* with the words of *marked*; its body, which is HTML, is given beside it."""
    signatories = tuple(Signatory(name=one.name, office=one.office) for one in marked.signatories)
    return replace(
        prepared,
        metadata=replace(prepared.metadata, title=f"{told}: {prepared.metadata.title}", mark=""),
        reference=marked.reference,
        place_and_date=marked.place_and_date,
        heading=marked.heading,
        subject=marked.subject,
        signatories=signatories,
        fields=None,
        recipients=RecipientList(lead=marked.lead, names=marked.names) if marked.lead or marked.names else None,
        pictures=of_both(changes.old.statement.pictures, changes.new.statement.pictures),
    )
