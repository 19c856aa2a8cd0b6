"""A line that says place and date and nothing else ("Baku, 3 May 2026"): an edition writes it itself."""

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from unicodedata import digit

from editions.language import is_known, place_and_day, weekdays
from editions.reading.tongues import LANGUAGES
from editions.reading.word.labels import is_numbered, label_of

#: Characters of such a line, and of the place in it.
_LONGEST, _LONGEST_PLACE = 70, 40
_YEAR = re.compile(r"\d{4}")
#: What languages write after a year, and CLDR does not, or not always.
_AFTER = re.compile(r"(?:-?\s?c[iıuü] il|\s*(?:г\.|года?|року|р\.|م))?[.]?$", re.IGNORECASE)
#: What some of them have there in CLDR.
_SUFFIXES = ("", "\u202fг.", "\u00a0г.", " г.", "\u202fр.", "\u00a0р.", " р.")
#: How a number of a day is dressed: in quotation marks, as an ordinal, with a nought; and what leads to it.
_QUOTED = re.compile(r"[«“„\"]\s?(\d{1,2})\s?[»”“\"]")
_ORDINAL = re.compile(r"\b(\d{1,2})(?:st|nd|rd|th|er|-?го)\b", re.IGNORECASE)
_NOUGHT = re.compile(r"(?<![\d.])0(\d)(?=\.?\s)")
_LED = re.compile(r"(^|[,،]?\s)(?:den|le|on|on the|في)\s+(?=\d)", re.IGNORECASE)
_FIGURES = re.compile(r"(?:(?P<place>.*?)[,،]\s*)?(?:(?P<day>\d{1,2})\.(?P<month>\d{1,2})\.(?P<year>\d{4})|(?P<iso>\d{4}-\d{2}-\d{2}))")
_TOWN = re.compile(r"(?:г\.|c\.|ş\.)\s?(?=\w)")


def place_and_date(line: str, languages: Iterable[str] = ()) -> tuple[str, date] | None:
    """Return the place, which may be empty, and the day that *line* says in full and alone; None where it says more, or none.

    A label ("Date:") may lead it. It is tried in the languages whose commonest words are known, in American English, and in
    *languages*. Of days in figures alone, those with points and those of ISO 8601 are certain; "3/5/2026" is not.
    """
    label = label_of(line, "date")
    line = "".join(str(digit(one, 0)) if one.isdecimal() else one for one in (label.rest if label else line))
    if len(line) > _LONGEST or not _YEAR.search(line):
        return None
    if figures := _FIGURES.fullmatch(_AFTER.sub("", line)):
        return _in_figures(figures, line)
    tongues = (*LANGUAGES, "en-US", *(one for one in languages if is_known(one)))
    for bare in dict.fromkeys(_forms(_AFTER.sub("", line))):
        for language in tongues:
            for suffix in _SUFFIXES:
                found = place_and_day(bare + suffix, language, date.min)
                if found and _is_place(found[0], bare):
                    place, day = found
                    return ("" if place.lower() in weekdays(language) else place), day
    return None


def in_columns(columns: Sequence[str]) -> tuple[str, date] | None:
    """Return the place and the day that *columns* of one line say, a place at one side and its date at the other."""
    found = [(number, dated) for number, said in enumerate(columns) if (dated := place_and_date(said))]
    if len(found) != 1 or len(columns) > 2:
        return None
    number, (place, day) = found[0]
    others = [said for other, said in enumerate(columns) if other != number]
    if place or not others or label_of(others[0], "date") or is_numbered(others[0]):
        return place, day
    return (others[0], day) if _is_place(others[0], f"{others[0]},") else None


def _forms(line: str) -> Iterator[str]:
    """Yield *line* as it is, and with its day and month as CLDR writes them."""
    yield line
    undressed = _LED.sub(r"\1", _NOUGHT.sub(r"\1", _ORDINAL.sub(r"\1", _QUOTED.sub(r"\1", line))))
    yield undressed
    yield re.sub(r"(?<=\d )\w+|(?<=\d\. )\w+", lambda word: word[0].lower(), undressed)
    yield re.sub(r"(?<=\d )\w+|(?<=\d\. )\w+|^\w+(?= \d)", lambda word: word[0].capitalize(), undressed)


def _in_figures(found: re.Match[str], line: str) -> tuple[str, date] | None:
    place = found["place"] or ""
    try:
        day = date.fromisoformat(found["iso"]) if found["iso"] else date(int(found["year"]), int(found["month"]), int(found["day"]))
    except ValueError:
        return None
    return (place, day) if _is_place(place, line) else None


def _is_place(place: str, line: str) -> bool:
    """Return whether *place*, with which *line* begins, can be one: parted from the date by a comma, or not there."""
    if not place:
        return True
    rest, name = line[len(place) :].lstrip(), _TOWN.sub("", place)
    is_name = bool(name) and not name[0].islower() and not name.isupper() and not _has_digit(place)
    return rest[:1] in (",", "،") and len(place) <= _LONGEST_PLACE and is_name


def _has_digit(text: str) -> bool:
    return any(character.isdigit() for character in text)
