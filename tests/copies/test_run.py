"""``editions copies``: a copy for each recipient, all or none, and gone on with where a run was ended."""

import csv
import io
import json
import shutil
import subprocess
import sys
from collections.abc import Callable
from hashlib import sha512
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader

from editions.cli import main
from editions.copies.staging import Staging, staged
from editions.model.copies import Record
from editions.problems import Refusal
from tests.support.copying import drawn
from tests.support.making import SAMPLE
from tests.support.tools import ROOT
from tests.support.trace import Call, calls, inject

_SEED = "s-1"
_TOML = 'date = 2026-03-08\noriginal = "en"\n'
_TEXT = """+++
heading = "SAMPLE"
[signatory]
name = "A. Sample"
[recipients]
lead = "To"
names = ["the SAMPLE Bureau", "embassies"]
+++

A paragraph.
"""
_DIRECTORY = """id,name,address,delivery,email,copies,rank,groups,language
bureau,SAMPLE Bureau,1 SAMPLE Street|SAMPLE City,post,,1,2,,
emb-1,SAMPLE Embassy 1,2 SAMPLE Street,hand,,2,,embassies,az
emb-2,SAMPLE Embassy 2,3 SAMPLE Street,e-mail,two@office.example,1,1,embassies,
other,SAMPLE Other,4 SAMPLE Street,post,,1,,,
"""
#: The command alone, in batches of two.
_COMMAND = f"""
import sys
sys.path.insert(0, {str(ROOT)!r})
from editions import copying, distributing
distributing.BATCH = 2
from editions.cli import main
sys.exit(main(sys.argv[1:]))
"""
Made = Callable[..., tuple[int, Any]]


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An office with a statement, its edition and a directory."""
    office = tmp_path_factory.mktemp("office")
    seed = office / "seeds" / _SEED
    seed.mkdir(parents=True)
    (seed / "statement.toml").write_text(_TOML, "utf-8")
    (seed / "en.md").write_text(_TEXT, "utf-8")
    (seed / "az.md").write_text(_TEXT.replace("A paragraph.", "Bir abzas."), "utf-8")
    (office / "recipients.csv").write_text(_DIRECTORY, "utf-8")
    done = subprocess.run([sys.executable, "-m", "editions", "build"], cwd=office, env=_environment(), check=False, capture_output=True)
    assert done.returncode == 0, done.stderr
    return office


def _environment() -> dict[str, str]:
    import os

    return {**os.environ, "PYTHONPATH": str(ROOT)}


@pytest.fixture
def office(built: Path, tmp_path: Path) -> Path:
    """A copy of that office; the current folder."""
    shutil.copytree(built, tmp_path, dirs_exist_ok=True)
    return tmp_path


@pytest.fixture
def made(capsys: pytest.CaptureFixture[str]) -> Made:
    """Return what makes copies, and what it says."""

    def run(*arguments: str) -> tuple[int, Any]:
        capsys.readouterr()
        status = main(["copies", "--workers", "1", "--json", *arguments])
        return status, json.loads(capsys.readouterr().out)

    return run


def _folder(office: Path) -> Path:
    return office / "build" / _SEED / "copies"


def _files(office: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(_folder(office).iterdir())} if _folder(office).is_dir() else {}


def test_each_recipient_gets_a_copy_by_rank_in_its_language_and_the_log_says_which_bytes(office: Path, made: Made) -> None:
    status, said = made(_SEED)

    files = _files(office)
    log = json.loads(files["copies.json"])
    assert status == 0
    assert said["statements"][0]["copies"] == 4
    assert [name for name in files if name[0].isdigit()] == ["1-emb-2.en.pdf", "2-bureau.en.pdf", "3-emb-1.az.pdf", "4-emb-1.az.pdf"]
    assert {each["file"]: (each["bytes"], each["sha512"]) for each in log["copies"]} == {
        name: (len(content), sha512(content).hexdigest()) for name, content in files.items() if name[0].isdigit()
    }
    assert [each["recipient"] for each in log["copies"]] == ["emb-2", "bureau", "emb-1", "emb-1"]
    assert "Copy 2 of 4" in drawn(files["2-bureau.en.pdf"])[0]
    assert "Nüsxə 4 / 4" in drawn(files["4-emb-1.az.pdf"])[0]
    assert "Bir abzas." in drawn(files["4-emb-1.az.pdf"])[0]


def test_the_dispatch_list_says_who_gets_what_and_how(office: Path, made: Made) -> None:
    made(_SEED)

    files = _files(office)
    rows = list(csv.DictReader(io.StringIO(files["dispatch.csv"].decode("utf-8-sig"))))
    shown = drawn(files["dispatch.pdf"])[0]
    assert [(row["number"], row["recipient"], row["delivery"], row["file"]) for row in rows] == [
        ("1", "SAMPLE Embassy 2", "e-mail", "1-emb-2.en.pdf"),
        ("2", "SAMPLE Bureau", "post", "2-bureau.en.pdf"),
        ("3", "SAMPLE Embassy 1", "hand", "3-emb-1.az.pdf"),
        ("4", "SAMPLE Embassy 1", "hand", "4-emb-1.az.pdf"),
    ]
    assert shown.count("□") == 4
    assert "by e-mail: two@office.example" in " ".join(shown.split())
    assert files["dispatch.csv"].startswith(b"\xef\xbb\xbf")


def test_a_long_dispatch_list_is_parted(office: Path, made: Made, monkeypatch: pytest.MonkeyPatch) -> None:
    from editions import distributing

    monkeypatch.setattr(distributing, "ROWS", 3)

    _, said = made(_SEED)

    shown = [" ".join(drawn(_files(office)[f"dispatch-{part}.pdf"])[0].split()) for part in (1, 2)]
    assert said["statements"][0]["papers"] == ["dispatch-1.pdf", "dispatch-2.pdf", "dispatch.csv"]
    assert ["Dispatch list 1/2" in shown[0], "Dispatch list 2/2" in shown[1]] == [True, True]
    assert [text.count("□") for text in shown] == [3, 1]


@pytest.mark.verapdf
def test_the_dispatch_list_is_what_it_claims_to_be(office: Path, made: Made) -> None:
    made(_SEED)

    done = subprocess.run(["verapdf", _folder(office) / "dispatch.pdf"], capture_output=True, check=False)

    verdicts = [one["compliant"] for job in json.loads(done.stdout)["report"]["jobs"] for one in job["validationResult"]]
    assert verdicts == [True, True]


def test_envelopes_labels_and_the_file_for_the_printer_leave_out_what_goes_by_mail(office: Path, made: Made) -> None:
    status, said = made(_SEED, "--print", "--envelopes", "C4", "--labels")

    files = _files(office)
    envelopes, labels, printed = (drawn(files[name]) for name in ("envelopes.pdf", "labels.pdf", "print.pdf"))
    assert status == 0
    assert said["statements"][0]["papers"] == ["dispatch.pdf", "dispatch.csv", "envelopes.pdf", "labels.pdf", "print.pdf"]
    assert ["SAMPLE Bureau" in envelopes[0], "SAMPLE Embassy 1" in envelopes[1], len(envelopes)] == [True, True, 2]
    assert labels[0].count("SAMPLE Street") == 2
    assert [number for page in printed for number in ("Copy 2", "Nüsxə 3", "Nüsxə 4") if number in page] == ["Copy 2", "Nüsxə 3", "Nüsxə 4"]
    box = PdfReader(io.BytesIO(files["envelopes.pdf"])).pages[0].mediabox
    assert (round(float(box.width) / 72 * 25.4), round(float(box.height) / 72 * 25.4)) == (324, 229)


def test_labels_fill_a_sheet_of_three_by_eight_and_begin_another(office: Path, made: Made) -> None:
    rows = "".join(f"l-{number},Label {number:02},{number} SAMPLE Street,post,,1,,labels,\n" for number in range(1, 26))
    (office / "recipients.csv").write_text(_DIRECTORY + rows, "utf-8")

    made(_SEED, "--to", "labels", "--labels")

    document = _places(_files(office)["labels.pdf"])
    assert [len(page) for page in document] == [24, 1]
    assert len({left for left, _ in document[0]}) == 3
    assert len({low for _, low in document[0]}) == 8


def _places(content: bytes) -> list[list[tuple[float, float]]]:
    """Return where each label begins, on each page."""
    import pypdfium2

    found = []
    for page in pypdfium2.PdfDocument(content):
        text = page.get_textpage()
        words = text.get_text_bounded()
        starts = [index for index in range(len(words)) if words.startswith("Label", index)]
        found.append([(round(text.get_charbox(index)[0]), round(text.get_charbox(index)[1])) for index in starts])
    return found


def test_who_is_not_in_the_directory_is_named_and_no_copy_is_made(office: Path, made: Made) -> None:
    text = (office / "seeds" / _SEED / "en.md").read_text("utf-8")
    (office / "seeds" / _SEED / "en.md").write_text(text.replace('"embassies"', '"the Bureau of SAMPLE", "embassies"'), "utf-8")
    assert main(["build", "--json"]) == 0

    status, said = made(_SEED)
    only_found, also_said = made(_SEED, "--only-found")

    assert status == 3
    assert [problem["where"] for problem in said["problems"]] == ["the Bureau of SAMPLE"]
    assert "--only-found" in said["problems"][0]["remedy"]
    assert only_found == 0
    assert also_said["statements"][0]["not_found"] == ["the Bureau of SAMPLE"]
    assert json.loads(_files(office)["copies.json"])["not_found"] == ["the Bureau of SAMPLE"]


def test_others_than_those_it_is_addressed_to_are_given_by_group_or_id(office: Path, made: Made) -> None:
    made(_SEED, "--to", "other", "emb-1")

    assert [name for name in _files(office) if name[0].isdigit()] == ["1-other.en.pdf", "2-emb-1.az.pdf", "3-emb-1.az.pdf"]


def test_copies_for_others_take_the_place_of_those_of_before_and_keep_their_log_and_what_is_not_theirs(office: Path, made: Made) -> None:
    made(_SEED)
    first = json.loads(_files(office)["copies.json"])
    (_folder(office) / "note.txt").write_text("a note of the office", "utf-8")

    _, second = made(_SEED, "--to", "other")
    third = made(_SEED, "--to", "bureau")[1]

    kept = sorted(path.name for path in (_folder(office) / "earlier").iterdir())
    names = sorted(path.name for path in _folder(office).iterdir() if path.is_file())
    assert names == ["1-bureau.en.pdf", "copies.json", "dispatch.csv", "dispatch.pdf", "note.txt"]
    assert f"{first['run'][:16]}.json" in kept
    assert len(kept) == 2
    assert json.loads((_folder(office) / "earlier" / f"{first['run'][:16]}.json").read_bytes()) == first
    assert [said["statements"][0]["replaced"] for said in (second, third)] == [True, True]


def test_an_edition_that_is_built_again_meanwhile_is_given_no_copies_of_the_one_before(
    office: Path, made: Made, monkeypatch: pytest.MonkeyPatch
) -> None:
    from editions import distributing
    from editions.disk import flush_system

    def built_meanwhile(folder: Path) -> None:
        with (office / "seeds" / _SEED / "en.md").open("a", encoding="utf-8") as stream:
            stream.write("\nAnother.\n")
        assert main(["build"]) == 0
        flush_system(folder)

    monkeypatch.setattr(distributing, "flush_system", built_meanwhile)

    status, said = made(_SEED)

    assert status == 3
    assert said["problems"][0]["what"] == "the edition was built again while its copies were made: none is published"
    assert _files(office) == {}


def test_a_build_says_that_copies_are_of_the_edition_before(office: Path, made: Made, capsys: pytest.CaptureFixture[str]) -> None:
    made(_SEED)
    assert main(["build", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["remarks"] == []
    with (office / "seeds" / _SEED / "en.md").open("a", encoding="utf-8") as stream:
        stream.write("\nAnother.\n")

    assert main(["build", "--json"]) == 0

    (remark,) = json.loads(capsys.readouterr().out)["remarks"]
    assert remark["what"] == "these copies are of the edition that was here before, not of this one"


@pytest.mark.parametrize("what", ["copies", "staging"])
def test_a_link_where_copies_go_is_refused_before_any_is_made(what: str, office: Path, made: Made, tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (_folder(office) if what == "copies" else office / "build" / f".{_SEED}.copies").symlink_to(elsewhere)

    status, said = made(_SEED)

    assert status == 3
    assert "is a symbolic link" in said["problems"][0]["what"]
    assert list(elsewhere.iterdir()) == []


def test_a_stray_file_among_those_of_a_run_that_was_ended_is_not_published(
    office: Path, made: Made, monkeypatch: pytest.MonkeyPatch
) -> None:
    from editions import distributing

    def ended(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(distributing, "publish_copies", ended)
        assert main(["copies", _SEED, "--workers", "1"]) == 130
    (office / "build" / f".{_SEED}.copies" / "files" / "junk.txt").write_bytes(b"junk")

    made(_SEED)

    assert "junk.txt" not in _files(office)
    assert "2-bureau.en.pdf" in _files(office)


def test_a_file_of_many_pieces_is_written_whole(tmp_path: Path) -> None:
    staging = Staging(tmp_path / "s", "run")

    digest = staging.put_all("log", (b"%d\n" % number for number in range(5_000)))

    content = (staging.files / "log").read_bytes()
    assert content == b"".join(b"%d\n" % number for number in range(5_000))
    assert digest == sha512(content).hexdigest()


def test_an_edition_that_is_not_up_to_date_is_not_copied(office: Path, made: Made) -> None:
    with (office / "seeds" / _SEED / "en.md").open("a", encoding="utf-8") as stream:
        stream.write("\nAnother.\n")

    status, said = made(_SEED)

    assert status == 3
    assert said["problems"][0]["remedy"] == f"`editions build {_SEED}` makes it."
    assert _files(office) == {}


def test_copies_that_are_there_are_not_made_again_unless_one_was_altered(office: Path, made: Made) -> None:
    made(_SEED)
    before = _files(office)

    _, again = made(_SEED)
    (_folder(office) / "2-bureau.en.pdf").write_bytes(b"altered")
    _, mended = made(_SEED)

    assert [said["statements"][0]["unchanged"] for said in (again, mended)] == [True, False]
    assert _files(office) == before


def test_an_address_that_does_not_fit_leaves_the_copies_of_before(office: Path, made: Made) -> None:
    made(_SEED)
    before = _files(office)
    (office / "recipients.csv").write_text(
        _DIRECTORY.replace("2 SAMPLE Street", "|".join(["a long line of an address and " * 3] * 5)), "utf-8"
    )

    status, said = made(_SEED)

    assert status == 3
    assert [(problem["line"], problem["what"][:16]) for problem in said["problems"]] == [(3, "SAMPLE Embassy 1")]
    assert _files(office) == before
    assert not (office / "build" / f".{_SEED}.copies").exists()


def test_the_country_stands_last_in_the_words_of_the_office_unless_it_is_its_own(office: Path, made: Made) -> None:
    (office / "recipients.csv").write_text(
        "id,name,address,country\na,SAMPLE One,1 SAMPLE Street,CH\nb,SAMPLE Two,2 SAMPLE Street,AZ\n", "utf-8"
    )
    (office / "settings.toml").write_text('[copies]\ncountry = "AZ"\n', "utf-8")

    made(_SEED, "--to", "a", "b")

    files = _files(office)
    assert drawn(files["1-a.en.pdf"])[0].splitlines()[:3] == ["SAMPLE One", "1 SAMPLE Street", "SWITZERLAND"]
    assert "AZERBAIJAN" not in drawn(files["2-b.en.pdf"])[0]


@pytest.mark.parametrize("country", ["Azerbaijan", "XX", "EU"])
def test_a_country_of_the_office_that_is_none_is_one_problem(office: Path, country: str, capsys: pytest.CaptureFixture[str]) -> None:
    (office / "settings.toml").write_text(f'[copies]\ncountry = "{country}"\n', "utf-8")

    assert main(["copies", _SEED]) == 3
    assert f'"{country}" is no country' in capsys.readouterr().err


def test_a_copy_is_checked_like_its_edition_but_for_what_is_its_recipients(
    office: Path, made: Made, capsys: pytest.CaptureFixture[str]
) -> None:
    (office / "recipients.csv").write_text("id,name,address,salutation\nother,SAMPLE Әмир,4 SAMPLE Street,Dear all\n", "utf-8")
    made(_SEED, "--to", "other")
    copy = _folder(office) / "1-other.en.pdf"
    content = copy.read_bytes()
    capsys.readouterr()

    passed = main(["check", str(copy)])
    said = capsys.readouterr().out
    (office / "false.pdf").write_bytes(_misspelt(content))
    failed = main(["check", "false.pdf"])

    assert "Dear all" in drawn(content)[0]
    assert passed == 0, said
    assert failed == 1
    assert "[words-pdf]" in capsys.readouterr().out


def _misspelt(content: bytes) -> bytes:
    """Return the PDF *content* with a "p" for the "A" of "A paragraph": glyphs 83 and 36 of Tinos."""
    import pikepdf

    with pikepdf.open(io.BytesIO(content)) as pdf:
        stream = next(one for one in list(pdf.pages[0].obj.Contents) if b"<0024>55<0003" in one.read_bytes())
        stream.write(stream.read_bytes().replace(b"<0024>55<0003", b"<0053>55<0003", 1))
        out = io.BytesIO()
        pdf.save(out)
        return out.getvalue()


class _Terminal(io.StringIO):
    """Standard error as a terminal is."""

    def isatty(self) -> bool:
        """Return that it is one."""
        return True


def test_a_terminal_is_told_how_many_are_done_and_what_time_is_left(office: Path, made: Made, monkeypatch: pytest.MonkeyPatch) -> None:
    from editions import distributing

    assert office.is_dir()
    terminal = _Terminal()
    monkeypatch.setattr(sys, "stderr", terminal)
    monkeypatch.setattr(distributing, "BATCH", 2)

    made(_SEED)

    first, last = terminal.getvalue().strip("\r").split("\r")
    assert first.startswith("2 of 4 copies, ")
    assert first.endswith(" s left ")
    assert last == "4 of 4 copies\n"


def test_what_a_file_calls_itself_leads_the_check_nowhere(office: Path, made: Made, tmp_path: Path) -> None:
    import pikepdf

    made(_SEED, "--to", "other")
    target = tmp_path / "elsewhere"
    with pikepdf.open(_folder(office) / "1-other.en.pdf") as pdf:
        packet = pdf.Root.Metadata.read_bytes()
        pdf.Root.Metadata.write(packet.replace(b"s-1/1-other.en", str(target).encode()))
        pdf.save(office / "led.pdf")

    main(["check", "led.pdf"])

    assert not target.exists()


# Ended, and gone on with.


def _command(*arguments: str) -> list[str]:
    return [sys.executable, "-c", _COMMAND, "copies", _SEED, "--workers", "1", "--json", *arguments]


@pytest.fixture(scope="module")
def syscalls(built: Path, tmp_path_factory: pytest.TempPathFactory) -> list[Call]:
    """The calls by which a run of two batches changes the disk: those that name its folders, and those that write."""
    office = tmp_path_factory.mktemp("traced")
    shutil.copytree(built, office, dirs_exist_ok=True)
    names = ("rename", "renameat", "renameat2", "mkdir", "mkdirat", "syncfs", "fsync")
    return [one for one in calls(_command(), office, names) if one.name in ("syncfs", "fsync") or "copies" in one.line]


def test_a_run_that_is_killed_anywhere_publishes_nothing_and_is_gone_on_with_to_the_same_copies(
    built: Path, syscalls: list[Call], tmp_path: Path
) -> None:
    whole = tmp_path / "whole"
    shutil.copytree(built, whole)
    subprocess.run(_command(), cwd=whole, check=True, capture_output=True)
    kept = []
    assert {one.name for one in syscalls} >= {"syncfs", "fsync", "mkdir", "rename"}
    # One in five, and the last ones, when all is there and takes its place.
    for number, one in enumerate([*syscalls[:-3:5], *syscalls[-3:]]):
        office = tmp_path / f"killed-{number}"
        shutil.copytree(built, office)
        killed = inject(_command(), office, one, "signal=KILL")
        half = _files(office)
        done = subprocess.run(_command(), cwd=office, check=True, capture_output=True, text=True)

        assert killed.returncode != 0, one.line
        assert half in ({}, _files(whole)), one.line
        assert _files(office) == _files(whole), one.line
        assert not (office / "build" / f".{_SEED}.copies").exists(), one.line
        kept.append(json.loads(done.stdout)["statements"][0]["kept"])
    assert {0, 2, 4} <= set(kept)


def test_a_full_disk_is_one_problem_and_what_is_done_is_kept(built: Path, syscalls: list[Call], tmp_path: Path) -> None:
    second = [one for one in syscalls if one.name == "syncfs"][1]
    shutil.copytree(built, tmp_path, dirs_exist_ok=True)

    failed = inject(_command(), tmp_path, second, "error=ENOSPC")
    done = subprocess.run(_command(), cwd=tmp_path, check=True, capture_output=True, text=True)

    assert failed.returncode == 3
    assert "the disk is full; no copy is published" in failed.stderr
    assert "Traceback" not in failed.stderr
    assert json.loads(done.stdout)["statements"][0]["kept"] == 2


def _record(name: str, content: bytes) -> Record:
    digest = sha512(content).hexdigest()
    return Record(number=1, recipient="a", name="A", delivery="post", language="en", file=name, bytes=len(content), sha512=digest)


@pytest.mark.parametrize("damage", ["altered", "missing", "print file altered", "record torn"])
def test_a_batch_with_a_damaged_file_is_not_done(damage: str, tmp_path: Path) -> None:
    staging = Staging(tmp_path / "s", "run")
    staging.put("1.pdf", b"one ", b"copy")
    staging.finish(0, [_record("1.pdf", b"one copy")], b"for the printer")
    was_done = staging.is_done(0)
    match damage:
        case "altered":
            (staging.files / "1.pdf").write_bytes(b"one copY")
        case "missing":
            (staging.files / "1.pdf").unlink()
        case "print file altered":
            (tmp_path / "s" / "done" / "0.pdf").write_bytes(b"")
        case "record torn":
            (tmp_path / "s" / "done" / "0.json").write_bytes(b'{"copies": [')

    assert was_done
    assert not Staging(tmp_path / "s", "run").is_done(0)
    assert not staging.is_done(1)


def test_what_another_run_left_is_not_gone_on_with(tmp_path: Path) -> None:
    staging = Staging(tmp_path / "s", "run")
    staging.put("1.pdf", b"one copy")
    staging.finish(0, [_record("1.pdf", b"one copy")], b"")

    other = Staging(tmp_path / "s", "another")

    assert not other.is_done(0)
    assert list(other.files.iterdir()) == []


def test_two_at_once_do_not_write_into_one_folder(tmp_path: Path) -> None:
    with staged(tmp_path / "s", "run"), pytest.raises(Refusal, match="another process"), staged(tmp_path / "s", "run"):
        pass


def test_the_nineteen_recipients_of_the_sample_each_get_a_copy(tmp_path: Path, made: Made) -> None:
    shutil.copytree(SAMPLE, tmp_path / "seeds" / SAMPLE.name)
    shutil.copy(ROOT / "recipients.csv", tmp_path)
    assert main(["build", "--format", "pdf", "--json"]) == 0

    status, said = made()

    folder = tmp_path / "build" / SAMPLE.name / "copies"
    copies = sorted(path for path in folder.iterdir() if path.name[0].isdigit())
    assert status == 0
    assert said["statements"][0]["copies"] == len(copies) == 19
    assert all("SAMPLE" in drawn(path.read_bytes())[0] for path in copies)
    assert "European Union\r\nSAMPLE: the statement gives no address\r\n8 SAMPLE Street" in drawn(copies[7].read_bytes())[0]
    # Its annexes are behind each.
    assert {len(PdfReader(path).pages) for path in copies} == {6}
