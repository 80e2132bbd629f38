"""What the pictures in ``docs/images`` show: answers over invented articles, as ``bot/discord_app`` lays them out."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from bot.answer import Answer, Citation, Claim, Comparison, Nearest, Retrieved, Timing
from bot.discord_app.articles import show_article, show_articles
from bot.discord_app.layout import show_answer
from bot.discord_app.quotes import show_quotes
from bot.discord_app.shown import Shown
from bot.discord_app.why import show_why
from ingest.article import Article
from ingest.store import Heading

BUTTONS = {"en": ("Quotes", "Why", "👍", "👎", "Follow-up"), "vi": ("Trích dẫn", "Vì sao", "👍", "👎", "Hỏi tiếp")}
PAGES = ("◀", "▶")

BRIDGE = Article(
    "bridge",
    "Old harbour bridge to close for eighteen months",
    "The old harbour bridge will close on 3 March for eighteen months, the port authority said on Tuesday.\n"
    "It carries 31,240 vehicles a day, and the detour over the northern locks takes 12 minutes longer.\n"
    "Repairing the main cables costs 42 million dollars, of which the state pays 60%.\n"
    "A free ferry will run every 10 minutes between the two banks.",
    "en", date(2026, 1, 20), "Harbour Post", "https://post.example/2026/01/old-harbour-bridge",
)  # fmt: skip
CITY = Article(
    "city",
    "Ferry to stand in for the harbour bridge",
    "About 31,000 vehicles cross the bridge on a working day, the city counts.\n"
    "The ferry is free for people on foot and on bicycles.",
    "en", date(2026, 1, 21), "City Gazette", "https://gazette.example/traffic/ferry?id=77",
)  # fmt: skip
COFFEE = Article(
    "coffee",
    "Giá cà phê tăng mạnh, nông dân vẫn lo thiếu nước",
    "Giá cà phê tại Tây Nguyên lên 128.000 đồng một kg.",
    "vi", date(2026, 1, 18), "Báo Cao Nguyên", "https://caonguyen.example/gia-ca-phe",
)  # fmt: skip
ARTICLES = {article.id: article for article in (BRIDGE, CITY, COFFEE)}


@dataclass(frozen=True)
class Scene:
    """What one picture shows; ``private`` is what only the person who asked can see."""

    shown: Shown
    buttons: tuple[str, ...]
    language: str = "en"
    private: bool = False


def scenes() -> dict[str, Scene]:
    """Return all scenes by the names of their pictures."""
    english, vietnamese, refused = _english(), _vietnamese(), _refused()
    return {
        "answer": Scene(show_answer(english, "en", ARTICLES, question=True), BUTTONS["en"]),
        "vietnamese": Scene(show_answer(vietnamese, "vi", ARTICLES, question=True), BUTTONS["vi"], "vi"),
        "refusal": Scene(show_answer(refused, "en", ARTICLES, question=True), BUTTONS["en"][1:]),
        "quotes": Scene(show_quotes(vietnamese, "vi", ARTICLES), (), "vi", private=True),
        "why": Scene(show_why(english, "en", ARTICLES), (), private=True),
        "sources": Scene(Shown((show_articles(_listed(), "en").message,)), PAGES),
        "article": Scene(show_article(BRIDGE, "en"), ()),
    }


def _citation(n: int, article: Article, quote: str, translation: str | None = None) -> Citation:
    start = article.text.index(quote)
    end = start + len(quote)
    return Citation(
        n, article.id, article.title, article.source, article.published, article.url, quote, start, end, translation
    )


def _english() -> Answer:
    claims = (
        Claim(f"“{BRIDGE.text.splitlines()[1]}” [1]", (1,)),
        Claim(f"“{CITY.text.splitlines()[0]}” [2]", (2,)),
    )  # fmt: skip
    return Answer(
        "How many vehicles cross the harbour bridge a day?", "en", "answered",
        " ".join(claim.text for claim in claims), "quotes", claims,
        (_citation(1, BRIDGE, BRIDGE.text.splitlines()[1]), _citation(2, CITY, CITY.text.splitlines()[0])),
        (Comparison("rounded", "The same figure, once rounded: “31,240” [1], “About 31,000” [2].", (1, 2)),),
        retrieved=(
            Retrieved("bridge", 0, len(BRIDGE.text), 1.31), Retrieved("city", 0, len(CITY.text), 1.12),
            Retrieved("coffee", 0, len(COFFEE.text), 0.22),
        ),
        ms=Timing(38.2, 120.5, 4.1, 1.7, 164.5),
    )  # fmt: skip


def _vietnamese() -> Answer:
    claims = (
        Claim("Cầu cảng cũ đóng cửa 18 tháng kể từ ngày 3/3. [1]", (1,)),
        Claim("Chi phí sửa cáp chính là 42 triệu đô la, trong đó nhà nước trả 60%. [2]", (2,)),
    )
    citations = (
        _citation(1, BRIDGE, "The old harbour bridge will close on 3 March for eighteen months",
                  "Cầu cảng cũ sẽ đóng cửa vào ngày 3/3 trong 18 tháng"),
        _citation(2, BRIDGE, "Repairing the main cables costs 42 million dollars, of which the state pays 60%.",
                  "Việc sửa cáp chính tốn 42 triệu đô la, trong đó nhà nước trả 60%."),
    )  # fmt: skip
    return Answer(
        "Cầu cảng đóng cửa bao lâu và tốn bao nhiêu tiền?", "vi", "answered",
        " ".join(claim.text for claim in claims), "llm:local", claims, citations,
    )  # fmt: skip


def _refused() -> Answer:
    nearest = tuple(Nearest(article.id, article.title, article.published) for article in (BRIDGE, CITY))
    titles = "; ".join(near.title for near in nearest)
    return Answer(
        "Who designed the harbour bridge?", "en", "not_found", f"The articles do not say. Nearest: {titles}.", "quotes",
        nearest=nearest, dates_covered=(date(2025, 11, 2), date(2026, 1, 21)),
    )  # fmt: skip


def _listed() -> list[Heading]:
    more = (
        ("Glacier lake drains overnight above the valley", "Alpine Daily", date(2026, 1, 20)),
        ("Nineteen-year-old wins the continental chess title", "Harbour Post", date(2026, 1, 18)),
        ("Tuyến tàu điện ven sông bắt đầu chạy thử", "Báo Bến Sông", date(2026, 1, 18)),
        ("Stolen bronze horse found in a garden shed", "City Gazette", date(2026, 1, 12)),
        ("Mưa lớn làm ngập ba xã ven sông", "Báo Bến Sông", date(2026, 1, 12)),
        ("Bakers' strike ends after nine days", "City Gazette", date(2026, 1, 11)),
        ("School meals to be free from autumn", "Harbour Post", date(2026, 1, 9)),
        ("Observatory sees a comet return early", "Alpine Daily", date(2026, 1, 7)),
        ("Wind farm off the cape delivers first power", "Harbour Post", date(2026, 1, 5)),
    )
    named = [
        Heading(title, title, source, day, "https://news.example/" + title.split()[0].lower())
        for title, source, day in more
    ]
    whole = [Heading(it.id, it.title, it.source, it.published, it.url) for it in ARTICLES.values()]
    return sorted([*whole, *named], key=lambda it: str(it.published), reverse=True)
