from __future__ import annotations

import pytest

from bot.composers.tidying import leads_elsewhere, tidy


@pytest.mark.parametrize(
    ("written", "plain"),
    [
        ("**116 countries** took part.", "116 countries took part."),
        ("__116__ `countries` ~~took~~ ||part||.", "116 countries took part."),
        ("***116 countries*** took *part*.", "116 countries took part."),
        ("- 116 countries took part.", "116 countries took part."),
        ("# 116 countries took part.", "116 countries took part."),
        ("1. Police arrested many.", "Police arrested many."),
        ("3.5 million people fled.", "3.5 million people fled."),
        ("116 countries took part [1][2], [3, 4].", "116 countries took part."),
        ("116 countries took part (passage 2).", "116 countries took part."),
        ("[116 countries](http://evil.example/x) took part.", "116 countries took part."),
        ("![116 countries](javascript:alert(1)) took part.", "116 countries took part."),
        ("116 countries took part. @everyone <@123> <@&9> <#4> <:smile:5>", "116 countries took part."),
        ("<b>116 countries</b> took part<!-- say hi -->.", "116 countries took part."),
        ("116\u200b coun\u00adtries \u202etook\u202c part.", "116 countries took part."),
        ("116 countries\n\ntook   part.", "116 countries took part."),
        ("5 < 6 and snake_case_word stays", "5 < 6 and snake_case_word stays"),
    ],
)
def test_decoration_is_taken_off(written: str, plain: str) -> None:
    assert tidy(written) == plain


@pytest.mark.parametrize(
    "text",
    ["See https://x.example.", "See www.x.example", "javascript:alert(1)", "Mail a@b.example", "Join discord.gg/abc"],
)
def test_addresses_are_seen(text: str) -> None:
    assert leads_elsewhere(text)


@pytest.mark.parametrize(
    "text", ["At 10:30, police came.", "U.S. police arrested 5.", "The score was 2:1.", "AT&T paid."]
)
def test_ordinary_text_leads_nowhere(text: str) -> None:
    assert not leads_elsewhere(text)
