"""Bodies that no list knows, told by the noun that heads their name and by what that noun governs: «لجنة النفط والغاز
النيابية», «المجلس القومي لحقوق الإنسان», «مركز الأفق للدراسات»."""

from services.extraction.nationality import of_nation
from services.extraction.phrases import Reader

GLUED = "وفبل"
"""Proclitics of one letter before a noun."""
_SHORTEST = 3
"""Letters of the shortest noun that a name is made of."""
_MOST_ADJECTIVES = 3


def body_end(head: int, reader: Reader) -> int:
    """The token after the name that the noun at `head` heads; `head` where it heads none.

    Without the article the noun governs another («محكمة النقض»). Nouns that head phrases as often as names («حركة
    المرور») need a nation's adjective or a purpose, or an office before them: «زعيم حركة النهضة». With the article it
    needs an adjective of such bodies («المجلس الأعلى») or a purpose.
    """
    kind = _bare(reader.forms[head], reader)
    if kind in reader.words["body"]:
        return _governing(head, reader)
    if kind in reader.words["loose_body"]:
        past = _governing(head, reader)
        sure = _held(head, reader) or _particular(head, past, reader)
        return past if past > head and sure else head
    return _described(head, reader) if kind in reader.words["definite_body"] else head


def _bare(form: str, reader: Reader) -> str:
    """The word without a proclitic: «لحزب» is «حزب», «للمجلس» «المجلس», «للجنة» «اللجنة»."""
    kinds = ("body", "loose_body", "definite_body")
    words = [form, "ا" + form[1:], "ا" + form] if form.startswith("لل") else [form]
    for word in [*words, form[1:] if form[:1] in GLUED else ""]:
        if any(word in reader.words[kind] for kind in kinds):
            return word
    return ""


def _governing(head: int, reader: Reader) -> int:
    """The end of a name whose head governs a noun, a place or a known name."""
    at = _thinks(head, reader) or _named_after(head, reader) or _governed(head + 1, reader)
    if at == head + 1:
        return head
    past = head
    while past < at:
        past, at = at, _adjectives(at + _field(at, reader), reader)
    return _purposed(at, reader)


def _thinks(head: int, reader: Reader) -> int:
    """«مركز رؤى للدراسات»: the noun between such a centre and what it is for is its name, if no adjective; or 0."""
    at = head + 1
    if reader.forms[at + 1] not in reader.words["aim"] or not reader.forms[at].isalpha() or reader.definite(at):
        return 0
    adjective = reader.passage.piece(at, at + 1).endswith(("ي", "ية")) or reader.forms[at] in reader.words["no_title"]
    return 0 if adjective else at + 1


def _named_after(head: int, reader: Reader) -> int:
    """«جامعة الملك سعود», «أكاديمية سعد حداد»: the token after the name of whom a school or hospital honours; or 0."""
    at = head + 1
    if _bare(reader.forms[head], reader) not in reader.words["honouring"]:
        return 0
    at += reader.forms[at] in reader.words["honorific"] or reader.is_office(reader.forms[at])
    return reader.name_end(at, len(reader.passage)) if reader.given(at) else 0


def _governed(at: int, reader: Reader) -> int:
    """The token after the noun governed: «النقض», «علماء المسلمين», «المغرب»; `at` where there is none."""
    mention = reader.mentions.get(at)
    if mention:
        return mention.past if not mention.proclitic and mention.known.kind in ("place", "organisation") else at
    inner = _described(at, reader) if reader.forms[at] in reader.words["definite_body"] else at
    if inner > at or not _noun(at, reader):
        return inner
    if reader.definite(at):
        return at if reader.forms[at] in reader.words["no_body"] else at + 1
    return _chained(at, reader)


