"""The words that follow-up questions are made of, in lower case with their diacritics."""

from __future__ import annotations

import re

from ingest.text.wordlists import words_of


def _pattern(*parts: str) -> re.Pattern[str]:
    return re.compile("".join(parts), re.IGNORECASE)


# What a follow-up may begin with before it asks anything, and what it may end with.
CONNECTIVE = {
    "en": _pattern(
        r"(?:(?:and|but|also|then|so|ok|okay|well|right|now|or|oh|hmm|thanks|thank you|great|i see)\b(?! far| many)[ ,.!]*)+"
    ),
    "vi": _pattern(
        r"(?:(?:thế thì|vậy thì|thế|vậy|và|rồi|nhưng|còn|ngoài ra|ok|à|ừ|vâng|cảm ơn)\b(?! giới| kỷ| hệ| nào)[ ,.!]*)+"
    ),
}
# The same typed without diacritics; "con" is also a child or an animal.
BARE_CONNECTIVE = _pattern(
    r"(?:(?:the thi|vay thi|the|vay|va|roi|nhung|con(?! (?:trai|gai|so|duong|tau)\b)|ngoai ra)\b(?! gioi| ky| he)[ ,]*)+"
)
ENDING = {
    "en": _pattern(r"[ ,]+(?:please|though|then|again|exactly|precisely|thanks|thank you)$"),
    "vi": _pattern(r"[ ,]+(?:ạ|vậy|nhỉ|hả|à|nhé|đấy|thế|vậy ạ|bạn|cụ thể)$"),
}
# "What about the victims?": the group is what the same is asked of.
ABOUT = {
    "en": _pattern(r"(?:what|how) (?:about|of) (.+)"),
    "vi": _pattern(r"(?:về |trường hợp )?(.+?) thì (?:sao|thế nào|như thế nào)"),
}
# "Why?", "Where was that?": what is asked of the same, and the word that stands for it.
BARE = {
    "en": _pattern(
        r"(?P<word>(?:(?:by|from|to|with|for|since|until|in|on|at) )?(?:when|where|why|whom?|how long|how many(?: people)?"
        r"|how much|how come|how|(?:what|which) (?:year|day|date|month|time|city|country|place))|what for|who by)"
        r"(?: (?:exactly|then|so|not|else|precisely|there)|(?<!how long)(?<!much)(?<!what time)(?: is| was|['’]s) (?P<that>that|this|it))?"
    ),
    "vi": _pattern(
        r"(?:(?:là|vào|từ|đó là|mà) "
        r"|(?P<that>chuyện đó|việc đó|điều đó|chuyện này|việc này|cái đó) (?:là |xảy ra |diễn ra )?)?"
        r"(?P<word>(?:khi|lúc|hồi|ngày|năm|tháng|giờ) nào|bao giờ|mấy giờ|(?:ở|tại|từ) (?:đâu|chỗ nào|nơi nào)"
        r"|(?:chỗ|nơi) nào|đâu|(?:tại|vì|do) (?:sao|đâu)|sao|ai|bao nhiêu(?: người)?|mấy|bao lâu|(?:như )?thế nào"
        r"|bằng cách nào|lý do(?: là gì)?)(?: lại (?:thế|vậy))?"
    ),
}

