"""What depends on a language: how a date is said, which way it runs, where it may be hyphenated.

The door to Babel (the Unicode CLDR) and to pyphen's list of patterns.
"""

import tomllib
from datetime import date
from functools import cache
from importlib.resources import files
from unicodedata import bidirectional

from babel import Locale, UnknownLocaleError
from babel.core import get_global
from babel.dates import format_date

#: Languages whose script is part of Word's name for them ([MS-LCID], 2.2).
_SCRIPT_NAMED = frozenset(("az", "bs", "ha", "iu", "sr", "tg", "uz"))


#: Codes of two letters that CLDR has beside those of countries: unions, islands that have none of their own, what stands for an unknown
#: one. XK, by which Kosovo is widely known, is none of ISO's and is taken.
_NO_COUNTRIES = frozenset(("AC", "CP", "CQ", "DG", "EA", "EU", "EZ", "IC", "QO", "TA", "UN", "XA", "XB", "ZZ"))


def is_known(language: str) -> bool:
    """Return whether CLDR knows *language*, a BCP 47 tag such as "en" or "az-Latn"."""
    try:
        Locale.parse(language, sep="-")
    except (UnknownLocaleError, ValueError):
        return False
    return True


def is_country(code: str) -> bool:
    """Return whether *code* names a country by two letters (ISO 3166-1), in capitals or not."""
    return len(code) == 2 and code.isascii() and code.isalpha() and code.upper() in Locale("en").territories.keys() - _NO_COUNTRIES


def country_name(code: str, language: str) -> str:
    """Return what the country *code* (ISO 3166-1, two letters) is called in *language*, in capitals, as posts ask for it (UPU S42).

    In English where CLDR has no name for it in *language*.
    """
    name = Locale.parse(language, sep="-").territories.get(code) or Locale("en").territories[code]
    # The small i of these has its dot as a capital, too.
    turkic = language.partition("-")[0] in ("az", "tr")
    return str(name.translate({ord("i"): "İ"}) if turkic else name).upper()


def direction_of(text: str) -> str:
    """Return "rtl" for *text* whose first letter belongs to a script written from right to left, else "ltr" (UAX 9, P2 and P3)."""
    found = next((kind for kind in map(bidirectional, text) if kind in ("L", "R", "AL")), "L")
    return "ltr" if found == "L" else "rtl"


def direction(language: str) -> str:
    """Return "rtl" for a language that is written from right to left, else "ltr"."""
    return "rtl" if Locale.parse(language, sep="-").character_order == "right-to-left" else "ltr"


def script(language: str) -> str:
    """Return the script in which *language* is mostly written, by its code in ISO 15924: "Latn", "Cyrl"."""
    locale = Locale.parse(language, sep="-")
    if locale.script:
        return locale.script
    likely = get_global("likely_subtags")
    subtags = str(likely.get(str(locale), likely.get(locale.language, ""))).split("_")
    return next((subtag for subtag in subtags if len(subtag) == 4), "Latn")


def english_name(language: str) -> str:
    """Return what *language* is called in English: "Azerbaijani"; the tag itself where CLDR does not know it."""
    return str(Locale.parse(language, sep="-").get_display_name("en")) if is_known(language) else language


def long_date(day: date, language: str) -> str:
    """Return *day* as *language* writes it in full: "20 January 2022", "20 yanvar 2022".

    English is that of the UN and the EU, day first, unless the language says otherwise ("en-US").
    """
    locale = Locale.parse("en-GB" if language == "en" else language, sep="-")
    return format_date(day, format="long", locale=locale)


@cache
def known_labels() -> dict[str, dict[str, str]]:
    """Return the words that an edition adds to a statement, by language and then by what they stand for."""
    return tomllib.loads(files("editions").joinpath("labels.toml").read_text("utf-8"))


def is_hyphenated(language: str) -> bool:
    """Return whether there are hyphenation patterns for *language*."""
    import pyphen

    return pyphen.language_fallback(language.replace("-", "_")) is not None


def word_language(language: str) -> str:
    """Return *language* as Word names it: with the region where it is most spoken, "az-Latn-AZ", "ru-RU"."""
    locale = Locale.parse("en-GB" if language == "en" else language, sep="-")
    script = locale.script
    if locale.territory is None:
        likely = Locale.parse(get_global("likely_subtags").get(str(locale), str(locale)))
        locale, script = likely, likely.script if likely.language in _SCRIPT_NAMED else None
    return "-".join(part for part in (locale.language, script, locale.territory) if part)


def weekdays(language: str) -> frozenset[str]:
    """Return the names of the days of the week in *language*, in small letters."""
    days = Locale.parse(language, sep="-").days
    return frozenset(name.lower() for form in days.values() for name in form["wide"].values())


def place_and_date(place: str, day: date, language: str) -> str:
    """Return the line that says *place* and *day* in *language*: "Baku, 20 January 2022".

    In a language that nobody knows, the day is as ISO 8601 has it.
    """
    said = long_date(day, language) if is_known(language) else day.isoformat()
    return ", ".join(part for part in (place, said) if part)


def place_and_day(line: str, language: str, near: date) -> tuple[str, date] | None:
    """Return the place and the day that *line* says in *language*, as an edition writes them; None where it says none.

    All days are tried that have a number of the line as their day and year; *near* is the year for a line without one.
    """
    numbers = {int(number) for number in _digits(line) if len(number) <= 4}
    years = {number for number in numbers if 1000 <= number <= 9999} or {near.year}
    found = [
        (len(said), line[: len(line) - len(said)], day)
        for year in sorted(years)
        for month in range(1, 13)
        for number in sorted(numbers)
        if (day := _day(year, month, number)) and line.endswith(said := long_date(day, language))
    ]
    if not found:
        return None
    _, place, day = max(found)
    return place.rstrip(" ,،"), day


def _digits(line: str) -> list[str]:
    from unicodedata import digit

    return "".join(str(digit(character, -1)) if digit(character, -1) >= 0 else " " for character in line).split()


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
