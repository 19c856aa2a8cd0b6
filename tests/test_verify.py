"""``editions verify``: what an officer reads, what a program reads, and the exit status."""

import json
from pathlib import Path

import pytest

from editions.cli import main
from editions.problems import Refusal
from editions.verifying.roots import read_roots
from tests.support.forging import FORGED
from tests.support.pki import Authority
from tests.support.signed import Way, signed, unsigned


@pytest.fixture(scope="module")
def files(authority: Authority, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder of a signed file, one changed since, one that is not signed, and one that is no PDF."""
    folder = tmp_path_factory.mktemp("verify")
    content = signed(authority, Way(stamped_by="tsa-short"))
    (folder / "signed.pdf").write_bytes(content)
    (folder / "changed.pdf").write_bytes(FORGED["changed_text"](content))
    (folder / "unsigned.pdf").write_bytes(unsigned())
    (folder / "letter.pdf").write_bytes(b"Dear Sir or Madam,")
    return folder


def _verify(authority: Authority, *arguments: object) -> int:
    return main(["verify", "--roots", str(authority.roots), *map(str, arguments)])


def test_a_valid_file_is_said_in_a_sentence(authority: Authority, files: Path, capsys: pytest.CaptureFixture[str]) -> None:
    status = _verify(authority, files / "signed.pdf")

    lines = capsys.readouterr().out.splitlines()
    assert status == 0
    assert lines[0].startswith(f"{files / 'signed.pdf'}: valid: signed by TEST Officer on ")
    assert lines[0].endswith(
        "by the clock of TEST Time Stamps that end soon; certified, nothing was changed since; not yet signed by the second signatory"
    )
    assert "`editions sign --refresh`" in lines[1]


def test_a_changed_file_is_invalid_and_the_status_says_so(authority: Authority, files: Path, capsys: pytest.CaptureFixture[str]) -> None:
    status = _verify(authority, files / "signed.pdf", files / "changed.pdf")

    assert status == 1
    assert "changed since: the pages (an incremental-saving attack)" in capsys.readouterr().out


@pytest.mark.parametrize(("name", "said"), [("unsigned.pdf", "not signed"), ("letter.pdf", "cannot be verified: it is no PDF")])
def test_what_bears_no_signature_is_told(
    authority: Authority, files: Path, capsys: pytest.CaptureFixture[str], name: str, said: str
) -> None:
    status = _verify(authority, files / name)

    assert status == 1
    assert capsys.readouterr().out.startswith(f"{files / name}: {said}")


def test_a_file_that_is_not_there_is_a_problem_and_the_others_are_verified(
    authority: Authority, files: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    status = _verify(authority, files / "none.pdf", files / "signed.pdf")

    said = capsys.readouterr()
    assert status == 3
    assert "none.pdf: there is no such file" in said.err
    assert "signed.pdf: valid" in said.out


def test_details_tell_all_of_each_signature_and_time_stamp(authority: Authority, files: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _verify(authority, "--details", files / "signed.pdf")

    said = capsys.readouterr().out
    assert "signature in the field Signature1: valid, certifies the file" in said
    assert "    level       B-LTA" in said
    assert "since then came revocation data, a time stamp" in said
    assert "time stamp in the field TimeStamp1: valid" in said


def test_json_is_one_object_with_all_that_was_found(authority: Authority, files: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _verify(authority, "--json", files / "signed.pdf", files / "none.pdf")

    said = json.loads(capsys.readouterr().out)
    [one] = said["verifications"]
    assert (one["verdict"], one["level"], one["signatures"][0]["signer"]) == ("valid", "B-LTA", "TEST Officer")
    assert [problem["what"] for problem in said["problems"]] == ["there is no such file"]


def test_without_roots_the_way_to_name_them_is_told(files: Path, capsys: pytest.CaptureFixture[str]) -> None:
    status = main(["verify", str(files / "signed.pdf")])

    said = capsys.readouterr()
    assert status == 1
    assert "whose certificate no root here vouches for" in said.out
    assert "--roots DIR" in said.err


def test_the_roots_of_the_settings_are_taken(authority: Authority, files: Path) -> None:
    Path("settings.toml").write_text(f'[signing]\nroots = "{authority.roots}"\n', "utf-8")

    assert main(["verify", str(files / "signed.pdf")]) == 0


_BEGIN, _END = b"-----BEGIN CERTIFICATE-----\n", b"\n-----END CERTIFICATE-----\n"


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"no certificate",
        b"0",
        b"0 Dear Sir or Madam,",
        b"0\x00",
        _BEGIN + b"AAA" + _END,
        _BEGIN + b"MAA=" + _END,
        _BEGIN + b"*" + _END,
    ],
)
def test_a_root_that_is_no_certificate_is_refused(files: Path, capsys: pytest.CaptureFixture[str], tmp_path: Path, content: bytes) -> None:
    (tmp_path / "root.pem").write_bytes(content)

    status = main(["verify", "--roots", str(tmp_path), str(files / "signed.pdf")])

    assert status == 3
    assert "root.pem: is no certificate" in capsys.readouterr().err


@pytest.mark.parametrize("more", [_BEGIN + b"AAA" + _END, _BEGIN])
def test_a_root_beside_one_that_is_no_certificate_is_not_taken_alone(authority: Authority, tmp_path: Path, more: bytes) -> None:
    good = (authority.roots / "root.pem").read_bytes()
    (tmp_path / "twice.pem").write_bytes(good * 2)

    assert len(read_roots(tmp_path)) == 1
    (tmp_path / "damaged.pem").write_bytes(good + more)
    with pytest.raises(Refusal, match=r"damaged\.pem: is no certificate"):
        read_roots(tmp_path)


def test_roots_that_cannot_be_read_are_a_problem(files: Path, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    folder, link, long = tmp_path / "folder", tmp_path / "link", tmp_path / ("x" * 300)
    (folder / "x.pem").mkdir(parents=True)
    link.mkdir()
    (link / "gone.pem").symlink_to("nowhere")

    statuses = [main(["verify", "--roots", str(one), str(files / "signed.pdf")]) for one in (folder, link, long)]

    said = capsys.readouterr().err.splitlines()[::2]
    assert statuses == [3, 3, 3]
    assert [line.partition(": ")[2] for line in said] == [
        "cannot be read: Is a directory",
        "cannot be read: No such file or directory",
        "cannot be read: File name too long",
    ]
