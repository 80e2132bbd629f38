"""The words that questions are made of, folded: patterns in order of precedence, by language."""

from __future__ import annotations

import re
from collections.abc import Mapping

from ingest.text.folding import fold

# Words that may stand before a question word without taking its place at the beginning.
_LEADING = (
    "in|at|on|by|from|to|for|with|of|about|during|since|under|approximately|roughly|exactly"
    "|vao|o|tai|tu|den|co|trong|the"
)


Rules = Mapping[str, tuple[tuple[str, re.Pattern[str]], ...]]


def _patterns(*rows: tuple[str, str]) -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((kind, re.compile(f"(?:^(?:{_LEADING}) )?(?:{pattern})")) for kind, pattern in rows)


_BE = r"(?:is|are|was|were|'s|s)"
_WHAT_IS = r"what(?:'s|s| is| are| was| were)"
_AUXILIARY = (
    r"(?:is|are|was|were|am|do|does|did|has|have|had|can|could|will|would|shall|should|may|might|must"
    r"|isn't|aren't|wasn't|weren't|don't|doesn't|didn't|hasn't|haven't|hadn't|can't|couldn't|won't|wouldn't)"
)
_UNITS_EN = r"(?:years?|months?|weeks?|days?|hours?|minutes?|seconds?|decades?|centuries)"
_UNITS_VI = r"(?:nam|thang|tuan|ngay|gio|tieng|phut|giay|thap ky|the ky)"
_MEASURE_EN = (
    r"(?:percentage|percent|proportion|share|price|cost|amount|value|rate|size|age|temperature|speed|population|salary|budget"
    r"|score|magnitude|height|length|width|depth|weight|distance|revenue|turnover|profit|wage|fee|capacity)s?\b"
)
_MEASURE_VI = (
    r"(?:(?<!quoc )(?<!tham )(?<!chuyen )gia(?! dinh| tang| nhap)|chi phi|kinh phi|tong tri gia|tri gia|ty le|muc luong|muc phat|doanh thu|nhiet do|dien tich"
    r"|chieu dai|chieu cao|dan so|toc do|khoang cach|luong mua)"
)
_PERSON_EN = (
    r"(?:person|man|woman|player|president|actor|actress|singer|author|king|queen|minister|politician|scientist|artist|coach"
    r"|director|leader|mayor|governor|senator|chairman|ceo|captain|founder|writer|poet|host|lawyer|judge|spokesman|spokeswoman"
    r"|spokesperson|celebrity|striker|goalkeeper|quarterback|golfer|athlete|driver|pilot|astronaut|emperor|pope|suspect|victim|winner|rapper|comedian)\b(?!'s)"
)
_PERSON_VI = (
    r"(?:nhan vat|cau thu|ca si|dien vien|tong thong|thu tuong|bo truong|chu tich|nha vua|nu hoang|hoang de|hoang tu|cong chua"
    r"|chinh tri gia|nha khoa hoc|nha tho|nha van|nhac si|hoa si|tac gia|nghe si|huan luyen vien|hlv|dao dien|giam doc"
    r"|tong giam doc|tong thu ky|tong bi thu|vi tuong|dai tuong|thi truong|nguoi mau|hoa hau|tay vot|vo si|luat su|phi cong)"
)
# What may stand between "which" and its noun.
_WHICH_EN = rf"(?:what|which) (?:(?!{_AUXILIARY}\b|of\b|the\b|a\b)[\w'-]+ )"
_PLACE_EN = (
    r"(?:city|country|state|town|place|location|region|province|continent|county|street|village|district|nation|island|venue"
    r"|area|site)\b(?! of origin|'s| council| team| party| police| government| minister| company)"
)
_PLACE_VI = (
    r"(?:thanh pho|quoc gia|nuoc|tinh|bang|dat nuoc|vung(?: bien| nui)?|khu vuc|(?<!co )quan|huyen|lang|chau luc|hon dao|con song"
    r"|bai bien|san van dong|dia phuong)"
)
# "X la gi" asks what X is only if X is no property of something else.
_PROPERTY = r"(?!.*\b(?:cua|duoc|ten|goi|cho|tai|trong|ve|den|muc|nguyen|ly|khi|sau|theo)\b)"
_MORE_THAN_A_NAME = (
    r"(?!.*\b(?:of|for|in|on|at|by|with|to|that|not|his|her|its|their|first|happening|going|done|said|shown|known|made"
    r"|\w{2,}ed|\w{3,}est)\b|.*'s .)"
)

