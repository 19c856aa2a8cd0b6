"""A run of copies from its plan to its folder: batches set by an executor, written as they come, and published as one."""

import hashlib
import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import FIRST_COMPLETED, BrokenExecutor, Executor, Future, wait
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from editions.annexing import Taken, take_annexes
from editions.copies.addressing import plan
from editions.copies.log import Log, dispatch_rows, is_as_logged, log, read_log
from editions.copies.printing import joined
from editions.copies.spool import Spool
from editions.copies.staging import Staging, staged
from editions.copying import BATCH, Batch, Shaped, compose, shape
from editions.disk import flush_system, problem
from editions.dispatching import ADDRESSES, ENVELOPES, LABELS, ROWS, Addressed, Listed, Paper, addressed, dispatch_list
from editions.executors import batches, breadth, calmly, in_turn, submit
from editions.manifest import inputs, is_current, sha256
from editions.model.copies import LOG, Planned, Record
from editions.model.layout import Layout
from editions.model.statement import Statement
from editions.preparing import prepare
from editions.problems import MissingRefusal, Problem, Refusal
from editions.publishing import COPIES, publish_copies, refuse_another
from editions.surroundings import Surroundings, as_values

#: Batches that wait to be set or written, for each process: enough that none waits, and no more than fit into memory.
_AHEAD = 2


@dataclass(frozen=True, kw_only=True)
class Order:
    """What is asked for: copies of *statement* in *layout* for *addressees*, in order; *not_found* could not be matched.

    *directory* names the office's directory. *printer*: one file for the printer besides; *envelopes* are of that kind, or "";
    *labels*: sheets of them.
    """

    statement: Statement
    layout: Layout
    addressees: Spool
    directory: str
    not_found: tuple[str, ...] = ()
    printer: bool = False
    envelopes: str = ""
    labels: bool = False

    @property
    def count(self) -> int:
        """Return the number of copies."""
        return self.addressees.copies

    def plan(self) -> Iterator[Planned]:
        """Yield the copies, in order."""
        languages = [text.language for text in self.statement.texts]
        return plan(self.addressees, languages, self.statement.original)


@dataclass(frozen=True, kw_only=True)
class Distributed:
    """What came of a run: the *folder* of the copies, how many there are, and how many of them were *kept* from a run that had ended.

    *papers* are the files that go with them; *unchanged*: all was there already; *replaced*:
    others were there, whose log is kept.
    """

    folder: Path
    count: int
    kept: int
    papers: tuple[str, ...]
    unchanged: bool = False
    replaced: bool = False


def distribute(order: Order, around: Surroundings, pool: Executor, tell: Callable[[int, int], None]) -> Distributed:
    """Make the copies of *order* with *pool*, and publish them beside their edition, all or none.

    *tell* is called with the number of copies that are done and of those that were kept. What a run that was ended has
    made is gone on with.

    Raises:
        Refusal: the edition is not published, or not that of its source; an address does not fit; the disk is full.
        MissingRefusal: a process of *pool* was ended from outside.
    """
    folder = around.out / order.statement.id
    try:
        manifest = _manifest(order, folder, around)
        refuse_another(folder / COPIES)
        run = _run(order, manifest, around)
        with staged(around.out / f".{order.statement.id}.copies", run) as staging:
            if papers := _published(folder / COPIES, run):
                # A run may have been ended when it had published all.
                staging.end()
                return Distributed(folder=folder / COPIES, count=order.count, kept=order.count, papers=papers, unchanged=True)
            return _Run(order, around, pool, staging, manifest).finish(tell)
    except BrokenExecutor:
        what = "the copies are not made: a process that made them was ended from outside, perhaps for want of memory"
        raise MissingRefusal(Problem(order.statement.where, what, "Try again: what is done is kept. `--workers 1` needs less.")) from None
    except OSError as error:
        remedy = "Try again afterwards: it goes on where it stopped."
        raise Refusal(problem(error, folder, "no copy is published, and none that was before is touched", remedy)) from None


def _manifest(order: Order, folder: Path, around: Surroundings) -> bytes:
    """Return the manifest of the edition in *folder*, which is that of its source.

    Raises:
        Refusal: there is none, or it is not up to date.
    """
    statement = order.statement
    if not is_current(folder, inputs(statement, order.layout, around), order.layout, ("pdf",)):
        what = "there is no edition that is up to date: copies are made of what is published"
        raise Refusal(Problem(str(folder), what, f"`editions build {statement.id}` makes it."))
    return (folder / "edition.json").read_bytes()


