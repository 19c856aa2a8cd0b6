"""The recipient list, appended after the signature block, in columns of its own section."""

from collections.abc import Callable
from typing import Any

from editions.model.layout import Layout
from editions.model.prepared import PreparedStatement
from editions.rendering.docx.settings import section
from editions.rendering.docx.xml import OPENING, append, control, element, paragraph, run


def write(document: Any, prepared: PreparedStatement, layout: Layout) -> None:
    """Write the list, if the statement is addressed to anyone."""
    recipients = prepared.recipients
    if recipients is None:
        return
    rtl = prepared.direction == "rtl"
    lead = control("editions.recipients.lead", "Recipient list", run(recipients.lead, rtl=rtl))
    names = "".join(paragraph("EditionsRecipient", run(name, rtl=rtl)) for name in recipients.names)
    in_control = control("editions.recipients.names", "Recipients", OPENING + names)
    write_content(document, layout, lambda ending: paragraph("EditionsRecipientLead", lead, ending), in_control, rtl=rtl)


def write_content(document: Any, layout: Layout, lead: Callable[[str], str], names: str, *, rtl: bool) -> None:
    """Write what *lead* returns, which is given the section that ends in it, and *names*, set in columns."""
    columns = layout.tokens.recipients.columns
    body = document.element.body
    ending = ""
    if columns > 1:
        # The text's section ends in the paragraph that opens the list: headers and footers go with it.
        ending = _markup(body[-1])
        body.replace(body[-1], element(section(layout, rtl=rtl, columns=columns, continuous=True)))
    append(document, [lead(ending), names])
    if columns > 1:
        _balance(document, section(layout, rtl=rtl, columns=1, continuous=True))


def _balance(document: Any, last: str) -> None:
    """End the columns with a section of its own: Word makes columns alike only where another section follows."""
    body = document.element.body
    columns = _markup(body[-1])
    body.replace(body[-1], element(last))
    append(document, [paragraph("EditionsEnd", "", columns), paragraph("EditionsEnd", "")])


def _markup(properties: Any) -> str:
    from lxml import etree

    return str(etree.tostring(properties, encoding="unicode"))
