"""The rules that weigh the words of orders to a machine, and what a text must hold for any to apply.

A rule is a kind of sign, its weight, and a pattern of words. Of a weight "2/1" the first holds where the pattern
begins a clause, as an order does, the second elsewhere. In patterns a class of ``instruction_words`` stands for one
of its words, with "!" for one that begins a clause; "~4" for up to four words; a question mark for what may be
missing; other words for themselves.
"""

from __future__ import annotations

RULES = """
override 2/1.5  IGNORE ~4 PRIOR ~3 INSTRUCTION
override 2/1.5  IGNORE ~4 INSTRUCTION ~3 PRIOR
override 2/1.5  IGNORE ~2 INSTRUCTION you
override 2/1    IGNORE ~3 SECRET
override 1.5/.5 IGNORE ~4 PRIOR ~3 RULES
override 1.5/.5 IGNORE ~4 RULES ~3 PRIOR
override 1.5/.5 IGNORE ALL ~3 BEFORE
override 1.5/.5 IGNORE ~3 TASK|USER
override 1/.5   IGNORE ~3 SOURCE|HERE
override 1      treat|consider|coi ~4 as|như|là ~2 INSTRUCTION
override 1.5    this|following|these ~2 overrides|override|supersedes|supersede|replaces|replace ~3 INSTRUCTION|RULES

answer   1.5    YOUR ~1 ANSWER
answer   1.5    ANSWER ~2 OF_YOURS
answer   1      YOUR ~1 ANSWERS|MESSAGE
answer   1      EVERY ~1 ANSWER|ANSWERS
answer   1      before|when|whatever|anything you REPLY
answer   1      correct|right|only|acceptable|proper ~1 ANSWER|ANSWERS
answer   .5     THE ~1 ANSWER
answer   .5     ANSWER ~1 MUST
answer   .5     before|when|while answering|replying|responding|summarizing
answer   .5     khi trả_lời

order    2/0    BEGIN ~4 ANSWER|ANSWERS WITH
order    2/0    BEGIN EVERY|YOUR ~1 ANSWER|ANSWERS ~6 WITH
order    1      EDGE UNIT of|in ~3 ANSWER|ANSWERS
order    1      UNIT EDGE trong|của ~2 ANSWER
order    1.5/0  REPLY|SPEAK|DO|ADD|BEGIN ~14 INTO ~3 ANSWER|ANSWERS
order    1.5/0  ensure|make_sure|bảo_đảm ~3 ANSWER|ANSWERS
order    1      INTO YOUR ~1 ANSWER ,? REPLY|SPEAK|DO|ADD|BEGIN
order    1      ANSWER ~1 OF_YOURS? MUST
order    1      EVERY ~1 ANSWER ~6 MUST
order    1      YOUR ~1 ANSWER must_be|should_be
order    1/0    ADD|BEGIN ~8 EVERY|YOUR ~1 ANSWER|ANSWERS|MESSAGE
order    1.5/0  REPLY|SPEAK|DO|ADD ~14 beginning|start|end|top|bottom of ~3 ANSWER|ANSWERS
order    1/0    SPEAK|DO|ADD ~2 EVERY ANSWER
order    1/0    translate|summarize|summarise|rewrite|dịch|tóm_tắt|viết_lại this|the? PAGE|HERE
order    1/0    REPLY WITH|using|:|that|as|là|rằng|như|như_thể
order    .5     MUST ~2 REPLY|SPEAK|BEGIN
order    .5/0   REPLY|SPEAK|DO|ADD|BEGIN
please   .5     hãy
manner   .5     MANNER

only     2/.5   REPLY ~2 ONLY
only     2/.5   ONLY|JUST được|cần? REPLY
only     2      NEVER SPEAK|REPLY|xuất gì ngoài|khác
only     1.5/.5 SPEAK ~1 ONLY
only     1.5/0  REPLY incorrectly|wrongly|falsely
only     1.5    ADDRESSED REPLY sai
only     1.5/.5 ONLY|JUST được|cần? SPEAK
only     2/0    REPLY in|using|as|bằng|en|auf ~2 MANNER

asked    2      WHEN ~6 ASKED ~14 !SPEAK|REPLY|TELL
asked    1.5    WHEN ~1 this? PAGE|HERE ~6 !SPEAK|REPLY
asked    1.5/0  REPLY to|auf|a|à|на? EVERY ~1 questions|TASK ~6 WITH|by
asked    1.5    for|với|cho|para|pour|für|для EVERY ~1 questions|TASK ~2 !SPEAK|REPLY
asked    1      before|trước_khi ~4 ANSWER|REPLY|answering ~3 !SPEAK|REPLY|DO|ADD
asked    1.5/0  REPLY|SPEAK|DO|ADD ~8 WHEN ~3 USER|anyone|someone|you ~1 ASKED
asked    1/0    REPLY|SPEAK|DO|ADD ~12 before|trước_khi answering|replying|responding|REPLY
asked    .5     WHEN ~6 ASKED ~14 !DO|ADD|BEGIN
asked    1.5    whatever|regardless|dù|bất_kể ~4 TASK|questions|ASKED
asked    .5     any|every|all|mọi questions|TASK

reader   1.5/1  NOTICE ~1 FOR|: ~2 MACHINE|AI
reader   1      NOTICE ~1 FOR|: ~2 HELPER
reader   1.5    NOTICE ~1 FOR ~2 HELPER ~2 :
reader   2/0    FOR ~1 MACHINE ~4 :
reader   1.5/0  FOR ~1 HELPER|AI ~4 :
reader   1.5/0  MACHINE|AI only :
reader   1.5    as|là a|an|một? MACHINE|AI ,? you|bạn|YOU_ARE|ADDRESSED|you_are_obliged_to
reader   1.5    as|là the? MACHINE|HELPER|AI READING|answering
reader   1.5    MACHINE|HELPER|AI|SYSTEMS nào|that|which|đang|READING? READ|READING this|the? PAGE|HERE|this
reader   1.5    MACHINE|HELPER|AI|SYSTEMS that|which|who CITE|READ|read|summarize|summarise|process this|the? PAGE|HERE
reader   1/0    dear|hey|hello|hi|attention|to|gửi|thân_gửi|chú_ý ~2 MACHINE|HELPER|AI ,|:
reader   1/0    MACHINE|HELPER ,
reader   1      MACHINE|HELPER|AI ~1 MUST ~2 REPLY|SPEAK|DO|ADD|BEGIN
reader   1      MACHINE|HELPER|AI ~1 MUST ~8 EVERY|YOUR ANSWER|ANSWERS

user     1.5    USER WANTS you|bạn
user     1.5/.5 TELL USER
user     1.5/.5 NEVER TELL|let|cho|nói|báo|để ~2 USER
user     1.5/.5 let the_user|your_user know
user     1.5    hãy TELL|cho ~1 USER
user     1.5/.5 HIDE ~5 from|khỏi USER
user     .5     USER

role     2/1.5  YOU_ARE NOW? ~3 MACHINE|AI
role     2/1    WHEN|as|since YOU_ARE ~3 MACHINE|AI
role     1      YOU_ARE NOW? ~3 HELPER
role     1.5/.5 YOU_ARE NOW? ~4 MODE
role     1.5/.5 switch|enter|activate|chuyển ~3 developer|admin|debug|god|nhà_phát_triển|MODE mode|chế_độ?
role     1/0    act|pretend|role-play|roleplay|đóng_vai|nhập_vai as|to? be?
role     2      YOUR NEW ROLE is|:|MUST to? REPLY|SPEAK|DO|ADD|BEGIN
role     1      YOUR NEW ROLE
role     1      YOU_ARE no longer
role     1      bạn không_còn là
role     1      as if you
role     1      như_thể bạn|YOU_ARE
role     2      TASK|ROLE mới|duy_nhất của_bạn ~1 REPLY|SPEAK|DO|ADD|BEGIN
now      .5     FROM_NOW
role     1      for the rest|remainder of this|the|our conversation|chat|session

secret   2/.5   REVEAL|REPLY|SPEAK ~5 SECRET
secret   2/.5   REVEAL|REPLY|SPEAK ~2 your ~1 INSTRUCTION
secret   1.5/0  repeat|print|copy|lặp_lại ~3 above|PRIOR ~4 starting|beginning|verbatim
secret   .5     SECRET

source   2/.5   NEVER CITE ~3 INSTRUCTION|HERE
source   2/.5   NEVER CITE this|the|these|any|other ~2 SOURCE|PAGE
source   2/.5   ne CITE pas ~2 SOURCE|HERE
source   1/.5   NEVER CITE ~2 SOURCE
source   1.5/.5 CITE|rank|prioritize|trust|treat|use only? this? PAGE|HERE first|only|highest|above|over|as|instead
source   .5     this|the PAGE
source   .5     HERE

refuse   1/0    refuse|decline to REPLY
refuse   1/0    NEVER REPLY any|questions|this|bất_kỳ|mọi|các
refuse   1.5/0  NEVER REPLY the|this? question|câu_hỏi
refuse   1/0    từ_chối trả_lời
refuse   1.5    ADDRESSED từ_chối trả_lời
refuse   1.5/0  stop|ngừng|dừng READING|READ|REPLY|answering
refuse   .5/0   instead|thay_vào_đó

label    1/0    LABEL NOTICE? :
label    1.5/0  BEGIN of? the? INSTRUCTION
label    1/0    end of the? PAGE|SOURCE|context
label    1/0    hết|kết_thúc SOURCE
label    1      NEW LABEL|ROLE|RULES|INSTRUCTION :
label    1      INSTRUCTION|RULES|TASK ~2 mới :
blob     1.5/.5 DECODE ~6 and|then|và ~1 OBEY
person   -1.5   PERSON
"""

