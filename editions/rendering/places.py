"""The places of a copy, as a page has them: an address, a number, a salutation; several of each, where they are to be taken apart.

Of several, the last stands in the page; the others are laid over it, where they are set and drawn as if they stood there.
"""

from markupsafe import Markup

from editions.language import direction_of
from editions.model.prepared import PLACES, Lines, Places

#: The kind of place whose lines are all as high: the same words with another number. They are laid over it one below the other.
NUMBER = "number"
#: What stands below a number at least, in points, on any page: lines that are laid there are not broken off.
_LOWER = 280
#: How the ids of what is laid over a place begin.
LAID = "laid-"


def placed(places: Places, leading: float = _LOWER) -> dict[str, Markup]:
    """Return the places of a copy as HTML, by their kinds; empty where there is none. *leading* is that of numbers, in points."""
    given = zip(PLACES, (places.addresses, places.numbers, places.salutations), strict=True)
    return {kind: _place(kind, several, max(1, int(_LOWER / leading))) for kind, several in given}


def _place(kind: str, several: tuple[Lines, ...], together: int) -> Markup:
    if not several:
        return Markup("")
    last = len(several) - 1
    over = several[:-1]
    if kind == NUMBER:
        over = tuple(_in_one(over[start : start + together]) for start in range(0, last, together))
    laid = Markup("").join(
        Markup('<p class="laid" id="{}" dir="{}">{}</p>').format(f"{LAID}{kind}-{number}", one.direction, _broken(one))
        for number, one in enumerate(over)
    )
    # An article is what no layout has elsewhere: by its tag, places are found in the tree.
    own = Markup('<p id="{}" dir="{}">{}</p>').format(kind, several[last].direction, _broken(several[last]))
    return Markup('<article class="place {}">{}{}</article>').format(kind, laid, own)


def _in_one(several: tuple[Lines, ...]) -> Lines:
    """Return *several* as the lines of one: what is set as a paragraph of its own takes three times as long."""
    return Lines(lines=tuple(line for one in several for line in one.lines), direction=several[0].direction)


#: A line that runs the other way than the rest is set apart, so that its own figures and stops stand at its own end (UAX 9, 2.4).
_APART = {"ltr": ("\u2066", "\u2069"), "rtl": ("\u2067", "\u2069")}


def _broken(one: Lines) -> Markup:
    return Markup("\n").join(_isolated(line, one.direction) for line in one.lines)


def _isolated(line: str, around: str) -> str:
    own = direction_of(line)
    before, after = ("", "") if own == around else _APART[own]
    return before + line + after
