"""Whom copies go to, in order, and what stands in the window of each. Pure."""

from collections.abc import Collection, Iterable, Iterator

from editions.language import country_name, direction_of
from editions.model.copies import Planned
from editions.model.directory import Addressee
from editions.model.prepared import Lines

#: Behind every rank that is given.
_LAST = 10**9


def in_order(addressees: Iterable[Addressee]) -> list[Addressee]:
    """Return *addressees*, each once, by rank; those without one behind, in the order in which they came."""
    return sorted({one.id: one for one in addressees}.values(), key=lambda one: one.rank or _LAST)


def plan(addressees: Iterable[Addressee], languages: Collection[str], original: str) -> Iterator[Planned]:
    """Yield the copies for *addressees*, numbered as they come: of the text in the language of each, if it is one of *languages*."""
    number = 0
    for one in addressees:
        language = _language(one.language, languages, original)
        for nth in range(1, one.copies + 1):
            number += 1
            yield Planned(number=number, addressee=one, nth=nth, language=language)


def _language(wanted: str, languages: Collection[str], original: str) -> str:
    """Return the one of *languages* in which somebody reads who reads *wanted*: "az" serves "az-Latn"."""
    known = {language.casefold(): language for language in languages}
    wanted = wanted.casefold()
    while wanted and wanted not in known:
        wanted = wanted.rpartition("-")[0]
    return known.get(wanted, original)


def address(one: Addressee, language: str, home: str) -> Lines:
    """Return the address of *one*, as it stands in the window of a copy in *language*.

    The country stands last, in the language of the copy, unless it is *home*, the office's own, or stands there already.
    """
    lines = [one.name, *one.address]
    if one.country and one.country != home:
        country = country_name(one.country, language)
        if _folded(lines[-1]) != _folded(country):
            lines.append(country)
    return Lines(lines=tuple(lines), direction=direction_of(" ".join(lines)))


def _folded(text: str) -> str:
    """Return *text* without capitals, of which İ and I have small letters of their own in some languages."""
    return text.replace("İ", "i").replace("ı", "i").casefold()


def line(text: str) -> Lines:
    """Return *text*, one line, as it stands in a place."""
    return Lines(lines=(text,), direction=direction_of(text))
