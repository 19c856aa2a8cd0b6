"""Differences as HTML: whoever leaves out what went reads the new text, whoever leaves out what came all of the old one."""

import re
from collections import Counter
from html.parser import HTMLParser

from hypothesis import given

from editions.comparing.crossing import with_crossings
from editions.comparing.differences import compare
from editions.comparing.nodes import leaves, nodes
from editions.comparing.parting import with_partings
from editions.comparing.units import Unit
from editions.model.prose import Block, Image, ListBlock, Paragraph, Words
from editions.model.runs import Note, Run, Stretch
from editions.rendering.marked import MarkedProse
from tests.comparing.texts import texts

_EMPTY = ("br", "img")
#: What is said of the words, and is none of them.
_ABOUT = ("end", "tag", "unseen", "text-of-picture")


class _Read(HTMLParser):
    """Reads HTML: *words* are those in all, with what stands around them; *wrong* is what does not fit together."""

    def __init__(self, markup: str) -> None:
        super().__init__()
        self.words: list[tuple[str, frozenset[str]]] = []
        self.ids: list[str] = []
        self.wrong: list[str] = []
        self._open: list[tuple[str, str]] = []
        self.feed(markup)
        self.wrong += [tag for tag, _ in self._open]

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        named = dict(attributes)
        self.ids += [value for value in [named.get("id")] if value]
        if tag not in _EMPTY:
            self._open.append((tag, named.get("class") or ""))

    def handle_endtag(self, tag: str) -> None:
        if not self._open or self._open.pop()[0] != tag:
            self.wrong.append(tag)

    def handle_data(self, data: str) -> None:
        around = frozenset(name for pair in self._open for name in pair)
        self.words += [(word, around) for word in data if not word.isspace()]


def _source(image: Image) -> str:
    return image.file


def _letters(units: tuple[Unit, ...]) -> list[str]:
    return [letter for unit in units if unit.role == "body" for leaf in leaves(unit.node) for letter in _said(leaf.runs)]


def _said(runs: tuple[Run, ...]) -> list[str]:
    found: list[str] = []
    for run in runs:
        if isinstance(run, Stretch):
            found += [letter for letter in run.text if not letter.isspace()]
        elif isinstance(run, Note):
            found += _said(run.runs)
    return found


@given(texts(), texts())
def test_both_texts_can_be_read_from_what_is_marked(old: tuple[Unit, ...], new: tuple[Unit, ...]) -> None:
    body = [one for one in with_crossings(with_partings(compare(old, new))) if one.role == "body"]

    read = _Read(MarkedProse(_source, spoken=True, numbered=False).body(body))

    said = [(letter, around) for letter, around in read.words if not around & set(_ABOUT)]
    assert read.wrong == []
    assert len(read.ids) == len(set(read.ids))
    assert [letter for letter, around in said if "del" not in around] == _letters(new)
    assert Counter(_letters(old)) - Counter(letter for letter, around in said if "ins" not in around) == Counter()


_SAID = ("The council heard the report.", "The members agreed on a plan.")


def test_paragraphs_that_were_parted_or_were_a_list_are_numbered_like_the_others() -> None:
    listed = ListBlock(ordered=False, items=tuple((paragraph,) for paragraph in _paragraphs(*_SAID)))
    old, new = [*_paragraphs(" ".join(_SAID)), listed, *_paragraphs("Last.")], _paragraphs(*_SAID, *_SAID, "Last.")

    units = ([Unit(role="body", node=node) for node in nodes(blocks, ())] for blocks in (old, new))
    said = MarkedProse(_source, numbered=True).body(with_partings(compare(*units)))

    assert re.findall(r'<span class="number">(\d+)\.</span>', said) == ["1", "2", "3", "4", "5"]
    assert said.count("¶") == 1


def _paragraphs(*said: str) -> list[Block]:
    return [Paragraph(inlines=(Words(text=one),)) for one in said]