def _run(order: Order, manifest: bytes, around: Surroundings) -> str:
    """Return what this run is called: the digest of all that decides over a byte of it."""
    digest = hashlib.sha256(manifest)
    digest.update(repr((order.not_found, order.printer, order.envelopes, order.labels, around.country, BATCH)).encode())
    for copy in order.plan():
        digest.update(repr(copy).encode())
    return digest.hexdigest()


def _published(folder: Path, run: str) -> tuple[str, ...]:
    """Return the papers of the copies in *folder*, if they are those of *run* and none of all the files was altered; else nothing."""
    found = _log_in(folder)
    if found is None or found.run != run or not is_as_logged(found, folder):
        return ()
    return tuple(name for name in found.files if not name[0].isdigit())


def _log_in(folder: Path) -> Log | None:
    """Return the log of the copies in *folder*; None where there is none that can be read."""
    try:
        return read_log((folder / LOG).read_bytes())
    except (OSError, ValueError):
        return None


def written(batch: Batch, shaped: Shaped, put: Callable[..., None]) -> list[Record]:
    """Write the copies of *batch* with ``put(name, *pieces)``, and return what became of each."""
    # What copies have in common is hashed once.
    begun = [hashlib.sha512(common.prefix) for common in shaped.carriers]
    records = []
    for (copy, prefix, tail), (number, _) in zip(compose(batch, shaped), shaped.drawn, strict=True):
        digest = begun[number].copy()
        digest.update(tail)
        file = f"{batch.stem(copy)}.pdf"
        put(file, prefix, tail)
        one = copy.addressee
        records.append(
            Record(
                number=copy.number,
                recipient=one.id,
                name=one.name,
                delivery=one.delivery,
                language=copy.language,
                file=file,
                bytes=len(prefix) + len(tail),
                sha512=digest.hexdigest(),
            )
        )
    return records


