"""A line that says place and date and nothing else ("Baku, 3 May 2026"): an edition writes it itself."""

import re
from collections.abc import Iterable
from datetime import date

from editions.language import is_known, place_and_day
from editions.reading.tongues import LANGUAGES

#: Characters of such a line, and of the place in it.
_LONGEST, _LONGEST_PLACE = 70, 40
_YEAR = re.compile(r"\d{4}")
#: What languages write after a year, and CLDR does not, or not always.
_AFTER = re.compile(r"(?:-?\s?c[iıuü] il|\s*(?:г\.|года?|року|р\.))?[.]?$", re.IGNORECASE)
#: What some of them have there in CLDR.
_SUFFIXES = ("", "\u202fг.", "\u00a0г.", " г.", "\u202fр.", "\u00a0р.", " р.")


def place_and_date(line: str, languages: Iterable[str] = ()) -> tuple[str, date] | None:
    """Return the place, which may be empty, and the day that *line* says in full and alone; None where it says more, or none.

    It is tried in the languages whose commonest words are known, in American English, and in *languages*.
    """
    if len(line) > _LONGEST or not _YEAR.search(line):
        return None
    bare = _AFTER.sub("", line)
    for language in (*LANGUAGES, "en-US", *(one for one in languages if is_known(one))):
        for suffix in _SUFFIXES:
            found = place_and_day(bare + suffix, language, date.min)
            if found and _is_place(found[0], bare):
                return found
    return None


def _is_place(place: str, line: str) -> bool:
    """Return whether *place*, with which *line* begins, can be one: parted from the date by a comma, or not there."""
    if not place:
        return True
    rest = line[len(place) :].lstrip()
    return rest[:1] in (",", "،") and len(place) <= _LONGEST_PLACE and place[0].isupper() and not place.isupper() and not _has_digit(place)


def _has_digit(text: str) -> bool:
    return any(character.isdigit() for character in text)
