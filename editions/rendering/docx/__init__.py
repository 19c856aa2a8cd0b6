"""The DOCX edition: a document that colleagues edit, in styles of ours based on Word's own.

The door to python-docx and lxml. One region of the document a module.
"""

from editions.model.layout import Layout
from editions.model.prepared import PreparedStatement
from editions.rendering.docx import (
    annexes,
    carried,
    heading,
    notes,
    package,
    properties,
    prose,
    recipients,
    running,
    settings,
    signature,
    styles,
)


def to_docx(prepared: PreparedStatement, layout: Layout) -> bytes:
    """Return *prepared* as the bytes of a DOCX; they depend on the arguments and library versions alone.

    Raises:
        Refusal: the layout's base document is missing or damaged.
    """
    document = package.open_base(layout)
    styles.define(document, prepared, layout)
    settings.write(document, prepared, layout)
    properties.write(document, prepared)
    running.write(document, prepared, layout)
    heading.write(document, prepared)
    prose.write(document, prepared, layout)
    signature.write(document, prepared)
    recipients.write(document, prepared, layout)
    annexes.write(document, prepared)
    notes.write(document, prepared)
    styles.define_places(document, layout)
    carried.write(document, prepared)
    return package.pack(document)
