"""Offices and professions by one name in both languages, so that "secretary general" finds "Tổng thư ký". Pure."""

from __future__ import annotations

import re

# One role a line: English forms | Vietnamese forms, folded.
_TABLE = """
secretary general, secretary-general | tong thu ky
general secretary, party chief | tong bi thu
vice president | pho tong thong, pho chu tich nuoc
president | tong thong, chu tich nuoc, chu tich
prime minister, premier | thu tuong
deputy prime minister | pho thu tuong
foreign minister, foreign secretary, secretary of state | ngoai truong, bo truong ngoai giao
defense minister, defence minister, defense secretary | bo truong quoc phong
finance minister, treasury secretary | bo truong tai chinh
health minister | bo truong y te
minister | bo truong
deputy minister | thu truong
chairman, chairwoman, chairperson, chair | chu tich
chief executive, ceo | tong giam doc, giam doc dieu hanh
director general, director-general | tong giam doc
director | giam doc, dao dien
governor | thong doc
mayor | thi truong
senator | thuong nghi si
spokesman, spokeswoman, spokesperson | nguoi phat ngon, phat ngon vien
ambassador | dai su
commander | tu lenh, chi huy
general | tuong, dai tuong
king | vua, quoc vuong, nha vua
queen | nu hoang
emperor | hoang de
prince | hoang tu
princess | cong chua
pope | giao hoang
bishop, archbishop | giam muc
coach, manager, head coach | huan luyen vien, hlv
captain | doi truong, thuyen truong
judge | tham phan
prosecutor | cong to vien
lawyer, attorney | luat su
author, writer | tac gia, nha van
poet | nha tho
singer | ca si
actor, actress | dien vien
composer | nhac si
painter, artist | hoa si, nghe si
scientist | nha khoa hoc
inventor | nha phat minh
founder, co-founder | nguoi sang lap, nha sang lap, dong sang lap
leader | lanh dao, lanh tu, nguoi dung dau, thu linh
wife | vo
husband | chong
father | cha, bo
mother | me
son | con trai
daughter | con gai
brother | anh trai, em trai
sister | chi gai, em gai
"""


def _rows() -> list[tuple[str, re.Pattern[str]]]:
    rows = []
    for line in _TABLE.strip().splitlines():
        english, vietnamese = (cell.split(", ") for cell in line.split(" | "))
        forms = "|".join(re.escape(form.strip()) for form in sorted([*english, *vietnamese], key=len, reverse=True))
        rows.append((english[0], re.compile(rf"\b(?:{forms})s?\b")))
    return rows


_ROLES = _rows()


def roles(folded: str) -> frozenset[str]:
    """Return the roles that a folded text names."""
    return frozenset(name for name, pattern in _ROLES if pattern.search(folded))
