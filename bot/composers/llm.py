"""Answers written by a language model, of which only what the articles prove is kept."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from bot.answer import Flaw
from bot.composers import Brief, Composition, Draft
from bot.composers.messages import Shown, WrittenAnswer, opening, repair, shown_passages
from bot.composers.proving import Proof, Prover, Unproved
from bot.composers.quotes import QuotesComposer
from bot.composers.verifying import (
    Verdicts,
    checking,
    doubts_of_judge,
    doubts_of_model,
    with_supported_translations,
)
from bot.language_model.client import LanguageModel, Message, Reply
from bot.language_model.usage import Usage
from bot.reading import Judgement, Verdict
from ingest.errors import LanguageModelError, ModelFileError
from prompts import say, version

# What a fallback to quotes and the checks may take once the model's time is over.
_RESERVED_SECONDS = 1.0
# A repair that has less time than this will hardly come.
_LEAST_SECONDS = 0.5
_ASIDE: Flaw = "aside"
_NO_JSON = "it is not the JSON object that was asked for"


@dataclass(slots=True)
class _Session:
    """One question's way through the model: what it was told, and what it took so far."""

    brief: Brief
    shown: list[Shown]
    messages: list[Message] = field(default_factory=list)
    usage: Usage = field(default_factory=Usage)
    unproved: list[Unproved] = field(default_factory=list)

    @property
    def seconds(self) -> float:
        return self.brief.seconds_left() - _RESERVED_SECONDS


class LLMComposer:
    """Lets a language model write, proves it, has it repaired once, and drops what is still not proved.

    Where the model cannot be used, quotes answer, with a note that says why.
    """

    def __init__(self, model: LanguageModel, *, verify: bool = True) -> None:
        """Write by ``model``, and let it ``verify`` what it wrote in a call of its own; else our judge does."""
        self.name = f"llm:{model.name}"
        self._model = model
        self._verify = verify
        self._quotes = QuotesComposer()

    def compose(self, brief: Brief) -> Composition:
        """Return the proved claims of the model, or quotes where it failed."""
        session = _Session(brief, shown_passages(brief.judgement), usage=brief.spent)
        if not session.shown:
            return Composition((), self.name, usage=self._used(session))
        try:
            proof = self._proved(session)
        except LanguageModelError as error:
            note = say(f"model_{error.reason}", brief.judgement.question.language, model=self._model.name)
            return self._fallback(session, note)
        except ModelFileError as error:
            return self._fallback(session, str(error))
        again = [it for it in proof.unproved if it not in session.unproved]
        dropped = [it.flaw for it in (*session.unproved, *again)]
        drafts = proof.drafts
        if dropped and not drafts:
            note = say("model_unproved", brief.judgement.question.language, model=self._model.name)
            quoted = self._fallback(session, note)
            return replace(quoted, dropped=tuple(dropped))
        if _are_aside(drafts, brief.judgement):
            dropped += [_ASIDE for _ in drafts]
            drafts = ()
        return Composition(drafts, self.name, usage=self._used(session), dropped=tuple(dropped))

    def close(self) -> None:
        """Close the model's connections."""
        self._model.close()

    def _fallback(self, session: _Session, note: str) -> Composition:
        quoted = self._quotes.compose(session.brief)
        return Composition(quoted.drafts, quoted.composer, (note,), self._used(session))

    def _proved(self, session: _Session) -> Proof:
        """Return what is proved of the model's answer after at most one repair."""
        reply = self._answered(session)
        proof = self._proof(reply, session)
        if proof is not None and not proof.unproved:
            return proof
        faults = (_NO_JSON,) if proof is None else tuple(unproved.told for unproved in proof.unproved)
        again = self._repaired(reply, faults, session)
        if proof is None and again is None:
            raise LanguageModelError("nonsense", "The language model wrote nothing that can be read.")
        if again is None or (proof is not None and len(again.drafts) < len(proof.drafts)):
            return proof or Proof()
        session.unproved += proof.unproved if proof else ()
        return again

    def _answered(self, session: _Session) -> Reply[WrittenAnswer]:
        """Return the model's first reply; passages are left out until its context holds them."""
        question = session.brief.judgement.question
        while True:
            session.brief.progress(say("reading", question.language, passages=len(session.shown)))
            session.messages = opening(question, session.shown, session.brief.asked)
            try:
                return self._ask(session)
            except LanguageModelError as error:
                if error.reason != "too_long" or len(session.shown) == 1:
                    raise
                session.shown = session.shown[: len(session.shown) // 2]

    def _repaired(self, reply: Reply[WrittenAnswer], faults: Sequence[str], session: _Session) -> Proof | None:
        """Return what is proved of the model's second try; None when there was no time or it cannot be read."""
        if session.seconds < _LEAST_SECONDS:
            return None
        session.brief.progress(say("repairing", session.brief.judgement.question.language))
        session.messages += repair(reply.text, faults)
        session.usage = session.usage.repaired()
        try:
            return self._proof(self._ask(session), session)
        except LanguageModelError:
            return None

    def _ask(self, session: _Session) -> Reply[WrittenAnswer]:
        if session.seconds <= 0:
            raise LanguageModelError("timeout", "No time is left to ask the language model.")
        reply = self._model.ask(session.messages, WrittenAnswer, session.seconds)
        session.usage += reply.usage
        return reply

    def _proof(self, reply: Reply[WrittenAnswer], session: _Session) -> Proof | None:
        question = session.brief.judgement.question
        session.brief.progress(say("checking", question.language))
        if reply.value is None:
            return None
        proof = Prover(question, session.shown).prove(reply.value)
        if not proof.drafts:
            return proof
        kept = proof.without(self._doubted(proof.drafts, session))
        return replace(kept, drafts=tuple(with_supported_translations(kept.drafts)))

    def _doubted(self, drafts: Sequence[Draft], session: _Session) -> Mapping[int, Unproved]:
        """Return what its quotes do not support, as the model finds, or our judge where that is silent."""
        found = self._verdicts(drafts, session) if self._verify and session.seconds >= _LEAST_SECONDS else None
        if found is not None:
            return doubts_of_model(drafts, found)
        return doubts_of_judge(drafts, session.brief.judgement.question.language)

    def _verdicts(self, drafts: Sequence[Draft], session: _Session) -> Verdicts | None:
        try:
            reply = self._model.ask(checking(drafts), Verdicts, session.seconds)
        except LanguageModelError:
            return None
        session.usage += reply.usage
        return reply.value

    def _used(self, session: _Session) -> dict[str, object]:
        return session.usage.as_json(self._model.name, version())


def _are_aside(drafts: Sequence[Draft], judgement: Judgement) -> bool:
    """Tell whether the reader finds that nothing there answers, all that is quoted included."""
    if judgement.verdict is not Verdict.NO:
        return False
    logits = [
        candidate.reading.logit
        for candidate in judgement.candidates
        for draft in drafts
        for quote in draft.quotes
        if quote.article.id == candidate.article.id and quote.span.overlaps(candidate.reading.window.span)
    ]
    return bool(logits) and max(logits) < 0
