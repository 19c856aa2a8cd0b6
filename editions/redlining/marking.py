"""The parts of a changed text as HTML, in the order in which a statement has them."""

from base64 import b64encode
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from urllib.parse import quote

from editions.comparing.differences import Difference
from editions.model.prose import Image
from editions.model.statement import Picture
from editions.rendering.marked import MarkedProse, PictureSource


@dataclass(frozen=True, kw_only=True)
class MarkedSignatory:
    """A signatory as HTML."""

    name: str
    office: str


@dataclass(frozen=True, kw_only=True)
class MarkedText:
    """A text as HTML, part by part; what neither the old nor the new text says is empty."""

    reference: str
    place_and_date: str
    heading: str
    subject: str
    body: str
    signatories: tuple[MarkedSignatory, ...]
    lead: str
    names: tuple[str, ...]


def mark(differences: Sequence[Difference], prose: MarkedProse) -> MarkedText:
    """Return *differences*, those of a whole text, as *prose* turns them into HTML."""

    def of(role: str) -> list[Difference]:
        return [one for one in differences if one.role == role]

    # One after the other: what is numbered is numbered in reading order.
    return MarkedText(
        reference=prose.lines(of("reference")),
        place_and_date=prose.lines(of("place and date")),
        heading=prose.lines(of("heading")),
        subject=prose.lines(of("subject")),
        body=prose.body(of("body")),
        signatories=tuple(MarkedSignatory(name=prose.named(one, "name"), office=prose.named(one, "office")) for one in of("signatory")),
        lead=prose.lines(of("recipients lead")),
        names=tuple(prose.line(one) for one in of("recipient")),
    )


def by_name(image: Image) -> str:
    """Return the address under which the renderer is given *image*."""
    return "statement:" + quote(image.file)


def in_place(pictures: Iterable[Picture]) -> PictureSource:
    """Return what gives each of *pictures* as an address that holds it."""
    known = {picture.file: picture for picture in pictures}

    def source(image: Image) -> str:
        picture = known[image.file]
        return f"data:{picture.media_type};base64,{b64encode(picture.content).decode()}"

    return source
