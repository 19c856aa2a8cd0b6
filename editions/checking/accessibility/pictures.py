"""Images: what a person who does not see them is told."""

import re
from collections.abc import Iterator

from editions.checking.parts import parts_of, prepared_of
from editions.checking.rules import Case, Hit, rule
from editions.model.evidence import Content, Element
from editions.model.prose import Image, inline_runs, walk_inlines

_FAMILY = "accessibility"
_FILE = re.compile(r"\S+\.(png|jpe?g|gif|tiff?|svg|webp|bmp|pdf|eps)|(img|dsc|image|scan|screenshot)[ _-]?\d*", re.IGNORECASE)
#: Words that say that there is an image, in place of what it shows.
_EMPTY = frozenset(
    ("image", "picture", "photo", "figure", "graphic", "logo", "diagram", "chart", "drawing", "illustration", "alt", "untitled")
)


@rule(
    "alt-text",
    "Every image has a text that says what it shows.",
    family=_FAMILY,
    needs=("pdf",),
    clause="WCAG 2.2, 1.1.1; ISO 14289-1, 7.3",
)
def alt_text(case: Case) -> Iterator[Hit]:
    """The alternative text is read in place of the image. A file's name, or the word "image", tells nothing of it."""
    for figure in _figures(case):
        alt = (figure.alt if figure.alt is not None else figure.actual_text) or ""
        if fault := _fault(alt.strip()):
            yield Hit(message=fault, page=next((kid.page for kid in figure.contents()), 0))


def _fault(alt: str) -> str:
    if not any(character.isalnum() for character in alt):
        return "an image has no alternative text"
    if _FILE.fullmatch(alt):
        return f'the alternative text "{alt}" is a file\'s name, and does not say what the image shows'
    if alt.casefold().strip(".") in _EMPTY:
        return f'the alternative text "{alt}" does not say what the image shows'
    return ""


@rule(
    "alt-as-written", "Images have the texts that the source gives them.", family=_FAMILY, needs=("pdf", "source"), clause="WCAG 2.2, 1.1.1"
)
def alt_as_written(case: Case) -> Iterator[Hit]:
    """The alternative texts are compared with the source, in the order of the text."""
    prepared = prepared_of(case)
    if prepared is None or not parts_of(case).elements:
        return
    wanted = [image.alt for _, run in inline_runs(prepared.body) for image in walk_inlines(run) if isinstance(image, Image)]
    wanted += [image.alt for note in prepared.footnotes for image in walk_inlines(note.inlines) if isinstance(image, Image)]
    found = [figure.alt or "" for figure in _figures(case)]
    if wanted != found:
        different = next((pair for pair in zip([*wanted, ""], [*found, ""], strict=False) if pair[0] != pair[1]), ("", ""))
        yield Hit(message=f'an image says "{different[1]}" where the source has "{different[0]}"')


@rule("image-not-tagged", "Every image is tagged, or marked as an ornament.", family=_FAMILY, needs=("pdf",), clause="ISO 14289-1, 7.3")
def image_not_tagged(case: Case) -> Iterator[Hit]:
    """An image that is drawn outside of any Figure element is passed over in silence by a screen reader."""
    marks = {(kid.page, kid.mark) for figure in _figures(case) for kid in figure.contents()}
    if not parts_of(case).elements:
        return
    for page in parts_of(case).pages:
        for shape in page.shapes:
            if shape.kind == "image" and not shape.artifact and (page.number, shape.mark) not in marks:
                yield Hit(message="an image is not tagged as one: it is passed over in silence", page=page.number, box=shape.box)
    for figure in _figures(case):
        if not any(isinstance(kid, Content) for kid in figure.contents()):
            yield Hit(message=f'the image "{figure.alt or ""}" is tagged, and is not on any page')


def _figures(case: Case) -> list[Element]:
    return [element for element in parts_of(case).walk() if element.tag == "Figure"]


RULES = (alt_text, alt_as_written, image_not_tagged)
