"""Folders of well-made statements, written by rote: of any length and language, with all that a text may hold."""

import random
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tests.support.annexes import PRODUCERS
from tests.support.making import EVERYTHING, SAMPLE

#: Words of each language, enough for sentences without meaning.
VOCABULARY = {
    "en": "the council of members heard what was said in due time and asked those who had come to speak of the matter before it",
    "fr": "le conseil des membres a entendu ce qui était dit à temps et a demandé à ceux qui étaient venus de parler de l’affaire",
    "az": "şuranın üzvləri vaxtında deyilənləri dinlədi və gələnlərdən məsələ haqqında danışmağı xahiş etdi ədalət hüquq",
    "tr": "kurulun üyeleri zamanında söylenenleri dinledi ve gelenlerden konu hakkında konuşmalarını istedi",
    "ru": "совет членов выслушал сказанное вовремя и попросил пришедших говорить о деле перед ним в присутствии всех",
    "el": "το συμβούλιο των μελών άκουσε όσα ειπώθηκαν εγκαίρως και ζήτησε από όσους ήρθαν να μιλήσουν για το θέμα",
    "ar": "استمع مجلس الأعضاء إلى ما قيل في الوقت المناسب وطلب من الحاضرين التحدث عن المسألة المطروحة عليه",
    "he": "מועצת החברים שמעה את הדברים שנאמרו בזמן וביקשה מן הבאים לדבר על העניין שעמד לפניה",
}
#: Sorts of blocks with their weights; a heading brings its paragraph along.
_SORTS = {"paragraph": 60, "heading": 12, "list": 8, "numbers": 4, "table": 6, "quotation": 5, "note": 10, "link": 5, "image": 3}


@dataclass(frozen=True, kw_only=True)
class Plan:
    """What a folder is to hold: the number of *blocks* makes its length, some seven a page."""

    seed: int
    blocks: int
    language: str = "en"
    layout: str = "plain"
    paper: str = "A4"
    recipients: int = 8
    signatories: int = 1
    annexes: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """A name that tells the plans apart."""
        return f"{self.language}-{self.layout}-{self.paper.lower()}-{self.blocks}-{self.seed}"


def write_folder(plan: Plan, at: Path) -> Path:
    """Write the statement that *plan* asks for into a new folder in *at*, and return it."""
    writer = _Writer(plan)
    folder = at / plan.name
    (folder / "annexes").mkdir(parents=True)
    (folder / "images").mkdir()
    shutil.copy(EVERYTHING / "images" / "chart.png", folder / "images")
    shutil.copy(SAMPLE / "annexes" / "figures.md", folder / "annexes")
    for name in plan.annexes:
        if name != "figures.md":
            shutil.copy(PRODUCERS / name, folder / "annexes")
    (folder / "statement.toml").write_text("\n".join(writer.declared()), "utf-8")
    (folder / f"{plan.language}.md").write_text("\n".join([*writer.front(), *writer.body()]), "utf-8")
    return folder


class _Writer:
    def __init__(self, plan: Plan) -> None:
        self._plan = plan
        self._random = random.Random(plan.seed)  # noqa: S311 - nothing is secret here
        self._notes: list[str] = []
        self._level = 0

    def declared(self) -> Iterator[str]:
        """Yield the lines of statement.toml."""
        plan = self._plan
        yield from ("date = 2026-03-08", f'original = "{plan.language}"', f'layout = "{plan.layout}"')
        for number, name in enumerate(plan.annexes, 1):
            yield from ("", "[[annexes]]", f'file = "annexes/{name}"', f'title.{plan.language} = "{self._words(3)} {number}"')
            if name.endswith(".md"):
                yield 'language = "en"'

    def front(self) -> Iterator[str]:
        """Yield the front matter of the text."""
        yield from ("+++", f'heading = "{self._words(2)}"', f'subject = "{self._words(14)}"')
        for _ in range(self._plan.signatories):
            yield from ("", "[[signatory]]", f'name = "{self._words(2).title()}"', f'office = "{self._words(5)}"')
        if self._plan.recipients:
            names = ", ".join(f'"{self._words(self._random.randint(2, 9))} {number}"' for number in range(self._plan.recipients))
            yield from ("", "[recipients]", f'lead = "{self._words(4)}"', f"names = [{names}]")
        yield from ("+++", "")

    def body(self) -> Iterator[str]:
        """Yield the text."""
        for _ in range(self._plan.blocks):
            sort = self._random.choices(list(_SORTS), weights=list(_SORTS.values()))[0]
            yield from getattr(self, f"_{sort}")()
            yield ""
        yield from self._paragraph()
        for number, note in enumerate(self._notes, 1):
            yield from ("", f"[^{number}]: {note}")

    def _words(self, count: int) -> str:
        words = self._random.choices(VOCABULARY[self._plan.language].split(), k=count)
        return " ".join([words[0].capitalize(), *words[1:]])

    def _sentence(self, least: int, most: int) -> str:
        return self._words(self._random.randint(least, most)) + "."

    def _paragraph(self) -> list[str]:
        return [" ".join(self._sentence(4, 30) for _ in range(self._random.randint(1, 7)))]

    def _heading(self) -> list[str]:
        self._level = self._random.randint(1, min(self._level + 1, 5))
        return ["#" * self._level + " " + self._words(self._random.randint(2, 12)), "", *self._paragraph()]

    def _list(self) -> list[str]:
        return [f"- {self._sentence(2, 40)}" for _ in range(self._random.randint(2, 7))]

    def _numbers(self) -> list[str]:
        return [f"{number}. {self._sentence(2, 40)}" for number in range(1, self._random.randint(3, 7))]

    def _table(self) -> list[str]:
        columns = self._random.randint(2, 4)
        rows = [[self._words(self._random.randint(1, 6)) for _ in range(columns)] for _ in range(self._random.randint(3, 14))]
        return [self._row(rows[0]), "|---" * columns + "|", *(self._row(row) for row in rows[1:])]

    @staticmethod
    def _row(cells: list[str]) -> str:
        return "| " + " | ".join(cells) + " |"

    def _quotation(self) -> list[str]:
        return [f"> {self._sentence(10, 60)}", ">", f"> {self._sentence(5, 30)}"]

    def _note(self) -> list[str]:
        self._notes.append(self._sentence(3, 50))
        return [f"{self._sentence(5, 40)[:-1]}[^{len(self._notes)}]. {self._sentence(5, 40)}"]

    def _link(self) -> list[str]:
        return [f"{self._sentence(5, 30)} [{self._words(3)}](https://example.org/{len(self._notes)}?a=ü&b=%20) {self._sentence(5, 30)}"]

    def _image(self) -> list[str]:
        return [f"![{self._words(6)}](images/chart.png)"]
