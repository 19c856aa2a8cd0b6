"""A drawing (SVG) that is complete in itself, or refused: it would have gaps."""

import re
from collections.abc import Iterator
from typing import Any
from xml.parsers import expat

from editions.apart import Answer
from editions.assembly.intake.unfit import Unfit, choose

_SVG = "http://www.w3.org/2000/svg"
#: Attributes that refer to something, and those whose values may (SVG 2, 16.1.6 and 6.6).
_REFERENCES = ("href", "http://www.w3.org/1999/xlink href")
_STYLED = (
    "style", "fill", "stroke", "filter", "clip-path", "mask", "cursor",
    "marker", "marker-start", "marker-mid", "marker-end", "color-profile",
)  # fmt: skip
#: Elements that lead somewhere when they are pressed, and show nothing of what is there (SVG 2, 16.2).
_LINKS = ("a",)
#: What is drawn, or says how (WeasyPrint 70.0, weasyprint/svg); what says something of the drawing and is not drawn.
_DRAWN = frozenset((
    "a", "circle", "clipPath", "defs", "ellipse", "feBlend", "feFlood", "feOffset", "filter", "g", "image", "line",
    "linearGradient", "marker", "mask", "path", "pattern", "polygon", "polyline", "radialGradient", "rect", "stop", "style",
    "svg", "symbol", "text", "textPath", "tspan", "use", "desc", "metadata", "title", "view",
))  # fmt: skip
#: Properties that are passed over, and the values of them that change nothing.
_PASSED_OVER = {
    "writing-mode": ("horizontal-tb", "lr", "lr-tb", "inherit"), "baseline-shift": ("baseline", "0", "inherit"),
    "mix-blend-mode": ("normal", "inherit"), "text-orientation": ("mixed", "inherit"),
}  # fmt: skip
_DECLARED = re.compile(rf"({'|'.join(_PASSED_OVER)})\s*:\s*([^;}}!]+)")
_NOT_DRAWN = "Export it as PDF, or let the program that made it turn text and effects into paths."
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
#: What a style loads: url(…), quoted or not, and @import "…" (CSS Syntax 3, 4.3.6; CSS Cascade 4, 2).
_LOADED = re.compile(r"""url\(\s*(?:"([^"]*)"|'([^']*)'|([^"'()\s]*))|@import\s+(?:"([^"]*)"|'([^']*)')""", re.IGNORECASE)
_SHEET = re.compile(r"""href\s*=\s*["']([^"']*)""")
#: How many of the files that are missing a message names, and how much of each.
_NAMED, _LONGEST = 3, 80


def check_drawing(content: bytes, request: dict[str, Any]) -> Answer:
    """Return nothing, if the SVG *content* shows only what is in it.

    Raises:
        Unfit: it shows something else, holds a script, declares entities, or is no XML.
    """
    choose(1, request["pages"])
    reading = _Reading()
    try:
        reading.parse(content)
    except expat.ExpatError as error:
        raise Unfit(f"the drawing is damaged: {error}", "Save it anew.") from None
    outside = list(dict.fromkeys(target for target in reading.loaded if not target.startswith(("#", "data:"))))
    if outside:
        named = ", ".join(f'"{target[:_LONGEST]}"' for target in outside[:_NAMED])
        more = f" and {len(outside) - _NAMED} more" if len(outside) > _NAMED else ""
        verb = "which is" if len(outside) == 1 else "which are"
        raise Unfit(f"the drawing shows {named}{more}, {verb} not in it", "Embed it, and save the drawing anew.")
    return {}, b""


class _Reading:
    """One pass over a drawing: *loaded* is each address of which something would be shown."""

    def __init__(self) -> None:
        self.loaded: list[str] = []
        self._style: list[str] | None = None

    def parse(self, content: bytes) -> None:
        parser = expat.ParserCreate(namespace_separator=" ")
        parser.StartDoctypeDeclHandler = self._doctype
        parser.EntityDeclHandler = self._entity
        parser.ProcessingInstructionHandler = self._instruction
        parser.StartElementHandler = self._start
        parser.CharacterDataHandler = self._text
        parser.EndElementHandler = self._end
        parser.Parse(content, True)

    def _doctype(self, _name: str, _system: str | None, _public: str | None, inside: bool) -> None:
        if inside:
            raise Unfit("the drawing declares entities of its own", "Save it as plain SVG.")

    def _entity(self, *_: Any) -> None:
        raise Unfit("the drawing declares entities of its own", "Save it as plain SVG.")

    def _instruction(self, target: str, said: str) -> None:
        if target == "xml-stylesheet":
            self.loaded += _SHEET.findall(said)

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        space, _, element = name.rpartition(" ")
        if element == "script" or any(key.lower().startswith("on") for key in attributes):
            raise Unfit("the drawing holds a script", "Save it as plain SVG, without scripts.")
        if space not in ("", _SVG):
            # What other programs note in a drawing for themselves is not shown.
            return
        if element not in _DRAWN:
            raise Unfit(f"the drawing holds <{element[:_LONGEST]}>, which would not be drawn", _NOT_DRAWN)
        if element == "style":
            self._style = []
        for key, value in attributes.items():
            _check_declared(f"{key}:{value};" if key != "style" else value)
            if key in _REFERENCES:
                self._refer(element, value.strip())
            elif key in _STYLED:
                self.loaded += _loaded(value)

    def _refer(self, element: str, target: str) -> None:
        if element not in _LINKS:
            self.loaded.append(target)
        elif target.lower().startswith("javascript:"):
            raise Unfit("the drawing holds a script", "Save it as plain SVG, without scripts.")

    def _text(self, text: str) -> None:
        if self._style is not None:
            self._style.append(text)

    def _end(self, name: str) -> None:
        if name.rpartition(" ")[2] == "style" and self._style is not None:
            sheet = "".join(self._style)
            _check_declared(sheet)
            self.loaded += _loaded(sheet)
            self._style = None


def _check_declared(css: str) -> None:
    """Refuse what *css* says that would be passed over without a word."""
    for name, value in _DECLARED.findall(css):
        if value.strip().lower() not in _PASSED_OVER[name]:
            raise Unfit(f'the drawing says "{name}: {value.strip()[:_LONGEST]}", which would be passed over', _NOT_DRAWN)


def _loaded(css: str) -> Iterator[str]:
    """Yield what *css* loads."""
    if "(" in css or "@" in css:
        yield from (next(filter(None, found), "").strip() for found in _LOADED.findall(_COMMENT.sub("", css)))
