"""How a style of the DOCX should look, as the layout's tokens say it: which of them is the style's, its role tells."""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace

from editions.model.layout import LineStyle, Tokens

_MM = 72 / 25.4
_BLACK = "#000000"


@dataclass(frozen=True, kw_only=True)
class Wanted:
    """The look of a style: its *line*, its *indents* (left, right, and of the first line) and the rule at one *side*, in points.

    *rule* is 0 where there is none; *gap* is the space between it and the words, None where the layout does not say it.
    *keeps* says that it stays on the page of what follows, *whole* that its lines stay on one page.
    """

    line: LineStyle
    indents: tuple[float, float, float] = (0, 0, 0)
    side: str = ""
    rule: float = 0
    gap: float | None = None
    keeps: bool = False
    whole: bool = False


def wanted(identifier: str, tokens: Tokens) -> Wanted | None:
    """Return how the style *identifier* ("EditionsHeading") should look; None where the layout does not say it."""
    for pattern, look in _STYLES:
        if found := pattern.fullmatch(identifier.removeprefix("Editions")):
            return look(tokens, found)
    return None


def _text(tokens: Tokens) -> LineStyle:
    text = tokens.text
    return LineStyle(
        font=text.font, size=text.size, leading=text.leading, before=0, after=text.space,
        weight="normal", slant="normal", align=text.align, colour=_BLACK, tracking=0,
    )  # fmt: skip


def _letterhead(tokens: Tokens, found: re.Match[str]) -> Wanted:
    """The header begins where the running line does: its first line is pushed down to where the text's area begins."""
    line = tokens.body_name if found[1] == "BodyName" else tokens.letterhead_line
    before = (tokens.page.top - tokens.page.head) * _MM if found[2] else line.before
    after = tokens.letterhead.after if found[3] else line.after
    return Wanted(line=replace(line, before=before, after=after), side="bottom", rule=tokens.letterhead.rule if found[3] else 0)


def _section(tokens: Tokens, found: re.Match[str]) -> Wanted:
    return Wanted(line=tokens.section if found[1] == "1" else tokens.subsection, keeps=True, whole=True)


def _running_text(tokens: Tokens, found: re.Match[str]) -> Wanted:
    return Wanted(line=_text(tokens), keeps=bool(found[1]))


def _list(tokens: Tokens, found: re.Match[str]) -> Wanted:
    return Wanted(line=replace(_text(tokens), after=tokens.text.space / (2 if found[1] == "Item" else 1)))


def _quotation(tokens: Tokens, _: re.Match[str]) -> Wanted:
    return Wanted(line=_text(tokens), indents=(tokens.text.indent, tokens.text.indent, 0))


def _signatory(tokens: Tokens, _: re.Match[str]) -> Wanted:
    """Room for ink stands above the name, and the name on the page of the office."""
    line = replace(_text(tokens), before=tokens.signature.ink * _MM, after=0, weight="bold", align="left")
    return Wanted(line=line, keeps=True, whole=True)


def _office(tokens: Tokens, _: re.Match[str]) -> Wanted:
    return Wanted(line=replace(_text(tokens), after=0, align="left"), whole=True)


def _cell(tokens: Tokens, found: re.Match[str]) -> Wanted:
    align = found[2].lower() if found[2] else "left"
    weight = "bold" if found[1] else tokens.table.weight
    return Wanted(line=replace(tokens.table, align=align, weight=weight), keeps=bool(found[1]))


def _lead(tokens: Tokens, _: re.Match[str]) -> Wanted:
    rules = tokens.recipients
    return Wanted(line=tokens.recipient_lead, side="top", rule=rules.rule, gap=rules.space, keeps=True, whole=True)


def _recipient(tokens: Tokens, _: re.Match[str]) -> Wanted:
    hang = tokens.recipients.hang * _MM
    return Wanted(line=tokens.recipient, indents=(hang, 0, -hang), whole=True)


#: Styles by their ids without "Editions", in full; and how each should look.
_STYLES: tuple[tuple[re.Pattern[str], Callable[[Tokens, re.Match[str]], Wanted]], ...] = (
    (re.compile(r"(BodyName|LetterheadLine)(First)?(Last)?"), _letterhead),
    (re.compile(r"Reference"), lambda tokens, _: Wanted(line=tokens.reference)),
    (re.compile(r"Heading"), lambda tokens, _: Wanted(line=tokens.heading, keeps=True, whole=True)),
    (re.compile(r"Subject"), lambda tokens, _: Wanted(line=tokens.subject, keeps=True, whole=True)),
    (re.compile(r"Section([1-5])"), _section),
    (re.compile(r"(?:Numbered)?Text(Kept)?"), _running_text),
    (re.compile(r"List(Item|End)"), _list),
    (re.compile(r"Quotation"), _quotation),
    (re.compile(r"Signatory"), _signatory),
    (re.compile(r"Office"), _office),
    (re.compile(r"(Header)?Cell(Right|Center)?"), _cell),
    (re.compile(r"(?:Recipient|Annexes)Lead"), _lead),
    (re.compile(r"Recipient|Annex"), _recipient),
    (re.compile(r"Footnote"), lambda tokens, _: Wanted(line=tokens.footnote)),
    (re.compile(r"Running"), lambda tokens, _: Wanted(line=tokens.running)),
    (re.compile(r"PageNumber"), lambda tokens, _: Wanted(line=replace(tokens.running, align="right"))),
)