# Signs of form: by these chats with a machine are written down, or a text is made to look like the end of what is given
# to one. A weight and a pattern a line; ROLE stands for the words below.
ROLE = (
    "(?:system|assistant|user|human|developer|instructions?|prompt|systeme|sistema|assistente|asistente|anweisung"
    "|hệ thống|trợ lý|người dùng|chỉ dẫn|chỉ thị|câu lệnh|lời nhắc|he thong|tro ly|nguoi dung|chi dan|chi thi|cau lenh"
    "|loi nhac|система|ассистент|系统|系統|助手|指令)"
)
MARKERS = r"""
1   <!--|-->|!\[[^\]]*\]\(https?:
1.5 (?:^|[.!?] ?)\[ ?ROLE(?: message| prompt| note| notice| update| override)? ?:?\]
2   (?<!\w)(?:human|user|người dùng|nguoi dung) ?: .{0,200}(?<!\w)(?:assistant|ai|æi|bot|chatbot|trợ lý|tro ly) ?:
2   (?:#{2,}|[=*~-]{3,}) ?(?:new )?(?!instructions)ROLE(?: \w+)?(?= ?(?::|$|[=*~#-]{3}))|#{2,} ?(?:\w+ ){1,2}ROLE ?#{2}
2   \[/ ?ROLE(?: \w+){0,3}\]
2   </?(?:ROLE|system[ _-]prompt|user[ _-]input)(?: [^<>]*)?>|</(?:context|documents?|article|passages?|sources?|data)>
2   \{\{ ?(?:system|user|assistant) ?\}\}|[\"']role[\"'] ?: ?[\"'](?:system|assistant|user|developer)[\"']
2   <\|[\w ]{1,20}\|>|\[/?inst\]|<</?sys>>
"""

