from __future__ import annotations

import time
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.text import diacritics, fit_diacritics
from ingest.text.diacritics import restore, spelling
from ingest.text.folding import fold, has_diacritics

# Everyday questions to a news desk, as they are written by someone with a Vietnamese keyboard.
QUESTIONS = [
    "Có bao nhiêu quốc gia tham gia chiến dịch?",
    "Bao nhiêu người bị bắt?",
    "Ai là tổng thống Mỹ?",
    "Thủ tướng Việt Nam là ai?",
    "Giá vàng hôm nay bao nhiêu?",
    "Đội tuyển nào vô địch World Cup 2022?",
    "Trận động đất xảy ra ở đâu?",
    "Tại sao giá xăng tăng?",
    "Nguyên nhân vụ cháy là gì?",
    "Khi nào trường học mở cửa trở lại?",
    "thời tiết hà nội ngày mai thế nào",
    "Bệnh viện nào tiếp nhận bệnh nhân?",
    "Học phí đại học tăng bao nhiêu phần trăm?",
    "Ngân hàng nào giảm lãi suất?",
    "Công ty Apple ra mắt sản phẩm gì?",
    "Tỷ lệ thất nghiệp năm 2023 là bao nhiêu?",
    "Ai đạo diễn bộ phim này?",
    "Ukraine nhận được vũ khí gì từ Mỹ?",
    "Cảnh sát đã bắt giữ những ai?",
    "Bộ Y tế khuyến cáo điều gì?",
    "Vụ tai nạn khiến bao nhiêu người chết và bị thương?",
    "Dân số Việt Nam là bao nhiêu?",
    "Chủ tịch nước thăm nước nào?",
    "Sân bay Long Thành khi nào hoàn thành?",
    "Giá nhà ở TP HCM tăng hay giảm?",
    "Vì sao người dân phản đối dự án?",
    "Máy bay rơi ở đâu?",
    "Tòa án tuyên phạt bị cáo bao nhiêu năm tù?",
    "Bằng chứng nào chứng minh điều đó?",
    "Mưa lũ gây thiệt hại thế nào?",
    "Học sinh được nghỉ Tết mấy ngày?",
    "Doanh thu của hãng là bao nhiêu?",
    "Ông Putin nói gì về chiến tranh?",
    "Thành phố nào đông dân nhất thế giới?",
    "Cuộc bầu cử diễn ra ngày nào?",
    "Ca sĩ nào đoạt giải?",
    "giá gạo xuất khẩu",
    "Đường sắt cao tốc Bắc Nam dài bao nhiêu km?",
]
SYLLABLES = sorted({fold(word) for question in QUESTIONS for word in question.rstrip("?").split()})
TYPED = st.lists(st.sampled_from([*SYLLABLES, "Ha", "NOI", "ma", "Interpol", "2.500", "-", "?", ","])).map(" ".join)


def bare(text: str) -> str:
    """Take the diacritics away and leave the case."""
    decomposed = unicodedata.normalize("NFD", text.translate(str.maketrans("đĐ", "dD")))
    return "".join(char for char in decomposed if not unicodedata.combining(char))


@pytest.mark.parametrize("question", QUESTIONS)
def test_a_question_gets_its_diacritics_back(question: str) -> None:
    assert restore(bare(question)) == question


@pytest.mark.parametrize("question", QUESTIONS)
def test_a_text_with_diacritics_stays(question: str) -> None:
    assert restore(question) == question


@pytest.mark.parametrize(
    "text",
    [
        "",
        " \n ",
        "?!",
        "2.500",
        "XYZ",
        "ma",  # ma, má, mà, mả, mã or mạ: nothing tells
        "Gia?",
        "How many countries took part?",
        "Jared Allen, Luke Kuechly & Josh Norman",
        "Beyoncé sinh nam nao?",
        "Сколько стран?",
    ],
)
def test_what_is_not_bare_vietnamese_stays(text: str) -> None:
    assert restore(text) == text


@pytest.mark.parametrize(
    ("typed", "restored"),
    [
        ("HA NOI CO BAO NHIEU NGUOI?", "HÀ NỘI CÓ BAO NHIÊU NGƯỜI?"),
        ("  Ai  la\tthu tuong ?\n", "  Ai  là\tthủ tướng ?\n"),
        ("Interpol bat giu 2.517 nguoi?", "Interpol bắt giữ 2.517 người?"),
        ("Ai la chu trang dan.tri.vn?", "Ai là chủ trang dan.tri.vn?"),
        ("Covid-19 la benh gi?", "Covid-19 là bệnh gì?"),
    ],
)
def test_case_space_numbers_and_other_words_stay(typed: str, restored: str) -> None:
    assert restore(typed) == restored


@given(st.one_of(st.text(), TYPED))
def test_only_diacritics_are_added(text: str) -> None:
    folded = fold(text)
    assert fold(restore(folded)) == fold(folded)


@given(TYPED)
def test_length_and_case_stay_and_twice_is_once(text: str) -> None:
    restored = restore(text)
    assert bare(restored) == text
    assert restore(restored) == restored


@given(st.text().filter(has_diacritics))
def test_any_text_with_diacritics_stays(text: str) -> None:
    assert restore(text) == text


@pytest.mark.parametrize(
    ("old", "new"),
    [("hoà", "hòa"), ("thuỷ", "thủy"), ("xoè", "xòe"), ("quý", "quý"), ("hoàn", "hoàn"), ("hòa", "hòa"), ("uỷ", "ủy")],
)
def test_one_syllable_has_one_spelling(old: str, new: str) -> None:
    assert spelling(old) == new


def test_the_longest_question_is_quick() -> None:
    question = ("Co bao nhieu quoc gia tham gia chien dich? " * 50)[:2_000]
    restore(question)
    begun = time.perf_counter()
    restore(question)
    assert time.perf_counter() - begun < 1


def test_fitted_counts_decide(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    texts = ["Con mèo ăn cá. Con mèo uống sữa, 2 con.", "Con mèo ăn cá ở Paris.", "Cả con mẹo."] * 3
    fit_diacritics.fit([fit_diacritics.syllables(text) for text in texts], tmp_path / "counts.npz")
    model = diacritics._Model(tmp_path / "counts.npz")
    monkeypatch.setattr(diacritics, "_model", lambda: model)
    assert restore("con meo an ca") == "con mèo ăn cá"
    assert restore("Ca con meo la gi o Paris") == "Cả con mẹo la gi ở Paris"


def test_counted_words_are_syllables_numbers_breaks_and_others() -> None:
    found = fit_diacritics.syllables("Thuỷ mua 3.000 iPhone, rẻ.")
    assert found[2:-1] == ["thủy", "mua", "<number>", "<other>", "<break>", "rẻ", "<break>"]
