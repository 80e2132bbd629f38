"""The articles: does the embedder embed, and does the index find what the store holds?"""

from __future__ import annotations

import math
import time
from itertools import islice

import numpy as np

from bot.doctor.check import Finding, fails, passes, warns
from bot.doctor.machine import own_folder
from ingest.embedding import KEYWORDS_ONLY, open_embedder
from ingest.library import Library
from ingest.settings import Settings
from ingest.text.passages import embedded_text

_QUESTION = "How long is the new bridge?"
_NEAR, _FAR = "The bridge that was opened today is 300 metres long.", "Rice became cheaper in spring."
_TOLERANCE = 1e-3
# Two vectors of one text by one model differ by rounding; by two models they have nothing in common.
_LEAST_ALIKE = 0.9
# A title may be shared, or be a poor question; of so many, one has to be found.
_PROBES = 3
_PROBE_CHARS = 300
_NO_ARTICLES = "There are no articles: bring some in with `python -m ingest add ITEM…`."
_NONE_YET = "No articles of the other machine are here yet: start the bot, which takes them over."


def embedder(settings: Settings) -> Finding:
    """Check that the configured embedder loads or answers, and that what means the same is near."""
    if settings.embedder == "openai":
        return _endpoint(settings)
    model = open_embedder(settings)
    if model is None:
        if settings.embedder == KEYWORDS_ONLY:
            return passes("None, as configured: Dateline searches by keywords, within one language.")
        return warns("This machine has no build of the embedder: Dateline searches by keywords, within one language.")
    vector = model.question(_QUESTION, "en")
    near, far = model.sentences([_NEAR, _FAR], ["en", "en"]) @ vector
    if not math.isclose(math.hypot(*vector), 1, abs_tol=_TOLERANCE) or not near > far:
        return fails(f"The embedder {model.name} gives wrong vectors: install Dateline anew.")
    return passes(f"{model.name} loads and embeds.")


def _endpoint(settings: Settings) -> Finding:
    from ingest.embedding.endpoint import EndpointEmbedding

    model = EndpointEmbedding(settings)
    try:
        begun = time.perf_counter()
        question = np.array(model.get_query_embedding(_QUESTION))
        ms = (time.perf_counter() - begun) * 1000
        near, far = model.passages([_NEAR, _FAR]) @ question
    finally:
        model.close()
    if not near > far:
        return fails(
            f"The embedding endpoint finds what means the same no nearer than anything else: see whether "
            f"{settings.embedding_model} is a model for embeddings."
        )
    return passes(f"{model.model_name} answers in {ms:.0f} ms with {len(question)} dimensions.")


def index(settings: Settings) -> Finding:
    """Check that store and index agree, and that questions find articles."""
    if not (own_folder(settings.data) / "store.db").is_file():
        return fails(_NO_ARTICLES if settings.follow is None else _NONE_YET)
    library = Library(settings)
    try:
        return _examined(library)
    finally:
        library.close()


def _examined(library: Library) -> Finding:
    articles, _, sentences = library.store.counts()
    if not articles:
        return fails(_NO_ARTICLES if library.follow is None else _NONE_YET)
    library.check_embedder()
    vectors = sentences if library.embedder_name == KEYWORDS_ONLY else _current_vectors(library, sentences)
    if vectors != sentences:
        return fails(
            f"The index holds the vectors of {vectors} of {sentences} sentences: if no ingest is running, "
            "`python -m ingest rebuild` makes it anew."
        )
    if not _is_same_model(library):
        return fails(
            "The embedding endpoint does not give the vectors that the articles have: start the model they were "
            "embedded by, or set EMBEDDING_MODEL to a name of its own for this one and run `python -m ingest rebuild`."
        )
    if not _finds_own_titles(library):
        return fails("Articles are not found by their own titles: `python -m ingest rebuild` makes the index anew.")
    return passes(f"{articles} articles, {sentences} sentences; a probe finds its article.")


def _current_vectors(library: Library, sentences: int) -> int:
    """Return how many vectors belong to current sentences; only when the plain counts do not tell, by their ids."""
    count = library.index.count()
    if count == sentences and not library.store.stale():
        return count
    return len(library.store.passages_of_vectors(library.index.ids()))


def _is_same_model(library: Library) -> bool:
    """Tell whether an endpoint still embeds as it did: many serve whatever they have loaded under any name."""
    embedder = library.embedder
    stored = library.store.prepared(next(library.store.articles()).id)
    if embedder is None or not embedder.is_remote or stored is None or stored.vectors is None:
        return True
    article = stored.article
    published = article.published.isoformat() if article.published else None
    text = embedded_text(article.title, published, stored.sentences[0].of(article.text))
    again = embedder.sentences([text], [article.language])[0]
    embedder.drop([text])
    return float(again @ stored.vectors[0]) > _LEAST_ALIKE


def _finds_own_titles(library: Library) -> bool:
    from bot.question import read_question
    from bot.retrieval import PassageRetriever

    retriever = PassageRetriever(library)
    for heading in islice(library.store.headings(), _PROBES):
        evidence = retriever.search(read_question(heading.title[:_PROBE_CHARS]))
        if heading.id in {passage.stored.article.id for passage in evidence.passages}:
            return True
    return False
