"""Every rule: an edition in which it fires, and the near twin, the whole edition, in which it does not."""

import re

import pytest

from editions.checking.book import RULES
from tests.support.cases import Damage, found
from tests.support.damages import DAMAGES
from tests.support.rules import PROMISE
from tests.support.tools import ROOT

#: A clause of a standard that a rule may rest on: a number of parts, or several.
_CLAUSE = re.compile(
    r"(ISO 32000-1|ISO 14289-1|ISO 19005-3|WCAG 2\.2|ECMA-376, part [12])(, (table )?\d+(\.\d+)*(( and | to |, )\d+(\.\d+)*)*)?"
)


@pytest.mark.parametrize("damage", DAMAGES, ids=lambda damage: damage.name)
def test_a_damage_is_noticed_by_its_rule_and_the_whole_edition_is_not_objected_to(damage: Damage) -> None:
    case = damage.whole

    assert found(case, damage.rule) == []
    assert found(damage.apply(case), damage.rule)


def test_every_rule_has_a_damage_that_it_must_notice() -> None:
    assert {one.id for one in RULES} == {damage.rule for damage in DAMAGES}


def test_every_rule_has_an_id_a_family_a_sentence_and_an_explanation() -> None:
    for one in RULES:
        assert one.family in ("words", "metadata", "conformance", "accessibility", "page", "docx", "annexes", "manifest")
        assert one.sentence.endswith("."), one.id
        assert one.explanation, one.id
    assert len({one.id for one in RULES}) == len(RULES)


@pytest.mark.parametrize("clause", sorted({one.clause for one in RULES}))
def test_a_rule_rests_on_clauses_of_standards_or_on_a_promise_that_the_docs_give(clause: str) -> None:
    if match := PROMISE.fullmatch(clause):
        assert f"\n## {match[2]}\n" in (ROOT / "docs" / match[1]).read_text("utf-8")
    else:
        assert all(_CLAUSE.fullmatch(part) for part in clause.split("; "))


def test_no_promise_is_without_a_rule_that_looks_whether_it_is_kept() -> None:
    promises = re.findall("^## (.+)$", (ROOT / "docs" / "promises.md").read_text("utf-8"), re.MULTILINE)

    assert {f"docs/promises.md, {section}" for section in promises} <= {one.clause for one in RULES}
