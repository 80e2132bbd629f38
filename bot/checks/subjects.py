"""Whether two figures count the same thing: "2,517 rescued" does not rest on "2,517 arrested, 3,222 rescued"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from bot.checks.terms import terms
from ingest.text import lexicon
from ingest.text.figures import Figure
from ingest.text.folding import words as folded_words
from ingest.text.lexicon import GENERIC, is_person
from ingest.text.senses import read_senses
from ingest.text.stems import alike, stem
from ingest.text.wordlists import words_of

# Acts too general to tell figures apart: a claim may well say "had" where the quote says "found".
_WEAK = words_of(
    "find identify send live work visit travel open participate make produce earn spend pay raise launch build",
    "test inspect investigate remove pass bear sign vote receive donate attack strike_work score",
)
# Acts that only persons undergo: "25 killed" are 25 people.
_OF_PERSONS = words_of(
    "die injure arrest rescue release disappear charge convict sentence infect deport kidnap hospitalize evacuate",
    "execute vaccinate",
)
_OF_THE_DEAD = frozenset({"death", "body"})
# Jobs are cut where workers are dismissed.
_ALIKE = (
    {"delegate", "lawmaker"},
    {"job", "worker"},
    {"house", "household"},
    {"company", "organization"},
    {"class", "room"},
    {"trip", "flight"},
)
_ALIKE_ACTS = ({"hire", "enroll"}, {"lose", "fall"})
# Whom anyone may be, and what those become to whom something happens.
_ANY_PERSON = frozenset({"adult", "resident", "citizen", "member", "death", "body", "injury", "population"})
_HELD = frozenset({"suspect", "criminal", "defendant", "prisoner"})
_HARMED = frozenset({"victim", "patient", "hostage"})
_BY_ACT = {
    **dict.fromkeys(("arrest", "charge", "convict", "sentence", "release"), _HELD),
    **dict.fromkeys(("die", "injure", "rescue", "infect", "hospitalize", "disappear", "kidnap", "evacuate"), _HARMED),
}
_VEHICLES = frozenset({"bus", "truck", "motorbike", "train"})
_ANY_VEHICLE = frozenset({"xe", "phương", "vehicle", "vehicles"})
# They say what became of persons, not who they are.
_ANYONE = frozenset({GENERIC, "death", "body", "injury"})


@dataclass(frozen=True, slots=True)
class Setting:
    """The figures of a quote and the things and acts its words name."""

    language: str
    text: str
    figures: Sequence[Figure]
    acts: set[str] = field(default_factory=set)
    concepts: set[str] = field(default_factory=set)
    words: set[str] = field(default_factory=set)


@dataclass(frozen=True, slots=True)
class Counting:
    """A figure of a claim and its language; ``named`` says that a name is counted ("200,000 Georgians")."""

    figure: Figure
    language: str
    named: bool = False


def same_subject(claim: Counting, quote: Figure, setting: Setting) -> bool:
    """Tell whether what ``claim`` counts, and what happens to it, is what ``quote`` says of its figure."""
    return _same_act(claim.figure, claim.language, quote, setting) and (
        (claim.named and not claim.figure.concept) or _same_noun(claim.figure, claim.language, quote, setting)
    )


def _same_act(claim: Figure, language: str, quote: Figure, setting: Setting) -> bool:
    said, known = _act(claim), _act(quote)
    if not known and ((said == "infect" and quote.concept == "infection") or said in _acts_named(quote, setting)):
        return True
    if not known and language != setting.language and said not in _OF_PERSONS and not lexicon.direction(said):
        return True
    if not said or said == known or {said, known} in _ALIKE_ACTS:
        return True
    if known or said in _WEAK:
        return not (known and known not in _WEAK and said not in _WEAK)
    if lexicon.direction(said):
        last = _last_direction(setting.text[: quote.start])
        return last == said or (not last and (said in setting.acts or claim.kind == "measure"))
    others = {_act(figure) for figure in setting.figures if figure is not quote}
    return said in setting.acts and said not in others


def _last_direction(before: str) -> str:
    """Return which way things went last in the words before a figure."""
    words = [word.strip(_SIGNS) for word in before.lower().split()]
    found = (lexicon.direction(lexicon.act_at(words, index)) for index in range(len(words) - 1, -1, -1))
    return next((direction for direction in found if direction), "")


def _acts_named(figure: Figure, setting: Setting) -> set[str]:
    """Return the acts that a counted noun itself names: "7,000 hospitalizations"."""
    names = senses_of(figure.noun, setting.language)
    return {name.removesuffix(".") for name in names if name.endswith(".")}


def _act(figure: Figure) -> str:
    if figure.concept in _OF_THE_DEAD and (not figure.act or lexicon.direction(figure.act)):
        return "die"
    return "injure" if figure.concept == "injury" and not figure.act else figure.act


def _same_noun(claim: Figure, language: str, quote: Figure, setting: Setting) -> bool:
    if not claim.noun or claim.noun == quote.noun or (language != setting.language and claim.kind == "duration"):
        return True
    if not quote.noun:
        return _noun_elsewhere(claim, quote, setting)
    if _is_told_of_another(claim, quote, setting):
        return False
    if claim.concept == GENERIC and claim.act and claim.act in _acts_named(quote, setting):
        return True
    if _share_words(claim.noun, language, quote.noun, setting.language) or _mean_the_same(
        claim, language, quote, setting.language
    ):
        return True
    if claim.concept and quote.concept:
        return _same_concept(claim, quote, setting)
    if language != setting.language:
        return not _counted_elsewhere(claim, quote, setting) and not _is_another_people(claim, quote, setting)
    unknown = not (claim.concept or quote.concept)
    named = (unknown and _is_named(claim, setting)) or _is_near(claim, quote, setting)
    return named and not _counted_elsewhere(claim, quote, setting)


def _is_told_of_another(claim: Figure, quote: Figure, setting: Setting) -> bool:
    """Tell whether another figure has just the noun of the claim: "50 chuyên ngành" is not of "19 ngành"."""
    return quote.noun != claim.noun and any(
        figure.noun == claim.noun and figure.low != quote.low for figure in setting.figures
    )


def _is_named(claim: Figure, setting: Setting) -> bool:
    """Tell whether the quote has the counted noun in another form or place ("nominated" for "nominations")."""
    last = stem(claim.noun.split()[-1])
    return setting.language == "en" and any(alike(last, stem(word)) for word in setting.words)


def _is_another_people(claim: Figure, quote: Figure, setting: Setting) -> bool:
    """Tell whether the claim makes of "190,491 Mexicans" as many of a kind that the quote does not name."""
    if not setting.text[quote.end : quote.end + 2].strip()[:1].isupper() or not is_person(claim.concept):
        return False
    anyone = claim.concept in _ANYONE | _ANY_PERSON or claim.concept in _BY_ACT.get(_act(quote), ())
    return not anyone and claim.concept not in setting.concepts


def _is_near(claim: Figure, quote: Figure, setting: Setting) -> bool:
    """Tell whether the counted noun comes some words after the figure: "2,500 fresh and packaged foods"."""
    following = re.match(r"[^.;:()\d]*", setting.text[quote.end : quote.end + _NEAR])
    near = {stem(word) for word in folded_words(following.group())} if following else set()
    return any(stem(word) in near for word in folded_words(claim.noun) if word not in _COMMON)


def _same_concept(claim: Figure, quote: Figure, setting: Setting) -> bool:
    if claim.concept == quote.concept:
        return True
    if quote.concept == GENERIC and is_person(claim.concept) and claim.concept not in _ANY_PERSON:
        return claim.concept in setting.concepts or claim.concept in _BY_ACT.get(_act(quote), ())
    pair = {claim.concept, quote.concept}
    if any(pair <= alike for alike in _ALIKE) or _are_vehicles(claim, quote, setting):
        return True
    return bool(pair & _ANYONE) and all(is_person(concept) for concept in pair)


def _are_vehicles(claim: Figure, quote: Figure, setting: Setting) -> bool:
    """Tell whether one noun is any vehicle and the other a kind of it, which the quote names: "24 xe", "24 buses"."""
    if claim.concept in _VEHICLES and quote.concept == "car":
        return quote.noun.split()[0] in _ANY_VEHICLE and claim.concept in setting.concepts
    return quote.concept in _VEHICLES and claim.concept == "car" and claim.noun.split()[0] in _ANY_VEHICLE


def _noun_elsewhere(claim: Figure, quote: Figure, setting: Setting) -> bool:
    """Accept a noun that the quote leaves out ("3,222 rescued") or names apart from its figure."""
    if folded_words(setting.text[: quote.start])[-1:] == folded_words(claim.noun)[-1:]:
        return True  # "mức điểm 22,5"
    same_act = _act(claim) == _act(quote) != ""
    if _counted_elsewhere(claim, quote, setting) and not same_act:
        return False
    if claim.concept in {GENERIC, "resident"} and ("population" in setting.concepts or not quote.act):
        return True
    if is_person(claim.concept) and quote.act in _OF_PERSONS:
        persons = {concept for concept in setting.concepts if is_person(concept)}
        return claim.concept in _ANYONE or claim.concept in setting.concepts or persons <= _ANYONE
    if claim.concept and claim.concept in setting.concepts:
        return True
    named = set(folded_words(claim.noun)) & setting.words
    return bool(named) or not claim.concept


def _counted_elsewhere(claim: Figure, quote: Figure, setting: Setting) -> bool:
    """Tell whether another figure of the quote, of another value, counts what the claim counts."""
    return any(
        figure.noun
        and figure.low != quote.low
        and (figure.noun == claim.noun or (claim.concept and figure.concept == claim.concept))
        for figure in setting.figures
    )


def _share_words(one: str, language: str, other: str, other_language: str) -> bool:
    """Tell whether two nouns have a word in common; a syllable of a known word is none ("đại học", "học bổng")."""
    if language == other_language == "vi":
        said, told = ({_unclassified(term.key) for term in terms(noun, "vi")} for noun in (one, other))
        return bool((said & told) - _COMMON_TERMS)
    return bool(_stems(one) & _stems(other))


def _unclassified(key: str) -> str:
    first, _, rest = key.partition(" ")
    return rest if rest and first in _CLASSIFIERS else key


def _mean_the_same(claim: Figure, language: str, quote: Figure, quote_language: str) -> bool:
    """Tell whether two nouns that the lexicon does not tell apart have a sense in common."""
    if claim.concept and quote.concept and is_person(claim.concept) != is_person(quote.concept):
        return False
    return bool(senses_of(claim.noun, language) & senses_of(quote.noun, quote_language))


@lru_cache(maxsize=512)
def senses_of(noun: str, language: str) -> frozenset[str]:
    """Return what a counted noun means, without what anything may mean."""
    return frozenset().union(*(sense.names for sense in read_senses(noun.split(), language))) - _ANY_SENSE


def _stems(noun: str) -> set[str]:
    return {word[:-1] if len(word) > 3 and word.endswith("s") else word for word in folded_words(noun)} - _COMMON


_NEAR = 60
_SIGNS = ".,;:!?()\"“”'’"
_ANY_SENSE = frozenset({"people", "person.", "new", "big", "total", "small", "part"})
_CLASSIFIERS = words_of("lượt ngôi chiếc tuyến suất cuộc vụ con cái tòa toà căn bức quả trận đợt người em cây cuốn")
_COMMON_TERMS = words_of("mới khác thêm tổng")
_COMMON = frozenset({"new", "other", "more", "additional", "nguoi", "con", "chiec", "cai", "cac", "total", "people"})


def setting_of(language: str, text: str, figures: Sequence[Figure]) -> Setting:
    """Return the things and acts that the words of a quote name."""
    lower = [word.strip(_SIGNS) for word in text.lower().split()]
    return Setting(language, text, figures, lexicon.acts_in(lower), lexicon.concepts_in(lower), set(folded_words(text)))
