"""In which language the words are to be read aloud."""

import unicodedata
from collections import Counter
from collections.abc import Iterator
from functools import cache

from editions.checking.parts import Block, blocks_of, parts_of, prepared_of, set_here
from editions.checking.quoting import quoted
from editions.checking.rules import Case, Hit, rule
from editions.language import is_known, script
from editions.model.evidence import Element

_FAMILY = "accessibility"
#: Scripts by the first word of their characters' names in Unicode.
_SCRIPTS = {
    "LATIN": "Latn", "CYRILLIC": "Cyrl", "GREEK": "Grek", "ARABIC": "Arab", "HEBREW": "Hebr", "ARMENIAN": "Armn", "GEORGIAN": "Geor",
    "DEVANAGARI": "Deva", "THAI": "Thai", "CJK": "East", "HIRAGANA": "East", "KATAKANA": "East", "HANGUL": "East",
}  # fmt: skip
_EASTERN = ("Jpan", "Hans", "Hant", "Kore", "Hani")
#: Letters from which words of another script are a passage: fewer are mostly names (WCAG 2.2, 3.1.2, leaves those out).
_PASSAGE = 25


@rule("language-missing", "The document says in which language it is.", family=_FAMILY, needs=("pdf",), clause="WCAG 2.2, 3.1.1")
def language_missing(case: Case) -> Iterator[Hit]:
    """The language (/Lang) is a tag of BCP 47 such as "en" or "az-Latn". Without it, a text is read with the wrong voice."""
    if case.pdf is None:
        return
    if not case.pdf.language:
        yield Hit(message="the document does not say in which language it is")
    elif not is_known(case.pdf.language):
        yield Hit(message=f'the document\'s language is "{case.pdf.language}", which no language is called')


@rule("language-wrong", "The document's language is that of its text.", family=_FAMILY, needs=("pdf", "source"), clause="WCAG 2.2, 3.1.1")
def language_wrong(case: Case) -> Iterator[Hit]:
    """An English text that is marked as French is read aloud as if it were French. A language that is none is told by language-missing."""
    prepared = prepared_of(case)
    if case.pdf is None or prepared is None or not is_known(case.pdf.language or "?"):
        return
    if case.pdf.language.casefold() != prepared.metadata.language.casefold():
        yield Hit(message=f'the document says that it is in "{case.pdf.language}"; its text is in "{prepared.metadata.language}"')


@rule("language-unknown", "Every language that a tag names is one.", family=_FAMILY, needs=("pdf",), clause="ISO 14289-1, 7.2")
def language_unknown(case: Case) -> Iterator[Hit]:
    """A part of the text may have a language of its own; what no language is called is read with any voice."""
    for element in case.pdf.tree.walk() if case.pdf and case.pdf.tree else ():
        if element.language and not is_known(element.language):
            page = next((content.page for content in element.contents()), 0)
            yield Hit(message=f'a part of the text is marked as "{element.language}", which no language is called', page=page)


@rule("language-annex", "An annex in another language says so.", family=_FAMILY, needs=("pdf", "source"), clause="WCAG 2.2, 3.1.2")
def language_annex(case: Case) -> Iterator[Hit]:
    """An annex whose language the statement gives, and which is not the statement's, has it on its tags."""
    prepared, parts = prepared_of(case), parts_of(case)
    if prepared is None or prepared.annexes is None:
        return
    for annex, part in zip(prepared.annexes.annexes, parts.annexes, strict=False):
        wanted = annex.language
        if wanted and part.children and not _is_in(part, wanted, prepared.metadata.language):
            yield Hit(
                message=f'{annex.label} is in "{wanted}", and its tags do not say so', page=next((c.page for c in part.contents()), 0)
            )


def _is_in(part: Element, wanted: str, otherwise: str) -> bool:
    own = part.language or otherwise
    return all((kid.language or own) == wanted for kid in part.children) or own == wanted


@rule(
    "language-passage",
    "A passage in another script has a language of its own.",
    family=_FAMILY,
    needs=("pdf",),
    clause="WCAG 2.2, 3.1.2",
    severity="warning",
)
def language_passage(case: Case) -> Iterator[Hit]:
    """A paragraph that is mostly in letters which its language is not written in is read aloud wrong, or spelt out.

    Names and single words are left out. A warning, since a source cannot mark passages: it is for the editor to judge. Where
    the document names a wrong language (language-wrong), its words are held against that of the source.
    """
    prepared = prepared_of(case)
    whole = prepared.metadata.language if prepared else case.pdf.language if case.pdf else ""
    if case.pdf is None or not is_known(whole or "?"):
        return
    parts = parts_of(case)
    for block in (*parts.blocks, *(block for part in parts.annexes for block in blocks_of(case.pdf, part))):
        language = block.language if block.language not in ("", case.pdf.language) else whole
        if is_known(language) and (other := _other_script(block, _family_of(script(language)))):
            yield Hit(message=f'"{quoted(block.text)}" is in another script ({other}) than "{language}"', page=block.page)


@rule(
    "language-strange", "No passage says that it is in another language than its text.", family=_FAMILY, needs=("pdf", "source"),
    clause="WCAG 2.2, 3.1.2",
)  # fmt: skip
def language_strange(case: Case) -> Iterator[Hit]:
    """A paragraph that says that it is in French is read aloud with a French voice. A source names one language for a text and
    one for an annex, and none for a passage: a tag within, or a mark on the page, that names another was not made from it.
    What no language is called is told by language-unknown.
    """
    prepared = prepared_of(case)
    if case.pdf is None or prepared is None:
        return
    elements, pages = set_here(case)
    own = prepared.metadata.language
    known = {own.casefold(), *(annex.language.casefold() for annex in (prepared.annexes.annexes if prepared.annexes else ()))}
    for top in elements:
        wanted = known if top.tag == "Part" else {own.casefold()}
        for element in top.walk():
            if is_known(element.language or "?") and element.language.casefold() not in wanted:
                runs = case.pdf.runs_of(element)
                words = "".join(run.text for _, run in runs).strip()
                yield Hit(message=f'"{quoted(words)}" is marked as "{element.language}"', page=runs[0][0].number if runs else 0)
    numbers = {page.number for page in pages}
    for one in case.pdf.replacements:
        if one.key == "Lang" and one.page in numbers and one.text.casefold() not in known:
            yield Hit(message=f'a part of the text is marked as "{one.text}"', page=one.page)


def _other_script(block: Block, own: str) -> str:
    """Return the script, not *own*, in which most of the block is; empty where there is none."""
    counts: Counter[str] = Counter()
    for character, count in Counter(block.words).items():
        counts[_script_of(character)] += count
    counts.pop("", None)
    if not counts:
        return ""
    most, letters = counts.most_common(1)[0]
    return most if most != own and letters >= _PASSAGE else ""


@cache
def _script_of(character: str) -> str:
    return _SCRIPTS.get(unicodedata.name(character, "").partition(" ")[0], "") if character.isalpha() else ""


def _family_of(code: str) -> str:
    return "East" if code in _EASTERN else code


RULES = (language_missing, language_wrong, language_unknown, language_annex, language_passage, language_strange)