# Where words are not parted or the verb comes last: Chinese, Japanese, Korean, Thai, Hindi, Turkish.
UNSPACED = r"""
override 2   (?:忽略|无视|無視|忽视|忘记|忘掉|忘記|不要理会|不要遵循)[^。！？]{0,12}(?:指令|指示|提示|命令|规则|規則)
override 2   (?:指示|命令|指令|プロンプト|ルール)[^。！？]{0,8}(?:無視|忘れ|従わない)
override 2   (?:지시|명령|지침|프롬프트|규칙)[^.!?]{0,10}(?:무시|잊)
override 2   (?:ละเว้น|เพิกเฉย|ไม่ต้องสนใจ|ลืม)[^.!?]{0,10}(?:คำสั่ง|คำแนะนำ)
override 2   (?:निर्देश|आदेश|अनुदेश)[^।.!?]{0,12}(?:अनदेखा|नज़रअंदाज़|भूल)
override 2   (?:talimat|komut|yonerge|kural)\w*[^.!?]{0,12}(?:yok say|gormezden gel|unut|dikkate alma)
only     2   (?:只|仅|僅|只能|只需|只要)(?:回答|回复|回覆|输出|輸出|说|說|写|寫)|(?:と|を)だけ(?:答|言|回答|返|出力|書)
only     2   (?:라고만|만) ?(?:답|대답|말|응답|출력|쓰|적)|ตอบ(?:แค่|เฉพาะ|เพียง|ว่า)|केवल .{1,20}(?:लिखें|कहें|उत्तर)
answer   1   (?:你的|您的|每个|每個|所有|任何|每次|在)(?:回答|回复|回覆|答案|回应)|(?:回答|返答|返信|応答)(?:の|に)
answer   1   (?:답변|응답|대답)(?:에|을|의)
order    1   (?:回答|回复|回覆|答案)[^。！？]{0,10}(?:加入|包含|写|提到|添加|使用|开头|結尾|结尾|开始|必须)
order    1   (?:回答|返答|応答)[^。！？]{0,12}(?:必ず|含め|始め|加え)
order    1   (?:답변|응답|대답)[^.!?]{0,12}(?:시작|포함|추가|끝)
reader   1.5 如果你是[^。！？]{0,12}(?:ai|æi|人工智能|语言模型|模型|助手|机器人)
reader   1.5 (?:ai|æi|言語モデル|アシスタント)[^。]{0,6}(?:なら|の場合|であれば)|당신이 [^.]{0,10}(?:ai|æi|언어 모델)
reader   1   (?:ai|æi|人工智能|语言模型|助手|助理|机器人)(?:必须|应当|应|需要|请|的新规则|的新規則)
label    1   ^\W*(?:系统|系統|システム|시스템) ?[:：]
reader   1   (?:助手|助理|アシスタント|어시스턴트) ?[:：]
asked    1   (?:回答|答复)(?:之)?前|答える前に|답(?:변)?하기 전에
"""

