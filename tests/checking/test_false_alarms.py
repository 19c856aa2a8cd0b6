"""Well-made statements of all lengths, languages and layouts: no rule finds an error in them."""

from pathlib import Path

import pytest

from editions.checking.book import RULES, ask
from editions.checking.rules import Case
from editions.model.findings import Finding
from editions.model.prose import Link, Paragraph, Strong, Words
from tests.support.annexes import PRODUCERS
from tests.support.cases import case_of, everything_case, laid_out_case, sample_case
from tests.support.folders import Plan, write_folder
from tests.support.making import EVERYTHING, with_body, words

_LENGTHS = (1, 3, 8, 15, 30, 60)
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
    Plan(seed=75, blocks=4, annexes=("untagged.pdf",)),
    Plan(seed=76, blocks=4, annexes=("chromium.pdf", "layers.pdf", "active.pdf")),
    Plan(seed=80, blocks=140),
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
    case = laid_out_case(write_folder(_PLANS[-7], tmp_path), "en", "A4")

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


def _errors(case: Case) -> list[Finding]:
    return [finding for finding in ask((case,), "made").findings if finding.severity == "error"]


_ADDRESS = (
    "https://www.example.org/resources/documents/statements/2022/on-the-anniversary-of-what-was-done/annexes/figures-that-are-cited.pdf"
)
_LINES = "Words of a paragraph that is long enough to fill a line of the page, and goes on for some more. "
_ROW = "| 1990 | a year whose events are told at some length, so that the cell turns over into a second line | 150 |\n"
#: Texts as offices write them, in Markdown.
_BODIES = {
    "adjacent formatted words": "It was **heard***once* and *put*-**before** the ***whole*** **council**, *not*(**only**) its “*members*”.",
    "a bare address broken over lines": f"See <{_ADDRESS}> and <{_ADDRESS}?page=2_of_3>.\n\n<{_ADDRESS}>",
    "an address of mail": "Write to <press.office@ombudsman.example.org>, or to [the press office](mailto:press@example.org).",
    "an address in a note": f"It was published[^a].\n\n[^a]: See <{_ADDRESS}>, and [the text](https://example.org/a_b).",
    "links of one letter and of signs": "See [a](https://example.org/a), [g](https://example.org/g) and [§ 5](https://example.org/5).",
    "a link with weight that is broken": f"As in [the **whole** text that {_LINES * 2}*was* heard](https://example.org/a).",
    "a link in a heading, an item, a cell and a quotation": (
        "# On [the act](https://example.org/1)\n\n- [an item](https://example.org/2)\n\n"
        "| One | Two |\n|---|---|\n| [a cell](https://example.org/3) | 5 |\n\n> [quoted](https://example.org/4) words"
    ),
    "a table with empty cells and rows": "| Year | Event | Number |\n|---|---|--:|\n| 1990 | | |\n| | | |\n| | | |\n| | | 5 |\n| | | |",
    "a table alone": "| A | B |\n|---|---|\n| 1 | 2 |",
    "a table over three pages": "| Year | Event | Number |\n|---|---|--:|\n" + _ROW * 70 + "\n" + _LINES * 3,
    "two tables next to each other": "| A | B |\n|---|---|\n| 1 | 2 |\n\nOf it:\n\n| C | D |\n|---|---|\n| 3 | 4 |",
    "a table in a quotation and in an item": "> | A | B |\n> |---|---|\n> | 1 | 2 |\n\n- It says:\n\n  | C | D |\n  |---|---|\n  | 3 | 4 |",
    "notes on several pages": "\n\n".join(f"{_LINES * 4}[^n{number}]" for number in range(15))
    + "\n"
    + "".join(f"\n[^n{number}]: {_LINES}\n" for number in range(15)),
    "a note longer than the page": _LINES * 5 + "[^long]\n\n" + f"[^long]: {_LINES * 60}",
    "a note in a cell": "| A | B |\n|---|---|\n| it[^c] | 2 |\n\n[^c]: In a cell.",
    "signs, dashes and lines of them": "\\_\\_\\_\\_\\_ — – - … · • ± 5 °C § 12 № 7 “q” ‘s’ 1/2 10 km² H₂O x² €5 100 % a/b and/or",
    "words in other scripts": "In *Le Monde*, in Новости, in שלום and in العربية it was Ελλάδα; *coup d’état*, *acquis communautaire*.",
    "numbers and years": "In 1990–1994, at 10:30, 1,234.56 of 5 000; art. 5 (2) (a); No. A/RES/48/134; 20.01.1990.",
    "hard breaks": "One\\\ntwo\\\nthree\n\n**Bold line**\\\n*slanted line*",
    "an image in a cell": "| A | B |\n|---|---|\n| ![Four bars](images/chart.png) | 2 |",
    "capitals": "# THE COUNCIL OF MEMBERS\n\nWE, THE MEMBERS OF THE COUNCIL, DECLARE THAT THIS IS SO.",
    "deep lists": "1. one\n   - two\n     1. three\n        - four\n\n          with a paragraph\n2. five",
}


