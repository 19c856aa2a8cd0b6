"""The language of a text, by two witnesses: its commonest words, and what the document says of itself."""

import re
from collections import Counter

from editions.language import is_known

#: Words that stand in every text of a language, and seldom in one of another of these.
_COMMON = {
    "en": "the of and to in for that is on by with as was are this be from which have it",
    "az": "və bu ilə bir üçün olan də da ki o edir olaraq ən daha onun kimi hər isə ona tərəfindən",
    "ru": "и в на не что с по для от к из как это о при а его был также или",
    "de": "der die und das in den von zu mit für auf ist des im nicht ein eine dem sich auch",
    "fr": "de la le et les des en du un une dans pour que est par sur au qui ce aux",
    "es": "de la que el en y los del se las por un para con una su al lo como más",
    "it": "di e il la che in per del un della le i con non una dei è sono al nel",
    "tr": "ve bir bu için ile olan da de olarak daha çok en gibi kadar ne ise sonra her ancak o",
    "ar": "في من على أن إلى هذا هذه التي الذي عن مع ما لا كل بعد قبل أو كان لم ذلك",
    "uk": "і в на що не з до та за від як для про це його по або є також у",
}
_WORDS = {language: frozenset(words.split()) for language, words in _COMMON.items()}
_WORD = re.compile(r"[^\W\d_]+")
LANGUAGES = tuple(_COMMON)
#: The share of common words that a text has at least, and how often more than those of any other language.
_SHARE, _TIMES = 0.08, 1.5
#: Words below which nothing is said of a text.
_FEWEST = 20


def spoken(text: str) -> str:
    """Return the language that the words of *text* are certainly of, as a BCP 47 tag; empty where that is not certain."""
    found = Counter(word.lower() for word in _WORD.findall(text))
    total = sum(found.values())
    if total < _FEWEST:
        return ""
    counts = sorted(((sum(found[word] for word in words), language) for language, words in _WORDS.items()), reverse=True)
    (most, language), (second, _) = counts[:2]
    return language if most >= _SHARE * total and most >= _TIMES * second else ""


def told_and_spoken(said: str, text: str) -> tuple[str, str]:
    """Return the language of *text*, of which its document says the tag *said*; and what makes that uncertain, or nothing.

    Its words come first: what a document says is often the language of the program that wrote it. Without either, it is English.
    """
    own, _, rest = said.partition("-")
    own, script = own.lower(), rest.partition("-")[0]
    found = spoken(text)
    if found:
        return found, "" if own in ("", found) else f'the document says "{said}"'
    if own and is_known(own):
        tag = f"{own}-{script.title()}" if len(script) == 4 else own
        return (tag if is_known(tag) else own), "the document says so, and its words leave it open"
    return "en", "neither the document nor its words say it"
