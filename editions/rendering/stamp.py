"""What is seen of a digital signature: a page as large as its field, in the statement's language and the layout's type."""

from dataclasses import dataclass
from datetime import datetime

from editions.fonts import uncovered
from editions.language import known_labels, long_date
from editions.layouts import fill
from editions.model.layout import Layout
from editions.model.prepared import PreparedStatement
from editions.problems import Problem, SigningRefusal
from editions.rendering.html import tokens_of
from editions.rendering.pdf import to_page
from editions.surroundings import Surroundings

#: The sizes of type that are tried, in points: what is smaller is not read on paper.
_SIZES = (8.5, 7.5, 6.5)


@dataclass(frozen=True, kw_only=True)
class Stamp:
    """What a stamp says: who signed, in what office, when by the clock of the one who signs, and why.

    *size* is the width and height of its field, in points.
    """

    name: str
    office: str
    time: datetime
    reason: str
    size: tuple[float, float]


def draw_stamp(stamp: Stamp, prepared: PreparedStatement, layout: Layout, around: Surroundings) -> bytes:
    """Return *stamp* as a PDF of one page.

    Raises:
        SigningRefusal: it does not fit its field, or the fonts cannot draw it.
    """
    language = prepared.metadata.language
    labels = {**known_labels()["en"], **known_labels().get(language.partition("-")[0], {}), **layout.labels.get(language, {})}
    reason = labels["reason"].replace("{reason}", stamp.reason) if stamp.reason else ""
    lines = tuple(line for line in (stamp.office, moment(stamp.time, language), reason) if line)
    _refuse_strange_characters("".join((stamp.name, *lines)), layout, around)
    html = fill(
        layout, "stamp.html", language=language, direction=prepared.direction, signed=labels["signed"], name=stamp.name, lines=lines
    )  # fmt: skip
    for size in _SIZES:
        css = fill(layout, "stamp.css", **tokens_of(layout), width=stamp.size[0], height=stamp.size[1], type_size=size)
        content = to_page(html, (css, ""), layout, "the stamp of the signature", prepared.metadata.date, around)
        if content is not None:
            return content
    what = f"the stamp does not fit its field: {len(stamp.reason)} characters of reason are too many"
    raise SigningRefusal(Problem("--reason", what, "Give a shorter one, or none."))


def moment(time: datetime, language: str) -> str:
    """Return *time* as a stamp says it: the day in *language*, the time to the second, and how far its clock is from UTC."""
    offset = time.strftime("%z")
    return f"{long_date(time.date(), language)}, {time:%H:%M:%S} UTC{offset[:3]}:{offset[3:5]}"


def _refuse_strange_characters(text: str, layout: Layout, around: Surroundings) -> None:
    chain = (layout.tokens.running.font, *layout.tokens.text.fallback)
    if missing := uncovered(text, around.fonts, chain):
        shown = ", ".join(f'"{character}" (U+{ord(character):04X})' for character in missing[:5])
        raise SigningRefusal(Problem("the stamp of the signature", f"no font covers {shown}", "Give another --reason, or none."))
