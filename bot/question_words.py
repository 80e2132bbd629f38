"""The words that questions are made of, folded: patterns in order of precedence, by language."""

from __future__ import annotations

import re

# Words that may stand before a question word without taking its place at the beginning.
_LEADING = (
    "in|at|on|by|from|to|for|with|of|about|during|since|under|approximately|roughly|exactly"
    "|vao|o|tai|tu|den|co|trong|the"
)


def _patterns(*rows: tuple[str, str]) -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((kind, re.compile(f"(?:^(?:{_LEADING}) )?(?:{pattern})")) for kind, pattern in rows)


_BE = r"(?:is|are|was|were|'s|s)"
_AUXILIARY = (
    r"(?:is|are|was|were|am|do|does|did|has|have|had|can|could|will|would|shall|should|may|might|must"
    r"|isn't|aren't|wasn't|weren't|don't|doesn't|didn't|hasn't|haven't|hadn't|can't|couldn't|won't|wouldn't)"
)
_UNITS_EN = r"(?:years?|months?|weeks?|days?|hours?|minutes?|seconds?|decades?|centuries)"
_UNITS_VI = r"(?:nam|thang|tuan|ngay|gio|tieng|phut|giay|thap ky|the ky)"

KINDS = {
    "en": _patterns(
        ("how many", r"\bhow many (?:of )?(?:the |these |those |his |her |its |their )?(?P<noun>.+)"),
        ("how many", r"\b(?:what|which) (?:is |was |were |are )?(?:the )?(?:total )?number of (?P<noun>.+)"),
        ("how many", r"^(?:the )?(?:total |exact |overall )?(?:number|no\.?|count|#) of (?P<noun>.+)"),
        ("how many", rf"\bwhat{_BE}? (?:the )?(?:death |casualty )(?P<noun>toll)"),
        ("how many", r"^(?P<noun>death toll|casualties|fatalities|arrests|victims|injuries)\b[^?]{0,40}$"),
        ("how long", rf"\bhow long\b|\bfor how many {_UNITS_EN}\b|\bduration of\b|\bhow much longer\b"),
        ("how much", r"\bhow (?:much|large|big|high|deep|wide|tall|heavy|fast|far|old|hot|cold|rich|expensive)\b"
                     r"(?: of)? ?(?P<noun>.*)"),
        ("how much", r"\bwhat (?:is |was |are |were )?(?:the )?(?:percentage|percent|proportion|share|price|cost|amount"
                     r"|value|rate|size|age|temperature|speed|population|salary|budget|score)\b ?(?:of )?(?P<noun>.*)"),
        ("when", r"\bwhen\b(?! (?:it comes|asked))|\b(?:what|which) (?:exact )?(?:year|month|day|date|time|decade|century"
                 r"|hour|weekday)\b|\b(?:what|which) (?:is|was) the (?:year|date|day)\b|\bhow (?:recently|soon|early|late)\b"
                 r"|^(?:date|day|year|time) (?:of|when)\b|\bsince when\b"),
        ("where", r"\bwhere\b|\b(?:what|which) (?:city|country|state|town|place|location|region|province|continent|county"
                  r"|street|village|district|nation|island|venue|area|site)\b(?! of origin)|^(?:location|venue|place) of\b"),
        ("why", r"\bwhy\b|\bhow come\b|\bfor what (?:reason|purpose)\b|\bwhat (?:is|was|were|are) the (?:reason|cause|purpose)s?\b"
                r"|\bwhat (?:caused|led to|motivated|prompted)\b|^(?:reason|cause|motive)s? (?:for|of|behind)\b"),
        ("who", r"\bwho(?:m|se|'s)?\b|\b(?:what|which) (?:person|man|woman|player|president|actor|actress|singer|author"
                r"|king|queen|minister|politician|scientist|artist|coach|director|leader)\b|^name of the\b"
                r"|\bwhat (?:is|was) the name of the (?:man|woman|person|author|president|leader)\b"),
        ("how", r"\bhow\b(?! about)|\bin what (?:way|manner)\b|\bby what means\b"),
        ("which", r"\bwhich\b|\bwhat (?:kind|type|sort|colou?r|species|brand|company|team|organi[sz]ation|party|group"
                  r"|language|award|title|name)\b"),
        ("what is", rf"^what(?:{_BE}| {_BE}) (?:an? |the )?[\w' -]{{2,40}}$|^(?:define|definition of|meaning of)\b"
                    r"|^what does .+ (?:mean|stand for)$"),
        ("what", r"\bwhat\b|\bwhats\b"),
        ("yes or no", rf"^{_AUXILIARY}\b"),
        ("yes or no", r"\b(?:true or false|yes or no|is it true|right)$|^(?:is it true|true that)\b"),
    ),
    "vi": _patterns(
        ("how long", rf"\bbao lau\b|\bbao nhieu {_UNITS_VI}\b(?! (?:tuoi|nay))|\bmay {_UNITS_VI}\b(?! may)"
                     rf"|\bthoi luong\b|\bkeo dai may\b"),
        ("how much", r"\bbao nhieu (?P<noun>tien|phan tram|%|dong|usd|do la|tuoi|met|km|kg|tan|ty|trieu|do|diem phan tram)\b"
                     r"|\b(?:gia|chi phi|kinh phi|tong tri gia|tri gia|ty le|muc luong|doanh thu|nhiet do|dien tich|chieu dai"
                     r"|chieu cao|dan so|toc do|khoang cach)\b.{0,60}\b(?:bao nhieu|the nao|la may)\b"),
        ("how many", r"\b(?:co |duoc |tong cong )?(?:bao nhieu|may|bn|bnhieu) (?P<noun>(?!gio\b|nam\b|thang\b|tuoi\b).+)"),
        ("how many", r"\b(?:tong )?(?:so luong|so) (?P<noun>.+?) (?:la|den|len toi|duoc|bi|da)? ?.{0,40}\bbao nhieu\b"),
        ("how many", r"^(?:tong )?(?:so luong|so) (?P<noun>(?!phan).+)"),
        ("how much", r"\bbao nhieu$|\bla may$"),
        ("when", r"\b(?:khi|luc|hom|ngay|nam|thang|thoi gian|thoi diem|thap ky|the ky|gio|buoi|mua|thu) (?:nao|may)\b|\bbao gio\b"
                 r"|\b(?:vao|tu|den) (?:thoi gian|thoi diem) nao\b|^(?:ngay|thoi gian|thoi diem) (?:dien ra|xay ra|to chuc|sinh|mat)"),
        ("where", r"\b(?:o|tai|tu|den|ve|toi|gan) (?:dau|noi nao|cho nao|khu vuc nao)\b|\bdau\b$|\bnoi nao\b|\bcho nao\b|\bdia diem\b"
                  r"|\b(?:thanh pho|quoc gia|nuoc|tinh|bang|dat nuoc|vung|khu vuc|quan|huyen|lang|chau luc|hon dao|con song) nao\b"),
        ("why", r"\b(?:tai|vi|do) sao\b|\b(?:vi|do) (?:dau|ly do gi|nguyen nhan gi)\b|\bly do\b|\bnguyen nhan\b|\bcai gi gay ra\b"
                r"|^sao\b|\bnham muc dich gi\b|\bmuc dich\b.{0,40}\bgi\b"),
        ("who", r"\bai\b|\b(?:nguoi|nhan vat|ong|ba|cau thu|ca si|dien vien|tong thong|vua|nu hoang|chinh tri gia|nha khoa hoc|tac gia"
                r"|thu tuong|bo truong|hoang de|nghe si|huan luyen vien|dao dien|nha van|tuong) nao\b|\bnguoi .{2,60} la ai\b"),
        ("how", r"\b(?:nhu the nao|the nao|ra sao|lam sao|bang cach nao|cach nao|nhu nao|kieu gi|lam the nao)\b"),
        ("yes or no", r"\b(?:co|da)\b.{1,120}\b(?:khong|chua|hay khong|hay chua)$|\bphai khong$|\bdung khong$|^co phai\b|\bphai chu$"
                      r"|^lieu\b"),
        ("what is", r"^[\w' -]{2,60} (?:la gi|nghia la gi|la cai gi)$|^(?:the nao la|dinh nghia)\b"),
        ("which", r"\bnao\b"),
        ("what", r"\bgi\b|\bnhung gi\b|\bdieu gi\b"),
    ),
}  # fmt: skip

