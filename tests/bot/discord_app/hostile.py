"""Texts that would do harm in Discord if they could, for hypothesis."""

from __future__ import annotations

import unicodedata

from hypothesis import strategies as st

_SIGNS = (
    "*", "**", "_", "__", "~~", "||", "`", "```", "\\", "[", "]", "](", ")", "<", ">", ">>> ", "# ", "-# ", "- ", "1. ",
    "\n", "\n\n", " ", "  ", ":", "@", "/", "&", "\u200b", "\u202e", "\ufe0f", "🔴", "\u0301",
    "@everyone", "@here", "<@1>", "<@&1>", "<#1>", "<t:1>", "</ask:1>", "<:e:1>", ":smile:", "[1]", "[12][3]",
    "https://evil.example", "[x](https://evil.example)", "[x](<javascript:1>)", "discord.gg/x", "<https://evil.example>",
    "Đà Nẵng", "word", "3.5", "U.S.", "“", "”", ". ", "! ", "a_b",
)  # fmt: skip
# Letters by Unicode, but blank.
_BLANK = "\u115f\u1160\u3164\uffa0\u2800"


def hostile_text(max_size: int = 12) -> st.SearchStrategy[str]:
    """Return texts of Discord's own signs, in any order, and of any characters there are."""
    parts = st.lists(st.one_of(st.sampled_from(_SIGNS), st.text(max_size=6)), max_size=max_size)
    return parts.map("".join)


def skeleton(text: str) -> str:
    """Return only what can be seen of a text: no white space, marks, or controls."""
    return "".join(char for char in text if unicodedata.category(char)[0] in "LNPS" and char not in _BLANK)
