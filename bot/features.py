"""Evidence as numbers: what the ranker and the gate decide by. Pure.

A feature is a plain number with a name; the weights are fitted by ``bot/fit.py`` and stored in
``fitted.json``.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from statistics import fmean, pstdev

from bot.counting import best_match, counted
from bot.question import Kind, Question
from bot.retrieval import Evidence, RankedPassage, RankedSentence
from bot.roles import roles
from bot.signals import name_words, new_names, offers
from ingest.text.figures import read_figures
from ingest.text.folding import fold, words

Features = dict[str, float]

_WITH_A_SIGN = frozenset({Kind.HOW_MANY, Kind.HOW_MUCH, Kind.HOW_LONG, Kind.WHEN, Kind.WHO, Kind.WHERE, Kind.WHY})
# The words that questions are made of say nothing about whether a passage is on their subject.
_QUESTION_WORDS = frozenset(
    (
        "how many much what when where which who whom whose why is are was were do does did has have had can could "
        "will would the a an of in on at to for and or by with from as that this it its be been not there than name "
        "type kind year bao nhieu may ai gi nao dau khi sao vi tai the la co cua va cho trong duoc da o mot cac nhung "
        "voi den tu bi nam nguoi nhu ra vao ten cai dieu loai su viec khong goi"
    ).split()
)
_BACKGROUND_RANK = 20


def sentence_features(evidence: Evidence, sentence: RankedSentence) -> Features:
    """Return what the ranker weighs: how a sentence and its passage fit the question."""
    question, text_words = evidence.question, words(sentence.text)
    passage, offered = sentence.passage, offers(question, sentence.text)
    cross = float(sentence.article.language != question.language)
    return {
        "cosine": sentence.cosine,
        "coverage": sentence.coverage,
        "coverage squared": sentence.coverage**2,
        "passage cosine": passage.cosine,
        "passage coverage squared": passage.coverage**2,
        "cross": cross,
        "cross coverage": cross * sentence.coverage,
        "offers": offered,
        "offers a person": offered if question.kind is Kind.WHO else 0.0,
        "counts the noun": _counts(evidence, sentence),
        "in the role": _in_role(question, sentence.text),
        "names": 0.0 if question.kind in _WITH_A_SIGN else new_names(question, sentence.text),
        "length": min(len(text_words), 60) / 60,
    }


def gate_features(evidence: Evidence, best: RankedSentence, score: float) -> Features:
    """Return what the gate weighs: how well the ``best`` sentence, of ranker score ``score``, fits the question."""
    question = evidence.question
    cross = float(best.article.language != question.language)
    vietnamese = float(question.language == "vi")
    cosines = sorted((cosine for passage in evidence.passages for cosine in passage.cosines), reverse=True)
    content = _content(evidence.keywords.weights)
    return {
        "passage cosine": best.passage.cosine,
        "cross": cross,
        "score": score,
        "coverage": best.coverage,
        "has names": float(bool(question.names)),
        "names in passage": _share(name_words(question), _passage_words(best.passage)),
        "above the background": cosines[0] - cosines[min(_BACKGROUND_RANK, len(cosines) - 1)] if cosines else 0.0,
        "spread": pstdev(cosines) if cosines else 0.0,
        "vietnamese cross": vietnamese * cross,
        "vietnamese passage cosine": vietnamese * best.passage.cosine,
        "cross uncovered": cross * _rarest_uncovered(content, best.passage),
        "cross offers": cross * offers(question, best.text),
        "content words": float(min(len(content), 12)),
    }


def _in_role(question: Question, text: str) -> float:
    """Return whether a sentence names the office that a question asks the holder of."""
    if question.kind is not Kind.WHO:
        return 0.0
    asked = roles(fold(question.text))
    return len(asked & roles(fold(text))) / len(asked) if asked else 0.0


def _counts(evidence: Evidence, sentence: RankedSentence) -> float:
    wanted = counted(evidence.question)
    if wanted is None:
        return 0.0
    return best_match(wanted, read_figures(sentence.text, sentence.article.language))


def _content(weights: Mapping[str, float]) -> dict[str, float]:
    return {word: weight for word, weight in weights.items() if word not in _QUESTION_WORDS}


def _passage_words(passage: RankedPassage) -> frozenset[str]:
    return frozenset(passage.stored.folded.split())


def _rarest_uncovered(content: Mapping[str, float], passage: RankedPassage) -> float:
    there = _passage_words(passage)
    return max((weight for word, weight in content.items() if word not in there), default=0.0)


def _share(asked: Sequence[str], there: frozenset[str]) -> float:
    return fmean(word in there for word in asked) if asked else 0.0