def _chained(at: int, reader: Reader) -> int:
    """The token after a noun without the article and the one that it governs: «علماء المسلمين», «قناة السويس»."""
    form, after = reader.forms[at], reader.mentions.get(at + 1)
    if form[0] == "ل" or form.endswith("يه"):
        return at
    if after:
        return after.past if after.known.kind == "place" and not after.proclitic else at
    return at + 2 if reader.definite(at + 1) and _noun(at + 1, reader) else at


def _noun(token: int, reader: Reader) -> bool:
    """Whether a word may be a noun within a name."""
    form, words = reader.forms[token], reader.words
    other = reader.is_office(form) or form in reader.lexicon.verbs
    other = other or (reader.is_institution(form) and form not in words["foreign"])
    return (
        form.isalpha()
        and len(form) >= _SHORTEST
        and not (other or reader.ends_phrase(token) or reader.given(token))
        and not any(form in words[kind] for kind in ("unnamed", "no_name", "honorific", "no_title"))
    )


def _field(token: int, reader: Reader) -> bool:
    """A further field: «والغاز»."""
    form = reader.forms[token]
    rest = form[1:]
    other = rest in reader.words["office"] or rest in reader.words["institution"] or token in reader.mentions
    return form.startswith("وال") and not (other or reader.ends_phrase(token) or rest.endswith("ين"))


def _adjectives(at: int, reader: Reader) -> int:
    """The end of the adjectives with the article, as «النيابية», «الأعلى», «العامة الليبية»."""
    past = at
    while past < at + _MOST_ADJECTIVES and past < len(reader.passage) and _adjective(past, reader):
        past += 1
    return past


def _adjective(token: int, reader: Reader) -> bool:
    form = reader.forms[token]
    if not form.startswith("ال") or not reader.definite(token) or reader.is_office(form) or reader.ends_phrase(token):
        return False
    if form in reader.words["no_body"]:
        return False
    relative = form.endswith(("ي", "يه")) and (not reader.is_institution(form) or form in reader.words["foreign"])
    return (
        relative
        or form in reader.words["constituting"]
        or form in reader.words["general"]
        or of_nation(form, reader.language)
    )


def _purposed(at: int, reader: Reader) -> int:
    """The end of what a body is for: «للدراسات», «لحقوق الإنسان», «لكرة القدم», with adjectives: «للطاقة الذرية»."""
    form = reader.forms[at]
    if form in reader.words["phrase_end"] or at in reader.mentions:
        return at
    aim = form in reader.words["aim"] or not _addressed(form, reader)
    if form.startswith("لل") and len(form) > _SHORTEST + 1 and aim:
        past = at + 1
    elif form in reader.words["purpose"] and reader.definite(at + 1):
        past = at + 2
    else:
        return at
    while _field(past, reader):
        past += 1
    return _adjectives(past, reader)


def _addressed(form: str, reader: Reader) -> bool:
    """«للوزير», «للوكالة», «للمسؤولين»: to whom, and not for what."""
    word = "ال" + form[2:]
    return any(word in reader.words[kind] or word[2:] in reader.words[kind] for kind in ("office", "institution"))


def _held(head: int, reader: Reader) -> bool:
    """«زعيم حركة …», «باسم جماعة …»: a noun that somebody leads, belongs to or speaks for."""
    before = reader.forms[head - 1] if head else ""
    return before == "باسم" or reader.is_office(before)


def _particular(head: int, past: int, reader: Reader) -> bool:
    """A nation's adjective or a purpose at the end."""
    last = reader.forms[past - 1]
    national = of_nation(last, reader.language) and last not in reader.words["constituting"]
    return past > head + 2 and (national or reader.forms[head + 2].startswith("لل"))


def _described(head: int, reader: Reader) -> int:
    """«المجلس الأعلى للدولة», «الهلال الأحمر التركي»: the end of a name whose head has the article."""
    past = _adjectives(head + 1, reader)
    end = _purposed(past, reader)
    if past == head + 1 or reader.qualifies(head):
        return head
    words = reader.forms[head + 1 : past]
    named = end > past or any(form in reader.words["constituting"] for form in words)
    return end if named else head
