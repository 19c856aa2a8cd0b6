"""Well-made statements of all lengths, languages and layouts: no rule finds an error in them."""

from pathlib import Path

import pytest

from editions.checking.book import RULES, ask
from editions.model.prose import Link, Paragraph, Strong, Words
from tests.support.cases import case_of, everything_case, laid_out_case, sample_case
from tests.support.folders import Plan, write_folder
from tests.support.making import with_body, words

_LENGTHS = (1, 3, 5, 8, 11, 15, 21, 30, 45, 60)
_PLANS = (
    *(Plan(seed=seed, blocks=blocks, recipients=seed * 3) for seed, blocks in enumerate(_LENGTHS)),
    *(Plan(seed=seed, blocks=blocks, layout="ombudsman", recipients=4 + seed * 2) for seed, blocks in enumerate(_LENGTHS, 20)),
    *(Plan(seed=seed, blocks=blocks, paper="Letter", signatories=3) for seed, blocks in enumerate((2, 9, 25), 40)),
    *(Plan(seed=seed, blocks=18, language=language) for seed, language in enumerate(("fr", "az", "tr", "ru", "el", "ar", "he"), 50)),
    *(Plan(seed=seed, blocks=35, language=language, signatories=2) for seed, language in enumerate(("az", "ru", "ar", "he"), 60)),
    Plan(seed=70, blocks=6, annexes=("figures.md",)),
    Plan(seed=71, blocks=14, layout="ombudsman", annexes=("typst-ua.pdf", "figures.md", "libreoffice.pdf")),
    Plan(seed=72, blocks=9, language="az", annexes=("figures.md", "typst-across.pdf")),
    Plan(seed=73, blocks=5, language="ar", annexes=("figures.md",)),
    Plan(seed=74, blocks=5, paper="Letter", annexes=("ghostscript.pdf", "reportlab.pdf")),
    Plan(seed=80, blocks=280),
)


@pytest.mark.parametrize("plan", _PLANS, ids=lambda plan: plan.name)
def test_no_error_is_found_in_a_well_made_statement(plan: Plan, tmp_path: Path) -> None:
    case = laid_out_case(write_folder(plan, tmp_path), plan.language, plan.paper)

    errors = [finding for finding in ask((case,), "made").findings if finding.severity == "error"]

    assert errors == []


def test_no_error_is_found_in_the_samples() -> None:
    cases = (sample_case(), everything_case("en"), everything_case("az"), everything_case("ar"))

    assert [finding for finding in ask(cases, "samples").findings if finding.severity == "error"] == []


def test_the_statements_are_at_least_thirty_and_all_rules_that_look_at_them_are_asked(tmp_path: Path) -> None:
    case = laid_out_case(write_folder(_PLANS[-5], tmp_path), "en", "A4")

    assert len(_PLANS) >= 30
    assert set(ask((case,), "made").asked) == {rule.id for rule in RULES if "verapdf" not in rule.needs}


def test_no_error_is_found_where_words_of_weight_stand_in_a_link() -> None:
    inner = (
        Words(text="the "),
        Strong(children=(Words(text="whole"),)),
        Words(text=" text of the council, which was heard and put before"),
    )
    paragraph = Paragraph(inlines=(Words(text="As in "), Link(target="https://example.org/a", children=inner), Words(text=" its members.")))
    case = case_of(with_body(paragraph, words("The end of it.")))

    assert [finding for finding in ask((case,), "made").findings if finding.severity == "error"] == []
