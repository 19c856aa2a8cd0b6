"""Changes for Word: the new text's DOCX with tracked changes, which can be accepted and rejected one by one.

It is no edition, and claims to be none; it carries the source of the new text, onto which it can be imported.
"""

from dataclasses import replace

from editions.fonts import families
from editions.layouts import load_layout
from editions.model.prepared import PreparedStatement
from editions.model.statement import Statement
from editions.preparing import prepare
from editions.problems import Problem, UsageRefusal
from editions.redlining.changes import Changes
from editions.rendering.docx.tracked import Signed, to_tracked_docx
from editions.surroundings import Surroundings

__all__ = ["Signed", "make_docx"]


def make_docx(changes: Changes, language: str, signed: Signed, around: Surroundings) -> bytes:
    """Return the text in *language*, or else the original of the new statement, as a DOCX in which its changes are tracked.

    Raises:
        Refusal: it cannot be set, as with an edition.
        UsageRefusal: the text is not there any more: nothing would be left of it.
    """
    old, new = changes.old.statement, changes.new.statement
    language = language or new.original
    if language not in _languages(new):
        what = f'the text in "{language}" is not in {changes.new.name}: all of it would be taken out'
        raise UsageRefusal(Problem("--docx", what, "Name another with --language."))
    layout = load_layout(new.layout, around.layouts, families(around.fonts))
    title = f"Changes from {changes.old.name} to {changes.new.name}"
    after = prepare(new, language, layout)
    before = prepare(old, language, layout) if language in _languages(old) else _nothing(after)
    return to_tracked_docx(before, after, layout, signed, f"{title}: {after.metadata.title}")


def _languages(statement: Statement) -> tuple[str, ...]:
    return tuple(text.language for text in statement.texts)


def _nothing(prepared: PreparedStatement) -> PreparedStatement:
    """Return what *prepared* was before there was any of it."""
    return replace(
        prepared, reference="", place_and_date="", heading="", subject="", body=(), footnotes=(), signatories=(), recipients=None,
        annexes=None, pictures=(), metadata=replace(prepared.metadata, source_digest=""),
    )  # fmt: skip
