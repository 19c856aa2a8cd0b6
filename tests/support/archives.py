"""Archives for tests: a writer in a process of its own, and what a second judge, ocfl-py, says of what it wrote."""

import contextlib
import logging
import shutil
import sys
from datetime import UTC, datetime
from pathlib import Path

from editions.archive.objects import find
from editions.archive.store import Store, add_version
from editions.cli import main
from editions.model.archive import Addition, Person, Version
from editions.publishing import publish
from tests.support.making import SAMPLE, edition_with_annexes
from tests.support.tools import ROOT

OFFICER = Person(name="TEST Officer", address="mailto:officer@office.example")
NOW = datetime(2022, 1, 20, 9, 30, tzinfo=UTC)
# The writer alone: it archives two files that hold one word under the id on the command line, and says which version that is.
_WRITE = """
import sys
sys.path.insert(0, {root!r})
from datetime import UTC, datetime
from pathlib import Path
from editions.archive.store import Store, add_version
from editions.model.archive import Addition, Person
from editions.problems import Refusal
identifier, word = sys.argv[1:]
by = Person(name="TEST Officer", address="mailto:officer@office.example")
files = {{"edition/s.en.pdf": word.encode() * 9, "source/en.md": word.encode(), "edition/fonts.txt": b"the same"}}
Path("started").write_bytes(b"")
try:
    version = add_version(
        Store(root=Path("archive"), now=datetime.now(UTC)), identifier,
        lambda held: Addition(message=word, by=by, files=files))
except Refusal as refusal:
    print(refusal, file=sys.stderr)
    sys.exit(int(refusal.status))
print(version.name)
"""


# The mender alone: it mends the object on the command line from the archive beside it.
_MEND = """
import sys
sys.path.insert(0, {root!r})
from datetime import UTC, datetime
from pathlib import Path
from editions.archive.healing import heal
from editions.archive.store import Store
from editions.problems import Refusal
Path("started").write_bytes(b"")
try:
    healed = heal(Store(root=Path("archive"), now=datetime.now(UTC)), sys.argv[1], Path("second"), lambda _: False)
except Refusal as refusal:
    print(refusal, file=sys.stderr)
    sys.exit(int(refusal.status))
print(healed.why_not or healed.files)
"""


def mender(place: str) -> list[str]:
    """Return the command that mends the object at *place* of ``archive/`` from ``second/``, in the folder where it is run."""
    return [sys.executable, "-I", "-S", "-B", "-c", _MEND.format(root=str(ROOT)), place]


def writer(identifier: str, word: str) -> list[str]:
    """Return the command that adds *word* to the object *identifier* of ``archive/``, in the folder where it is run."""
    return [sys.executable, "-I", "-S", "-B", "-c", _WRITE.format(root=str(ROOT)), identifier, word]


def sample_office(office: Path, settings: str = "") -> Path:
    """Return the folder *office* with the sample and its edition, as a build leaves them, and with *settings*."""
    shutil.copytree(SAMPLE, office / "seeds" / SAMPLE.name)
    if settings:
        (office / "settings.toml").write_text(settings, "utf-8")
    publish(edition_with_annexes(SAMPLE), office / "build")
    return office


def reword(office: Path) -> None:
    """Let the edition of *office* be as if the statement had been worded anew, and built again: its DOCX and its source are others."""
    source = office / "seeds" / SAMPLE.name / "en.md"
    source.write_text(source.read_text("utf-8").replace("32 years have passed", "Thirty-two years have passed"), "utf-8")
    publish(edition_with_annexes(source.parent), office / "build")


def archive_sample(office: Path) -> Path:
    """Return *office* with the edition of the sample archived as it lies there, signed or not."""
    with contextlib.chdir(office):
        assert main(["archive", "add", SAMPLE.name, "--no-verapdf", "--by", "TEST Officer <officer@office.example>"]) == 0
    return office


def add(root: Path, identifier: str, files: dict[str, bytes], *, message: str = "as it was issued", now: datetime = NOW) -> Version:
    """Add *files* as a version of the object *identifier*."""
    return add_version(Store(root=root, now=now), identifier, lambda _: Addition(message=message, by=OFFICER, files=files))


def words(root: Path, identifier: str) -> list[str]:
    """Return the word that each version of *identifier* holds, as `writer` wrote it; each file is read, and looked over."""
    held = find(root, identifier)
    return [held.files(version)["source/en.md"].decode() for version in held.inventory.versions] if held else []


def second_opinion(root: Path) -> list[str]:
    """Return what ocfl-py has against the storage root *root* and against each object in it."""
    import ocfl

    logging.getLogger("ocfl").setLevel(logging.CRITICAL)
    store = ocfl.StorageRoot(root=str(root))
    valid = store.validate(validate_objects=True, log_warnings=False)
    said = [message for _, message in store.errors]
    return said if valid and store.good_objects == store.num_objects else [*said, *store.log.messages, "the root is not valid"]


def second_opinion_of_object(folder: Path) -> set[str]:
    """Return the codes of what ocfl-py has against the object in *folder*; of errors and of warnings."""
    from ocfl.validator import Validator

    judge = Validator(log_warnings=True)
    judge.validate_object(str(folder))
    return {code[:4] for code in judge.log.codes}
