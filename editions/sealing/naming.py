"""Whether the one to whom a certificate was issued is the signatory, by name."""

import unicodedata

#: Letters that no accent can be taken from, as English texts write them.
_PLAIN = str.maketrans({"ə": "a", "ı": "i", "ł": "l", "ø": "o", "đ": "d", "æ": "ae", "œ": "oe", "þ": "th"})


def note_on_name(certificate: str, signatory: str) -> str:
    """Return what is to be said where the name in the *certificate* is not the *signatory*'s; "" where it is.

    Case, accents, blanks and the order of the names make no difference: a certificate may say "ALIYEVA Sabina".
    """
    return "" if _names(certificate) == _names(signatory) else f'the certificate is of "{certificate}", the signatory is "{signatory}"'


def _names(said: str) -> list[str]:
    apart = unicodedata.normalize("NFKD", said.casefold().translate(_PLAIN))
    kept = "".join(character for character in apart if not unicodedata.combining(character))
    return sorted(kept.replace(",", " ").split())