def _folder(at: Path, body: str, layout: str = "plain", annex: str = "", more: str = "") -> Path:
    folder = at / "statement"
    (folder / "images").mkdir(parents=True)
    (folder / "images" / "chart.png").write_bytes((EVERYTHING / "images" / "chart.png").read_bytes())
    declared = f'date = 2026-03-08\noriginal = "en"\nlayout = "{layout}"\n{more}'
    if annex:
        (folder / "annex.md").write_text(annex, "utf-8")
        declared += '\n[[annexes]]\nfile = "annex.md"\nlanguage = "en"\ntitle.en = "Figures cited"\n'
    (folder / "statement.toml").write_text(declared, "utf-8")
    front = '+++\nheading = "STATEMENT"\n\n[signatory]\nname = "A. Sample"\noffice = "Sample Officer"\n+++\n\n'
    (folder / "en.md").write_text(front + body + "\n\nThe end of it.\n", "utf-8")
    return folder


@pytest.mark.parametrize("layout", ["plain", "ombudsman"])
@pytest.mark.parametrize("name", _BODIES)
def test_no_error_is_found_in_a_text_as_offices_write_it(name: str, layout: str, tmp_path: Path) -> None:
    assert _errors(laid_out_case(_folder(tmp_path, _BODIES[name], layout), "en")) == []


# An annex in Markdown has no images.
@pytest.mark.parametrize("name", [name for name, body in _BODIES.items() if "images/" not in body])
def test_no_error_is_found_in_a_page_with_such_a_text_as_its_annex(name: str, tmp_path: Path) -> None:
    assert _errors(laid_out_case(_folder(tmp_path, "One paragraph.", annex=_BODIES[name] + "\n"), "en")) == []


@pytest.mark.parametrize("before", ["", "See ", "What was said of it by those who were there can be read by everybody, at "])
def test_no_error_is_found_where_a_bare_address_is_broken_over_lines(before: str) -> None:
    link = Link(target=_ADDRESS, children=(Words(text=_ADDRESS),))
    paragraph = Paragraph(inlines=(Words(text=before), link, Words(text=" and elsewhere.")) if before else (link,))

    assert _errors(case_of(with_body(paragraph, words("The end of it.")))) == []


def test_no_error_is_found_in_a_page_with_pictures_as_its_annexes(tmp_path: Path) -> None:
    folder = _folder(tmp_path, "One paragraph.")
    declared = (folder / "statement.toml").read_text("utf-8")
    for name, alt in (("drawing.svg", '"Bars, each higher than the one before"'), ("scan.tiff", '["A letter", "Its second page"]')):
        (folder / name).write_bytes((PRODUCERS / name).read_bytes())
        declared += f'\n[[annexes]]\nfile = "{name}"\nlanguage = "en"\ntitle.en = "What is shown in {name[:4]}"\nalt = {alt}\n'
    (folder / "statement.toml").write_text(declared, "utf-8")

    assert _errors(laid_out_case(folder, "en")) == []