KINDS: Rules = {
    "en": _patterns(
        ("how long", rf"\bhow long\b|\bhow many (?:more )?{_UNITS_EN}\b(?! old)|\bduration of\b|\bhow much longer\b"),
        ("how many", r"\bhow many (?:of )?(?:the |these |those |his |her |its |their )?(?P<noun>.+)"),
        ("how many", r"\b(?:what|which) (?:is |was |were |are )?(?:the )?(?:total )?number of (?P<noun>.+)"),
        ("how many", r"^(?:the )?(?:total |exact |overall )?(?:number|no\.?|count|#) of (?P<noun>.+)"),
        ("how many", rf"\bwhat{_BE}? (?:{_BE} )?(?:the )?(?:death |casualty )(?P<noun>toll)"),
        ("how many", r"^(?P<noun>death toll|casualties|fatalities|arrests|victims|injuries)\b[^?]{0,40}$"),
        ("how much", r"\bhow (?:much|large|big|high|deep|wide|tall|heavy|fast|far|old|hot|cold|rich|expensive|strong|powerful"
                     r"|thick|loud)\b(?: of)? ?(?P<noun>.*)"),
        ("how much", rf"\b(?:what|which) {_MEASURE_EN} ?(?:of )?(?P<noun>.*)"),
        ("how much", rf"\b{_WHAT_IS} (?:the |his |her |its |their )?(?:[\w-]+ ){{0,2}}?{_MEASURE_EN} ?(?:of )?(?P<noun>.*)"),
        ("when", r"\bwhen\b(?! (?:it comes|asked))|\b(?:what|which) (?:exact )?(?:year|month|day|date|time|decade|century"
                 r"|hour|weekday)\b|\b(?:what|which) (?:is|was) the (?:year|date|day)\b|\bhow (?:recently|soon|early|late)\b"
                 r"|^(?:[\w-]+ )?(?:date|day|year|time) (?:of|when)\b|\bsince when\b"),
        ("where", rf"\bwhere\b(?!'ll|'d)|\b{_WHICH_EN}{{0,2}}?{_PLACE_EN}|^(?:location|venue|place) of\b"),
        ("why", r"\bwhy\b|\bhow come\b|\bfor what (?:reason|purpose)\b|\bwhat (?:is|was|were|are) the (?:reason|cause|purpose)s?\b"
                r"|\bwhat (?:caused|led to|motivated|prompted)\b|^(?:reason|cause|motive)s? (?:for|of|behind)\b"),
        ("who", rf"\bwho(?:m|se|'s)?\b|\b{_WHICH_EN}{{0,3}}?{_PERSON_EN}|\bwhat (?:is|was) (?:his|her) (?:\w+ )?name\b"
                rf"|(?:^|\b{_WHAT_IS} )(?:the )?(?:full |real )?names? of (?:the |an? )?(?:[\w-]+ ){{0,2}}?{_PERSON_EN}"),
        ("how", r"\bhow\b(?! about)|\bin what (?:way|manner)\b|\bby what means\b"),
        ("which", r"\bwhich\b|\bwhat (?:kind|type|sort|colou?r|species|brand|company|team|organi[sz]ation|party|group"
                  rf"|language|award|title|name|battle|airline|school|bank)\b|^(?:{_WHAT_IS} )?(?:the )?names? of\b"),
        ("what is", rf"^{_WHAT_IS} (?:an? |the )?{_MORE_THAN_A_NAME}[\w' -]{{2,40}}$|^(?:define|definition of|meaning of)\b"
                    r"|^what does .+ (?:mean|stand for)$"),
        ("what", r"\bwhat\b|\bwhats\b"),
        ("yes or no", rf"^{_AUXILIARY}\b|^(?:whether|if)\b"),
        ("yes or no", r"\b(?:true or false|yes or no|is it true|right)$|^(?:is it true|true that)\b"),
    ),
    "vi": _patterns(
        ("yes or no", r"^co (?:ai|nguoi nao|gi|noi nao)\b.+\b(?:khong|chua)$"),
        ("how long", rf"\bbao lau\b|\bbao nhieu {_UNITS_VI}\b(?! (?:tuoi|nay))|\bmay (?!gio\b){_UNITS_VI}\b(?! may)"
                     r"|\bthoi luong\b|\b(?:keo dai|trong) may\b"),
        ("how much", r"\bbao nhieu (?P<noun>tien|phan tram|%|dong|usd|do la|tuoi|met|km|kg|tan|ty(?! phu)|trieu(?! phu| nguoi)|do|diem phan tram)\b"
                     rf"|\b{_MEASURE_VI}\b.{{0,60}}\b(?:bao nhieu|the nao|la may)\b"),
        ("how many", r"\b(?:co |duoc |tong cong )?(?:bao nhieu|(?<!thu )may|bn|bnhieu) (?P<noun>(?!gio\b|nam\b|thang\b|tuoi\b).+)"),
        ("how many", r"\b(?:tong )?(?:so luong|(?<!diem )(?<!ty )(?<!ti )(?<!chi )(?<!dan )(?<!bao )so) (?P<noun>.+?)(?: (?:la|len|den|len den|len toi))? (?:khoang )?bao nhieu\b"),
        ("how many", r"^(?:tong )?(?:so luong|so) (?P<noun>(?!phan|tien).+)"),
        ("how much", r"\bbao nhieu$|\bla may$"),
        ("when", r"\b(?:khi|luc|hom|ngay|nam|thang|(?<!dong )thoi gian|thoi diem|thap ky|the ky|gio|buoi|mua|thu) (?:nao|may)\b"
                 r"|\bbao gio\b|\bmay gio\b|^(?:ngay|thoi gian|thoi diem) (?:dien ra|xay ra|to chuc|khai mac|sinh|mat|bat dau)"),
        ("why", r"\b(?:tai|vi|do) sao\b|\b(?:vi|do) (?:dau$|ly do gi|nguyen nhan gi)|\bly do\b|\bnguyen nhan\b|\bcai gi gay ra\b"
                r"|^sao\b|\bnham muc dich gi\b|\bmuc dich\b.{0,40}\bgi\b"),
        ("where", r"\b(?:o|tai|tu|den|ve|toi|gan) (?:dau|noi nao|cho nao|khu vuc nao)\b|\bdau\b$|\bnoi nao\b|\bcho nao\b|\bdia diem\b"
                  rf"|\b{_PLACE_VI} nao\b|^noi (?:xay ra|dien ra|to chuc)\b"),
        ("who", rf"\bai\b|\b(?:{_PERSON_VI}|nguoi)(?: (?!cua|o|tai|thuoc|trong|den|tu|mac|chiu)\w+){{0,2}} nao\b"
                r"|\b(?:ong|ba|vua|tuong) nao\b|\bnguoi .{2,60} la ai\b"),
        ("what is", r"^(?:the nao la|dinh nghia)\b"),
        ("how", r"\b(?:nhu the nao|the nao|ra sao|lam sao|bang cach nao|cach nao|nhu nao|kieu gi|lam the nao|ntn)\b"),
        ("yes or no", r"\b(?:co|da)\b.{1,120}\b(?:khong|chua|hay khong|hay chua)$|\bphai khong$|\bdung khong$|^co phai\b|\bphai chu$"
                      r"|^lieu\b"),
        ("which", r"\bnao\b|^ten (?:cua |goi )?.+ la gi$"),
        ("what is", rf"^{_PROPERTY}[\w' -]{{2,40}} (?:la gi|nghia la gi|la cai gi)$|^.{{2,60}} (?:co )?nghia la gi$"),
        ("what", r"\bgi\b|\bnhung gi\b|\bdieu gi\b"),
    ),
}  # fmt: skip

