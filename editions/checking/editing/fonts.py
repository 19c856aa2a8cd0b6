"""Fonts that a reader's Word has.

After Microsoft's lists: "Windows 11 font list" and "Windows 10 font list" (learn.microsoft.com/typography/fonts), with
those of a language's features, and from "Fonts included with Microsoft 365 apps" (support.microsoft.com).
"""

_LATIN = """
Aptos, Aptos Display, Aptos Narrow, Aptos Mono, Aptos Serif, Arial, Arial Black, Arial Narrow, Bahnschrift, Baskerville Old Face,
Bodoni MT, Book Antiqua, Bookman Old Style, Calibri, Calibri Light, Cambria, Cambria Math, Candara, Century, Century Gothic,
Century Schoolbook, Comic Sans MS, Consolas, Constantia, Corbel, Courier New, Ebrima, Franklin Gothic Medium, Franklin Gothic Book,
Gabriola, Garamond, Georgia, Gill Sans MT, Goudy Old Style, Impact, Ink Free, Lucida Console, Lucida Sans, Lucida Sans Unicode,
Marlett, Microsoft Sans Serif, Palatino Linotype, Perpetua, Rockwell, Segoe Print, Segoe Script, Segoe UI, Segoe UI Emoji,
Segoe UI Light, Segoe UI Symbol, Sitka Text, Sylfaen, Symbol, Tahoma, Times New Roman, Trebuchet MS, Tw Cen MT, Verdana, Webdings,
Wingdings, Wingdings 2, Wingdings 3
"""
_OTHER_SCRIPTS = """
Arabic Typesetting, Traditional Arabic, Simplified Arabic, Sakkal Majalla, Dubai, Urdu Typesetting, David, David Libre, Miriam,
Frank Ruehl, Gisha, Mangal, Nirmala UI, Latha, Leelawadee UI, Cordia New, Angsana New, Mongolian Baiti, Myanmar Text, Gadugi,
Javanese Text, Microsoft Himalaya, Microsoft New Tai Lue, Microsoft PhagsPa, Microsoft Tai Le, Microsoft Yi Baiti, MV Boli,
MS Gothic, MS PGothic, MS Mincho, MS PMincho, Yu Gothic, Yu Mincho, Meiryo, Malgun Gothic, Batang, Gulim, SimSun, NSimSun, SimHei,
KaiTi, FangSong, DengXian, Microsoft YaHei, Microsoft JhengHei, MingLiU, PMingLiU, DFKai-SB, MingLiU-ExtB, SimSun-ExtB
"""
#: In small letters: Word does not tell Arial from ARIAL.
KNOWN_FONTS = frozenset(name.strip().casefold() for name in (_LATIN + "," + _OTHER_SCRIPTS).replace("\n", " ").split(","))
#: Faces of ours, and those of Word's that have the same widths.
_TWINS = {"tinos": "times new roman", "arimo": "arial", "cousine": "courier new"}


def is_as_wide(font: str, face: str) -> bool:
    """Return whether *font*, which a DOCX names, is the layout's *face*, or has its widths."""
    return font.casefold() in (face.casefold(), _TWINS.get(face.casefold()))
