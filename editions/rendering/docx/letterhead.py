"""The lines of the letterhead: each in a style that says where among them it stands."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from editions.model.layout import Layout, LineStyle
from editions.model.prepared import PreparedStatement
from editions.rendering.docx.xml import border

#: Points in a millimetre.
_POINTS = 72 / 25.4
#: Points between the last line and the rule below it.
_ABOVE_RULE = 6


@dataclass(frozen=True, kw_only=True)
class LetterheadLine:
    """A line: its style's id, name and *look*, the *rule* below it, and its words, broken where the letterhead breaks them."""

    style: str
    name: str
    look: LineStyle
    rule: str
    words: tuple[str, ...]


def letterhead(prepared: PreparedStatement, layout: Layout) -> Iterator[LetterheadLine]:
    """Yield the lines: the first pushed down to the text's upper edge, the last with a rule and a space below it."""
    tokens, page = layout.tokens, layout.tokens.page
    lines = [("BodyName", "Body Name", tokens.body_name, prepared.body_name)] if prepared.body_name else []
    lines += [("LetterheadLine", "Letterhead Line", tokens.letterhead_line, (line,)) for line in prepared.letterhead_lines]
    for number, (identifier, name, look, words) in enumerate(lines, 1):
        first, last = number == 1, number == len(lines)
        place = (" First" if first else "") + (" Last" if last else "")
        yield LetterheadLine(
            style=f"Editions{identifier}{place.replace(' ', '')}",
            name=f"Editions {name}{place}",
            look=replace(
                look,
                before=(page.top - page.head) * _POINTS if first else look.before,
                after=tokens.letterhead.after if last else look.after,
            ),
            rule=border("bottom", tokens.letterhead.rule, tokens.rule_colour, _ABOVE_RULE) if last else "",
            words=words,
        )
