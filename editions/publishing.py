"""Publishing an edition: its folder is written whole, or stays as it was.

Everything is written into a folder beside the old one and flushed to the disk; then the two change
places in one step (Linux renameat2 with RENAME_EXCHANGE). A build that is killed, or that meets a
full disk, leaves the last good edition and, at most, a hidden folder that the next build clears away.
"""

import fcntl
import os
from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from editions.disk import carry, exchange, flush, problem, remove, write
from editions.manifest import read_manifest
from editions.model.copies import LOG
from editions.model.edition import Edition
from editions.problems import Problem, Refusal, SigningRefusal

#: What is said of an edition, by a check: of another one, it would be false.
PROOF = "proof.html"
#: The folder of an edition's copies, in its own.
COPIES = "copies"
#: The logs of copies that others have taken the place of, in that folder.
EARLIER = "earlier"


def publish(edition: Edition, out: Path) -> Path:
    """Write *edition* to its folder in *out*, and return that folder.

    Files in it that no edition made (a signed copy, a note) stay where they are; the proof of the old edition goes.

    Raises:
        Refusal: the folder cannot be written or is none, or the disk is full; what was there is untouched.
    """
    target = out / edition.id
    try:
        out.mkdir(parents=True, exist_ok=True)
        with _lock(out):
            _clear(out, edition.id)
            refuse_another(target)
            new = out / f".{edition.id}.new"
            try:
                _fill(new, edition, target)
                _take_place(new, target)
            finally:
                remove(new)
    except OSError as error:
        raise Refusal(
            problem(error, target, "the edition there is as it was", "Choose another folder with --out, or mend its permissions.")
        ) from None
    return target


def publish_proof(proof: bytes, folder: Path, manifest: bytes | None) -> Path:
    """Write *proof* into the edition's *folder*, whole or not at all, and return its path.

    *manifest* is that of the edition that it is about; None where it may not be read, or is missing.

    Raises:
        Refusal: the folder holds another edition by now, or cannot be written; the old proof is untouched.
    """
    target = folder / PROOF
    try:
        with _lock(folder.parent):
            _refuse_stale(folder, manifest)
            new = folder.parent / f".{folder.name}.proof"
            try:
                remove(new)
                write(new, proof)
                new.replace(target)
                flush(folder)
            finally:
                remove(new)
    except OSError as error:
        left = "the proof there is as it was" if target.exists() else "no proof is there"
        raise Refusal(problem(error, target, left, "Mend its permissions; or check with --no-proof.")) from None
    return target


def withdraw_proof(folder: Path) -> None:
    """Take the proof in the edition's *folder* away, if there is one.

    Raises:
        Refusal: it cannot be taken away.
    """
    target = folder / PROOF
    try:
        if os.path.lexists(target):
            target.unlink(missing_ok=True)
            flush(folder)
    except OSError as error:
        what = f"it is of before this check, which failed, and cannot be taken away: {error.strerror}"
        raise Refusal(
            Problem(str(target), what, "Mend its permissions, or take it away yourself: it may say that the edition passed.")
        ) from None


def publish_file(content: bytes, target: Path) -> Path:
    """Write *content* as the file *target*, whole or not at all, and return its path.

    Raises:
        Refusal: it cannot be written, or is a folder; what was there is untouched.
    """
    new = target.parent / f".{target.name}.new"
    try:
        try:
            remove(new)
            write(new, content)
            new.replace(target)
            flush(target.parent)
        finally:
            remove(new)
    except OSError as error:
        left = "what is there is as it was" if target.exists() else "nothing is there"
        raise Refusal(
            problem(OSError(error.errno, error.strerror), target, left, "Choose another name, or mend the permissions.")
        ) from None
    return target


def publish_beside(files: Mapping[str, bytes], folder: Path, before: Mapping[str, bytes | None]) -> None:
    """Write *files* into the edition's *folder* beside what is there, all of them or none.

    *before* are the bytes of files that they rest on or replace, None for one that was not there.

    Raises:
        SigningRefusal: one of those is another by now, or the folder cannot be written; what was there is untouched.
    """
    try:
        with _lock(folder.parent):
            _clear(folder.parent, folder.name)
            refuse_another(folder)
            for name, content in before.items():
                if ((folder / name).read_bytes() if (folder / name).exists() else None) != content:
                    what = "it was changed while it was signed, or another has signed meanwhile: nothing is written"
                    raise SigningRefusal(Problem(str(folder / name), what, "Sign again."))
            new = folder.parent / f".{folder.name}.new"
            try:
                new.mkdir()
                for name, content in files.items():
                    write(new / name, content)
                for path in sorted(folder.iterdir()):
                    if path.name not in files:
                        carry(path, new / path.name)
                flush(new)
                _take_place(new, folder)
            finally:
                remove(new)
    except OSError as error:
        raise SigningRefusal(problem(error, folder, "what is there is as it was", "Mend its permissions.")) from None


