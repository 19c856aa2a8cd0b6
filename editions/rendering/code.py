"""The edition mark as a QR code, which a scanner reads (ISO/IEC 18004).

The door to segno.
"""

#: Modules along one side of the smallest code, version 1: at level Q it holds 16 letters, and a quarter of it may be lost.
MODULES = 21
_VERSION, _LEVEL = 1, "q"


def code_address(mark: str, side: float) -> str:
    """Return the code that says *mark*, as a drawing *side* millimetres high and wide, in a data: address.

    It has no quiet zone of its own: what stands around it keeps 4 modules away (ISO/IEC 18004, 5.3.8).
    """
    import segno

    code = segno.make_qr(mark, version=_VERSION, error=_LEVEL, boost_error=False)
    address: str = code.svg_data_uri(border=0, scale=side / MODULES, unit="mm", svgclass=None, lineclass=None)
    return address
