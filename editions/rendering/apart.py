"""What the layout sets of an annex that costs more than a page, set in a process of its own (``python -m editions.rendering.apart``)."""

import pickle
from dataclasses import replace

from editions.apart import Answer, Purse, ask, serve
from editions.model.annexes import PagePicture, PreparedAnnex
from editions.model.layout import Layout
from editions.model.prepared import PreparedStatement
from editions.rendering.annexes import picture_annex, words_annex
from editions.surroundings import Surroundings


def words_apart(annex: PreparedAnnex, prepared: PreparedStatement, layout: Layout, around: Surroundings) -> bytes:
    """Return what words_annex() returns, at the cost that the setting of one PDF may have.

    Raises:
        Refusal: it cannot be set, or would cost more.
    """
    purse = Purse(seconds=around.limits.seconds, memory=around.limits.annexes.memory)
    return _ask(purse, annex, None, prepared, layout, around)


def pictures_apart(
    annex: PreparedAnnex, pictures: tuple[PagePicture, ...], prepared: PreparedStatement, layout: Layout, around: Surroundings, purse: Purse
) -> bytes:
    """Return what picture_annex() returns, at the cost of *purse*.

    Raises:
        Refusal: it cannot be set, or would cost more than is left.
    """
    return _ask(purse, annex, pictures, prepared, layout, around)


def _ask(
    purse: Purse,
    annex: PreparedAnnex,
    pictures: tuple[PagePicture, ...] | None,
    prepared: PreparedStatement,
    layout: Layout,
    around: Surroundings,
) -> bytes:
    # Neither the file itself nor the other annexes are needed to set this one.
    alone = replace(annex, annex=replace(annex.annex, content=b""))
    question = pickle.dumps((alone, pictures, replace(prepared, annexes=None, sources=()), layout, around))
    return ask("editions.rendering.apart", question, purse, annex.annex.file, verb="set")[1]


def _work(question: bytes) -> Answer:
    annex, pictures, prepared, layout, around = pickle.loads(question)  # noqa: S301 - from _ask alone
    if pictures is None:
        return {}, words_annex(annex, prepared, layout, around)
    return {}, picture_annex(annex, pictures, prepared, layout, around)


if __name__ == "__main__":
    serve(_work)
