"""The fields in which an edition is signed and stamped with the time: there, told, empty, and no others."""

from collections.abc import Iterator

from editions.checking.lines import POINTS, apart, shared
from editions.checking.ours import is_our_pdf
from editions.checking.page.signature import names_of
from editions.checking.parts import links_of, parts_of, prepared_of
from editions.checking.rules import Case, Hit, rule
from editions.model.evidence import FieldEvidence, Run
from editions.model.fields import is_signature_field, is_time_stamp_field
from editions.model.prepared import PreparedStatement

_FAMILY = "page"
_PROMISE = "docs/promises.md, Fields"
#: Points by which a measured distance may fall short: coordinates are rounded.
_ROUNDING = 0.5
#: Millimetres of the room for ink that a field may leave free, above and below taken together.
_FREE = 4.0
#: Printed, and locked: what a field is seen to be, nobody moves or deletes it (ISO 32000-1, table 165).
_FLAGS = 132


@rule("field-missing", "Over each name lies a field for a signature, and there are fields for time stamps.", family=_FAMILY,
      needs=("pdf", "source"), clause=_PROMISE)  # fmt: skip
def field_missing(case: Case) -> Iterator[Hit]:
    """A signature on paper and one in the file have the same place: the room for ink, which the field fills.

    A field that is made only when the file is signed lies outside of its tags, and breaks PDF/A-3a and PDF/UA-1. A layout
    with a signature.html of its own gives the fields their places: see docs/signing.md.
    """
    if (prepared := prepared_of(case)) is None or prepared.fields is None or case.source is None:
        return
    there = _fields(case)
    for wanted, signatory, name in zip(prepared.fields.signatures, prepared.signatories, names_of(case), strict=False):
        field = there.get(wanted.name)
        if field is None or not field.listed:
            yield Hit(message=f'there is no field in which "{signatory.name}" could sign ({wanted.name})', page=name.page if name else 0)
        elif name and name.lines:
            line, box = name.lines[0], field.box or (0.0, 0.0, 0.0, 0.0)
            least = (case.source.layout.tokens.signature.ink - _FREE) * POINTS - _ROUNDING
            above = field.page == name.page and box[1] >= line.box[3] - _ROUNDING and not apart(box, line.box)
            if not above or box[3] - box[1] < least or box[1] - line.box[3] > line.size + _FREE * POINTS or _covered(case, field):
                message = f'the field in which "{signatory.name}" signs does not lie in the room for ink above the name'
                yield Hit(message=message, page=field.page, box=field.box, object_number=field.object_number)
    missing = [wanted.name for wanted in prepared.fields.time_stamps if wanted.name not in there or not there[wanted.name].listed]
    if missing:
        yield Hit(message=f"{len(missing)} fields for time stamps are missing: {', '.join(missing[:3])} …")


@rule("field-untold", "A screen reader tells each field by its words, and finds it among the tags.", family=_FAMILY,
      needs=("pdf", "source"), clause="ISO 14289-1, 7.18.1 and 7.18.4")  # fmt: skip
def field_untold(case: Case) -> Iterator[Hit]:
    """A field is heard as what it is for (/TU): "Signature:" and the name. It stands in a Form element of its own, which is read
    before the name that stands below it.
    """
    if case.pdf is None or (prepared := prepared_of(case)) is None:
        return
    tagged = {number for element in parts_of(case).walk() if element.tag == "Form" for number in links_of(element)}
    for name, words in _wanted(prepared).items():
        field = _fields(case).get(name)
        if field and field.words != words:
            message = f'the field {name} is heard as "{field.words}", not as "{words}"'
            yield Hit(message=message, page=field.page, box=field.box, object_number=field.object_number)
        if field and field.object_number not in tagged:
            message = f"the field {name} stands in no Form element"
            yield Hit(message=message, page=field.page, box=field.box, object_number=field.object_number)

    for name in _late(case):
        field = _fields(case)[name]
        yield Hit(message=f"the field {name} is read after the name that it stands over", page=field.page, box=field.box)


@rule("field-filled", "The fields of an edition that is not signed are empty.", family=_FAMILY, needs=("pdf", "manifest"), clause=_PROMISE)
def field_filled(case: Case) -> Iterator[Hit]:
    """The edition is signed as a whole, when it has passed its checks; the signed file stands beside it. A signature in the
    edition itself, or a picture of one, was put there by other means.
    """
    for field in case.pdf.fields if case.pdf else ():
        if field.filled or field.drawn:
            what = "is signed already" if field.filled else "shows something, and nobody has signed"
            yield Hit(message=f"the field {field.name} {what}", page=field.page, box=field.box, object_number=field.object_number)


@rule("field-foreign", "There are no fields but those of signatures and time stamps.", family=_FAMILY, needs=("pdf",), clause=_PROMISE)
def field_foreign(case: Case) -> Iterator[Hit]:
    """What is typed into a form is no part of a statement, and a field outside of the form, or one that may be moved, can hide
    words. Of a file that this program did not make, it is noted.
    """
    if case.pdf is None:
        return
    severity = "" if is_our_pdf(case.pdf) else "note"
    seen: set[str] = set()
    for field in case.pdf.fields:
        ours = field.kind == "Sig" and (is_signature_field(field.name) or is_time_stamp_field(field.name)) and field.flags == _FLAGS
        if not ours or field.name in seen or not field.page:
            message = f'the field "{field.name}" is none of an edition'
            yield Hit(message=message, page=field.page, box=field.box, object_number=field.object_number, severity=severity)
        seen.add(field.name)


def _late(case: Case) -> Iterator[str]:
    """Yield the names of the fields that are read after the name over which they lie."""
    if (prepared := prepared_of(case)) is None or prepared.fields is None:
        return
    order = list(parts_of(case).walk())
    for wanted, name in zip(prepared.fields.signatures, names_of(case), strict=False):
        field = _fields(case).get(wanted.name)
        form = next(
            (place for place, one in enumerate(order) if field and one.tag == "Form" and field.object_number in links_of(one)), None
        )
        said = next((place for place, one in enumerate(order) if name and one is name.element), None)
        if form is not None and said is not None and form > said:
            yield wanted.name


def _fields(case: Case) -> dict[str, FieldEvidence]:
    return {field.name: field for field in case.pdf.fields if field.page} if case.pdf else {}


def _wanted(prepared: PreparedStatement) -> dict[str, str]:
    return {one.name: one.words for one in (*prepared.fields.signatures, *prepared.fields.time_stamps)} if prepared.fields else {}


def _covered(case: Case, field: FieldEvidence) -> list[Run]:
    """Return the words that lie under *field*, where a stamp would be laid on them."""
    page = next((page for page in parts_of(case).pages if page.number == field.page), None)
    if page is None or field.box is None:
        return []
    return [run for run in page.runs if run.visible and run.text.strip() and shared(run.box, field.box) > 1]


RULES = (field_missing, field_untold, field_filled, field_foreign)
