"""A text as an ordered sequence of units: each a part of the statement with its role, and what it says."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from editions.comparing.nodes import Branch, Leaf, Node, Shape, leaves, nodes
from editions.model.parties import Signatory
from editions.model.runs import Stretch, said
from editions.model.statement import Text

#: The roles of units, in the order in which a statement has them.
ROLES = ("reference", "place and date", "heading", "subject", "body", "signatory", "recipients lead", "recipient")
#: Those that a text has once at most: one that is written anew is still a change of the old.
ONCE = frozenset(("reference", "place and date", "heading", "subject", "recipients lead"))


@dataclass(frozen=True, kw_only=True)
class Unit:
    """A part of a text: its *role*, one of ROLES, and what it says.

    A unit of the body is one of its top-level blocks; a signatory is a branch of two leaves, "name" and "office", the
    second of which is absent where no office is given; all others are a leaf of the shape "line".
    """

    role: str
    node: Node

    @property
    def text(self) -> str:
        """The words of its leaves, one a line; without those of footnotes."""
        return "\n".join(said(leaf.runs) for leaf in leaves(self.node))


def units(text: Text, *, reference: str = "", place_and_date: str = "") -> tuple[Unit, ...]:
    """Return the units of *text*; what it does not say has none.

    *reference* and *place_and_date* are as the statement says them in the language of the text.

    Raises:
        KeyError: the text calls a footnote that it does not have.
    """
    return tuple(_units(text, reference, place_and_date))


def _units(text: Text, reference: str, place_and_date: str) -> Iterator[Unit]:
    yield from lines("reference", (reference,))
    yield from lines("place and date", (place_and_date,))
    yield from lines("heading", (text.heading,))
    yield from lines("subject", (text.subject,))
    yield from (Unit(role="body", node=node) for node in nodes(text.body, text.footnotes))
    yield from (Unit(role="signatory", node=_signatory(signatory)) for signatory in text.signatories)
    if text.recipients:
        yield from lines("recipients lead", (text.recipients.lead,))
        yield from lines("recipient", text.recipients.names)


def lines(role: str, said: Iterable[str]) -> tuple[Unit, ...]:
    """Return a unit of *role* for each line that is *said*; an empty one has none."""
    return tuple(Unit(role=role, node=_leaf("line", line)) for line in said if line)


def _leaf(name: str, line: str) -> Leaf:
    return Leaf(shape=Shape(name=name), runs=(Stretch(text=line),))


def _signatory(signatory: Signatory) -> Branch:
    named = (("name", signatory.name), ("office", signatory.office))
    return Branch(shape=Shape(name="signatory"), parts=tuple(_leaf(name, line) for name, line in named if line))
