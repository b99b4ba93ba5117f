"""Where the schemas and the generated readers disagree on purpose, each with its reason."""

import json
import re

# Words of a schema that are no rules: texts for people, and what only leads on.
NO_RULES = {"description", "deprecated", "default", "properties", "items", "anyOf", "allOf", "writeOnly", "readOnly"}

# Good values of members whose types are an application's own: what their Codec refuses no schema knows.
GOOD = {"spare": '"ab-12"', "grade": "5", "wish": '"ab-12"', "grades": "[5]"}

DIGITS = "the digits of a Decimal that is a number: its pattern is one of texts"
BOUNDS = "the bounds of a number that is a text: minimum, maximum and multipleOf are rules of numbers"
EQUAL = "values that are equal in different texts: 1.0 and 1.00, one moment in two zones"
FLOATS = "a floating-point number is judged as what its type holds, and but for its last digits"
CODEC = "what a type of an application or of std::chrono cannot hold, no schema knows"
FLOAT_AS_INTEGER = "1.0 is an integer for JSON Schema; the readers convert no types"
DURATIONS = "ISO 8601 has more durations than RFC 3339: fractions, signs, parts left out"
END_OF_DAY = "24:00:00 is the end of the day in ISO 8601 and for PostgreSQL, not in RFC 3339"

EVERY = {DIGITS, BOUNDS, EQUAL, FLOATS, CODEC, FLOAT_AS_INTEGER, DURATIONS, END_OF_DAY}

CODEC_MEMBERS = {*GOOD, "discount", "fee", "price", "lengths"}


def reasons(body, verdict, errors):
    """Why this disagreement is one of which we know; nothing when it is a fault."""
    value = json.loads(body)
    why = set(map(why_read, errors)) if errors else {why_refused(found, value, body) for found in verdict.split()}
    return set() if None in why else why


def why_refused(found, value, body):
    """Why the reader refuses what the schema allows; `found` is a place and a code, joined by points."""
    *place, code = found.split(".")
    leaves = list(values_at(value, place))
    if code == "int_type" and re.search(r"\d(\.\d|e)", body):
        return FLOAT_AS_INTEGER
    if code in ("decimal_max_digits", "decimal_max_places", "decimal_whole_digits") and has(leaves, (int, float)):
        return DIGITS
    if code in ("greater_than_equal", "less_than_equal", "multiple_of") and has(leaves, str):
        return BOUNDS
    if code == "unique_list" and len(set(map(json.dumps, leaves))) == len(leaves):
        return EQUAL
    if code == "float_inexact":
        return FLOATS
    if code == "value_error" and place[0] in CODEC_MEMBERS:
        return CODEC
    return None


def values_at(value, place):
    """What stands there; of a list its elements."""
    if isinstance(value, list):
        for element in value:
            yield from values_at(element, place[1:])
    elif place and isinstance(value, dict):
        yield from values_at(value.get(place[0]), place[1:])
    else:
        yield value


def has(leaves, kinds):
    return any(isinstance(leaf, kinds) for leaf in leaves)


def why_read(error):
    """Why the reader takes what the schema refuses."""
    word = getattr(error, "validator", None)
    value = getattr(error, "instance", None)
    if word == "format" and error.validator_value == "duration":
        return DURATIONS
    if word == "format" and error.validator_value == "time-local" and value.startswith("24:00:00"):
        return END_OF_DAY
    if word == "multipleOf" and (isinstance(value, float) or abs(value) > 2**24):
        return FLOATS
    return None