WH = words_of("who whom whose what which when where why how whats")
AUXILIARY = words_of(
    "is are was were am be been being do does did has have had can could will would shall should may might must",
    "isn't aren't wasn't weren't don't doesn't didn't hasn't haven't hadn't can't couldn't won't wouldn't",
)
DO_SUPPORT = words_of(
    "do does did can could will would shall should may might must don't doesn't didn't won't wouldn't"
)
# What happens, besides the events that the lexicon knows: "When was the marathon?" can be asked of it.
HAPPENINGS_EN = words_of(
    "race marathon election referendum vote festival conference trial hearing protest march rally tournament championship",
    "final concert ceremony visit landing launch outbreak landslide war battle raid robbery theft heist merger wedding",
    "funeral parade exercise games tour debate riot coup evacuation eruption drought heatwave collapse shooting",
)
DETERMINERS = words_of("the a an its his her their this that these those any both all")
PREPOSITIONS = {
    "en": words_of(
        "of in at on against for from between with to off near during after before by over under into about around inside",
        "outside among across behind along through without within towards onto upon",
    ),
    "vi": words_of(
        "của trong ở tại từ với về cho vì do giữa trên dưới đến tới chống theo vào khỏi ngoài quanh gần nhờ bởi cùng qua dọc",
    ),
}
# English words that end a noun phrase without being verbs.
STOPS_EN = words_of(
    "there here then still so far ever now yet also too only just exactly else more most much many not never again today",
    "tonight yesterday altogether total if which who as than because while since until up down out when part place board",
    "least custody average purpose time anyone anybody someone somebody everyone nobody anything something everything it he she they them him me us you i we and or but",
)
# Verbs that the lexicon of news has not, where they would otherwise pass for nouns.
VERBS_EN = words_of(
    "take takes took taken begin begins began begun start starts end ends finish happen happens occur occurs last lasts cost",
    "costs say says said stress mean means meant become became belong belongs cause causes lead leads led hold holds held call",
    "use need needs want wants plan plans get gets got go goes went come comes came keep keeps kept stay stays reopen reopens",
    "resume continue return returns break breaks broke known know tell told think thought put set let left run runs ran host",
    "born based located due involve include employ supply cover carry announce bring brought grew eat drink write wrote written",
    "speak spoke spoken choose chose chosen drive drove rose see saw seen hit hits leave remain remains chair invent",
)
VERBS_VI = words_of(
    "diễn_ra xảy_ra bắt_đầu kết_thúc bùng_phát bùng_lên kéo_dài thuộc vô_địch đăng_quang khánh_thành khai_mạc bế_mạc tổ_chức",
    "triệt_phá cầm_đầu lãnh_đạo đứng_đầu gây_ra khởi_công hoàn_thành cung_cấp sử_dụng nhấn_mạnh kêu_gọi tuyên_bố thông_báo",
    "cho_biết trở_thành thành_lập ra_mắt phát_hành đạt nói muốn cần gồm dùng đến_từ chạy làm gây khiến giúp áp_dụng hạ_cánh",
    "cất_cánh chỉ_huy điều_hành phụ_trách tài_trợ sở_hữu đăng_cai quyết_định công_bố ban_hành giấu che_giấu phát_minh",
)
# Vietnamese nouns that hold the syllable of a verb.
NOUNS_VI = words_of("thư_ký tổng_thư_ký chữ_ký đăng_ký chi_phí thu_nhập giá_trị mục_tiêu thành_phố bầu_cử")
# Vietnamese words that a verb follows, and words that end a noun phrase.
MARKS_VI = words_of("đã được bị sẽ đang phải không chưa vừa mới từng cũng vẫn đều hãy nên có_thể")
STOPS_VI = words_of(
    "là thì có những các một mà rằng hiện nay này đó ấy kia để khi lúc còn hay hoặc nhất rồi vậy thế nếu tổng_cộng tất_cả",
    "hiện_nay như cụ_thể ra lên xuống lại",
)
ASKING_VI = words_of(
    "bao_nhiêu mấy khi_nào lúc_nào bao_giờ ngày_nào năm_nào tháng_nào ở_đâu tại_đâu từ_đâu đâu ai gì nào thế_nào như_thế_nào",
    "ra_sao tại_sao vì_sao do_đâu sao bao_lâu là_bao_nhiêu là_ai là_gì bao_xa bằng_cách_nào nơi_nào chỗ_nào",
)

