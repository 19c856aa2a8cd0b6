"""Inlines laid flat and folded again."""

from hypothesis import given
from hypothesis import strategies as st

from editions.model.prose import Emphasis, Footnote, FootnoteCall, Image, Inline, LineBreak, Link, Strong, Words
from editions.model.runs import Break, Note, Shown, Stretch, folded, laid_flat, said, settled

_WORDS = st.builds(lambda text: Words(text=text), text=st.text("ab \u00a0ş", min_size=1, max_size=6))


def _inlines(depth: int = 3) -> st.SearchStrategy[Inline]:
    leaves = _WORDS | st.just(LineBreak()) | st.just(FootnoteCall(number=1)) | st.just(Image(file="a.png", alt="a bar"))
    if not depth:
        return leaves
    inner = st.lists(_inlines(depth - 1), min_size=1, max_size=3).map(tuple)
    return (
        leaves
        | inner.map(lambda children: Emphasis(children=children))
        | inner.map(lambda children: Strong(children=children))
        | inner.map(lambda children: Link(target="https://example.org/", children=children))
    )


_NOTES = {1: Footnote(number=1, inlines=(Words(text="noted"),))}


@given(st.lists(_inlines(), max_size=5))
def test_what_is_laid_flat_and_folded_lies_flat_as_before(inlines: list[Inline]) -> None:
    flat = laid_flat(inlines, _NOTES)
    notes: list[Footnote] = []

    again = folded(flat, notes)

    assert laid_flat(again, {note.number: note for note in notes}) == flat
    assert settled(flat) == flat


def test_the_order_of_nesting_does_not_matter() -> None:
    one = Strong(children=(Emphasis(children=(Words(text="a"),)),))
    other = Emphasis(children=(Strong(children=(Words(text="a"),)),))

    assert laid_flat([one], {}) == laid_flat([other], {}) == (Stretch(text="a", emphasis=True, strong=True),)


def test_a_blank_at_the_edge_of_stressed_words_has_no_look() -> None:
    inlines: list[Inline] = [Words(text="a"), Strong(children=(Words(text=" b "),)), Emphasis(children=(Words(text="c"),))]

    assert laid_flat(inlines, {}) == (
        Stretch(text="a "),
        Stretch(text="b", strong=True),
        Stretch(text=" "),
        Stretch(text="c", emphasis=True),
    )


def test_a_blank_between_two_looks_that_share_one_keeps_it() -> None:
    inlines = [Strong(children=(Words(text="a "), Emphasis(children=(Words(text="b"),))))]

    assert laid_flat(inlines, {}) == (Stretch(text="a ", strong=True), Stretch(text="b", strong=True, emphasis=True))


def test_a_note_stands_where_it_is_called() -> None:
    flat = laid_flat([Words(text="a"), FootnoteCall(number=1), Words(text="b"), LineBreak(), Image(file="a.png", alt="a bar")], _NOTES)

    assert flat == (
        Stretch(text="a"),
        Note(runs=(Stretch(text="noted"),)),
        Stretch(text="b"),
        Break(),
        Shown(image=Image(file="a.png", alt="a bar")),
    )
    assert said(flat) == "ab\na bar"


def test_what_is_settled_stays_so_though_a_blank_lost_one_look_after_the_other() -> None:
    row = (Stretch(text="the ", emphasis=True, strong=True), Stretch(text=" ", emphasis=True))

    assert settled(row) == (Stretch(text="the", emphasis=True, strong=True),)
