"""Answers to lay out: a plain one, and hypothesis's hostile ones."""

from __future__ import annotations

from datetime import date

from hypothesis import strategies as st

from bot.answer import Answer, Citation, Claim, Comparison, Nearest, Retrieved
from ingest.article import Article, Span
from tests.bot.discord_app.hostile import hostile_text

STORM = Article(
    "storm", "Storm floods the old town",
    "The storm came on Monday night.\nIt flooded 1,240 houses and closed 12 schools in the old town.\nNobody was hurt.",
    "en", date(2024, 5, 1), "Harbour Post", "https://post.example/storm",
)  # fmt: skip
RELIEF = Article(
    "relief", "Cứu trợ sau bão", "Khoảng 1.200 ngôi nhà bị ngập, theo thành phố.", "vi", date(2024, 5, 2),
    "Báo Bến Sông",
)  # fmt: skip
ARTICLES = {article.id: article for article in (STORM, RELIEF)}


def cited(n: int, article: Article, quote: str, translation: str | None = None) -> Citation:
    """Return a citation of words that stand in an article."""
    start = article.text.index(quote)
    return Citation(
        n, article.id, article.title, article.source, article.published, article.url,
        quote, start, start + len(quote), translation,
    )  # fmt: skip


FIRST, SECOND = (
    cited(1, STORM, STORM.text.splitlines()[1]),
    cited(2, RELIEF, RELIEF.text, "About 1,200 houses were flooded."),
)
CLAIMS = tuple(Claim(f"“{citation.quote}” [{citation.n}]", (citation.n,)) for citation in (FIRST, SECOND))
ANSWER = Answer(
    "How many houses were flooded?", "en", "answered", " ".join(claim.text for claim in CLAIMS), "quotes", CLAIMS,
    (FIRST, SECOND), (Comparison("rounded", "The same figure, once rounded: “1,240” [1], “1.200” [2].", (1, 2)),),
    retrieved=(Retrieved("storm", 0, len(STORM.text), 1.314), Retrieved("gone", 0, 9, 0.2)),
)  # fmt: skip
REFUSAL = Answer(
    "Who built the town?", "en", "not_found",
    "The articles do not say. Nearest: Storm floods the old town; Cứu trợ sau bão.", "quotes",
    nearest=tuple(Nearest(article.id, article.title, article.published) for article in (STORM, RELIEF)),
    dates_covered=(date(2024, 5, 1), date(2024, 5, 2)),
)  # fmt: skip

_LONG = st.sampled_from(["Gió mạnh và mưa lớn. ", "word ", "W*_x", "字", "😀", "“It rained.” ", "Ư"])
_URLS = st.one_of(
    st.none(),
    st.sampled_from(["https://post.example/a_(b)?x=[1]", "https://post.example/@everyone", "http://báo.example/ư"]),
    st.sampled_from(["javascript:alert(1)", "https://u:p@evil.example/"]),
    hostile_text().map("https://post.example/".__add__),
    hostile_text(),
)  # fmt: skip
_DAYS = st.one_of(st.none(), st.dates())


def sentences() -> st.SearchStrategy[str]:
    """Return hostile texts, now and then of ten thousand characters."""
    long = st.tuples(_LONG, st.integers(100, 10_000)).map(lambda it: (it[0] * it[1])[: it[1]])
    return st.one_of(hostile_text(), hostile_text(30), st.tuples(long, hostile_text()).map("".join))


@st.composite
def answers(draw: st.DrawFn) -> Answer:
    """Return answers of any status and text that cite up to 200 quotes."""
    count = draw(st.one_of(st.integers(0, 4), st.integers(0, 200)))
    citations = tuple(draw(_citations(count)))
    numbers = st.lists(st.integers(1, count), max_size=4) if count else st.just([])
    claims = tuple(draw(st.lists(st.builds(_claim, sentences(), numbers), max_size=6)))
    joined = " ".join(claim.text for claim in claims)
    nearest = draw(st.lists(st.builds(Nearest, st.sampled_from(["storm", "x"]), hostile_text(), _DAYS), max_size=3))
    return Answer(
        question=draw(hostile_text()),
        language=draw(st.sampled_from(["en", "vi", "fr"])),
        status=draw(st.sampled_from(["answered", "unsure", "not_found", "error"])),
        text=draw(st.one_of(st.just(joined), sentences())),
        composer=draw(st.sampled_from(["quotes", "llm:*m*", "llm:@everyone"])),
        claims=claims,
        citations=citations,
        comparisons=tuple(
            draw(st.lists(st.builds(Comparison, st.just("differ"), hostile_text(), st.just((1, 2))), max_size=2))
        ),
        nearest=tuple(nearest),
        dates_covered=draw(st.one_of(st.none(), st.tuples(st.dates(), st.dates()))),
        notes=tuple(draw(st.lists(hostile_text(), max_size=2))),
        retrieved=tuple(draw(st.lists(_passages(), max_size=10))),
        usage=draw(st.one_of(st.none(), st.just({"calls": 2, "repairs": 1, "cost": 0.00012, "input_tokens": "many"}))),
    )


@st.composite
def _citations(draw: st.DrawFn, count: int) -> list[Citation]:
    """Return ``count`` citations of a handful of articles, numbered from 1."""
    articles = draw(
        st.lists(st.tuples(hostile_text(), st.one_of(st.none(), hostile_text()), _DAYS, _URLS), min_size=1, max_size=30)
    )
    quotes = draw(st.lists(sentences(), min_size=1, max_size=3))
    made = []
    for n in range(1, count + 1):
        which = draw(st.integers(0, len(articles) - 1)) if count < 9 else n % len(articles)
        title, source, published, url = articles[which]
        quote = quotes[n % len(quotes)]
        translation = quotes[0] if n % 3 == 0 else None
        answer = Span(n % 3, len(quote) - n % 5) if n % 3 < len(quote) - n % 5 else None
        made.append(Citation(n, f"a{which}", title, source, published, url, quote, 0, len(quote), translation, answer))
    return made


def _claim(text: str, numbers: list[int]) -> Claim:
    return Claim(f"{text} {''.join(f'[{n}]' for n in numbers)}", tuple(numbers))


def _passages() -> st.SearchStrategy[Retrieved]:
    return st.builds(
        Retrieved, st.sampled_from(["storm", "gone"]), st.integers(0, 50), st.integers(0, 200), st.floats(-9, 9)
    )