# Words that stand for something named before.
PERSON_EN = words_of("he she him her his hers")
GROUP_EN = words_of("they them their theirs")
THING_EN = words_of("it its")
# "It" that stands for nothing: "Is it true that", "What time is it", "How long does it take to".
EXPLETIVE_EN = _pattern(
    r"\b(?:is|was) it (?:(?:true|possible|legal|likely|illegal|allowed|ok|okay|better|necessary) (?:that|to|for|if)|that)\b|\btime is it\b"
    r"|\bit (?:rain|snow)\w*|\bit (?:takes?|took|costs?|cost|means?) (?:\w+ ){0,3}(?:to|for)\b|\bis it (?:called )?(?:when|to)\b"
    r"|\bit (?:determined|decided|known|said|believed|thought)\b|\b(?:what does|what did|does) it take\b"
)
_NO_NOUN = (
    r"week|month|year|morning|afternoon|evening|summer|winter|spring|autumn|fall|season|decade|century|time|who|in|on|at|with"
    r"|from|under|over|that|which|was|were|is|are"
)
# What X of something may be asked for by "X là gì", which else asks what X is.
RELATIONS_VI = (
    "nguyên nhân|lý do|kết quả|mục tiêu|mục đích|tên(?: gọi)?|nội dung|hậu quả|nhiệm vụ|vai trò|quốc tịch|nghề nghiệp|động cơ"
    "|biện pháp|giải pháp|yêu cầu|thông điệp|chủ đề|khẩu hiệu|tỉ số|tỷ số|địa chỉ|hình phạt|tội danh|chức vụ"
)
# "After that?", "When did that happen?"
POINTING_ALONE_EN = _pattern(
    r"\b(?:this|that|these|those)(?=$| (?:(?:all|really) )?(?:happen|take|took|occur|begin|began|start|end|last|cost|mean|work|come|go"
    r"|true|right|correct|normal|possible|legal|enough)\w*\b)"
)
# "That operation", but neither "said that the ship" nor "this week".
POINTING_EN = _pattern(
    r"\b(?:this|that|these|those) (?!(?:week|month|year|morning|afternoon|evening|summer|winter|spring|autumn|fall|season|decade"
    r"|century|time|who|in|on|at|with|from|under|over|that|which|was|were|is|are|the|an?|\w+ing)\b)(?P<noun>[\w'-]+)"
)
LOCAL_EN = _pattern(
    r"(?<!is )(?<!are )(?<!was )(?<!were )(?<!be )(?<!been )\bthere\b(?! (?:is|are|was|were|a|any|an)\b)"
)
PERSON_VI = _pattern(
    r"\b(?:(?:ông|bà|anh|cô|chị|em|cậu|thầy) (?:ấy|ta|này|đó)|người (?:này|đó|ấy)|hắn ta|hắn)\b"
    r"|(?:(?<=\bkhi nào )|(?<=\bbao giờ )|(?<=\bvì sao )|(?<=\btại sao )|(?<=\bnăm nào )|^)(?:ông|bà|anh|cô|chị)(?= (?:có|là|sinh|bị|được|đã|sẽ|nói|làm|bao|mấy|từng|cho|nhận|đến|ở|phát|kêu|nhấn|tuyên|chết|mất|học)\b)"
)
# "họ" is also a surname, "chúng" a part of "đại chúng", "công chúng".
GROUP_VI = _pattern(
    r"\bhọ\b(?! của| tên| là gì)|(?<!đại )(?<!công )(?<!quần )(?<!hội )(?<!dân )(?<!thính )\bchúng\b(?: nó)?(?! ta| tôi| sinh| khoán)"
    r"|\b(?:những người (?:này|đó|ấy)|bọn họ)\b"
)
THING_VI = _pattern(
    r"(?<!nhờ )\bnó\b|\b(?:điều|việc|chuyện|cái|sự việc|sự kiện|vụ việc) (?:này|đó|ấy|kia)\b|^(?:đó|đây)(?= (?:là|có|xảy|diễn))"
)
LOCAL_VI = _pattern(r"\b(ở|tại|đến|từ) (?:đó|đấy|đây|nơi (?:này|đó|ấy))\b")
# The lookbehinds are for "sau đó" (then), "ai đó" (somebody), "tuần này" (this week).
POINTING_VI = _pattern(
    r"(?P<noun>\b\w+(?: \w+)?) (?<!khi )(?<!lúc )(?<!sau )(?<!trước )(?<!do )(?<!nào )(?<!gì )(?<!ai )(?<!tuần )(?<!tháng )"
    r"(?<!năm )(?<!ngày )(?<!hôm )(?<!sáng )(?<!chiều )(?<!tối )(?<!đêm )(?<!lần )(?<!mùa )(?<!điểm )(?<!quý )(?<!bên )"
    r"(?<!trong số )(?<!trong )(?:này|đó|ấy|kia|nói trên)\b"
)
# Vietnamese typed without diacritics: "chien dich do" before a verb is "chiến dịch đó".
BARE_POINTING = _pattern(r"\bdo(?= (?:bắt đầu|diễn ra|xảy ra|kết thúc|có|là|được|bị|đã|thuộc|kéo dài|tên|mang tên)\b)")
# Words that set something beside what was spoken of.
AFTERWARDS = {
    "en": _pattern(
        r"\b(?:else|instead|the others|the rest|(?:the|which) (?:\w+ )?ones?|this time|afterwards|after that|before that|of (?:them|those|these))\b"
    ),
    "vi": _pattern(
        r"^(?:sau|trước|khi|lúc) đó\b|\b(?:(?:sau|trước|khi|lúc|trong số|trong) đó|số còn lại|nữa)$|\btrong số đó\b"
    ),
}

# Nouns for people by what happened to them: another act does not happen to the same people.
BY_WHAT_HAPPENED = frozenset("victim suspect death injury defendant criminal infection prisoner hostage".split())
# What happens to people: "how many were arrested" needs no noun.
TO_PEOPLE = frozenset(
    "arrest rescue die injure disappear charge convict sentence execute evacuate displace hospitalize infect cure vaccinate deport "
    "repatriate kidnap traffick".split()
)
# Words that questions are made of besides question words: they are no subject.
EMPTY = {
    "en": WH | AUXILIARY | DETERMINERS | PREPOSITIONS["en"] | STOPS_EN | words_of(
        "how long old far people person persons happen happened happens take took taken total number any some no other others",
        "exactly one ones get gets got give given made make name called say said know tell involved way",
    ),
    "vi": MARKS_VI | STOPS_VI | PREPOSITIONS["vi"] | words_of(
        "bao nhiêu mấy ai gì nào sao khi lúc đâu người cái con chiếc tổng cộng số lượng tên diễn xảy nhiêu lâu giờ cụ thể hiện và",
    ),
}  # fmt: skip
