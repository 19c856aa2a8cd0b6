"""The front matter of a text, and statement.toml, patched: values that change are changed; comments, order and layout stay."""

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from editions.model.parties import RecipientList, Signatory
from editions.patching.arrays import patch_array
from editions.patching.sections import Section, joined, line_of, sections_of, table_in, with_text, with_value
from editions.problems import FaultRefusal, Problem, Refusal
from editions.toml_source import TomlSource
from editions.writing_source.front import recipients_lines, signatory_lines


@dataclass(frozen=True, kw_only=True)
class Front:
    """What the front matter of a text is to say; *place* is empty where it is the statement's."""

    heading: str
    subject: str
    signatories: tuple[Signatory, ...]
    recipients: RecipientList | None = None
    place: str = ""


def patch_front(source: str, wanted: Front, where: str = "") -> str:
    """Return *source*, the TOML between the fences with "\\n" as line ends, so changed that it says what is *wanted*.

    Raises:
        Refusal: it is no TOML, or has what must change in a form that has no lines of its own.
        FaultRefusal: what was patched does not say what is wanted.
    """
    values = _values(source, where)
    _check_form(values, source, wanted, where)
    top, *tables = sections_of(source)
    top = with_text(top, "heading", wanted.heading, ())
    top = with_text(top, "subject", wanted.subject, ("heading",))
    top = with_text(top, "place", wanted.place, ("subject", "heading"))
    tables = _with_signatories(tables, wanted.signatories) if _signatories(values) != wanted.signatories else tables
    tables = _with_recipients(tables, wanted.recipients)
    return _verified(joined([top, *tables], source), {**values, **_as_values(wanted)}, where)


def patch_statement_toml(source: str, *, day: date, reference: str, place: str, where: str = "") -> str:
    """Return *source*, a statement.toml with "\\n" as line ends, with its date, reference and place as given; empty: none.

    Raises:
        Refusal: it is no TOML.
        FaultRefusal: what was patched does not say what is wanted.
    """
    values = _values(source, where)
    top, *tables = sections_of(source)
    if values.get("date") != day:
        top = with_value(top, "date", day, day.isoformat(), ())
    top = with_text(top, "place", place, ("layout", "original", "date"))
    top = with_text(top, "reference", reference, ("place", "layout", "original", "date"))
    wanted: dict[str, Any] = {"date": day, "reference": reference or None, "place": place or None}
    return _verified(joined([top, *tables], source), {**values, **wanted}, where)


def _values(source: str, where: str) -> dict[str, Any]:
    parsed = TomlSource(source, where=where)
    if not parsed.parsed:
        raise Refusal(*parsed.problems)
    return parsed.values


def _verified(source: str, wanted: Mapping[str, Any], where: str) -> str:
    """Return *source*, which says what is *wanted*; a value of None is absent."""
    try:
        said = tomllib.loads(source)
    except tomllib.TOMLDecodeError:
        said = {}
    if _without_empty(said) != _without_empty(wanted):
        what = "the TOML that was patched does not say what it should"
        raise FaultRefusal(Problem(where, what, "Change the file by hand, and report this fault."))
    return source


def _without_empty(values: Mapping[str, Any]) -> dict[str, Any]:
    found = {key: value for key, value in values.items() if value not in (None, "")}
    if isinstance(found.get("signatory"), dict):
        found["signatory"] = [found["signatory"]]
    if "signatory" in found:
        found["signatory"] = [{key: value for key, value in one.items() if value} for one in found["signatory"]]
    return found


def _as_values(wanted: Front) -> dict[str, Any]:
    recipients = wanted.recipients
    return {
        "heading": wanted.heading,
        "subject": wanted.subject,
        "place": wanted.place,
        "signatory": [{"name": one.name, "office": one.office} for one in wanted.signatories] or None,
        "recipients": {"lead": recipients.lead, "names": list(recipients.names)} if recipients else None,
    }


def _signatories(values: Mapping[str, Any]) -> tuple[Signatory, ...]:
    found = values.get("signatory", [])
    tables = found if isinstance(found, list) else [found]
    return tuple(Signatory(name=table.get("name", ""), office=table.get("office", "")) for table in tables)


def _check_form(values: Mapping[str, Any], source: str, wanted: Front, where: str) -> None:
    """Refuse tables that are to change and are written within a line."""
    names = {section.name for section in sections_of(source)}
    old = values.get("recipients")
    changes = {
        "signatory": _signatories(values) != wanted.signatories,
        "recipients": _as_values(wanted)["recipients"] != old,
    }
    for name, is_changed in changes.items():
        if is_changed and name in values and name not in names:
            what = f'"{name}" is to change, and is written within a line'
            raise Refusal(Problem(where, what, f"Write [{name}] on a line of its own, and below it its values."))


def _with_signatories(tables: Sequence[Section], wanted: Sequence[Signatory]) -> list[Section]:
    """Return *tables* with those of the signatories changed: each keeps its comments, wherever it goes."""
    old = [table for table in tables if table.name == "signatory"]
    first = next((number for number, table in enumerate(tables) if table.name == "signatory"), 0)
    new = [_signatory(table, signatory) for table, signatory in zip(_matched(old, wanted), wanted, strict=True)]
    if len(new) > 1:
        new = [replace(table, lines=tuple(_in_list(line) for line in table.lines)) for table in new]
    before, behind = tables[:first], [table for table in tables[first:] if table.name != "signatory"]
    return [*before, *new, *behind]


def _in_list(line: str) -> str:
    return re.sub(r"^([ \t]*)\[[ \t]*signatory[ \t]*\]", r"\1[[signatory]]", line)


def _matched(old: Sequence[Section], wanted: Sequence[Signatory]) -> list[Section | None]:
    """Return for each of *wanted* the table that is his already: of his name, or else at his place."""
    names = [str(table_in(table)[1].get("name", "")) for table in old]
    free = list(range(len(old)))
    found: dict[int, Section] = {}
    for number, signatory in enumerate(wanted):
        place = next((place for place in free if names[place] == signatory.name), None)
        if place is not None:
            free.remove(place)
            found[number] = old[place]
    for number in range(len(wanted)):
        if number not in found and number in free and len(old) == len(wanted):
            free.remove(number)
            found[number] = old[number]
    return [found.get(number) for number in range(len(wanted))]


def _signatory(table: Section | None, signatory: Signatory) -> Section:
    if table is None:
        return Section(name="signatory", lines=("[signatory]", *signatory_lines(signatory), ""), is_new=True)
    table = with_text(table, "name", signatory.name, ())
    return with_text(table, "office", signatory.office, ("name",))


def _with_recipients(tables: Sequence[Section], wanted: RecipientList | None) -> list[Section]:
    if wanted is None:
        return [table for table in tables if table.name != "recipients"]
    if not any(table.name == "recipients" for table in tables):
        return [*tables, Section(name="recipients", lines=(*recipients_lines(wanted), ""), is_new=True)]
    return [_recipients(table, wanted) if table.name == "recipients" else table for table in tables]


def _recipients(section: Section, wanted: RecipientList) -> Section:
    section = with_text(section, "lead", wanted.lead, ())
    table = table_in(section)[1]
    if list(table.get("names", [])) == list(wanted.names):
        return section
    old = table["names"].as_string()
    line = line_of(section.lines, "names")
    before, rest = "\n".join(section.lines[:line]), "\n".join(section.lines[line:])
    changed = rest.replace(old, patch_array(old, wanted.names), 1)
    return Section(name=section.name, lines=tuple(([*before.split("\n")] if line else []) + changed.split("\n")))
