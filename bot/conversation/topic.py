"""What a conversation is about after a question: the phrases that tell it, and who "he" is. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from bot.checks.names import names
from bot.conversation.foreign import translated
from bot.conversation.phrases import Phrase, counted_span, phrases, times_in
from bot.conversation.reading import read
from bot.conversation.words import DETERMINERS, HAPPENINGS_EN
from bot.question import Kind, Question
from ingest.text import lexicon
from ingest.text.folding import fold, has_diacritics
from ingest.text.language import is_syllable
from ingest.text.places import place
from prompts import LANGUAGES, say

_MOST_WORDS = 14
_MOST_QUOTES, _MOST_NAMES = 2, 2
_SHORTEST_NAME = 3
_EVENTS = frozenset(
    "operation attack explosion fire accident crime earthquake storm flood match award project meeting lawsuit".split()
)
_UP_TO_FIGURE = re.compile(r" (?:\w+ )?(?=\S*\d)")
_BEFORE_OF = re.compile(r"^.* of (?=(?:an?|the) )")
_AN = re.compile(r"^an? ")
_QUOTED = re.compile(r"“([^”]{1,600})”")
_COPULA = {
    "en": re.compile(r"(?:who|what|which \w+|how \w+)(?: (?:is|are|was|were)|['’]s) ", re.IGNORECASE),
    "vi": re.compile(r"^ai là |\blà (?:ai|gì|bao nhiêu|khi nào|ngày nào|\w+ nào)\b|\bbao nhiêu$", re.IGNORECASE),
}
_OWNER = re.compile(r"(.+?)(?: (of|của) |['’]s )(.+)")
_OWNED = re.compile(r"(?:its|his|her|their) ", re.IGNORECASE)
_PLAIN = frozenset(
    "new young old more other different main total first second last best biggest largest many local".split()
)
_WEEKDAYS = frozenset("Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split())


@dataclass(frozen=True, slots=True)
class Topic:
    """What a conversation is about after ``question``, which stands alone.

    Attributes:
        question: what was asked last.
        subject: the phrases that tell what it is about, in its order.
        language: the language of the subject.
        asked: of "Who is the mayor of Velden?" the mayor; or "".
        person: who "he" is after it, or "".
        said: the words of question and answer, and of those that it leans on.
    """

    question: Question
    subject: tuple[Phrase, ...]
    language: str
    asked: str = ""
    person: str = ""
    said: str = ""

    @property
    def is_told(self) -> bool:
        """Whether only an answer tells the subject."""
        return all(phrase.end == 0 for phrase in self.subject)

    @property
    def hangs(self) -> bool:
        """Whether the subject is put behind a question with a preposition: "in the fire", but "(whales in the bay)"."""
        return bool(self.subject) and self.subject[0].end > 0

    @property
    def happens(self) -> bool:
        """Whether the subject is an event: "When was the INTERPOL operation?", but never "When was INTERPOL?"."""
        told = self.subject[0].text.lower().split() if self.subject else []
        return bool(lexicon.concepts_in(told) & _EVENTS or HAPPENINGS_EN.intersection(told))

    def text(self, language: str) -> str:
        """Return the subject as it may stand in a sentence of ``language``, at most 14 words; "" when there is none."""
        parts = [
            (f"{phrase.preposition} " if phrase.preposition else ", ") * (index > 0) + phrase.text
            for index, phrase in enumerate(self.subject)
        ]
        found = " ".join(" ".join(parts).replace(" ,", ",").split()[:_MOST_WORDS]).rstrip(",")
        return found if language == self.language else translated(found, language)


def topic_of(question: Question, answer: str) -> Topic:
    """Return what ``question`` is about; where its words do not say, the names in its ``answer`` do."""
    asked, subject = own_subject(question)
    if is_vague(subject):
        subject = [*subject, *map(Phrase, _told(answer, question))]
    person = (person_in(answer, question) or _holder(question, asked)) if question.kind is Kind.WHO else ""
    return Topic(question, tuple(subject), question.language, asked, person, f"{question.text} {answer}")


def own_subject(question: Question) -> tuple[str, list[Phrase]]:
    """Return what ``question`` asks for, or "", and the phrases that tell what it is about."""
    asked, subject = _parted(question, _without_capital(phrases(question)))
    subject = _agent_last(question, _possessed(subject))
    there = _counted_there(question, subject)
    return asked, [*there, *subject] if there else [*subject, *_modifiers(question)]


def _holder(question: Question, asked: str) -> str:
    """Return who is asked for, by office: "the mayor of Velden"."""
    text = question.embedded_text.strip(" ?!.")
    return text[text.index(asked) :] if asked and asked in text and question.language == "en" else asked


def is_vague(subject: Sequence[Phrase]) -> bool:
    """Tell whether a subject has no name and at most one word: "the operation"."""
    words_ = [word for phrase in subject for word in phrase.text.split() if word.lower() not in DETERMINERS]
    most = 3 if any(has_diacritics(word) for word in words_) else 1  # a Vietnamese word has two syllables
    return len(words_) <= most and not any(word[0].isupper() for word in words_)


def _without_capital(found: list[Phrase]) -> list[Phrase]:
    """Return the phrases, the first without the capital of its sentence."""
    if not found or found[0].start > 0:
        return found
    return [replace(found[0], text=within_sentence(found[0].text)), *found[1:]]


def within_sentence(text: str) -> str:
    """Return what began a Vietnamese sentence as it stands within one: its capital stays when it is a name's."""
    head, _, rest = text.partition(" ")
    is_noun = bool(lexicon.noun_concept([head.lower()]))  # "Cầu An Thạnh", but "Hải Đăng"
    is_name = (rest[:1].isupper() and not is_noun) or not is_syllable(fold(head))
    return text if is_name else text[0].lower() + text[1:]


