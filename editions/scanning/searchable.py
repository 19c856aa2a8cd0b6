"""A searchable copy of a scan: its words read by OCRmyPDF, laid behind the picture, in a PDF/A.

Its text is what a program read from paper: for finding, never for quoting. The scan itself stays as it is.
"""

import io
import os
import shutil
import subprocess
import tempfile
from collections.abc import Sequence
from pathlib import Path

from PIL import Image

from editions.apart import unbound
from editions.problems import MissingRefusal, Problem, Refusal
from editions.scanning.sheets import frames

#: Seconds that reading a scan may take; a page takes some 5.
SECONDS = 1800
#: What tesseract calls the languages whose words it is most asked for, by their tags (ISO 639-2/T).
_LANGUAGES = {
    "ar": "ara", "az": "aze", "de": "deu", "el": "ell", "en": "eng", "es": "spa", "fr": "fra", "he": "heb", "it": "ita", "lv": "lav",
    "pl": "pol", "pt": "por", "ru": "rus", "tr": "tur", "uk": "ukr",
}  # fmt: skip
#: Of tesseract: OCRmyPDF reads as many pages at once as there are cores; threads of one page would only wait for each other.
_ONE_THREAD = {"OMP_THREAD_LIMIT": "1"}
#: The quality in which images are packed into the copy.
_QUALITY = 90
_OCRMYPDF = "apt-get install ocrmypdf"


def is_installed() -> bool:
    """Return whether a searchable copy can be made on this computer."""
    return shutil.which("ocrmypdf") is not None


def searchable(files: Sequence[tuple[str, bytes]], language: str) -> bytes:
    """Return the scan *files* (names and contents, in order), whose words are in *language*, as one searchable PDF/A-2b.

    Raises:
        MissingRefusal: OCRmyPDF, or the data of that language, is not installed.
        Refusal: it makes nothing of them.
    """
    if not is_installed():
        raise MissingRefusal(Problem("this computer", "OCRmyPDF is not installed", _OCRMYPDF))
    name = _tesseract(language)
    with tempfile.TemporaryDirectory(prefix="editions-") as folder:
        scan, out = Path(folder) / "scan.pdf", Path(folder) / "searchable.pdf"
        scan.write_bytes(_one_pdf(files))
        options = ["--output-type", "pdfa-2", "--language", name, "--rotate-pages", "--skip-text", "--quiet", "--tesseract-timeout", "900"]
        _run(["ocrmypdf", *options, str(scan), str(out)], files[0][0])
        return out.read_bytes()


def _tesseract(language: str) -> str:
    """Return what tesseract calls *language*.

    Raises:
        MissingRefusal: it does not know it here.
    """
    name = _LANGUAGES.get(language.partition("-")[0], language)
    asking = ["tesseract", "--list-langs"]
    known = subprocess.run(asking, capture_output=True, text=True, check=False, preexec_fn=unbound).stdout.split()  # noqa: S603
    if name not in known:
        what = f'tesseract has no data for the language "{language}"'
        raise MissingRefusal(Problem("this computer", what, f"apt-get install tesseract-ocr-{name}"))
    return name


def _one_pdf(files: Sequence[tuple[str, bytes]]) -> bytes:
    """Return *files* as one PDF: a PDF as it is, images in the size that their resolution says.

    Raises:
        Refusal: a PDF stands among several files.
    """
    if len(files) == 1 and b"%PDF-" in files[0][1][:1024]:
        return files[0][1]
    pages: list[Image.Image] = []
    resolution = 0.0
    for name, content in files:
        if b"%PDF-" in content[:1024]:
            raise Refusal(Problem(name, "a scan is one PDF, or images", "Give the PDF alone, or the sheets as TIFF, JPEG or PNG."))
        for image, said in frames(content, name):
            pages.append(image)
            resolution = said
    out = io.BytesIO()
    pages[0].save(out, "PDF", save_all=True, append_images=pages[1:], resolution=resolution, quality=_QUALITY)
    return out.getvalue()


def _run(command: list[str], where: str) -> None:
    try:
        done = subprocess.run(  # noqa: S603
            command, capture_output=True, text=True, timeout=SECONDS, check=False, env=os.environ | _ONE_THREAD,
            preexec_fn=unbound,
        )  # fmt: skip
    except subprocess.TimeoutExpired:
        raise Refusal(Problem(where, f"{command[0]} was stopped after {SECONDS} s", "Give fewer sheets.")) from None
    if done.returncode:
        said = (done.stderr.strip().splitlines() or ["no reason given"])[-1]
        raise Refusal(Problem(where, f"{command[0]} makes nothing of the scan: {said}", "Scan it anew, as PDF, TIFF or JPEG."))
