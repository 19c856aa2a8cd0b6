"""The DOCX as a reader sees it: set as a PDF by LibreOffice, or the reason why not."""

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from editions.checking.rules import Case
from editions.office import REMEDY, OfficeFailed, OfficeMissing, set_in_office
from editions.seeing import Seen, Unseen

#: What LibreOffice writes: a PDF whose tags say which words are a paragraph.
_TAGGED = 'pdf:writer_pdf_Export:{"UseTaggedPDF":{"type":"boolean","value":"true"}}'
#: Documents that LibreOffice sets at a time.
_AT_ONCE = 2


@dataclass(frozen=True, kw_only=True)
class Setting:
    """A DOCX as LibreOffice sets it; where it does not, *content* is empty and *why_not* says why."""

    content: bytes = b""
    why_not: str = ""


def set_documents(cases: Sequence[Case], fonts: Path, *, with_office: bool) -> list[Setting]:
    """Return the DOCX of each case, set with the fonts in the folder *fonts* alone."""
    with ThreadPoolExecutor(_AT_ONCE) as pool:
        return list(pool.map(lambda case: _set(case, fonts, with_office=with_office), cases))


def _set(case: Case, fonts: Path, *, with_office: bool) -> Setting:
    if case.docx is None and case.docx_name:
        return Setting(why_not="The DOCX is not shown: it cannot be opened.")
    if case.docx is None:
        return Setting(why_not="There is no DOCX in this language." if case.pdf else "There is no edition in this language.")
    if not with_office:
        return Setting(why_not="The DOCX is not shown: the check was asked to do without LibreOffice.")
    outside = [target for _, kind, target, is_outside in case.docx.relations if is_outside and kind != "hyperlink"]
    if outside:
        return Setting(why_not=f"The DOCX is not shown: it would fetch “{outside[0][:200]}”, which lies outside it.")
    try:
        content = set_in_office(case.docx_bytes, fonts=fonts, export=_TAGGED)
        Seen(content).close()
        return Setting(content=content)
    except OfficeMissing:
        return Setting(why_not=f"The DOCX is not shown: LibreOffice is not installed here ({REMEDY}).")
    except OfficeFailed as failure:
        return Setting(why_not=f"The DOCX is not shown: {failure}.")
    except Unseen:
        return Setting(why_not="The DOCX is not shown: LibreOffice broke off while it was setting it.")
