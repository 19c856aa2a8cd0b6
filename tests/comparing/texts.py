"""Texts to be compared, by rote: words in two looks, notes, lists and tables, in several scripts."""

from hypothesis import strategies as st

from editions.comparing.nodes import Branch, Leaf, Node, Shape
from editions.comparing.units import Unit, lines
from editions.model.prose import Image
from editions.model.runs import Break, Note, Run, Shown, Stretch, settled

_WORDS = (
    "the",
    "council",
    "members",
    "heard",
    "28",
    "1,5",
    "q\u0259rar",
    "şəhər",
    "совет",
    "решение",
    "م\u064fجلس",
    "القرار",
    "it’s",
    "—",
    ".",
)
_TEXTS = st.lists(st.sampled_from(_WORDS), min_size=1, max_size=4).map(" ".join)
_STRETCHES = st.builds(
    lambda text, emphasis, strong, link: Stretch(text=text, emphasis=emphasis, strong=strong, link=link),
    st.one_of(_TEXTS, _TEXTS.map(lambda text: text + " "), st.sampled_from(["a", "mid", " "])),
    st.booleans(),
    st.booleans(),
    st.sampled_from(["", "", "https://example.org/"]),
)
_SHOWN = st.sampled_from([Break(), Shown(image=Image(file="a.png", alt="a bar"))])


def runs(*, notes: bool = True) -> st.SearchStrategy[tuple[Run, ...]]:
    """Return rows of runs, settled."""
    noted = runs(notes=False).map(lambda inner: Note(runs=inner)) if notes else _SHOWN
    rows: st.SearchStrategy[list[Run]] = st.lists(st.one_of(_STRETCHES, _STRETCHES, _STRETCHES, _SHOWN, noted), max_size=5)
    return rows.map(settled)


PARAGRAPHS = runs().map(lambda row: Leaf(shape=Shape(name="paragraph"), runs=row))
_HEADINGS = st.builds(lambda level, row: Leaf(shape=Shape(name="heading", level=level), runs=row), st.integers(1, 3), runs(notes=False))
_ITEMS = st.lists(PARAGRAPHS, min_size=1, max_size=2).map(lambda parts: Branch(shape=Shape(name="item"), parts=tuple(parts)))
_LISTS = st.builds(
    lambda ordered, items: Branch(shape=Shape(name="list", ordered=ordered), parts=tuple(items)),
    st.booleans(),
    st.lists(_ITEMS, min_size=1, max_size=3),
)


@st.composite
def _tables(draw: st.DrawFn) -> Node:
    width = draw(st.integers(1, 3))
    rows = draw(st.lists(st.lists(runs(notes=False), min_size=width, max_size=width), min_size=2, max_size=4))
    parts = (
        Branch(shape=Shape(name="row" if number else "header"), parts=tuple(Leaf(shape=Shape(name="cell"), runs=cell) for cell in row))
        for number, row in enumerate(rows)
    )
    return Branch(shape=Shape(name="table", alignments=("left",) * width), parts=tuple(parts))


NODES: st.SearchStrategy[Node] = st.one_of(PARAGRAPHS, PARAGRAPHS, _HEADINGS, _LISTS, _tables())
_POOL = tuple(
    paragraph for number in range(5) for paragraph in (f"paragraph {number} has words of its own", f"paragraph {number} has others")
)


def paragraph(text: str) -> Unit:
    """Return a paragraph of the body that says *text*."""
    return Unit(role="body", node=Leaf(shape=Shape(name="paragraph"), runs=(Stretch(text=text),)))


def _body() -> st.SearchStrategy[list[Unit]]:
    anything = NODES.map(lambda node: Unit(role="body", node=node))
    return st.lists(st.one_of(st.sampled_from(_POOL).map(paragraph), st.sampled_from(_POOL).map(paragraph), anything), max_size=7)


def texts() -> st.SearchStrategy[tuple[Unit, ...]]:
    """Return the units of texts; some blocks are found again in others, and some twice in one."""
    names = st.lists(st.sampled_from(["the UN", "the Council", "embassies", "the Council of Europe"]), max_size=4)
    return st.builds(
        lambda heading, body, recipients: (*lines("heading", heading), *body, *lines("recipient", recipients)),
        st.sampled_from([(), ("STATEMENT",), ("A STATEMENT",)]),
        _body(),
        names,
    )
