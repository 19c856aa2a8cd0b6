"""Signing at B-LT against bare pyHanko on the same file, with the same key and services; what is checked afterwards is left out."""

import io
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from editions.rendering.stamp import Stamp, draw_stamp
from editions.signing.trusting import context, refuse_dates, refuse_untrusted, refuse_untrusted_stamps, stamping
from editions.signing.writing import Order, sign
from editions.verifying.roots import read_roots
from tests.support.making import SAMPLE, around, layout, prepared
from tests.support.pki import PASSPHRASE, Authority, running
from tests.support.sealing import edition_for, key_of

_PAIRS = 9


def over_pyhanko() -> list[float]:
    """Return the ratio of each pair, in CPU seconds of this process, in which the authority runs, too."""
    content = edition_for(1, annexes=False)
    shown = Stamp(name="TEST", office="TEST Office", time=datetime.now(UTC), reason="TEST", size=(255.118, 65.197))
    seen = draw_stamp(shown, prepared(SAMPLE, "en"), layout("ombudsman"), around())
    with running(Path(tempfile.mkdtemp(prefix="editions-bench-"))) as authority:
        roots = read_roots(authority.roots)
        # Each once ahead: what they import is loaded.
        _bare(content, authority, roots), _ours(content, authority, roots, seen)
        return [_ours(content, authority, roots, seen) / _bare(content, authority, roots) for _ in range(_PAIRS)]


def _ours(content: bytes, authority: Authority, roots: tuple[bytes, ...], seen: bytes) -> float:
    begin = time.process_time()
    judged_by, stamps = context(roots), stamping(authority.tsa)
    with key_of(authority) as key:
        refuse_dates(key)
        refuse_untrusted(key, judged_by)
        refuse_untrusted_stamps(stamps, judged_by)
        order = Order(
            field="Signature1", first=True, last=True, level="B-LT", reason="TEST", seen=seen, stamps=stamps, judged_by=judged_by
        )  # fmt: skip
        sign(content, order, key)
    return time.process_time() - begin


def _bare(content: bytes, authority: Authority, roots: tuple[bytes, ...]) -> float:
    from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
    from pyhanko.sign import fields, signers, timestamps

    begin = time.process_time()
    told = signers.PdfSignatureMetadata(
        field_name="Signature1",
        md_algorithm="sha256",
        subfilter=fields.SigSeedSubFilter.PADES,
        embed_validation_info=True,
        validation_context=context(roots),
        certify=True,
        docmdp_permissions=fields.MDPPerm.NO_CHANGES,
    )
    signer: Any = signers.SimpleSigner.load_pkcs12(str(authority.pkcs12("officer")), passphrase=PASSPHRASE.encode())  # type: ignore[no-untyped-call]
    stamps = timestamps.HTTPTimeStamper(authority.tsa)
    signers.PdfSigner(told, signer, timestamper=stamps).sign_pdf(IncrementalPdfFileWriter(io.BytesIO(content)), output=io.BytesIO())
    return time.process_time() - begin
