"""Whether a sentence says that somebody will do something, by the verb that follows the name; in English and Dutch.

"will send", "to send", "gaat bellen" and "zal bellen" are promises. "Sends" and "belt" are one only beside a day by
which. "Will be absent", "needs the form", "gaat akkoord" tell how things are, whatever day stands beside them.
"""

import re

from backbone.reading.folding import word_set

ADVERBS = (
    "also|then|now|first|soon|again|both|all|still|kindly|please|therefore|personally|together|jointly|each|ook|dan|nu|"
    "eerst|nog|wel|graag|samen|zelf|alvast|weer"
)
WILL = re.compile(
    r"[\s,]*(?:will|shall|(?:is|are)\s+(?:going\s+)?to|to)\b[\s,]*"
    rf"(?:(?:{ADVERBS})\s+){{0,3}}(?P<verb>[\w'’-]+)",
    re.I,
)
# Of these nobody can say later that they are done.
NOT_DONE = word_set(
    """
    be have not never no need know like want remain stay arrive leave miss retire become get probably possibly perhaps
    maybe hopefully likely cost mean depend come hear feel think believe expect hope wait understand receive abstain
    agree disagree vote happen attend join
    """
)
ZAL = re.compile(rf"[\s,]*(?:zal|zullen|gaat|gaan)\s+(?:(?:{ADVERBS})\s+){{0,3}}(?P<clause>[^.;?!]+)", re.I)
MUST = re.compile(
    rf"\s*(?:must|should|(?:has|have|needs?)\s+to)\s+(?:(?:{ADVERBS})\s+){{0,3}}(?P<verb>[\w'’-]+)", re.I
)
MOET = re.compile(r"\s*(?:moet|moeten|dient|dienen)\s+(?P<clause>[^.;?!]+)", re.I)
INFINITIVE = re.compile(r"\b\w+(?:en|aan|oen|ien)\b", re.I)
# They end like verbs, and are none, or say how things are.
NO_DEED = word_set(
    """
    een geen eigen tegen binnen buiten boven beneden samen open morgen overmorgen alleen even zeven negen tien dingen mensen
    kinderen kosten partijen dagen weken maanden uren redenen verleden heden tussen daaraan hieraan waaraan gedaan misschien
    bovendien sindsdien indien punten stukken leden
    zijn hebben blijven kunnen moeten willen mogen worden komen vertrekken missen krijgen ontvangen weten horen wachten
    duren heten instemmen deelnemen aansluiten bijwonen
    """
)
NO_PROMISE = re.compile(
    r"\b(?:niet|geen|nooit|akkoord|afwezig|aanwezig|verhinderd|wellicht|misschien|waarschijnlijk|mogelijk|pensioen|verlof|"
    r"vakantie|ervan\s+uit|in\s+op)\b",
    re.I,
)
# What is not done is no promise; "controleert of er geen fouten zijn" is one, so only up to where a clause begins.
NOT_AT_ALL = re.compile(
    r"(?:(?!\b(?:that|whether|if|who|which|what|so|to|dat(?!\s+(?:nog\s+|ook\s+)?niet)|of|die|als|om|omdat|zodat|wie|wat|waar)\b)[^,;:.!?()])*?"
    r"\b(?:niet|geen|nooit|niets|niemand|nergens|evenmin|not|never|neither|nothing|nobody|nor)\b",
    re.I,
)
HARDLY = re.compile(r"\s*[\w'’]+\s+(?:no|none|hardly|barely|only if|nauwelijks|amper)\b", re.I)
PLURAL_NOUN = re.compile(r"\w+ingen", re.I)
PRESENT = re.compile(rf"\s*(?:(?:{ADVERBS})\s+){{0,3}}(?P<verb>[a-zà-ÿ-]+)\b", re.I)
# How things are, or what somebody thinks of them.
STATES = word_set(
    """
    is was has does needs wants likes knows hopes expects thinks believes feels agrees disagrees thanks welcomes wonders
    prefers objects appreciates apologises understands sees means leaves joins arrives abstains waits remains stays misses must might just next last first cannot sent kept left met got built felt bought brought thought caught taught lost
    meant spent went dealt cut put set let hit quit
    lacks receives gets owns hears depends lives says suggests proposes warns stresses declares states remarks supports this
    his its as us always perhaps
    heeft vindt denkt twijfelt wenst mist verwacht kent vreest ziet komt staat weet hoopt begrijpt ondersteunt constateert
    signaleert wordt blijft betekent zegt stelt merkt benadrukt bedankt wacht ontvangt krijgt moet wilt kost duurt zit ligt
    niet met het dat wat uit bracht dacht kocht zocht mocht moest vertrekt ontbreekt vraagt-zich hoeft weigert refuses declines considers doubts fails forgets regrets fears overweegt vergeet betreurt aarzelt hesitates
    """
)
# What was said; it can be a task ("reports to the board by Friday") unless the words themselves follow.
SAYS = word_set(
    """
    reports notes explains mentions tells opens closes confirms recalls adds summarises answers replies presents shows
    introduces announces asks
    meldt vertelt licht geeft opent sluit legt deelt wijst presenteert toont bevestigt antwoordt herhaalt schetst vraagt
    """
)
CLAUSE = re.compile(
    r"(?:\s+\w+){0,2}?\s+(?:that|whether|if|how|why|what|when|dat|of|hoe|waarom|wat|wanneer|zich)\b", re.I
)
# Two people do it: "Anna and Grace send the letter".
PLURAL_STATES = word_set(
    "are were have do need want like know hope expect think believe feel agree disagree said wait remain stay zijn waren "
    "hebben vinden denken willen moeten kunnen weten hopen wachten blijven worden krijgen will would could might may can should hoeven zouden weigeren refuse decline mogen of from for with in at and or by"
)
WILL_BE = re.compile(
    r"\b(?:will|shall|to)\s+be\s+(?:\w+\s+){0,2}?\w+(?:ed|en|wn|nt|ld|ne|pt|ught)\b|\b(?:zal|zullen)\b", re.I
)
IS_DONE = re.compile(r"\b(?:wordt|worden|is|are)\b", re.I)
PREPOSITION = re.compile(
    r"\s*(?:about|re|regarding|for|with|over|voor|met|aan|bij|of|van|from|inzake|be)\b", re.I
)
MODAL = re.compile(
    r"\s*(?:gaat|gaan|zal|zullen|zou|zouden|moet|moeten|wil|willen|kan|kunnen|mag|mogen|hoeft|hoeven|heeft|hebben|is|zijn|"
    r"laat|laten|will|would|shall|to|must|should|can|could|may|might)\b",
    re.I,
)
# "overweegt te bellen" is of Jan himself, though "Jan bellen" is to call Jan.
TO_DO = re.compile(r"\bte\s+\w+n\b", re.I)
FINITE = re.compile(r"\s*[a-zà-ÿ]+t\b", re.I)


