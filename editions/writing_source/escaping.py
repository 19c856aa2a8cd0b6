"""Characters that Markdown would take for marks: escaped where they would be, and nowhere else (CommonMark 0.31).

A person writes "[sic]", "snake_case" and "5 < 6" as they are, and so does this.
"""

import re
import unicodedata

#: What a byte order mark and the marks that turn the order of letters round have in common: the reader refuses them bare.
_MISLEADING = frozenset("\u202d\u202e\ufeff")
_ENTITY = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,31});")
#: Brackets that are no link, as nothing that makes one follows them.
_HARMLESS = re.compile(r"\[[^\[\]^\\][^\[\]]*\](?![\[\](:])")
_MARKS = re.compile(r"[\\`*<&\[\]]|_+")
#: What makes a list, a heading, a quotation, a rule, code or an underline of a line that begins with it.
_BLOCK_MARK = re.compile(
    r"(?P<number>\d{1,9})(?P<point>[.)])(?=[ \t]|$)"
    r"|[-+*_](?=[ \t]|$)|#{1,6}(?=[ \t]|$)|>|~~~|=+[ \t]*$|-[-: |\t]*$"
)
#: What makes a table of the line above it.
_TABLE_MARK = re.compile(r"[:|][-:| \t]*$")
#: The blanks that a parser takes away from the edges of a block.
BLANKS = " \t\n\v\f\r\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000\u2028\u2029"


def escaped(text: str, defined: frozenset[str] = frozenset()) -> str:
    """Return *text*, words between two marks or edges, as Markdown that says the same within a line.

    *defined* are the labels of addresses that the source has, in capitals: in brackets, they would be links.
    """
    brackets = [match for match in _HARMLESS.finditer(text) if " ".join(match[0][1:-1].split()).upper() not in defined]
    harmless = {place for match in brackets for place in (match.start(), match.end() - 1)}
    marked = _MARKS.sub(lambda match: _escaped_mark(match, text, harmless), text)
    return "".join(reference(character) if _must_be_named(character) else character for character in marked)


def _escaped_mark(match: re.Match[str], text: str, harmless: set[int]) -> str:
    mark = match[0]
    before, after = text[match.start() - 1 : match.start()], text[match.end() : match.end() + 1]
    match mark[0]:
        case "&":
            return "&amp;" if _ENTITY.match(text, match.start()) else "&"
        case "<":
            bare = after == " "
        case "[" | "]":
            bare = match.start() in harmless
        case "*":
            bare = before == after == " "
        case "_":
            bare = before == after == " " or (is_letter(before) and is_letter(after))
        case "\\":
            bare = after == " " or is_letter(after)
        case _:
            bare = False
    return mark if bare else "".join(f"\\{character}" for character in mark)


def _must_be_named(character: str) -> bool:
    """Return whether the reader refuses *character* unless it is written as a reference."""
    return character in _MISLEADING or (character != "\t" and unicodedata.category(character) in ("Cc", "Zl", "Zp"))


def reference(character: str) -> str:
    """Return *character* as a character reference."""
    return "&nbsp;" if character == "\u00a0" else f"&#{ord(character)};"


def is_letter(character: str) -> bool:
    """Return whether *character* is neither a blank nor punctuation, as the rules of emphasis part characters."""
    return bool(character) and character not in BLANKS and unicodedata.category(character)[0] not in "PS"


def is_punctuation(character: str) -> bool:
    """Return whether *character* is punctuation or a symbol, as the rules of emphasis part characters."""
    return bool(character) and unicodedata.category(character)[0] in "PS"


def line_start(line: str, *, first: bool) -> str:
    """Return *line*, whose inlines are written, with its beginning escaped where it would begin another block.

    *first* says that it is the first of its block.
    """
    found = _BLOCK_MARK.match(line) or (None if first else _TABLE_MARK.match(line))
    if not found:
        return line
    if found.groupdict().get("number"):
        return f"{found['number']}\\{line[found.end('number') :]}"
    return f"\\{line}"


def without_closing_marks(line: str) -> str:
    """Return *line*, the words of a heading, with the "#" at its end escaped that would be taken for the heading's own."""
    return re.sub(r"(^|[ \t])(#+)$", r"\1\\\2", line)
