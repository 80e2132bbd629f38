"""Offices and professions have one name in both languages."""

from __future__ import annotations

import pytest

from bot.roles import roles
from ingest.text.folding import fold


@pytest.mark.parametrize(
    ("english", "vietnamese"),
    [
        ("Who is the prime minister?", "Thủ tướng phát biểu hôm qua."),
        ("Who is the mayor of Da Nang?", "Thị trưởng cắt băng khánh thành."),
        ("Who coached the team?", ""),
        ("Who is the head coach?", "Huấn luyện viên công bố danh sách."),
        ("Who is the governor?", "Thống đốc ngân hàng từ chức."),
        ("Who is the spokeswoman?", "Người phát ngôn cho biết."),
        ("Who is the founder of the firm?", "Nhà sáng lập công ty qua đời."),
        ("Who was the author?", "Tác giả nhận giải."),
        ("Which actress won?", "Nữ diễn viên đăng quang."),
        ("Who is the defence minister?", "Bộ trưởng Quốc phòng thăm đảo."),
        ("Who is the ambassador?", "Đại sứ trình quốc thư."),
        ("Who is her husband?", "Chồng cô là kỹ sư."),
    ],
)
def test_a_role_is_the_same_in_both_languages(english: str, vietnamese: str) -> None:
    asked = roles(fold(english))
    assert bool(asked) is bool(vietnamese)
    assert asked <= roles(fold(vietnamese))


@pytest.mark.parametrize(
    ("question", "sentence"),
    [
        ("Who is the mayor?", "Thủ tướng phát biểu hôm qua."),
        ("Who is the singer?", "The painter opened a show."),
        ("Who is the captain?", "Huấn luyện viên công bố danh sách."),
        ("Ai là thị trưởng?", "The ambassador left."),
    ],
)
def test_a_role_is_not_another(question: str, sentence: str) -> None:
    asked = roles(fold(question))
    assert asked
    assert not asked & roles(fold(sentence))


@pytest.mark.parametrize("text", ["", "The river rose.", "Nước sông dâng cao.", "Mayoral", "kingdom", "judgement"])
def test_what_names_no_role(text: str) -> None:
    assert not roles(fold(text))


def test_plurals_are_roles_too() -> None:
    assert roles("two singers and three judges") == {"singer", "judge"}
