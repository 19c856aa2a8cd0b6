"""How runs look: by their own properties, their style, and the style of their paragraph."""

from collections.abc import Iterator
from xml.etree.ElementTree import Element

from editions.model.word import Look, WordParagraph
from editions.reading.word.names import VAL, W, is_on, number
from editions.reading.word.styles import Style, Styles, font_of

#: Looks that a source has no form for.
_OTHERS = (
    ("strike", "struck through"), ("dstrike", "struck through"), ("caps", "set in capitals"), ("smallCaps", "set in small capitals"),
    ("outline", "outlined"), ("shadow", "shadowed"), ("emboss", "embossed"), ("imprint", "engraved"),
)  # fmt: skip
_VALUES = (("u", "underlined", "none"), ("highlight", "highlighted", "none"))
_ALIGNED = {"superscript": "raised", "subscript": "lowered"}
_OTHER_NAMES = frozenset((*(W + name for name, *_ in (*_OTHERS, *_VALUES)), f"{W}vertAlign"))
_PLAIN, _HIDDEN = Look(), Look(hidden=True)


class Looks:
    """The looks of the runs of one part."""

    def __init__(self, styles: Styles) -> None:
        self._styles = styles
        self._sizes: set[int] = set()
        self._known: dict[tuple[Look, str, tuple[str, ...]], Look] = {}

    def take_size(self) -> int:
        """Return the size, in half points, in which all runs since the last call were set; 0 where they differ or do not say."""
        sizes, self._sizes = self._sizes, set()
        return next(iter(sizes)) if len(sizes) == 1 else 0

    def of(self, properties: Element | None, paragraph: WordParagraph) -> Look:
        """Return how a run with *properties* looks in *paragraph*; only where it differs from it is it strong."""
        around = self._styles.get(paragraph.style)
        if properties is None:
            self._sizes.add(0)
            return _HIDDEN if around.hidden else _PLAIN
        said = {child.tag: child for child in properties}
        named = said[f"{W}rStyle"].get(VAL, "") if f"{W}rStyle" in said else ""
        style = self._styles.get(named) if named else _NONE
        self._sizes.add(number(said[f"{W}sz"].get(VAL)) if f"{W}sz" in said else style.size or 0)
        weight, slant = ("bCs", "iCs") if _is(said, "rtl") or _is(said, "cs") else ("b", "i")
        if weight == "bCs":
            strong = _differs(said.get(f"{W}bCs"), style.strong_rtl, around.strong_rtl)
            emphasis = _differs(said.get(f"{W}iCs"), style.emphasis_rtl, around.emphasis_rtl)
        else:
            strong = _differs(said.get(f"{W}b"), style.strong, around.strong)
            emphasis = _differs(said.get(f"{W}i"), style.emphasis, around.emphasis)
        hidden = _is(said, "vanish") if f"{W}vanish" in said else bool(style.hidden or around.hidden)
        look = Look(
            strong=strong, emphasis=emphasis, hidden=hidden, others=_others(said), style=(kept := _kept(named, said, weight, slant)),
            layout=(layout := tuple(self._by_hand(said, style, around))),
        )  # fmt: skip
        return self._known.setdefault((look, kept, layout), look)

    def _by_hand(self, said: dict[str, Element], style: Style, around: Style) -> Iterator[str]:
        """Yield what of the look was set by hand, and is not what the styles say: font, size, colour, shade, frame, distance."""
        font = font_of(said.get(f"{W}rFonts"))
        if font and font != (style.font or around.font or self._styles.font):
            yield "in another font"
        size = number(said[f"{W}sz"].get(VAL)) if f"{W}sz" in said else 0
        if size and size != (style.size or around.size or self._styles.size):
            yield "in another size"
        if f"{W}color" in said and _colour(said[f"{W}color"].get(VAL)) != _colour(style.colour or around.colour):
            yield "in another colour"
        if f"{W}shd" in said and _colour(said[f"{W}shd"].get(f"{W}fill")) not in ("black", "FFFFFF"):
            yield "shaded"
        if f"{W}bdr" in said and said[f"{W}bdr"].get(VAL, "none") not in ("none", "nil"):
            yield "framed"
        if f"{W}spacing" in said and number(said[f"{W}spacing"].get(VAL)) != (style.spacing or around.spacing or 0):
            yield "set wider or closer"


def _colour(value: str | None) -> str:
    """Return a colour in one form; the one that is left to Word is black."""
    return "black" if (value or "auto").lower() in ("auto", "000000") else str(value).upper()


_NONE = Style()
#: What is left of a style of ours whose weight, or slant, was switched off by hand.
_WITHOUT_WEIGHT = {"EditionsStrong": "", "EditionsStrongEmphasis": "EditionsEmphasis"}
_WITHOUT_SLANT = {"EditionsEmphasis": "", "EditionsStrongEmphasis": "EditionsStrong"}


def _kept(style: str, said: dict[str, Element], weight: str, slant: str) -> str:
    """Return the id of *style*, or of what is left of it."""
    for name, without in ((weight, _WITHOUT_WEIGHT), (slant, _WITHOUT_SLANT)):
        if W + name in said and not is_on(said[W + name]):
            style = without.get(style, style)
    return style


def _is(said: dict[str, Element], name: str) -> bool:
    return W + name in said and is_on(said[W + name])


def _others(said: dict[str, Element]) -> tuple[str, ...]:
    if _OTHER_NAMES.isdisjoint(said):
        return ()
    found = [name for key, name in _OTHERS if _is(said, key)]
    found += [name for key, name, nothing in _VALUES if W + key in said and said[W + key].get(VAL, nothing) != nothing]
    aligned = said[f"{W}vertAlign"].get(VAL, "") if f"{W}vertAlign" in said else ""
    found += [_ALIGNED[aligned]] if aligned in _ALIGNED else []
    return tuple(dict.fromkeys(found))


def _differs(own: Element | None, style: bool | None, around: bool | None) -> bool:
    """Return whether a run has a look that its paragraph has not: what both styles switch on is off (ECMA-376, part 1, 17.7.3)."""
    return (is_on(own) if own is not None else bool(style)) and not around
