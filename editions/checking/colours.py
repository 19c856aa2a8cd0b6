"""Colours as a finding says them: what they are called, and their code."""

import re
from colorsys import rgb_to_hls

_CODE = re.compile(r"#[0-9a-f]{6}", re.IGNORECASE)
#: Up to which saturation a colour is none, and up to which lightness it is then called so.
_GREY = 0.12
_GREYS = ((0.04, "black"), (0.4, "dark grey"), (0.7, "grey"), (0.97, "light grey"), (1.0, "white"))
#: Up to which degree of the circle of colours one is called so.
_HUES = (
    (15, "red"),
    (42, "orange"),
    (68, "yellow"),
    (165, "green"),
    (195, "turquoise"),
    (258, "blue"),
    (290, "violet"),
    (345, "pink"),
    (360, "red"),
)
#: Below and above which lightness a colour is dark, or light; and beyond which it is black, or white.
_DARK, _LIGHT, _BLACK, _WHITE = 0.3, 0.75, 0.04, 0.97


def named(colour: str) -> str:
    """Return *colour*, a code such as "#1F3A5F", with its name: "dark blue (#1f3a5f)"; anything else as it is."""
    if not _CODE.fullmatch(colour):
        return colour
    red, green, blue = (int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5))
    hue, light, saturation = rgb_to_hls(red, green, blue)
    if saturation < _GREY or not _BLACK < light < _WHITE:
        name = next(name for most, name in _GREYS if light <= most)
    else:
        shade = "dark " if light < _DARK else "light " if light > _LIGHT else ""
        name = shade + next(name for most, name in _HUES if hue * 360 <= most)
    return f"{name} ({colour.lower()})"
