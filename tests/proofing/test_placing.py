"""Findings on a DOCX, marked where its words stand in the pages that LibreOffice makes of it."""

import re
from collections.abc import Callable
from dataclasses import replace
from functools import cache

import pytest

from editions.checking.book import RULES, ask
from editions.checking.rules import Case
from editions.model.evidence import Passage
from editions.model.findings import Finding
from editions.proofing.placing import placed
from editions.proofing.setting import Setting, set_documents
from editions.seeing.letters import Letter, letters_of
from tests.support.cases import everything_case, in_parts, sample_case
from tests.support.making import around
from tests.support.proofs import error
from tests.support.tools import require

_TEXT, _HEAD = "word/document.xml", "word/header2.xml"
#: How a run begins, and one in French, and one that is hidden.
_OPEN = '<w:r><w:t xml:space="preserve">'
_FRENCH = _OPEN.replace("<w:t", '<w:rPr><w:lang w:val="fr-FR"/></w:rPr><w:t')
_HIDDEN = _OPEN.replace("<w:t", "<w:rPr><w:vanish/></w:rPr><w:t")


def _changed(part: str, *changes: tuple[str, str]) -> Callable[[dict[str, bytes]], None]:
    def change(parts: dict[str, bytes]) -> None:
        for old, new in changes:
            assert old.encode() in parts[part], old
            parts[part] = parts[part].replace(old.encode(), new.encode(), 1)

    return change


def _twice(parts: dict[str, bytes]) -> None:
    """Let a recipient stand there twice, the second time set to the right by hand."""
    whole = parts[_TEXT].decode()
    [one] = [found for found in re.findall("<w:p>(?:(?!<w:p>).)*?</w:p>", whole) if ">UN Human Rights Council<" in found]
    parts[_TEXT] = whole.replace(one, one + one.replace("</w:pPr>", '<w:jc w:val="right"/></w:pPr>')).encode()


@cache
def _damaged() -> Case:
    """Return the sample with a wrong word, a sentence in French, a recipient twice, and a wrong word in the later pages' head."""
    case = in_parts(_changed(_TEXT, ("the aggressive actions", "the agressive actions")))(sample_case())
    case = in_parts(_changed(_TEXT, (_OPEN + "From the late", _FRENCH + "From the late")))(case)
    return in_parts(_changed(_HEAD, ("Human Rights", "Human Right")))(in_parts(_twice)(case))


@cache
def _set(case: Case) -> tuple[Setting, tuple[Letter, ...]]:
    require("soffice")
    [setting] = set_documents((case,), around().fonts, with_office=True)
    return setting, tuple(letters_of(setting.content))


def _marked(case: Case, *findings: Finding) -> list[str]:
    """Return the page of each of *findings*, and the letters under its mark; nothing where it has none."""
    setting, letters = _set(case)
    found = []
    for one in placed(findings, (case,), (setting,)):
        box = one.box or (0, 0, 0, 0)
        under = [letter for letter in letters if letter.page == one.page and _lies_in(letter, box)]
        found.append(f"{one.page}: {''.join(letter.text for letter in under)}" if one.box else "")
    return found


def _lies_in(letter: Letter, box: tuple[float, float, float, float]) -> bool:
    left, low, right, high = letter.box
    return box[0] <= left and box[1] <= low and right <= box[2] and high <= box[3]


def _found(case: Case, rule: str) -> tuple[Finding, ...]:
    findings = ask((case,), case.name, [one for one in RULES if one.id == rule]).findings
    return tuple(one for one in findings if one.where == case.docx_name)


def test_a_wrong_word_is_marked_and_one_in_the_head_on_the_first_page_that_shows_it() -> None:
    marks = _marked(_damaged(), *_found(_damaged(), "words-docx"))

    assert sorted(marks) == ["1: agressive", "2: Right"]


def test_words_of_another_language_are_marked_where_they_stand() -> None:
    [mark] = _marked(_damaged(), *_found(_damaged(), "language-run"))

    assert mark.startswith("1: Fromthelate1980s,Armeniapursued")
    assert "32years" not in mark


def test_of_two_paragraphs_of_the_same_words_the_right_one_is_marked() -> None:
    setting, letters = _set(_damaged())
    first, second = _heights(letters, "UNHumanRightsCouncil")

    [finding] = _found(_damaged(), "formatting-direct")
    [found] = placed((finding,), (_damaged(),), (setting,))

    assert found.box
    assert first > found.box[3] > second


def _heights(letters: tuple[Letter, ...], words: str) -> list[float]:
    """Return the height on the page in which *words* begin, for each place where they stand."""
    text = "".join(letter.text for letter in letters)
    return [letters[place.start()].box[1] for place in re.finditer(words, text)]


def test_a_field_in_the_foot_is_marked_on_a_later_page() -> None:
    docx = _damaged().docx
    assert docx
    [foot] = [one for one in docx.running["word/footer2.xml"] if one.fields]
    number = foot.passage_of(*(run for run in foot.runs if run.field == 1))

    assert _marked(_damaged(), error(where=_damaged().docx_name, passage=number)) == ["2: 2"]
    assert _marked(_damaged(), error(where=_damaged().docx_name, passage=Passage(part="word/footer2.xml"))) == ["2: Page2of2"]


def test_words_that_are_on_no_page_have_no_mark_and_their_neighbours_have_theirs() -> None:
    hidden = in_parts(_changed(_TEXT, (_OPEN + "32 years", _HIDDEN + "32 years")))(sample_case())
    [finding] = _found(hidden, "text-vanished")
    assert finding.passage
    below = replace(finding, passage=replace(finding.passage, paragraph=finding.passage.paragraph + 1))

    gone, there = _marked(hidden, finding, below)

    assert gone == ""
    assert there.startswith("1: TheJanuary20eventsdidnotbreak")


@cache
def _everything(language: str) -> Case:
    changes = {"en": ("another year, whose", "a year, whose"), "ar": ("نموذجية", "نموذجة")}
    case = in_parts(_changed(_TEXT, changes[language]))(everything_case(language))
    return in_parts(_changed("word/footnotes.xml", ("The second footnote", "The last footnote")))(case) if language == "en" else case


@pytest.mark.parametrize(("language", "marks"), [("en", ["1: last", "2: a"]), ("ar", ["1: نموذجة"])])
def test_words_in_cells_in_notes_and_from_right_to_left_are_marked(language: str, marks: list[str]) -> None:
    case = _everything(language)

    assert sorted(_marked(case, *_found(case, "words-docx"))) == marks


def test_a_finding_that_is_about_no_words_has_no_mark() -> None:
    case = _damaged()
    stays = error(where=case.docx_name), error(where=case.docx_name, passage=Passage(part="word/other.xml", paragraph=1))

    assert _marked(case, *stays) == ["", ""]


def test_without_a_setting_nothing_is_marked() -> None:
    findings = _found(_damaged(), "words-docx")

    assert placed(findings, (_damaged(),), (Setting(why_not="LibreOffice is not installed"),)) == findings