# A question without a question word.
TELEGRAMS: Rules = {
    "en": _patterns(
        ("how much", rf"^(?:the )?(?:[\w-]+ )?{_MEASURE_EN} (?:of |for )?(?P<noun>.+)"),
        ("who", rf"^(?:the )?(?:new |current |former )?{_PERSON_EN} of [\w' -]{{2,40}}$"),
    ),
    "vi": _patterns(
        ("how much", rf"^{_MEASURE_VI}\b"),
        ("who", rf"^(?:ten )?(?:{_PERSON_VI}|(?:vo|chong|con|con trai|con gai|cha|me) cua|nguoi (?:duoc|da|dau tien|dung dau|sang lap))\b"),
    ),
}  # fmt: skip

# What people type in haste.
MISSPELLED = {
    "en": {"mny": "many", "meny": "many", "wen": "when", "wat": "what", "wich": "which", "wer": "where", "hw": "how"},
    "vi": {"nhiu": "nhieu", "ko": "khong", "khg": "khong", "dc": "duoc", "j": "gi", "hum": "hom"},
}

# The Vietnamese words that end a noun, with their diacritics: folded, some would cut "nạn nhân" in two.
_END_VI = (
    "đã|được|bị|đang|sẽ|từng|tham gia|tham dự|có mặt|ở|tại|trong|ngoài|từ|đến|vào|về|cho|với|khi|theo|thuộc|mà|là|có|phải|ra|bỏ"
    "|thiệt mạng|tử vong|chết|mất|sống|làm|hoạt động|nhận|giành|thắng|thua|đạt|dùng|sử dụng|bao gồm|trên|dưới|giữa|này|đó|kia|vậy"
    "|thế|nhất|hiện|gây|mới|ủng hộ|phản đối|chạy|rồi|vừa|chịu|đi|nghỉ|chìm|sập|mắc|nhập viện|xuất viện|tốt nghiệp|trở về|rời"
    "|không|chưa|để|vì|do|bởi|sau|trước|mỗi|hôm|năm|tuần|tháng|ngày|tăng|giảm|mở|đóng cửa|cùng|còn|vẫn|đứng|nằm|nói|kêu gọi|trúng"
)
COUNTED_END = {
    "en": re.compile(
        rf"\b(?:{_AUXILIARY}|in|at|on|by|from|to|for|with|during|after|before|over|between|across|among|around|under|per"
        r"|since|who|that|which|when|where|there|took|take|takes|got|get|went|made|make|makes|came|left|won|lost|died|lived|live"
        r"|use|uses|used|work|works|play|plays|played|participated|attended|joined|signed|voted|fled|suffered|received|survived"
        r"|ended|reported|according|worldwide|so|now|today|altogether|in total|never|not)\b|(?<=[a-z])n't\b"
    ),
    "vi": re.compile(rf"\b(?:{_END_VI})\b"),
}