def promises(rest: str) -> bool:
    """Whether these words, which follow a name, say that this person will do something."""
    if HARDLY.match(rest):
        return False
    if english := WILL.match(rest):
        return english["verb"].casefold() not in NOT_DONE
    dutch = ZAL.match(rest)
    return dutch is not None and _is_deed(dutch["clause"])


def does(rest: str, *, several: bool = False) -> bool:
    """Whether these words say what somebody does, or `several` do, so that with a day by which they are a promise."""
    if is_denied(rest):
        return False
    if _is_obliged(rest):
        return True
    found = PRESENT.match(rest)
    if found is None:
        return False
    verb = found["verb"].casefold()
    if several:
        return bool(verb) and verb not in PLURAL_STATES | STATES and not verb.endswith(("ed", "de", "te"))
    if not verb.endswith(("s", "t")) or verb.endswith("ss") or verb in STATES or len(verb) < 3:
        return False
    return verb not in SAYS or not CLAUSE.match(rest, found.end())


def is_denied(rest: str) -> bool:
    """Whether these words, which follow a name, say that something is not done: "stuurt geen verslag", "gaat niet bellen"."""
    return NOT_AT_ALL.match(rest) is not None or HARDLY.match(rest) is not None


def _is_obliged(rest: str) -> bool:
    """ "must send", "moet bellen": with a day by which it is a promise."""
    if english := MUST.match(rest):
        return english["verb"].casefold() not in NOT_DONE
    dutch = MOET.match(rest)
    return dutch is not None and _is_deed(dutch["clause"])


def _is_deed(clause: str) -> bool:
    """Whether what follows "zal", "gaat" or "moet" is something to be done."""
    return not NO_PROMISE.search(clause) and any(_is_infinitive(word) for word in INFINITIVE.findall(clause))


def is_done_to(sentence: str, *, has_deadline: bool) -> bool:
    """Whether a sentence in the passive says that something will be done: "will be sent by", "wordt gebeld door"."""
    if is_denied(sentence):
        return False
    return WILL_BE.search(sentence) is not None or (has_deadline and IS_DONE.search(sentence) is not None)


def is_about(rest: str) -> bool:
    """Whether the name before these words may be of whom something is done to: "Noor bellen" is to call Noor."""
    if not rest.strip():
        return False
    if PREPOSITION.match(rest):
        return True
    if MODAL.match(rest) or (FINITE.match(rest) and (_first(rest) not in STATES or TO_DO.search(rest))):
        return False
    return any(_is_infinitive(word.strip(".,;!")) for word in (_first(rest), rest.rsplit(maxsplit=1)[-1]))


def _first(rest: str) -> str:
    return rest.split(maxsplit=1)[0].casefold() if rest.strip() else ""


def _is_infinitive(word: str) -> bool:
    word = word.casefold()
    return INFINITIVE.fullmatch(word) is not None and word not in NO_DEED and not PLURAL_NOUN.fullmatch(word)