class _Run:
    def __init__(self, order: Order, around: Surroundings, pool: Executor, staging: Staging, manifest: bytes) -> None:
        self._order = order
        self._values = as_values(around)
        self._around = around
        self._pool = pool
        self._staging = staging
        self._manifest = manifest
        self._count = order.count
        self._width = len(str(self._count))
        self._texts = {text.language: prepare(order.statement, text.language, order.layout) for text in order.statement.texts}
        self._annexes: Mapping[str, tuple[Taken, ...]] | None = None
        self._papers: dict[str, str] = {}

    def finish(self, tell: Callable[[int, int], None]) -> Distributed:
        """Do what is not done yet, and publish."""
        kept = self._copies(tell)
        self._make_papers()
        self._log()
        names = (f"{copy.stem(self._width)}.pdf" for copy in self._order.plan())
        self._staging.keep_only((*names, *self._papers, LOG))
        flush_system(self._staging.files)
        folder = self._around.out / self._order.statement.id
        before = _log_in(folder / COPIES)
        target = publish_copies(
            self._staging.files,
            folder,
            self._manifest,
            made=(*before.files, LOG) if before else (),
            earlier=f"{before.run[:16]}.json" if before and before.run != self._staging.run else "",
        )
        self._staging.end()
        replaced = bool(before and before.run != self._staging.run)
        return Distributed(folder=target, count=self._count, kept=kept, papers=tuple(self._papers), replaced=replaced)

    def _copies(self, tell: Callable[[int, int], None]) -> int:
        done = kept = 0
        running: dict[Future[Any], tuple[int, Batch]] = {}
        problems: list[Problem] = []
        for number, copies in enumerate(batches(self._order.plan(), BATCH)):
            if self._staging.is_done(number):
                done, kept = done + len(copies), kept + len(copies)
                tell(done, kept)
                continue
            self._staging.begin(number)
            batch = self._batch(copies)
            running[submit(self._pool, shape, batch, self._values)] = number, batch
            if len(running) > _AHEAD * breadth(self._pool):
                done += self._take(running, problems)
                tell(done, kept)
        while running:
            done += self._take(running, problems)
            tell(done, kept)
        if problems:
            # Another directory or layout makes another run of it.
            self._staging.end()
            raise Refusal(*dict.fromkeys(problems))
        return kept

    def _batch(self, copies: tuple[Planned, ...]) -> Batch:
        if self._annexes is None:
            self._annexes = {
                language: take_annexes(text.annexes, text, self._order.layout, self._around) if text.annexes else ()
                for language, text in self._texts.items()
            }
        languages = {copy.language for copy in copies}
        return Batch(
            copies=copies,
            count=self._count,
            texts={language: self._texts[language] for language in sorted(languages)},
            annexes={language: self._annexes[language] for language in sorted(languages)},
            layout=self._order.layout,
            home=self._around.country,
            directory=self._order.directory,
            print_file=self._order.printer,
        )

    def _take(self, running: dict[Future[Any], tuple[int, Batch]], problems: list[Problem]) -> int:
        """Write a batch that has been set, and return how many copies it has; what is wrong with its addresses goes to *problems*."""
        future = next(iter(wait(running, return_when=FIRST_COMPLETED).done))
        number, batch = running.pop(future)
        try:
            shaped: Shaped = future.result()
        except Refusal as refusal:
            if type(refusal) is not Refusal:
                raise
            problems += refusal.problems
            return 0
        if not problems:
            self._staging.finish(number, written(batch, shaped, self._staging.put), shaped.print_file)
        return len(batch.copies)

    def _make_papers(self) -> None:
        order, put = self._order, self._put
        original = self._texts[order.statement.original]
        parts = list(range(0, self._count, ROWS))
        lists = (
            Listed(copies=rows, text=original, layout=order.layout, part=part, parts=len(parts))
            for part, rows in enumerate(batches(order.plan(), ROWS), 1)
        )
        for part, made in enumerate(in_turn(self._pool, partial(calmly, dispatch_list), lists, self._values), 1):
            put(f"dispatch-{part}.pdf" if len(parts) > 1 else "dispatch.pdf", made)
        names = (f"{copy.stem(self._width)}.pdf" for copy in order.plan())
        self._papers["dispatch.csv"] = self._staging.put_all("dispatch.csv", dispatch_rows(order.plan(), names))
        if order.envelopes:
            self._put_paper("envelopes.pdf", self._addressed(ENVELOPES[order.envelopes], f"envelopes {order.envelopes}"))
        if order.labels:
            self._put_paper("labels.pdf", self._addressed(LABELS, "labels"))
        if order.printer:
            files = [self._staging.print_file(number) for number in range(-(-self._count // BATCH))]
            self._put_paper("print.pdf", [content for content in files if content])

    def _put(self, name: str, content: bytes) -> None:
        """Write *content* as the file *name*, which goes with the copies."""
        self._papers[name] = self._staging.put_all(name, (content,))

    def _put_paper(self, name: str, files: Sequence[bytes]) -> None:
        """Write *files* as one, called *name*; nothing where all copies go out by e-mail."""
        if files:
            self._put(name, joined(files))

    def _addressed(self, paper: Paper, what: str) -> list[bytes]:
        """Return *paper* addressed to all who get theirs on paper, each once."""
        order = self._order
        wanted = (copy for copy in order.plan() if copy.nth == 1 and copy.addressee.delivery != "e-mail")
        orders = (
            Addressed(
                copies=copies,
                text=self._texts[order.statement.original],
                layout=order.layout,
                home=self._around.country,
                directory=order.directory,
                paper=paper,
                what=what,
            )
            for copies in batches(wanted, ADDRESSES)
        )
        return list(in_turn(self._pool, partial(calmly, addressed), orders, self._values))

    def _log(self) -> None:
        order = self._order
        pdfs = [output for output in json.loads(self._manifest)["outputs"] if output["format"] == "pdf"]
        head = {
            "statement": order.statement.id,
            "run": self._staging.run,
            "edition": {
                "manifest": sha256(self._manifest),
                "files": [{key: output[key] for key in ("file", "language", "mark", "sha256")} for output in pdfs],
            },
            "not_found": list(order.not_found),
            "papers": [{"file": name, "sha512": digest} for name, digest in self._papers.items()],
        }
        self._staging.put_all(LOG, log(head, self._records()))

    def _records(self) -> Iterator[Record]:
        for number in range(-(-self._count // BATCH)):
            yield from self._staging.records(number)