# Plurals without an s; an English counted noun ends with its first plural ("schools reopened").
PLURALS = frozenset("people ppl men women children police staff crew troops sheep cattle fish feet teeth mice".split())

POLITE = {
    "en": re.compile(
        r"^(?:hi|hello|hey|hey there|good (?:morning|evening|afternoon)|please|pls|plz|thanks|thank you|ok|okay|so|and|well|um"
        r"|excuse me|sorry|quick question|question|dateline|bot)\b[ ,.!:-]*"
        r"|^(?:could|can|would|will) you (?:please |kindly |possibly )?(?:tell|say|explain|let|show|give|find|check|help)"
        r"(?: me| us)?(?: know| out)?(?: to)?(?: about)?\b[ ,:]*"
        r"|^(?:do you know|do you happen to know|i(?:'d| would)? (?:like|love|want|need) to know|i wonder|i am wondering"
        r"|i'm wondering|any idea|tell me|let me know|does anyone know|anyone know|may i ask|can i ask|just wondering)\b[ ,:]*"
        r"|[ ,]+(?:please|pls|plz|thanks|thank you|thx|by the way|btw|exactly|again)$"
    ),
    "vi": re.compile(
        r"^(?:xin chao|chao ban|chao|alo|hi|xin|lam on|vui long|ban oi|bot oi|ad oi|moi nguoi oi|cho (?:minh|toi|em|hoi|minh hoi"
        r"|toi hoi|em hoi)(?: hoi)?|cho biet|hay cho biet|hay noi|(?:ban )?co the (?:cho (?:toi|minh) biet|noi|cho biet)"
        r"|(?:toi|minh|em) muon (?:hoi|biet)|ban (?:co )?biet|ai biet|co ai biet|xin hoi|vay|the(?! gioi| ky| he)|con(?! trai| gai| cua)|va|da)\b(?! nao)[ ,:!]*"
        r"|[ ,]+(?:a|vay|nhi|the|nhe|voi|giup (?:minh|toi|em)|cam on|xin cam on|ha|day|ban oi|ban|v|z|ko biet)$"
    ),
}

NEGATION = {
    "en": re.compile(
        r"\b(?:not(?! guilty| only)|never|no longer|without|nobody|none|neither|cannot|fail(?:ed|s)? to|refused? to)\b|n't\b"
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

_NOT_NAMES_VI = frozenset(
    (
        "bao mấy khi lúc ngày năm tháng ở tại từ vì do sao như thế làm cách có đã đang sẽ là gì nào những các một hai ba "
        "nơi tên số tổng theo sau trước trong cho xin hãy bạn tôi hôm bộ người nước vào liệu kể đâu ai ông bà và khoảng"
    ).split()
)
# Capitalised at the beginning of a question without being names.
NOT_NAMES = {
    "en": frozenset(
        (
            "how what when where who whom whose which why is are was were do does did has have had can could will would "
            "should may might must the a an in on at by from to for with of and or but if as not no please tell name "
            "define according during after before since under between among list give show explain describe many much i "
            "it its this that these those there am be been hi hello hey so ok number total thanks pls any excuse whats"
        ).split()
    ),
    "vi": _NOT_NAMES_VI | frozenset(fold(word) for word in _NOT_NAMES_VI),
}
