"""Images as they are printed."""

from collections.abc import Iterator

from editions.checking.parts import parts_of
from editions.checking.rules import Case, Hit, rule
from editions.model.evidence import PageEvidence, Shape

_FAMILY = "page"
_PROMISE = "docs/promises.md, Type and page"
#: Pixels to the inch below which an image looks blurred in print (issue 4); one less, since boxes are rounded.
_LEAST = 200
#: The share by which an image may be wider or narrower than its pixels say.
_STRETCH = 0.03


@rule("image-resolution", f"Images have {_LEAST} pixels to the inch at least.", family=_FAMILY, needs=("pdf",), clause=_PROMISE)
def image_resolution(case: Case) -> Iterator[Hit]:
    """At fewer pixels to the inch, an image looks blurred on paper: it must be printed smaller, or be replaced by a better one."""
    for page, image in _images(case):
        width, height = image.box[2] - image.box[0], image.box[3] - image.box[1]
        found = 72 * min(max(image.pixels) / max(width, height), min(image.pixels) / min(width, height))
        if found < _LEAST - 1:
            yield Hit(message=f"an image has {found:.0f} pixels to the inch; {_LEAST} are the least", page=page.number, box=image.box)


@rule("image-stretched", "Images keep their proportions.", family=_FAMILY, needs=("pdf",), clause=_PROMISE)
def image_stretched(case: Case) -> Iterator[Hit]:
    """An image that is wider or higher than its pixels say shows faces and circles distorted."""
    for page, image in _images(case):
        seen = (image.box[2] - image.box[0]) / (image.box[3] - image.box[1])
        own = image.pixels[0] / image.pixels[1]
        if all(abs(seen / one - 1) > _STRETCH for one in (own, 1 / own)):
            yield Hit(message="an image is stretched: its sides are not in the proportion of its pixels", page=page.number, box=image.box)


def _images(case: Case) -> Iterator[tuple[PageEvidence, Shape]]:
    for page in parts_of(case).pages:
        for shape in page.shapes:
            if shape.kind == "image" and all(shape.pixels) and shape.box[2] > shape.box[0] and shape.box[3] > shape.box[1]:
                yield page, shape


RULES = (image_resolution, image_stretched)
