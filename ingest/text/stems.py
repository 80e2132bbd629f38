"""Stems of English words: "announced", "announces" and "announcement" share one.

No dictionary: endings are cut while enough of the word is left, irregular forms are listed. Meant for telling
whether two texts speak of one thing, where a stem that is no word does no harm.
"""

from __future__ import annotations

from functools import lru_cache

_IRREGULAR = {
    form: base
    for base, *forms in (
        row.split()
        for row in """
be am is are was were been being|have has had having|do does did done|go goes went gone|say says said|make made
take took taken|get got gotten|give gave given|come came|become became|see saw seen|know knew known|think thought
tell told|find found|leave left|keep kept|hold held|bring brought|buy bought|sell sold|pay paid|send sent|spend spent
build built|lose lost loss|win won|meet met|lead led|feel felt|mean meant|begin began begun|run ran|write wrote written
speak spoke spoken speech|break broke broken|choose chose chosen choice|fall fell fallen|fly flew flown flight
drive drove driven|eat ate eaten|shoot shot|catch caught|fight fought|seek sought|teach taught|strike struck
stand stood|steal stole stolen theft|wear wore worn|throw threw thrown|draw drew drawn|grow grew grown growth
rise rose risen|sing sang sung|sink sank sunk|sit sat|sleep slept|swim swam swum|ride rode ridden|hide hid hidden
bear bore born birth|beat beaten|bite bit bitten|freeze froze frozen|wake woke|swear swore sworn|tear tore torn
withdraw withdrew withdrawn withdrawal|undergo underwent|overcome overcame|understand understood|flee fled flight
die died dies dying dead death|kill killed killing|marry married marriage|see seen sight|live lived lives life
man men|woman women|child children|person people|foot feet|tooth teeth|mouse mice|wife wives|leaf leaves|half halves
good better best|bad worse worst|far further farther|decide decision|conclude conclusion|divide division
receive receipt|believe belief|prove proof|sue sued sues suing suit lawsuit|use used uses using usage
owe owed owes owing|tie tied ties tying|lie lied lies lying|resist resistance|invade invasion|expand expansion
explode explosion|collide collision|permit permission|admit admission|destroy destruction|produce product
reduce reduction|introduce introduction|describe description|apply application|deny denial|try trial
analyze analysis analyse|serve service|arrive arrival|approve approval|propose proposal|refuse refusal|pursue pursuit
strong strength|long length|high height|wide width|deep depth|hot heat|young youth|poor poverty|free freedom|true truth
france french|germany german|spain spanish|britain british|england english|china chinese|sweden swedish|dutch holland
""".replace("|", "\n")
        .strip()
        .splitlines()
    )
    for form in (base, *forms)
}
_ENDINGS = (
    ("ization", "ize"), ("isation", "ize"), ("ational", "ate"), ("ations", ""), ("ation", ""), ("ments", ""),
    ("ment", ""), ("ities", ""), ("ity", ""), ("nesses", ""), ("ness", ""), ("ances", ""), ("ance", ""),
    ("ences", ""), ("ence", ""), ("ional", ""), ("ions", ""), ("ion", ""), ("ically", ""), ("ies", "y"),
    ("ied", "y"), ("ical", ""), ("ists", ""), ("ist", ""), ("isms", ""), ("ism", ""), ("ings", ""), ("ing", ""),
    ("ated", ""), ("ating", ""), ("ates", ""), ("ators", ""), ("ator", ""), ("ate", ""), ("edly", ""), ("ely", ""),
    ("ily", "y"), ("ly", ""), ("ers", ""), ("er", ""), ("ors", ""), ("or", ""), ("ees", ""), ("ives", ""),
    ("ive", ""), ("able", ""), ("ible", ""), ("ous", ""), ("ful", ""), ("ship", ""), ("ian", ""), ("ans", ""),
    ("an", ""), ("als", ""), ("al", ""), ("ic", ""), ("ed", ""), ("es", ""), ("s", ""), ("e", ""),
)  # fmt: skip
# Their past is as their present.
_UNCHANGED = frozenset("beat hit cut put hurt shut set read bet quit split spread cast".split())
_SHORTEST = 4
_STRIPPED = 3


@lru_cache(maxsize=8192)
def stem(word: str) -> str:
    """Return the stem of a lower-case English ``word``."""
    word = word.removesuffix("'s").removesuffix("’s").rstrip("'’")
    if word in _IRREGULAR:
        return _cut(_IRREGULAR[word])
    singular = _singular(word)
    return _cut(_IRREGULAR.get(singular, singular))


def is_past(word: str) -> bool:
    """Tell whether a lower-case word is an irregular form, most of which are of the past."""
    return word in _UNCHANGED or _IRREGULAR.get(word, word) != word


def _singular(word: str) -> str:
    if len(word) > _STRIPPED and word.endswith("s") and not word.endswith(("ss", "us", "is")):
        return word[:-1]
    return word


def _cut(word: str) -> str:
    for _ in range(2):
        shorter = _once(word)
        if shorter == word:
            break
        word = shorter
    return word[:-1] if word.endswith("y") and len(word) > _SHORTEST else word


def _once(word: str) -> str:
    for ending, instead in _ENDINGS:
        rest = word.removesuffix(ending)
        if rest != word and len(rest) >= _SHORTEST - (ending in {"s", "ed", "ing", "es"}):
            rest += instead
            doubled = len(rest) >= _SHORTEST and rest[-1] == rest[-2] and rest[-1] not in "aeiosl"
            return rest[:-1] if doubled else rest
    return word


def alike(one: str, other: str) -> bool:
    """Tell whether two stems are of one word: equal, or one begins the other but for two letters."""
    if one == other:
        return True
    if one[:_SHORTEST] != other[:_SHORTEST]:
        return False
    short, long = sorted((one, other), key=len)
    return len(short) >= _SHORTEST and len(long) - len(short) <= 2 and long.startswith(short)
