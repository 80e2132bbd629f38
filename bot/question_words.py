"""The words that questions are made of, folded, by language."""

from __future__ import annotations

import re

from ingest.text.wordlists import words_of


def _pattern(*parts: str) -> re.Pattern[str]:
    return re.compile("|".join(parts))


_AUXILIARY = (
    r"(?:is|are|was|were|am|do|does|did|has|have|had|can|could|will|would|shall|should|may|might|must"
    r"|isn't|aren't|wasn't|weren't|don't|doesn't|didn't|hasn't|haven't|hadn't|can't|couldn't|won't|wouldn't)"
)
# What makes a text a question.
ASKING = {
    "en": _pattern(
        r"\bhow (?:many|much|long|old|far|big|large|high|tall|deep|fast|often|come)\b",
        r"\b(?:how|hw|what|wat|whats|which|wich|whom?|whose|when|wen|where|why)\b(?:'s)?",
        rf"^{_AUXILIARY}\b",
        r"^(?:total )?(?:number|names?|[a-z]+ date|date|venue|location|reason|cause|motive|duration) (?:of|for|behind)\b|^# of\b",
        r"^(?:(?:could|can) you|tell me|true or false|is it true|(?:please,? )?will)\b|, right$",
    ),
    "vi": _pattern(
        r"\b(?:co |duoc )?(?:bao (?:nhieu|lau|gio|xa)|bn|bnhieu|nhieu nhieu)\b",
        r"\b(?:khi|luc|hom|ngay|nam|thang|gio|noi|cho|nguoi|nuoc|the|nhu the|cach|diem|loai) nao\b|\bnao\b",
        r"\b(?:o|tai|tu|den|ve|toi) dau\b|\bdau$|\bra sao\b|\b(?:tai|vi|do|lam) sao\b|^sao\b|\bsao$|\b(?:vi|do) dau\b",
        r"\bai\b|\bgi\b|\bmay (?=nguoi|gio|lan|ngay|nam|thang|nuoc|vu|ca|nan)|\bmay$|\bntn\b",
        r"\b(?:khong|chua|ko)(?: a| vay| nhi| the)?$|^(?:co phai|lieu)\b|^(?:tong so|so luong|so|ten|gia|ly do|dia diem|ngay dien|noi xay)\b",
    ),
}
# Those that ask for a figure.
FIGURE = {
    "en": _pattern(
        r"\bh[o]?w m(?:any|uch|ny|eny)\b|\bhow (?:long|old|tall|far|big|large|high|deep|strong|fast|hot|heavy|powerful)\b",
        r"\bnumber of\b|^# of\b|\bduration of\b|\b(?:percentage|proportion|share|cost|price|salary|budget|population) of\b",
        r"\b(?:final score|magnitude|\w+ rate|percentage|temperature|price)\b",
    ),
    "vi": _pattern(
        r"\bbao (?:nhieu|nhiu|lau|xa)\b|\bbn\b|\bbnhieu\b|\bso luong\b|\bla may\b|^(?:gia|kinh phi|chi phi|so|ty le)\b",
        r"\b(?<!thu )may (?!gio\b|bay\b|moc\b)",
    ),
}
# Those that ask whether something is so, where nothing else asks.
WHETHER = {
    "en": _pattern(rf"^(?:please,? |so |and )?{_AUXILIARY}\b", r"^(?:true or false|is it true|true that)\b|, right$"),
    "vi": _pattern(r"\b(?:khong|chua|ko)(?: a| vay| nhi| the)?$", r"^(?:co phai|lieu)\b"),
}
# What a follow-up begins with before it asks anything.
CONNECTIVES = {
    "en": _pattern(
        r"^(?:(?:and|but|also|then|so|ok|okay|well|now|or|oh|thanks|thank you|(?:what|how) (?:about|of)(?: the)?)\b(?! far| many)"
        r"[ ,.!]*)+"
    ),
    "vi": _pattern(
        r"^(?:(?:the thi|vay thi|the con|the|vay|va|roi|nhung|con(?! (?:trai|gai|so|duong|tau)\b)|ngoai ra|ok|a|u|vang)\b"
        r"(?! gioi| ky| he| nao)[ ,.!]*)+|(?:,? (?:thi sao|thi the nao|thi nhu the nao|vay a|vay|a|nhi|nhe))+$"
    ),
}
# Words that stand for something named before.
PERSONS = {
    "en": _pattern(r"\b(?:he|him|his|she|her|hers)\b"),
    "vi": _pattern(r"\b(?:ong|ba|anh|co|chi) (?:ay|ta|nay|do)\b|\bnguoi (?:nay|do|ay)\b"),
}
POINTING = {
    "en": _pattern(
        PERSONS["en"].pattern,
        r"\b(?:it|its|they|them|their|theirs|the same)\b|(?<!is )(?<!are )(?<!was )(?<!were )\bthere\b",
        r"\b(?:this|that|these|those)\b(?! (?:week|month|year|morning|afternoon|evening|summer|winter|spring|autumn|season"
        r"|decade|century|time|the|a|an|\w+ing)\b)",
    ),
    "vi": _pattern(
        PERSONS["vi"].pattern,
        r"\b(?:ho|no|chung)\b(?! (?:cua|ten|ta|toi)\b)",
        r"(?<!khi )(?<!luc )(?<!sau )(?<!truoc )(?<!tuan )(?<!thang )(?<!nam )(?<!ngay )(?<!hom )(?<!mua )(?<!lan )(?<=\w )"
        r"(?:nay|ay|noi tren)\b|\b(?:dieu|viec|chuyen|chien dich|vu|su kien|cuoc|tran|cai|o|tai) do\b",
    ),
}
# Where the parts of a question end.
BREAKS = {
    "en": _pattern(
        rf"\b(?:{_AUXILIARY}|of|in|at|on|by|from|to|for|with|during|after|before|over|between|across|among|about|there)\b"
        r"(?! (?:men|women)'s)",
        r"[,;:()]",
    ),
    "vi": _pattern(
        r"\b(?:cua|o|tai|trong|vao|tu|den|cho|voi|duoc|bi|da|se|dang|la|co|ve|theo|nhung|cac|khi|sau|truoc|do)\b",
        r"[,;:()]",
    ),
}
# Words that are no subject.
EMPTY = {
    "en": words_of(
        "how many much long old far often what which who whom whose when where why is are was were am be been being do does",
        "did has have had can could will would shall should may might must the a an any some of in at on by from to for with",
        "during after before over under between across among about and or but as it its he him his she her they them their",
        "this that these those there here so then now also too not no else more most than people person happen happened",
        "take took taken place part total number exactly name called get got give made make say said know tell new me you i",
    ),
    "vi": words_of(
        "bao nhieu lau gio xa bn may ai gi nao sao khi luc dau o tai tu den ve toi vi do la co duoc bi da se dang va voi cho",
        "cua trong ngoai tren duoi vao theo nguoi cai con chiec so luong tong cong ten dien xay ra ngay nam thang the nhu",
        "nay do ay kia no ho ong ba anh chi rat qua thi ma khong chua phai dung nhung cac mot hien cu biet",
    ),
}
# What people type in haste.
MISSPELLED = {
    "en": {"mny": "many", "meny": "many", "wen": "when", "wat": "what", "wich": "which", "wer": "where", "hw": "how"},
    "vi": {"nhiu": "nhieu", "ko": "khong", "khg": "khong", "dc": "duoc", "j": "gi", "hum": "hom"},
}
# Capitalised at the beginning of a question without being names.
NOT_NAMES = {
    "en": EMPTY["en"]
    | words_of("if please define according since list show explain describe hi hello hey pls excuse ok"),
    "vi": EMPTY["vi"] | words_of("lam cach hay ban toi hom bo nuoc lieu ke khoang theo sau truoc xin noi hai mot"),
}