COUNTED_END = {
    "en": re.compile(
        rf"\b(?:{_AUXILIARY}|in|at|on|by|from|to|for|with|during|after|before|over|between|across|among|around|under|per"
        r"|since|who|that|which|when|where|there|took|take|takes|got|get|went|made|make|makes|came|left|won|lost|died|lived|live"
        r"|use|uses|used|work|works|play|plays|played|participated|attended|joined|signed|voted|fled|suffered|received|survived"
        r"|ended|reported|according|worldwide|so|now|today|altogether|in total)\b|[,;:?]|(?<=[a-z])n't\b"
    ),
    "vi": re.compile(
        r"\b(?:da|duoc|bi|dang|se|tham gia|tham du|co mat|o|tai|trong|tu|den|vao|ve|cho|voi|khi|theo|thuoc|ma|la|co|phai|ra|bo"
        r"|thiet mang|tu vong|chet|mat tich|song|lam|hoat dong|nhan|gianh|thang|thua|dat|dung|su dung|bao gom|tren|duoi|giua"
        r"|nay|do|kia|vay|the|nhat|hien|bien|gay|moi|ung ho|phan doi|chay|roi|vua|chiu)\b|[,;:?]"
    ),
}

POLITE = {
    "en": re.compile(
        r"^(?:hi|hello|hey|hey there|good (?:morning|evening|afternoon)|please|pls|plz|thanks|thank you|ok|okay|so|and|well|um"
        r"|excuse me|sorry|quick question|question|dateline|bot)\b[ ,.!:-]*"
        r"|^(?:could|can|would|will) you (?:please |kindly |possibly )?(?:tell|say|explain|let|show|give|find|check|help)"
        r"(?: me| us)?(?: know| out)?(?: to)?(?: about)?\b[ ,:]*"
        r"|^(?:do you know|do you happen to know|i(?:'d| would)? (?:like|love|want|need) to know|i wonder|i am wondering"
        r"|i'm wondering|any idea|tell me|let me know|does anyone know|anyone know|may i ask|can i ask|just wondering)\b[ ,:]*"
        r"|[ ,]*(?:please|pls|plz|thanks|thank you|thx|by the way|btw|exactly|again)$"
    ),
    "vi": re.compile(
        r"^(?:xin chao|chao ban|chao|alo|hi|xin|lam on|vui long|ban oi|bot oi|ad oi|moi nguoi oi|cho (?:minh|toi|em|hoi|minh hoi"
        r"|toi hoi|em hoi)(?: hoi)?|cho biet|hay cho biet|hay noi|(?:ban )?co the (?:cho (?:toi|minh) biet|noi|cho biet)"
        r"|(?:toi|minh|em) muon (?:hoi|biet)|ban (?:co )?biet|ai biet|co ai biet|xin hoi|vay|the|con|va|da)\b(?! nao)[ ,:!]*"
        r"|[ ,]*(?:a|vay|nhi|the|nhe|voi|giup (?:minh|toi|em)|cam on|xin cam on|ha|day|ban oi|v|z|ko biet)$"
    ),
}