# Without a word of these classes, or one of these, or one of these characters in scripts that do not part words, hardly
# any order to a machine can be given; the words left out are too common in news to be looked for.
KEY_CLASSES = ("ANSWER", "ANSWERS", "REPLY", "INSTRUCTION", "SECRET", "MACHINE", "HELPER", "USER", "IGNORE")
KEY_PHRASES = (
    "your message|your new|your only|you are now|you're now|no matter|whatever the|whatever you|from now on"
    "|henceforth|only say|say only|nothing but|nothing else|cite this|quote this|not cite|not quote|not mention"
    "|words above|act as|developer mode|as if you|translate this|rewrite this|if asked|when asked|anyone asks"
    "|someone asks|who asks|asks about|who is asking|before you|every question|all questions|any question"
    "|each question|question with|questions with|ai only|ai readers|an ai|the bot|answering|replying|responding"
    "|summarizing|summarising|everyone|base64|decode|role play|roleplay|từ giờ|từ bây giờ|từ lúc này|nhiệm vụ mới"
    "|vai trò mới|tóm tắt|trích dẫn|người hỏi|hỏi gì|ai hỏi|đóng vai|nhập vai|mọi câu|mỗi câu|quên mọi|quên hết"
    "|quên tất|quên các|quên những|gì ngoài|gì khác|gì thêm|bạn là ai|cho ai|là ai bạn|cho bot|các ai|ai nào"
    "|chế độ nhà phát triển|chỉ nói|chỉ viết|giải mã|thay vào đó|như thể|không còn là|ngừng tóm|dừng tóm|dịch bài"
    "|dịch văn|talimatları|talimatlarını|komutları|kuralları|вопроса|i g n|a n s|s y s|r e p|i n s|b o q|cite pas"
).split("|")
NO_KEYS = frozenset("return dap quen bot ki resume print command directions".split())
KEY_CHARACTERS = (
    "忽略 无视 输出 回答 回复 返答 応答 指令 指示 提示 命令 答え 無視 助手 人工智能 语言模型 アシスタント"
    " 지시 명령 무시 답 어시스턴트 คำสั่ง ตอบ निर्देश"
).split()
