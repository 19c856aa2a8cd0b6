"""Pictures of two texts: of one name there may be two, whose bytes are others."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from editions.comparing.nodes import Leaf, Node
from editions.model.runs import Run, Shown
from editions.model.statement import Picture

#: Begins the name of an old picture of which there is another now; no file of a statement can be called so (reading.inside).
_BEFORE = "before:"


def told_apart(old: Iterable[Picture], new: Iterable[Picture]) -> dict[str, str]:
    """Return the name that each picture of *old* goes by, by its file, which is another under the same name in *new*."""
    known = {picture.file: picture.content for picture in new}
    return {picture.file: _BEFORE + picture.file for picture in old if known.get(picture.file, picture.content) != picture.content}


def of_both(old: Iterable[Picture], new: Iterable[Picture]) -> tuple[Picture, ...]:
    """Return the pictures of *new*, and those of *old* that are not among them, under the names by which they are told apart."""
    old, new = tuple(old), tuple(new)
    names, known = told_apart(old, new), {picture.file for picture in new}
    lost = (replace(one, file=names.get(one.file, one.file)) for one in old if one.file in names or one.file not in known)
    return (*new, *lost)


def file_of(name: str) -> str:
    """Return the file of the picture that goes by *name*."""
    return name.removeprefix(_BEFORE)


def renamed(node: Node, names: Mapping[str, str]) -> Node:
    """Return *node*, whose pictures go by *names*; those that have none there keep theirs."""
    if not names:
        return node
    if isinstance(node, Leaf):
        return replace(node, runs=tuple(renamed_in(node.runs, names)))
    return replace(node, parts=tuple(renamed(part, names) for part in node.parts))


def renamed_in(runs: Iterable[Run], names: Mapping[str, str]) -> Iterator[Run]:
    """Yield *runs*, whose pictures go by *names*."""
    for run in runs:
        if isinstance(run, Shown) and run.image.file in names:
            run = replace(run, image=replace(run.image, file=names[run.image.file]))
        yield run