NEGATION = {
    "en": re.compile(
        r"\b(?:not|never|no longer|without|nobody|none|neither|cannot|fail(?:ed|s)? to|refused? to)\b|n't\b"
    ),
    "vi": re.compile(r"\b(?:khong (?!(?:quan|gian|khi|phan)\b)(?=\w)|chua (?=\w)|chang|khong bao gio|khong con)"),
}

TIME = re.compile(
    r"\b(?:in|since|before|after|until|by|during|nam|thang|tu nam|truoc nam|sau nam) (?:the )?(?:year )?"
    r"(?:(?:january|february|march|april|may|june|july|august|september|october|november|december) ?)?(?:\d{1,2}[/-])?\d{4}\b"
    r"|\b(?:today|tonight|yesterday|tomorrow|(?:this|last|next|past) (?:week|weekend|month|year|night|summer|winter|spring|fall"
    r"|autumn|decade|century|monday|tuesday|wednesday|thursday|friday|saturday|sunday)|latest|most recent(?:ly)?|recently"
    r"|currently|right now|so far|hom nay|hom qua|ngay mai|toi qua|(?:tuan|thang|nam|dem|sang|chieu|quy) (?:nay|truoc|qua|ngoai"
    r"|toi|sau)|moi nhat|gan day|hien nay|hien tai|vua qua)\b"
)

# Capitalised at the beginning of a question without being names.
NOT_NAMES = frozenset(
    (
        "how what when where who whom whose which why is are was were do does did has have had can could will would "
        "should may might must the a an in on at by from to for with of and or but if as not no please tell name "
        "define according during after before since under between among list give show explain describe many much i "
        "it its this that these those there am be been hi hello hey so ok ai bao may khi luc ngay nam thang o tai tu "
        "vi do sao ly nguyen nhan nhu the lam cach co da dang se la gi nao nhung cac mot hai ba noi ten so tong theo "
        "sau truoc trong cho xin hay ban toi hom bo nguoi nuoc vao lieu ton nhan ke dau"
    ).split()
)
