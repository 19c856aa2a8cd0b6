"""A look of the DOCX in points and colours, out of the units of its file (ECMA-376, part 1, 17.3)."""

from collections.abc import Mapping
from dataclasses import dataclass

#: Values of a property that is off (ECMA-376, part 1, 17.17.4).
_OFF = ("false", "0", "off", "none", "nil")
_BLACK = "#000000"
_SCRIPTS = ("ascii", "hAnsi", "cs", "eastAsia")
#: The line of a paragraph that says nothing of its height is as high as its font wants it.
_SIDES = {"left": ("left", "start"), "right": ("right", "end")}
_ALIGNED = {"start": "left", "end": "right", "both": "justify"}


@dataclass(frozen=True)
class Seen:
    """What *look*, a style's or a list level's properties by their paths, says."""

    look: Mapping[str, str]

    def is_on(self, path: str, *, unsaid: str = "false") -> bool:
        """Return whether a property that is either on or off is on; *unsaid* is its value where it is not there."""
        return self.look.get(path, unsaid).casefold() not in _OFF

    @property
    def fonts(self) -> Mapping[str, str]:
        """The font of each kind of script ("ascii", "cs"); that of the theme goes before one that is named (17.3.2.26)."""
        themes = {"ascii": "asciiTheme", "hAnsi": "hAnsiTheme", "cs": "cstheme", "eastAsia": "eastAsiaTheme"}
        named = {script: self.look.get(f"rPr.rFonts.{script}", "") for script in _SCRIPTS}
        return {script: f"the theme's ({theme})" if (theme := self._font(themes[script])) else named[script] for script in _SCRIPTS}

    def _font(self, script: str) -> str:
        return self.look.get(f"rPr.rFonts.{script}", "")

    @property
    def sizes(self) -> tuple[float, float]:
        """The size of words, and of those in scripts from right to left; 10 where none is said (17.3.2.38)."""
        return tuple(_number(self.look.get(f"rPr.{name}", "20")) / 2 for name in ("sz", "szCs"))  # type: ignore[return-value]

    @property
    def colour(self) -> str:
        """The colour of words, "#rrggbb"; a theme's colour by its name; black where it is Word's to choose."""
        if theme := self.look.get("rPr.color.themeColor", ""):
            return f"the theme's ({theme})"
        said = self.look.get("rPr.color", "auto").casefold()
        return _BLACK if said == "auto" else f"#{said}"

    @property
    def line(self) -> float | None:
        """The exact height of lines in points; None where they are as high as their words."""
        return self._points("pPr.spacing.line") if self.look.get("pPr.spacing.lineRule", "auto") == "exact" else None

    @property
    def space(self) -> tuple[float, float]:
        """The space before and after the paragraph."""
        return self._points("pPr.spacing.before"), self._points("pPr.spacing.after")

    @property
    def indents(self) -> tuple[float, float, float]:
        """The indents on the left, on the right, and that of the first line from there, negative where it hangs out."""
        left, right = (sum(self._points(f"pPr.ind.{name}") for name in _SIDES[side]) for side in ("left", "right"))
        return left, right, self._points("pPr.ind.firstLine") - self._points("pPr.ind.hanging")

    @property
    def align(self) -> str:
        """How lines are set: "left", which is the leading edge, "right", "center" or "justify"."""
        said = self.look.get("pPr.jc", "left")
        return _ALIGNED.get(said, said)

    @property
    def tracking(self) -> float:
        """The space between letters, in points."""
        return self._points("rPr.spacing")

    @property
    def rules(self) -> Mapping[str, tuple[float, str, str, float]]:
        """The rules around a paragraph by their sides: the points of each, its colour, its kind ("single"), and its gap to the words."""
        sides = ("top", "bottom", "left", "right", "between", "bar")
        return {side: self._rule(f"pPr.pBdr.{side}") for side in sides if self.is_on(f"pPr.pBdr.{side}")}

    def _rule(self, path: str) -> tuple[float, str, str, float]:
        colour = f"#{self.look.get(f'{path}.color', 'auto').casefold()}"
        return _number(self.look.get(f"{path}.sz", "")) / 8, colour, self.look[path], _number(self.look.get(f"{path}.space", ""))

    def _points(self, path: str) -> float:
        return _number(self.look.get(path, "")) / 20


def _number(text: str) -> float:
    """Return the number that *text* begins as; 0 where it is none."""
    try:
        return float(text.removesuffix("pt"))
    except ValueError:
        return 0
