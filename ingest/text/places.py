"""Countries, cities and bodies that English and Vietnamese call differently, under one name each."""

from __future__ import annotations

from functools import lru_cache

_NAMES = """
usa | us, u.s, u.s., usa, u.s.a, united states, america, american, americans, states | mỹ, hoa kỳ
uk | uk, u.k, u.k., britain, british, united kingdom, great britain, england, english | anh, vương quốc anh
china | china, chinese, beijing | trung quốc, bắc kinh, tq
japan | japan, japanese, tokyo | nhật bản, nhật, tokyo
south korea | south korea, south korean, korea, korean, seoul | hàn quốc, hàn, seoul
north korea | north korea, north korean, pyongyang | triều tiên, bình nhưỡng
russia | russia, russian, russians, moscow, kremlin | nga, moscow, moskva, điện kremlin
germany | germany, german, germans, berlin | đức
france | france, french, paris | pháp
italy | italy, italian, rome | ý, italia, rome
spain | spain, spanish | tây ban nha
portugal | portugal, portuguese | bồ đào nha
netherlands | netherlands, dutch, holland | hà lan
switzerland | switzerland, swiss | thụy sĩ, thuỵ sĩ
sweden | sweden, swedish | thụy điển, thuỵ điển
norway | norway, norwegian | na uy
denmark | denmark, danish | đan mạch
finland | finland, finnish | phần lan
poland | poland, polish | ba lan
austria | austria, austrian | áo
belgium | belgium, belgian | bỉ
greece | greece, greek | hy lạp
turkey | turkey, turkish, türkiye | thổ nhĩ kỳ
ukraine | ukraine, ukrainian, kyiv, kiev | ukraine, kiev
india | india, indian, indians, new delhi | ấn độ
australia | australia, australian, australians | úc, australia, australian
vietnam | vietnam, vietnamese, viet nam | việt nam, vn, việt
thailand | thailand, thai | thái lan, thái
laos | laos, lao, laotian | lào
cambodia | cambodia, cambodian | campuchia
myanmar | myanmar, burma, burmese | myanmar
philippines | philippines, philippine, filipino, filipinos | philippines, philippine
indonesia | indonesia, indonesian | indonesia
malaysia | malaysia, malaysian | malaysia
singapore | singapore, singaporean | singapore
taiwan | taiwan, taiwanese | đài loan
hong kong | hong kong | hong kong, hồng kông
mongolia | mongolia, mongolian | mông cổ
egypt | egypt, egyptian | ai cập
israel | israel, israeli, israelis | israel
palestine | palestine, palestinian, palestinians | palestine
iran | iran, iranian, iranians, tehran | iran
iraq | iraq, iraqi | iraq, iraq
syria | syria, syrian, syrians | syria
saudi arabia | saudi arabia, saudi | ả rập xê út, arab saudi, ả-rập xê-út
south africa | south africa, south african | nam phi
brazil | brazil, brazilian | brazil, brasil
argentina | argentina, argentine, argentinian | argentina
mexico | mexico, mexican | mexico, mexico
canada | canada, canadian, canadians | canada
cuba | cuba, cuban | cuba
europe | europe, european, europeans | châu âu, âu châu
asia | asia, asian | châu á
africa | africa, african | châu phi
latin america | latin america, latin american | mỹ latinh, mỹ la tinh
middle east | middle east, middle eastern | trung đông
southeast asia | southeast asia, southeast asian | đông nam á
north macedonia | north macedonia | bắc macedonia
european union | eu, e.u, european union | liên minh châu âu, eu
united nations | un, u.n, u.n., united nations | liên hợp quốc, liên hiệp quốc, lhq
nato | nato | nato
interpol | interpol, international criminal police organization | interpol, tổ chức cảnh sát hình sự quốc tế
who | who, world health organization | who, tổ chức y tế thế giới
world bank | world bank | ngân hàng thế giới, wb
white house | white house | nhà trắng
pentagon | pentagon | lầu năm góc
hanoi | hanoi, ha noi | hà nội
ho chi minh city | ho chi minh city, saigon, hcmc | tp hcm, tp.hcm, tphcm, tp hồ chí minh, tp. hồ chí minh, thành phố hồ chí minh, sài gòn
south china sea | south china sea, east sea | biển đông
gaza | gaza, gaza strip | dải gaza, gaza
covid | covid-19, covid, coronavirus | covid-19, covid, ncov
christmas | christmas | giáng sinh, noel
communist party | communist party | đảng cộng sản, đảng
national assembly | national assembly | quốc hội
government | government | chính phủ
"""  # noqa: E501
_CONCEPTS: dict[str, str] = {}
for _line in _NAMES.strip().splitlines():
    _concept, _english, _vietnamese = _line.split(" | ")
    for _form in (*_english.split(", "), *_vietnamese.split(", ")):
        _CONCEPTS.setdefault(_form, _concept)


def place(name: str) -> str:
    """Return the one name of a place or body that ``name`` (any case) is a form of; empty when it is none."""
    return _CONCEPTS.get(name.casefold().strip(" .'’"), "")


@lru_cache(maxsize=64)
def places_in(lower: str) -> frozenset[str]:
    """Return the places and bodies that a lower-case text names."""
    padded = f" {lower} "
    return frozenset(
        concept
        for form, concept in _CONCEPTS.items()
        if form in lower and any(f"{left}{form}{right}" in padded for left in _LEFT for right in _RIGHT)
    )


_LEFT = (" ", "(", "“", '"', "-")
_RIGHT = (" ", ",", ".", "'", "’", ")", ":", ";", "”", '"', "-", "?", "!")
