"""Nodes in the one form of all that are read alike: of é, which may be one character or two, the one."""

from collections.abc import Iterable
from dataclasses import replace
from unicodedata import is_normalized

from editions.comparing.nodes import Leaf, Node, leaves
from editions.comparing.tokens import composed
from editions.model.runs import Note, Run, Shown, Stretch


def as_read(nodes: Iterable[Node]) -> list[Node]:
    """Return *nodes* as they are read: two of which nobody can tell that they differ are equal."""
    return [node if all(_is_composed(leaf.runs) for leaf in leaves(node)) else _composed(node) for node in nodes]


def _is_composed(runs: Iterable[Run]) -> bool:
    return all(run == _run(run) if isinstance(run, Note | Shown) else is_normalized("NFC", _text(run)) for run in runs)


def _text(run: Run) -> str:
    return run.text if isinstance(run, Stretch) else ""


def _composed(node: Node) -> Node:
    if isinstance(node, Leaf):
        return replace(node, runs=tuple(map(_run, node.runs)))
    return replace(node, parts=tuple(map(_composed, node.parts)))


def _run(run: Run) -> Run:
    match run:
        case Stretch(text=text):
            return replace(run, text=composed(text))
        case Shown(image=image):
            return replace(run, image=replace(image, alt=composed(image.alt)))
        case Note(runs=runs):
            return replace(run, runs=tuple(map(_run, runs)))
        case _:
            return run
