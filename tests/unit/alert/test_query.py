"""The query language: what a query means, and what is said of one that means nothing."""

import pytest

from services.alert.query import All, InvalidQuery, Node, Not, OneOf, Term, anchors, parse


def term(*words: str, scope: str = "text") -> Term:
    return Term(scope, words, "")  # type: ignore[arg-type]


def plain(node: Node) -> Node:
    """The tree without how its terms are written."""
    match node:
        case Term(scope, words):
            return Term(scope, words, "")
        case Not(part):
            return Not(plain(part), 0)
        case All(parts):
            return All(tuple(map(plain, parts)))
        case OneOf(parts):
            return OneOf(tuple(map(plain, parts)))


def no(part: Node) -> Not:
    return Not(part, 0)


@pytest.mark.parametrize(
    ("query", "tree"),
    [
        ("غاز", term("غاز")),
        ("الغاز", term("غاز")),  # the article does not matter
        ("غاز نفط", All((term("غاز"), term("نفط")))),
        ("غاز OR نفط", OneOf((term("غاز"), term("نفط")))),
        ("غاز OR نفط فحم", OneOf((term("غاز"), All((term("نفط"), term("فحم")))))),  # side by side binds tighter
        ("(غاز OR نفط) فحم", All((OneOf((term("غاز"), term("نفط"))), term("فحم")))),
        ("غاز -نفط", All((term("غاز"), no(term("نفط"))))),
        ("غاز -(نفط OR فحم)", All((term("غاز"), no(OneOf((term("نفط"), term("فحم"))))))),
        ('"وزارة الطاقة"', term("وزاره", "الطاقه")),
        ("«وزارة الطاقة»", term("وزاره", "الطاقه")),
        ("“وزارة الطاقة”", term("وزاره", "الطاقه")),
        ('"or"', term("or")),  # quoted, it is a word
        ("speaker:الراوي", term("راوي", scope="speaker")),
        ('entity:"سالم الراوي"', term("سالم", "الراوي", scope="entity")),
        ("source:aln.example", term("aln", "example", scope="source")),
        ("-source:aln.example غاز", All((no(term("aln", "example", scope="source")), term("غاز")))),
        ("كوفيد-19", term("كوفيد", "19")),  # a hyphen within a word excludes nothing
        ("10:30", term("10", "30")),
        ("OPEC+نفط".replace("+", " "), All((term("opec"), term("نفط")))),
    ],
)
def test_a_query_is_read(query: str, tree: Node) -> None:
    assert plain(parse(query)) == tree


@pytest.mark.parametrize(
    ("query", "position", "reason"),
    [
        ("", 0, "missing"),
        ("   ", 3, "missing"),
        ("غاز or نفط", 4, "capitals"),
        ("غاز Or نفط", 4, "capitals"),
        ("غاز أو نفط", 4, "write OR"),
        ("غاز AND نفط", 4, "leave AND out"),
        ("غاز NOT نفط", 4, "write - before"),
        ("غاز && نفط", 4, "& means nothing"),
        ("غاز | نفط", 4, "| means nothing"),
        ("+غاز", 0, "+ means nothing"),
        ("غا*", 0, "* means nothing"),
        ("OR غاز", 0, "between two"),
        ("غاز OR", 6, "missing"),
        ("غاز OR OR نفط", 7, "between two"),
        ('غاز "نفط', 4, "no partner"),
        ("غاز »نفط", 4, "no partner"),
        ("(غاز", 0, "never closed"),
        ("غاز)", 3, "closes nothing"),
        ("()", 1, "missing"),
        ("speeker:الراوي", 0, "unknown field speeker: (there are speaker:, entity:, source:)"),
        ("https://aln.example", 0, "unknown field https:"),
        ("غاز speaker:", 12, "speaker: is followed by"),
        ("speaker:(الراوي OR سالم)", 8, "speaker: is followed by"),
        ("speaker: OR غاز", 9, "between two"),
        ("--غاز", 1, "one - is enough"),
        ("…", 0, "no letter or digit"),
        ('""', 0, "no letter or digit"),
        ("-غاز", 0, "only excludes"),
        ("-غاز -نفط", 0, "only excludes"),
        ("نفط OR -غاز", 7, "only excludes"),
        ("نفط (فحم OR -غاز)".replace("نفط ", ""), 8, "only excludes"),
        ("(" * 21 + "غاز" + ")" * 21, 20, "at most 20 deep"),
        ("غ" * 2001, 2000, "at most 2000"),
    ],
)
def test_a_query_that_means_nothing_gets_one_error_with_its_place(query: str, position: int, reason: str) -> None:
    with pytest.raises(InvalidQuery) as error:
        parse(query)
    assert error.value.position == position
    assert reason in error.value.reason
    assert str(error.value).startswith(f"at character {position + 1}: ")


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("غاز", {"غاز"}),
        ("غاز كهرباء", {"كهرباء"}),  # the longer word is the rarer one
        ("غاز OR نفط", {"غاز", "نفط"}),
        ("فحم (غاز OR كهرباء)", {"فحم"}),  # one word rather than two
        ("غاز -كهرباء", {"غاز"}),
        ("(-كهرباء) غاز", {"غاز"}),
    ],
)
def test_a_matching_statement_has_one_of_the_anchors(query: str, expected: set[str]) -> None:
    assert {anchor.text for anchor in anchors(parse(query))} == expected
