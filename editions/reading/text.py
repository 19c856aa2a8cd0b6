"""One text of a statement: TOML between +++ lines, then the body in Markdown."""

from typing import Any

from editions.model.parties import RecipientList, Signatory
from editions.model.statement import Text
from editions.problems import Problem
from editions.reading.markdown import Body, read_markdown
from editions.toml_source import TomlSource, is_one_line

_KEYS = {"heading", "subject", "place", "signatory", "recipients"}
_FENCE = "+++"


def read_text(content: str, where: str, *, language: str, place: str = "") -> tuple[Text | None, list[Problem]]:
    """Return the text that *content*, a whole file, says, and all that is wrong with it.

    *place* is the statement's, where the text does not give its own.
    """
    parts = parts_of(content)
    if parts is None:
        return None, [
            Problem(where, "the file does not begin with TOML between two +++ lines", "docs/guide.md shows how a text begins.", 1)
        ]
    front, body_source, first_line = parts
    source = TomlSource(front, where=where, first_line=2)
    body = read_markdown(body_source, where, first_line)
    text = _assembled(source, body, where, language, place) if source.parsed else None
    problems = [*source.problems, *body.problems]
    if not body.blocks and not body.problems:
        problems.append(Problem(where, "the text has no body", "Write it below the second +++ line.", first_line))
    return text, problems


def parts_of(text: str) -> tuple[str, str, int] | None:
    """Return the front matter of *text*, its body and the body's first line; None where there is no front matter."""
    lines = text.split("\n")
    if lines[0].rstrip() != _FENCE:
        return None
    for number, line in enumerate(lines[1:], 1):
        if line.rstrip() == _FENCE:
            return "\n".join(lines[1:number]) + "\n", "\n".join(lines[number + 1 :]), number + 2
    return None


def _assembled(source: TomlSource, body: Body, where: str, language: str, place: str) -> Text:
    values = source.values
    source.check_keys(values, _KEYS)
    return Text(
        language=language,
        heading=source.line_of_text(values, "heading", required=True),
        subject=source.line_of_text(values, "subject"),
        place=source.line_of_text(values, "place") or place,
        body=body.blocks,
        footnotes=body.footnotes,
        signatories=_signatories(source, values),
        recipients=_recipients(source, values),
        file=where,
        lines=tuple(source.lines.items()),
    )


def _signatories(source: TomlSource, values: dict[str, Any]) -> tuple[Signatory, ...]:
    found = values.get("signatory")
    tables = found if isinstance(found, list) else [found] if found is not None else []
    if not tables:
        source.complain("signatory", "there is no signatory", 'Add [signatory] with name = "…" and office = "…".')
    signatories = []
    for number, table in enumerate(tables, 1):
        entry = f"signatory[{number}]" if isinstance(found, list) else "signatory"
        if not isinstance(table, dict):
            source.complain("signatory", "the signatory must be a table", 'Write [signatory] and below it name = "…".')
            continue
        source.check_keys(table, {"name", "office"}, entry)
        name = source.line_of_text(table, f"{entry}.name", required=True)
        signatories.append(Signatory(name=name, office=source.line_of_text(table, f"{entry}.office")))
    return tuple(signatories)


def _recipients(source: TomlSource, values: dict[str, Any]) -> RecipientList | None:
    if "recipients" not in values:
        return None
    table = source.table(values, "recipients")
    source.check_keys(table, {"lead", "names"}, "recipients")
    names = source.texts(table, "recipients.names")
    if not names:
        source.complain("recipients", "the recipient list is empty", 'Add names = ["…", "…"], or take [recipients] away.')
    for name in names:
        if not name.strip() or not is_one_line(name):
            source.complain("recipients.names", f'"{name}" is no name of a recipient', "One text in quotes for each, on one line.")
    return RecipientList(lead=source.line_of_text(table, "recipients.lead", required=True), names=names)
