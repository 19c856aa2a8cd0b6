"""Changes as JSON has them: what is the same is left out."""

from collections.abc import Sequence

from editions.comparing.differences import Difference
from editions.comparing.nodes import Node, leaves
from editions.comparing.words import Piece, new_look
from editions.model.runs import said
from editions.redlining.changes import Changes
from editions.rendering.marked import described


def as_json(changes: Changes) -> dict[str, object]:
    """Return *changes* as one object."""
    return {
        "old": changes.old.name,
        "new": changes.new.name,
        "differ": changes.differ,
        "facts": [{"name": fact.name, "old": fact.old, "new": fact.new} for fact in changes.facts],
        "texts": [
            {"language": text.language, "kind": text.kind, "differences": differences_as_json(text.differences)} for text in changes.texts
        ],
        "annexes": [
            {"file": text.annex, "language": text.language, "differences": [_difference(one) for one in text.changed]}
            for text in changes.annexes
        ],
    }


def differences_as_json(differences: Sequence[Difference]) -> list[dict[str, object]]:
    """Return those of *differences* that are any."""
    return [_difference(one) for one in differences if one.kind != "same"]


def _difference(one: Difference) -> dict[str, object]:
    found: dict[str, object] = {"role": one.role, "kind": one.kind, "is": described(one.node.shape)}
    if one.move:
        found |= {"move": one.move, "from" if one.kind == "moved" else "to": one.beside}
    if one.kind != "left" and one.is_reshaped and one.old:
        found["was"] = described(one.old.shape)
    found |= {name: _words(node) for name, node in (("old", one.old), ("new", one.new)) if node}
    if one.pieces:
        found["pieces"] = _pieces(one.pieces)
    if one.parts:
        found["parts"] = [_difference(part) for part in one.parts if part.kind != "same"]
    return found


def _words(node: Node) -> str:
    return "\n".join(said(leaf.runs) for leaf in leaves(node))


def _pieces(pieces: Sequence[Piece]) -> list[dict[str, object]]:
    return [_piece(piece) for piece in pieces]


def _piece(piece: Piece) -> dict[str, object]:
    found: dict[str, object] = {"kind": piece.kind, "text": said((piece.run,))}
    if look := new_look(piece):
        found["look"] = look
    if piece.inside:
        found["inside"] = _pieces(piece.inside)
    return found