def _parted(question: Question, found: list[Phrase]) -> tuple[str, list[Phrase]]:
    """Part what is asked for from what it belongs to: "the mayor" from "Velden"."""
    text = question.embedded_text.strip(" ?!.")
    copula = _COPULA[question.language].search(text) if question.language in _COPULA else None
    if copula is None or not found or counted_span(question)[1] or question.kind is Kind.YES_NO:
        return "", found
    first, others = found[0], found[1:]
    if copula.group().lower() == "bao nhiêu" and copula.start() - 1 not in {phrase.end for phrase in found}:
        return "", found  # "cầu An Thạnh dài bao nhiêu"
    for index, phrase in enumerate(others):
        if phrase.preposition in {"of", "của"}:
            return text[first.start : phrase.start].strip(), others[index:]
    if match := _OWNER.fullmatch(first.text):
        # "X of Y" and "Y's X"
        asked, owner = (match[1], match[3]) if match[2] else (match[3], match[1])
        return asked, [Phrase(owner, match[2] or "", first.start, first.end), *others]
    words_ = first.text.split()
    name = next((i for i, word in enumerate(words_) if word[0].isupper()), None)
    if name is None:
        return first.text, others
    if name and question.language == "vi" and words_[-1][0].isupper():
        return " ".join(words_[:name]), [Phrase(" ".join(words_[name:]), "", first.start, first.end), *others]
    return "", found


def _agent_last(question: Question, found: list[Phrase]) -> list[Phrase]:
    """Return the phrases with who counts behind where: "the ring" before "the police" that arrested how many."""
    counted = counted_span(question)[0]
    late = [phrase for phrase in found if phrase.start > counted and phrase.preposition]
    return [*late, *(phrase for phrase in found if phrase not in late)] if counted else found


def _possessed(found: list[Phrase]) -> list[Phrase]:
    """Return the phrases with "Orvane" and "its plant" as one: "Orvane's plant"."""
    if len(found) < 2 or not _OWNED.match(found[1].text):
        return found
    owner, owned = found[0], found[1]
    text = f"{owner.text}'s {_OWNED.sub('', owned.text, count=1)}"
    return [Phrase(text, owner.preposition, owner.start, owned.end), *found[2:]]


def _counted_there(question: Question, subject: list[Phrase]) -> list[Phrase]:
    """Return what is counted where else only its place is told: the whales of "how many whales died in Tarrin Bay"."""
    start, end = counted_span(question)
    is_place = all(phrase.preposition and phrase.text == phrase.text.title() for phrase in subject)
    is_thing = not lexicon.is_person(lexicon.noun_concept(question.counted.split()))
    return [Phrase(question.embedded_text[start:end])] if end and subject and is_place and is_thing else []


def _modifiers(question: Question) -> list[Phrase]:
    """Return what a counted English noun says of the subject: "measles" of "measles cases"."""
    if question.kind is not Kind.HOW_MANY or question.language != "en":
        return []
    found = question.counted.split(" of ")[0].split()
    head = max(1, lexicon.compound(found, len(found) - 2)) if len(found) > 1 else 1
    kept = [word for word in found[:-head] if word not in _PLAIN and not word.endswith(("ed", "ing"))]
    return [Phrase(" ".join(kept))] if kept else []


def _told(answer: str, question: Question) -> list[str]:
    """Return what an answer says its question is about: what happened and names, never a figure."""
    known = {question.text.casefold()}
    found = []
    for name in names_in(answer):
        one = place(name) or name.casefold()
        if not any(one in other for other in known):
            found.append(name)
            known |= {one, name.casefold()}
    return [*_events_in(answer, question)[:1], *found[:_MOST_NAMES]]


def _events_in(answer: str, question: Question) -> list[str]:
    """Return what the first quote says happened: "the worldwide operation against human trafficking"."""
    quote = read((_QUOTED.findall(answer) or [""])[0])
    if quote.language != question.language:
        return []
    texts = [_AN.sub("the ", _UP_TO_FIGURE.split(_BEFORE_OF.sub("", phrase.text))[0]) for phrase in phrases(quote)]
    return [it for it in texts if lexicon.concepts_in(it.lower().split()) & _EVENTS and not is_vague([Phrase(it)])]


def names_in(answer: str) -> list[str]:
    """Return the names in the first quotes of an answer, or in its text when nothing is quoted; no months and days."""
    quotes = _QUOTED.findall(answer)[:_MOST_QUOTES]
    if not quotes and not answer.startswith(tuple(say("not_found", language) for language in LANGUAGES)):
        quotes = [answer]
    return list(dict.fromkeys(name for quote in quotes for name in _names_of(quote)))


def _names_of(quote: str) -> list[str]:
    """Return the names in a quote, of "World Health Organization (WHO)" the short one."""
    found: list[str] = []
    times = times_in(quote, "en")
    for name in names(quote):
        text = quote[name.start : name.end].strip(" .")
        if len(text) < _SHORTEST_NAME or text in _WEEKDAYS or any(start <= name.start < end for start, end in times):
            continue
        if quote[: name.start].endswith("(") and text.isupper():
            found = found[:-1]
        found.append(text)
    return found


def person_in(answer: str, question: Question) -> str:
    """Return the first name in an answer that may be a person's, without what the question says of it."""
    known = {word.casefold() for word in re.findall(r"\w+", question.embedded_text)}
    for name in names_in(answer):
        parts = name.split()
        while parts and parts[0].casefold() in known:
            parts = parts[1:]
        if len(parts) > 1 and all(part[0].isupper() for part in parts) and not place(" ".join(parts)):
            return " ".join(parts)
    return ""
