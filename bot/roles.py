"""Offices and professions by one name in both languages, so that "secretary general" finds "Tổng thư ký". Pure."""

from __future__ import annotations

import re

# One role a line: English forms | Vietnamese forms, folded. Short words look like others when they are folded
# ("vua" is also "vừa", "bo" also "bộ"), so they stand with a neighbour.
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
general | vi tuong, dai tuong, thuong tuong, trung tuong, thieu tuong, tuong quan, tuong nao
king | quoc vuong, nha vua, vi vua, ong vua, vua nao
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
wife | vo cua, vo ong, vo anh, nguoi vo
husband | chong cua, chong ba, chong co, chong chi, nguoi chong
father | cha cua, cha ong, cha de, bo cua, bo ruot, bo anh, nguoi cha, nguoi bo
mother | me cua, me ruot, me anh, nguoi me
son | con trai
daughter | con gai
brother | anh trai, em trai
sister | chi gai, em gai
"""


def _names_of_forms() -> dict[str, frozenset[str]]:
    names: dict[str, frozenset[str]] = {}
    for line in _TABLE.strip().splitlines():
        english, vietnamese = (cell.split(", ") for cell in line.split(" | "))
        for form in (*english, *vietnamese):
            names[form] = names.get(form, frozenset()) | {english[0]}
    return names


_NAMES = _names_of_forms()
# The longest first: a "prime minister" is no minister, a "thu tuong" no general.
_FORM = re.compile(rf"\b({'|'.join(re.escape(form) for form in sorted(_NAMES, key=len, reverse=True))})s?\b")


def roles(folded: str) -> frozenset[str]:
    """Return the roles that a folded text names."""
    return frozenset().union(*(_NAMES[match.group(1)] for match in _FORM.finditer(folded)))
