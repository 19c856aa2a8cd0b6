"""From scanned paper to what is archived of it: held against the archived edition, with a searchable copy and a report."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import PurePath

from editions.checking.conformance.verapdf import check_with_verapdf
from editions.checking.evidence.pdf import read_pdf
from editions.model.evidence import Box
from editions.model.scans import ScanRecord
from editions.problems import CheckRefusal, MissingRefusal, Problem, Refusal
from editions.scanning.recognising import recognise
from editions.scanning.searchable import searchable
from editions.scanning.sheets import Sheet, read_sheets
from editions.seeing.codes import codes_of_sheet

#: Points around the room for a signature in which a seal or a flourish may reach: 12 mm.
_AROUND = 34.0
_MANIFEST = "edition/edition.json"
_COPY, _STANDARD = "scan/searchable.pdf", "PDF/A-2b"


@dataclass(frozen=True, kw_only=True)
class Paper:
    """A scan: its *files* (names and contents, in order), the *language* of the text that was printed ("": by its mark), and why it
    is kept though it is no whole print of the edition ("": it is refused then)."""

    files: tuple[tuple[str, bytes], ...]
    language: str = ""
    forced: str = ""


@dataclass(frozen=True, kw_only=True)
class Kept:
    """What is archived of a scan: its *files* by their names, what was found, and what there is to say of it."""

    files: Mapping[str, bytes]
    record: ScanRecord
    notes: tuple[str, ...]


def hold_against(paper: Paper, statement: str, archived: Mapping[str, bytes], *, verapdf: str | None = None) -> Kept:
    """Return what is kept of *paper*, a print of the edition of *statement* whose files are *archived*.

    The searchable copy is judged by *verapdf*, where that is the path of the program.

    Raises:
        Refusal: it cannot be read, or the edition has no text in that language.
        CheckRefusal: it is no whole print of that edition, and not forced.
    """
    sheets = tuple(sheet for name, content in paper.files for sheet in read_sheets(name, content))
    name, language, mark = _edition(paper, statement, sheets, archived)
    content = archived[f"edition/{name}"]
    record = recognise(sheets, content, mark, _signed_at(content))
    if record.faults and not paper.forced:
        remedy = 'Scan the sheets of this edition in order; or keep it nevertheless: --forced "why".'
        raise CheckRefusal(*(Problem(name, fault, remedy) for fault in record.faults))
    files = {f"scan/received/{number:03}-{PurePath(one).name}": body for number, (one, body) in enumerate(paper.files, 1)}
    copy, notes = _searchable(paper, language, verapdf)
    files |= copy
    files["scan/report.json"] = _report(record, name, paper.forced, verapdf if copy else None)
    files |= {f"scan/differences-{place}.png": sheet.marked for place, sheet in enumerate(record.sheets, 1) if sheet.marked}
    return Kept(files=files, record=record, notes=notes)


def _searchable(paper: Paper, language: str, verapdf: str | None) -> tuple[dict[str, bytes], tuple[str, ...]]:
    """Return the searchable copy of *paper* by its name, and what there is to say of it; none where it is no PDF/A-2b."""
    try:
        copy = searchable(paper.files, language)
    except MissingRefusal as missing:
        return {}, tuple(f"no searchable copy was made: {problem.what}; {problem.remedy}" for problem in missing.problems)
    against = list(check_with_verapdf(verapdf, copy, _COPY, _STANDARD)) if verapdf else []
    if against:
        return {}, (f"no searchable copy was kept: it is no {_STANDARD}: {against[0].message}  [{against[0].rule}]",)
    return {_COPY: copy}, () if verapdf else (f"nobody looked whether the searchable copy is {_STANDARD}: veraPDF was not asked",)


def _edition(paper: Paper, statement: str, sheets: tuple[Sheet, ...], archived: Mapping[str, bytes]) -> tuple[str, str, str]:
    """Return the name, the language and the mark of the PDF that was printed: as asked, as the sheets say, or the only one."""
    outputs = [one for one in json.loads(archived.get(_MANIFEST, b"{}")).get("outputs", ()) if one.get("format") == "pdf"]
    if paper.language:
        outputs = [one for one in outputs if one["language"] == paper.language]
    elif len(outputs) > 1:
        said = {code for sheet in sheets for way in (sheet.picture, sheet.picture.rotate(180)) for code in codes_of_sheet(way)}
        outputs = [one for one in outputs if one["mark"] in said]
    if len(outputs) != 1:
        what = f'has no PDF in "{paper.language}"' if paper.language else "has no PDF whose mark the sheets bear"
        raise Refusal(Problem(statement, what, "Say which text was printed: --language LANG."))
    return outputs[0]["file"], outputs[0]["language"], outputs[0]["mark"]


def _signed_at(content: bytes) -> dict[int, tuple[Box, ...]]:
    """Return, by page, where the PDF *content* is signed: its fields for signatures, and what lies around them."""
    found: dict[int, tuple[Box, ...]] = {}
    for one in read_pdf(content).annotations:
        if one.kind == "Widget" and one.box and one.box[2] > one.box[0]:
            left, low, right, high = one.box
            box = (left - _AROUND, low - _AROUND, right + _AROUND, high + _AROUND)
            found[one.page] = (*found.get(one.page, ()), box)
    return found


def _report(record: ScanRecord, name: str, forced: str, verapdf: str | None) -> bytes:
    sheets = [{key: value for key, value in asdict(sheet).items() if key != "marked"} for sheet in record.sheets]
    said = {"edition": name, "mark": record.mark, "pages": record.pages, "faults": list(record.faults), "forced": forced, "sheets": sheets}
    if verapdf:
        said["searchable"] = {"conforms_to": _STANDARD, "validated_by": "veraPDF"}
    return (json.dumps(said, ensure_ascii=False, indent=2) + "\n").encode()
