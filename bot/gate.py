"""Answer or refuse: one calibrated decision from several signals, and a rule for what is counted."""

from __future__ import annotations

from enum import Enum

from bot.counting import best_match, counted
from bot.features import gate_features
from bot.fitted import Fitted
from bot.question import Kind, Question
from bot.ranking import Ranking
from bot.signals import name_words, stem
from bot.timing import fits
from ingest.text.figures import read_figures
from ingest.text.folding import fold, words
from ingest.text.lexicon import concepts_in

# How far down the ranking a figure may stand that counts what is asked.
_FIGURES_WITHIN = 12
_LEAST_MATCH = 0.5
_SIGNS_WITHIN = 6
_ABOUT_AS_GOOD = 3.0
# In log-odds: on xquad_mixed 2.6 % of the answerable questions lie so far below, and two thirds of the others.
_FAR = 2.0
_WITH_A_SIGN = frozenset({Kind.HOW_MANY, Kind.HOW_MUCH, Kind.HOW_LONG, Kind.WHEN, Kind.WHO})


class Verdict(Enum):
    """What becomes of a question."""

    ANSWER = "answer"
    OFF_SUBJECT = "refuse: the articles are about other things"
    FAR_OFF = "refuse: the articles are about other things entirely, and no composer need be asked"
    OTHER_FIGURE = "refuse: the articles are about this, but count something else, or elsewhere"


def judge(ranking: Ranking, fitted: Fitted) -> Verdict:
    """Tell whether the best sentence fits the question well enough to be its answer."""
    if not ranking.candidates:
        return Verdict.OFF_SUBJECT
    best = ranking.candidates[0]
    question = ranking.evidence.question
    log_odds = fitted.answerability(gate_features(ranking.evidence, best.sentence, best.score))
    cross = best.sentence.article.language != question.language
    threshold = fitted.threshold(question.language, cross=cross)
    if log_odds < threshold - _FAR:
        return Verdict.FAR_OFF
    if log_odds < threshold or _offers_nothing(ranking):
        return Verdict.OFF_SUBJECT
    return Verdict.OTHER_FIGURE if asks_another_figure(ranking) else Verdict.ANSWER


def asks_another_figure(ranking: Ranking) -> bool:
    """Tell whether the evidence counts something else than the question does, or elsewhere, or at another time."""
    return _counts_others(ranking) or _lacks_the_noun(ranking) or _is_elsewhere(ranking) or _is_of_another_time(ranking)


def counts_what_is_asked(question: Question, text: str) -> bool:
    """Tell whether ``text``, in the question's language, counts the people that ``question`` does, if it does."""
    wanted = counted(question)
    if wanted is None or not wanted.is_people:
        return True
    return best_match(wanted, read_figures(text, question.language)) >= _LEAST_MATCH


def _offers_nothing(ranking: Ranking) -> bool:
    """Tell whether none of the best sentences has the sort of thing that is asked for, such as a date."""
    sort_is_known = ranking.evidence.question.kind in _WITH_A_SIGN
    return sort_is_known and all(candidate.offers == 0 for candidate in ranking.candidates[:_SIGNS_WITHIN])


def _counts_others(ranking: Ranking) -> bool:
    """Tell whether people are counted in the question and nowhere in the evidence, or only other people.

    "How many police officers were killed?" is on the subject of an article that counts arrests, and no
    similarity sees that the article does not say.
    """
    wanted = counted(ranking.evidence.question)
    if wanted is None or not wanted.is_people:
        return False
    near = [candidate.sentence for candidate in ranking.candidates[:_FIGURES_WITHIN]]
    return all(best_match(wanted, read_figures(it.text, it.article.language)) < _LEAST_MATCH for it in near)


def _is_elsewhere(ranking: Ranking) -> bool:
    """Tell whether a figure is asked for under a name that the best article does not mention.

    Only within one language: names may be other words in the other.
    """
    question, article = ranking.evidence.question, ranking.candidates[0].sentence.article
    if question.kind not in {Kind.HOW_MANY, Kind.HOW_MUCH} or article.language != question.language:
        return False
    there = set(words(f"{article.title} {article.text}"))
    return bool(question.names) and not any(name in there for name in name_words(question))


def _lacks_the_noun(ranking: Ranking) -> bool:
    """Tell whether what is counted in the question is not even named near the best sentence, in one language."""
    question, best = ranking.evidence.question, ranking.candidates[0].sentence
    wanted = counted(question)
    if wanted is None or not wanted.words or best.article.language != question.language:
        return False
    heads = wanted.words[-1:] if question.language == "en" else wanted.words[:2]
    near = [candidate.sentence for candidate in ranking.candidates[:_FIGURES_WITHIN]]
    named = {stem(word) for sentence in near for word in words(f"{sentence.article.title} {sentence.text}")}
    known = bool(wanted.concept) and any(
        wanted.concept in concepts_in(sentence.text.lower().split()) for sentence in near
    )
    return not known and not any(stem(fold(head)) in named for head in heads)


def _is_of_another_time(ranking: Ranking) -> bool:
    """Tell whether a period is asked about and nothing good is of it, going by the dates of articles that have one."""
    best = ranking.candidates[0]
    if ranking.time.first is None or best.sentence.article.published is None:
        return False
    good = [it.sentence for it in ranking.candidates[:_FIGURES_WITHIN] if best.score - it.score <= _ABOUT_AS_GOOD]
    return all(fits(ranking.time, it.text, it.article.language, it.article.published) < 0 for it in good)
