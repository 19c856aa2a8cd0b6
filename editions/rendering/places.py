"""The places of a copy, as a page has them: an address, a number, a salutation; several of each, where they are to be taken apart.

Of several, the last stands in the page; the others are laid over it, where they are set and drawn as if they stood there.
"""

from markupsafe import Markup

from editions.model.prepared import Lines, Places

#: The kinds of places, in the order of the page.
KINDS = ("address", "number", "salutation")
#: How the ids of what is laid over a place begin.
LAID = "laid-"


def placed(places: Places) -> dict[str, Markup]:
    """Return the places of a copy as HTML, by their kinds; empty where there is none."""
    given = zip(KINDS, (places.addresses, places.numbers, places.salutations), strict=True)
    return {kind: _place(kind, several) for kind, several in given}


def _place(kind: str, several: tuple[Lines, ...]) -> Markup:
    if not several:
        return Markup("")
    last = len(several) - 1
    laid = Markup("").join(
        Markup('<p class="laid" id="{}" dir="{}">{}</p>').format(f"{LAID}{kind}-{number}", one.direction, _broken(one))
        for number, one in enumerate(several[:-1])
    )
    # An article is what no layout has elsewhere: by its tag, places are found in the tree.
    own = Markup('<p id="{}" dir="{}">{}</p>').format(kind, several[last].direction, _broken(several[last]))
    return Markup('<article class="place {}">{}{}</article>').format(kind, laid, own)


def _broken(one: Lines) -> Markup:
    return Markup("\n").join(one.lines)
