"""Form fields that only say what they hold, drawn; and what those hold that are not to be relied upon."""

from dataclasses import dataclass
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Pdf

from editions.assembly.intake.fitting import inherited
from editions.assembly.intake.flattening import is_unseen
from editions.assembly.intake.unfit import Unfit

#: The bit of /Ff that makes a field a password's (ISO 32000-1, table 228): it shows stars.
_PASSWORD = 1 << 13


@dataclass(frozen=True, kw_only=True)
class Fields:
    """The fields of one page: whether there are any and all say how they look, and the *values*, by name, that must be seen."""

    looks: bool
    values: tuple[tuple[str, str], ...]


def draw_fields(pdf: Pdf) -> list[Fields]:
    """Let qpdf draw the fields that do not say how they look, and return the fields of each page.

    How a field looks that says so is kept. Where the form wants all drawn anew, such a look may be
    older than the value: then the value must be seen in it.

    Raises:
        Unfit: they hold letters that qpdf cannot draw.
    """
    pages = [_widgets(page.obj) for page in pdf.pages]
    form = pdf.Root.get("/AcroForm")
    if not isinstance(form, Dictionary) or not any(pages):
        return [Fields(looks=False, values=()) for _ in pages]
    doubtful = bool(form.get("/NeedAppearances", False))
    found = [_fields(widgets, doubtful=doubtful) for widgets in pages]
    looks = [(widget, widget.get("/AP")) for widgets in pages for widget in widgets]
    # qpdf draws all anew, or none, and into the streams that are there.
    for widget, look in looks:
        if look is not None:
            del widget["/AP"]
    form["/NeedAppearances"] = True
    pdf.generate_appearance_streams()
    for widget, look in looks:
        if look is not None:
            widget["/AP"] = look
        else:
            _check_letters(widget)
    return found


def _widgets(page: Any) -> list[Any]:
    return [item for item in page.get("/Annots", Array()) if item.get("/Subtype") == "/Widget" and not is_unseen(item)]


def _fields(widgets: list[Any], *, doubtful: bool) -> Fields:
    texts = [widget for widget in widgets if doubtful and "/AP" in widget and _is_text(widget)]
    values = tuple((_name(widget), "".join(str(inherited(widget, "/V")).split())) for widget in texts)
    return Fields(looks=bool(widgets) and all("/AP" in widget for widget in widgets), values=values)


def _is_text(widget: Any) -> bool:
    flags = inherited(widget, "/Ff")
    secret = isinstance(flags, int) and bool(int(flags) & _PASSWORD)
    return inherited(widget, "/FT") == "/Tx" and isinstance(inherited(widget, "/V"), pikepdf.String) and not secret


def _name(widget: Any) -> str:
    return str(inherited(widget, "/T") or "")


def _check_letters(widget: Any) -> None:
    """Refuse a field in which qpdf has put question marks for letters: it has no others than the font's 8-bit ones."""
    value, look = inherited(widget, "/V"), widget.get("/AP", Dictionary()).get("/N")
    if not isinstance(value, pikepdf.String) or not isinstance(look, pikepdf.Stream) or str(value).isascii():
        return
    if look.read_bytes().count(b"?") > str(value).count("?"):
        what = f'the field "{_name(widget)}" holds letters that its font cannot show'
        raise Unfit(what, "Print it to PDF from the program that fills it in.")
