"""Documents of SUPER in Python: the slow, obvious meaning of each operation, and documents by chance.

A document is None, True, a Number, a str, a list, or a dict of these.
"""

import json
from decimal import ROUND_HALF_UP, Decimal

NUMBERS = ["0", "1", "-1", "2", "1.0", "1.50", "-2.5", "100", "1e2", "0.05", "2147483647", "2147483648", "12345678901234"]
STRINGS = ["", "a", "a ", "ab", "B", "12", "-7", "é", 'say "x"', "back\\slash", "two\nlines", "it's",
           "a string of more than twelve"]
NAMES = ["a", "b", "c", "items", "a_name_of_more_than_twelve"]
# The order of kinds, and their names.
KINDS = ["boolean", "number", "string", "array", "object"]


class Number:
    """As it is written."""

    def __init__(self, literal):
        self.literal, self.value = literal, Decimal(literal)


def random_document(random, depth):
    kind = random.randrange(10 if depth > 0 else 6)
    if kind == 0:
        return None
    if kind == 1:
        return random.random() < 0.5
    if kind < 4:
        return Number(random.choice(NUMBERS))
    if kind < 6:
        return random.choice(STRINGS)
    if kind < 8:
        return [random_document(random, depth - 1) for _ in range(random.randrange(4))]
    names = random.sample(NAMES, random.randrange(4))
    return {name: random_document(random, depth - 1) for name in names}


def text(document):
    """As JSON_SERIALIZE writes it."""
    if isinstance(document, Number):
        return document.literal
    if isinstance(document, list):
        return "[" + ",".join(map(text, document)) + "]"
    if isinstance(document, dict):
        return "{" + ",".join(f"{text(name)}:{text(value)}" for name, value in document.items()) + "}"
    return json.dumps(document, ensure_ascii=False)


def cell(document):
    """As a client sees it in a row."""
    return None if document is None else text(document)


def kind(document):
    names = {bool: "boolean", Number: "number", str: "string", list: "array", dict: "object"}
    return names.get(type(document), "null")


def navigate(document, steps):
    for step in steps:
        if isinstance(step, str) and isinstance(document, dict):
            document = document.get(step)
        elif isinstance(step, int) and isinstance(document, list) and 0 <= step < len(document):
            document = document[step]
        else:
            return None
    return document


def elements(document):
    return document if isinstance(document, list) else []


def members(document):
    return list(document.items()) if isinstance(document, dict) else []


def equal(one, other):
    """Numbers by value, strings without their blanks at the end, objects whatever their order."""
    if kind(one) != kind(other):
        return False
    if isinstance(one, Number):
        return one.value == other.value
    if isinstance(one, str):
        return one.rstrip(" ") == other.rstrip(" ")
    if isinstance(one, list):
        return len(one) == len(other) and all(map(equal, one, other))
    if isinstance(one, dict):
        return one.keys() == other.keys() and all(equal(value, other[name]) for name, value in one.items())
    return one == other


def is_equal(one, other):
    """`=`: None for NULL."""
    return None if one is None or other is None else equal(one, other)


def is_less(one, other):
    """`<`: None where the two have no order."""
    if kind(one) != kind(other) or kind(one) not in ("boolean", "number", "string"):
        return None
    if isinstance(one, Number):
        return one.value < other.value
    if isinstance(one, str):
        return one.rstrip(" ").encode() < other.rstrip(" ").encode()
    return one < other


def sort_key(scalar):
    """ORDER BY of scalars: kind before value, and NULL last."""
    if scalar is None:
        return (len(KINDS), 0)
    value = scalar.value if isinstance(scalar, Number) else scalar.rstrip(" ").encode() if isinstance(scalar, str) else scalar
    return (KINDS.index(kind(scalar)), value)


def as_integer(document):
    """`::int`: None for what is no integer of 32 bits."""
    if isinstance(document, bool):
        return int(document)
    if isinstance(document, str):
        document = Number(document) if document.lstrip("-").isdigit() else None
    if not isinstance(document, Number):
        return None
    whole = int(document.value.quantize(Decimal(1), ROUND_HALF_UP))
    return whole if -2**31 <= whole < 2**31 else None


def as_text(document):
    """`::varchar`: a string without its quotes; arrays and objects do not become text."""
    if isinstance(document, (list, dict)):
        return None
    return document if isinstance(document, str) or document is None else text(document)
