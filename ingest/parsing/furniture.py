"""Lines that stand in an article's column but are not of the article: links to others, appeals, buttons."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest.parsing.blocks import Block, key
from ingest.text.boilerplate import is_furniture

_ALL_LINK = 0.8
# The headline may stand below a kicker and above a line with the author.
_HEAD_BLOCKS = 3
_MOST_CHARS = 160
# What a section after the end of an article is called; whatever follows it goes too.
_AFTERWARDS = re.compile(
    r"^\W*(?:(?:related|more|popular|recommended|latest|top|trending|most read)"
    r"(?: (?:articles?|stories|news|posts?|reading|coverage|content|topics?|videos?|links?))?"
    r"|(?:more|also) (?:from|on|in|about) .{2,40}|you (?:may|might) also (?:like|enjoy)|(?:what to )?read next"
    r"|comments?(?: \(\d+\))?|leave a (?:comment|reply)|share this(?: \w+)?|about the authors?|tags?|references"
    r"|newsletters?"
    r"|tin (?:liên quan|cùng chuyên mục|khác|mới(?: nhất)?|nổi bật)|bài (?:viết )?liên quan|đọc nhiều"
    r"|có thể bạn quan tâm|bình luận(?: \(\d+\))?|ý kiến(?: bạn đọc)?|từ khóa|chủ đề"
    r"|mehr zum thema|das könnte sie auch interessieren|weiterführende links|kommentare(?: \(\d+\))?"
    r"|auch interessant|meistgelesen|schlagwörter|beliebteste?"
    r"|sur le même (?:sujet|thème)|commentaires|articles? liés|articoli correlati|commenti"
    r"|noticias relacionadas|te puede interesar|comentarios|etiquetas|notícias relacionadas|reacties)\W*$",
    re.IGNORECASE,
)
# The rest may be so large a share of the characters; a longer one is the article after all.
_MOST_AFTERWARDS = 0.4
_LINE_CHARS, _LABEL_CHARS, _LABEL_WORDS = 60, 40, 3
# The end of a sentence, or a figure.
_SAYS_SOMETHING = re.compile(r"[.!?…:;。！？][\"'”’»)\]]*$|[\"”’»)\]]$|\d")
# What a line that leads elsewhere begins with …
_POINTER = re.compile(
    r"^\W*(?:advertisement|anzeige|werbung|publicité|publicidad|pubblicità|quảng cáo|reklama|annonse?"
    r"|read more|read also|see also|more:|read next|watch:|listen:|related:|also read|don['’]t miss"
    r"|xem thêm|đọc thêm|mời (?:quý )?(?:độc giả|bạn đọc)|theo dõi .{1,40} trên"
    r"|lesen sie auch|mehr zum thema|lire aussi|à lire|lea también|lee también|leggi anche|leia (?:mais|também)"
    r"|lees ook|czytaj (?:też|także|więcej)|läs (?:mer|också)|les også|læs også)(?!\w)",
    re.IGNORECASE,
)
# … and what a line that wants something of its reader has in it.
_APPEAL = re.compile(
    r"\b(?:sign(?:ing)? up (?:for|to) (?:our|the|my|it|free)|subscribe (?:to|now|today)|newsletter"
    r"|log ?in (?:or|to) (?:create|continue|read|comment)|create an account|get in touch with (?:our|us)"
    r"|get (?:the|our) latest .{1,60} (?:inbox|email|newsletter)|follow us on|for more stories like this"
    r"|download (?:our|the) app|all rights reserved|click here to|support our journalism"
    r"|đăng ký (?:nhận|theo dõi|kênh)|bấm vào đây|nhấn vào đây|tải ứng dụng"
    r"|jetzt (?:abonnieren|anmelden|registrieren)|folgen sie uns|abonnieren sie|alle rechte vorbehalten"
    r"|réservée? aux abonnés|abonnez-vous|inscrivez-vous|tous droits réservés|pour (?:lire la suite|accéder)"
    r"|sólo para suscriptores|suscr[ií]bete|regístrate|todos los derechos reservados"
    r"|iscriviti|abbonati|riproduzione riservata|assine|inscreva-se|siga-nos"
    r"|会員限定|有料会員|無断転載|무단\s?전재)",
    re.IGNORECASE,
)


def without_headline(blocks: Sequence[Block], title: str | None) -> list[Block]:
    """Return ``blocks`` without the headline ``title``, which the article has apart from its text."""
    head = key(title or "")
    headline = {block for block in blocks[:_HEAD_BLOCKS] if head and block.key == head}
    return [block for block in blocks if block not in headline]


def without_furniture(blocks: Sequence[Block]) -> list[Block]:
    """Return ``blocks`` without links to other articles, appeals and what follows the article."""
    kept = _until_afterwards([block for block in blocks if block.linked <= _ALL_LINK])
    return _without_labels([block for block in kept if not _is_furniture(block.text)])


def _until_afterwards(blocks: list[Block]) -> list[Block]:
    total = sum(len(block.text) for block in blocks)
    rest = 0
    end = len(blocks)
    for index in range(len(blocks) - 1, 0, -1):
        rest += len(blocks[index].text)
        if rest > _MOST_AFTERWARDS * total:
            break
        if _AFTERWARDS.match(blocks[index].text):
            end = index
    return blocks[:end]


def _without_labels(blocks: list[Block]) -> list[Block]:
    """Take sections, bylines and buttons off both ends, up to the first and from the last line of some length."""
    long = [index for index, block in enumerate(blocks) if len(block.text) >= _LINE_CHARS]
    if not long:
        return blocks
    ends = (*blocks[: long[0]], *blocks[long[-1] + 1 :])
    labels = {block for block in ends if _is_label(block.text)}
    return [block for block in blocks if block not in labels]


def _is_label(text: str) -> bool:
    is_short = len(text) <= _LABEL_CHARS and len(text.split()) <= _LABEL_WORDS
    return is_short and not _SAYS_SOMETHING.search(text)


def _is_furniture(text: str) -> bool:
    is_short = len(text) <= _MOST_CHARS
    return is_furniture(text) or (is_short and bool(_POINTER.match(text) or _APPEAL.search(text)))
