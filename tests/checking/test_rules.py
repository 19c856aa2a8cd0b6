"""Every rule: an edition in which it fires, and the near twin, the whole edition, in which it does not."""

import pytest

from editions.checking.book import RULES
from tests.support.cases import Damage, found
from tests.support.damages import DAMAGES


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
