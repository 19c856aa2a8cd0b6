"""What stands above the text: reference, place and date, heading, subject."""

from typing import Any

from editions.model.prepared import PreparedStatement
from editions.rendering.docx.xml import append, control, paragraph, run


def write(document: Any, prepared: PreparedStatement) -> None:
    """Write the lines above the text, each in a content control of its own."""
    rtl = prepared.direction == "rtl"
    parts = (
        ("EditionsReference", "editions.reference", "Reference", prepared.reference),
        ("EditionsReference", "editions.date", "Place and date", prepared.place_and_date),
        ("EditionsHeading", "editions.heading", "Heading", prepared.heading),
        ("EditionsSubject", "editions.subject", "Subject", prepared.subject),
    )
    append(document, (paragraph(style, control(tag, title, run(words, rtl=rtl))) for style, tag, title, words in parts if words))