def publish_copies(files: Path, folder: Path, manifest: bytes, *, made: Collection[str], earlier: str) -> Path:
    """Let the folder *files*, flushed to the disk, become the copies in the edition's *folder*, in one step, and return where they are.

    *manifest* is that of the edition that was copied. Of what was there before, the files called *made* go; the log among them is
    kept as *earlier*, unless that is "". All others stay where they are: a signed copy, a note.

    Raises:
        Refusal: the edition is another by now.
        OSError: it cannot; what was there is as it was.
    """
    target, old = folder / COPIES, folder / f".{COPIES}.old"
    with _lock(folder.parent):
        refuse_another(target)
        if (folder / "edition.json").read_bytes() != manifest:
            what = "the edition was built again while its copies were made: none is published"
            raise Refusal(Problem(str(folder), what, "Make them again."))
        if old.is_dir() and not os.path.lexists(target):
            # A run was ended between two renames.
            old.rename(target)
        remove(old)
        if not target.exists():
            files.rename(target)
            flush(folder)
            return target
        if earlier:
            (files / EARLIER).mkdir(exist_ok=True)
            carry(target / LOG, files / EARLIER / earlier)
        for path in sorted(target.iterdir()):
            if path.name == EARLIER:
                (files / EARLIER).mkdir(exist_ok=True)
                for one in sorted(path.iterdir()):
                    if not (files / EARLIER / one.name).exists():
                        carry(one, files / EARLIER / one.name)
            elif path.name not in made and not (files / path.name).exists():
                carry(path, files / path.name)
        flush(files)
        exchange(files, target, old)
    return target


def _refuse_stale(folder: Path, manifest: bytes | None) -> None:
    try:
        there = (folder / "edition.json").read_bytes()
    except (PermissionError, FileNotFoundError):
        there = None
    if there != manifest:
        what = "the edition was built again while it was checked: its proof is not written"
        raise Refusal(Problem(str(folder), what, "Check it once more."))


def refuse_another(target: Path) -> None:
    """Refuse *target* where it is something that an edition, or copies, cannot change places with.

    Raises:
        Refusal: it is a link, or no folder.
    """
    if target.is_symlink() or (target.exists() and not target.is_dir()):
        what = "is a symbolic link" if target.is_symlink() else "is no folder"
        raise Refusal(Problem(str(target), f"{what}: a folder cannot be put there", "Move it away, or choose another --out."))


@contextmanager
def _lock(out: Path) -> Iterator[None]:
    """Let one publisher at a time write into *out*; the lock ends with the process."""
    descriptor = os.open(out / ".lock", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield
    finally:
        os.close(descriptor)


def _clear(out: Path, identifier: str) -> None:
    """Clear away what a killed publisher left: under the lock, nobody else is writing it."""
    remove(out / f".{identifier}.new")
    remove(out / f".{identifier}.proof")
    old = out / f".{identifier}.old"
    if old.is_dir() and not old.is_symlink() and not os.path.lexists(out / identifier):
        old.rename(out / identifier)
    remove(old)


def _fill(new: Path, edition: Edition, target: Path) -> None:
    new.mkdir()
    for name, content in (*((output.file, output.content) for output in edition.outputs), ("edition.json", edition.manifest)):
        write(new / name, content)
    made = {"edition.json", PROOF, *(str(output["file"]) for output in read_manifest(target).get("outputs", ()))}
    for path in sorted(target.iterdir()) if target.is_dir() else ():
        if path.name not in made and not (new / path.name).exists():
            carry(path, new / path.name)
    flush(new)


def _take_place(new: Path, target: Path) -> None:
    if target.exists():
        exchange(new, target, target.with_name(f".{target.name}.old"))
    else:
        new.rename(target)
        flush(target.parent)
