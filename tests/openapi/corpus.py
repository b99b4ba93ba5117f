"""Bodies made from a schema alone: a good one, and many that differ from it in one place. What is good of them is for the
judges to say; the corpus only has to hold values on both sides of every rule."""

import json
import re
import sre_constants as regex
import sre_parse

PREFIX = "#/components/schemas/"

# Values of every JSON type, for members of every type; texts are JSON as written, so that 1.0 stays 1.0.
KINDS = ["null", "true", "0", "1.0", "0.5", '""', '"x"', "[]", "{}"]
ANYTHING = KINDS + ["false", "-1", "1", "7", "1e2", "-0.5", "32767", "32768", "-32768", "-32769", "2147483647", "2147483648",
                    "-2147483648", "-2147483649", "9223372036854775807", "9223372036854775808", "-9223372036854775808",
                    "-9223372036854775809", "3.4e38", "1e39", '" "', '"0"', '"\\n\\t "', '"\\ud83d\\ude00"', "[null]", '["a"]',
                    "[1]", "[1, 1]", '{"a": 1}', "[[]]"]

BY_FORMAT = {
    "date": ["2024-02-29", "2023-02-29", "1999-12-31", "2024-1-01", "2024-13-01", "2024-04-31", "0001-01-01",
             "2024-02-29T00:00:00Z", "20240229", "-2024-01-01", "10000-01-01"],
    "date-time": ["2024-02-29T12:34:56Z", "2024-02-29t12:34:56z", "2024-02-29T12:34:56.123456+05:30", "2024-02-29T12:34:56.1Z",
                  "2024-02-29T12:34:56", "2024-02-29", "2024-02-29T24:00:00Z", "2024-02-29T12:60:00Z", "2024-02-30T12:00:00Z",
                  "2024-02-29T12:34Z", "2024-02-29T12:34:56+0530", "2024-02-29T12:34:56+24:00", "infinity", "-infinity",
                  "2024-02-29T12:34:56.Z", "0001-01-01T00:00:00Z", "10000-01-01T00:00:00Z"],
    "date-time-local": ["2024-02-29T12:34:56", "2024-02-29t12:34:56.5", "2024-02-29T12:34:56Z", "2024-02-29T12:34:56+01:00",
                        "2024-02-29", "2024-02-30T00:00:00", "2024-02-29T25:00:00", "infinity", "2024-02-29T12:34"],
    "time-local": ["12:34:56", "12:34:56.123456", "00:00:00", "23:59:59", "24:00:00", "24:00:01", "12:34", "12:60:00", "12:34:56Z",
                   "12:34:56+01:00", "1:02:03", "12:34:56."],
    "duration": ["PT0S", "P1D", "P1Y2M3D", "PT1H30M", "P1W", "P1DT12H", "PT1.5S", "-P1D", "+P1D", "P-1D", "P1Y2W", "P", "PT", "P1",
                 "1D", "P1.5D", "PT1S1H", "P1H", "P1DT", "p1d", "P1Y3D", "PT1H5S", "P1W1D"],
    "uuid": ["01890a5d-ac96-774b-bcce-b302099a8057", "01890A5D-AC96-774B-BCCE-B302099A8057", "00000000-0000-0000-0000-000000000000",
             "01890a5dac96774bbcceb302099a8057", "{01890a5d-ac96-774b-bcce-b302099a8057}", "01890a5d-ac96-774b-bcce-b302099a805",
             "01890a5d-ac96-774b-bcce-b302099a805g"],
    "decimal": ["0", "1", "-1", "+1", "1.5", "0.05", "1.50", "12.345", "1234567890123456789012345678901234567890", "1e3", ".5", "5.",
                "1,5", "0x1", "NaN", "Infinity", " 1", "1.000000000000000000000000000000000000001", "-0", "007", "99999", "99.99",
                "999999.99", "0.001", "-99999999.5"],
    "int64": ["0", "-0", "7", "-7", "10", "+7", "07", "00", "-", " 7", "7 ", "7\n", "7.0", "1e2", "0x7", "1_000", "\u0667", "NaN",
              "9007199254740993", "-9007199254740993", "9223372036854775807", "9223372036854775808", "-9223372036854775808",
              "-9223372036854775809", "1" + 40 * "0"],
    "email": ["ada@example.org", "a@b", "a.b+c@d-e.org", "ada", "@example.org", "ada@", "a b@c.de", "a@b..c", "a@-b.de", "a@b.de ",
              "ä@b.de", '"a b"@c.de'],
    "uri": ["https://example.org", "https://example.org/a?b=c#d", "mailto:a@b.de", "http://", "example.org", "/a", "https://a b",
            "https://example.org:99999", "https://[::1]/", "https://[::1", "urn:isbn:1", "https://ä.de", "%41:b", "http://a/%zz"],
}

BASE64 = ["", "AA==", "AAE=", "AAEC", "AA", "A", "AA=A", "AB==", "----", "////", "AA==\n", " AAEC"]


def quoted(text):
    return json.dumps(text)


def search(pattern, text):
    """Whether the text has a match, as ECMA-262 reads the expression: `$` is the end alone, classes are ASCII's."""
    return re.search(re.sub(r"(?<!\\)\$$", r"\\Z", pattern), text, re.ASCII) is not None


def example(pattern, longest=3):
    """A text that the regular expression matches, by the parser of Python's own."""
    def of(node):
        kind, value = node
        if kind is regex.LITERAL:
            return chr(value)
        if kind is regex.NOT_LITERAL:
            return "x" if value != ord("x") else "y"
        if kind is regex.ANY:
            return "x"
        if kind is regex.IN:
            return of_set(value)
        if kind in (regex.MAX_REPEAT, regex.MIN_REPEAT):
            least, most, inner = value
            return "".join(map(of, inner)) * max(least, min(most, longest))
        if kind is regex.SUBPATTERN:
            return "".join(map(of, value[-1]))
        if kind is regex.BRANCH:
            return "".join(map(of, value[1][0]))
        if kind is regex.AT:
            return ""
        raise ValueError(f"no example for {kind} in {pattern}")

    def of_set(members):
        kind, value = members[0]
        if kind is regex.RANGE:
            return chr(value[0])
        if kind is regex.LITERAL:
            return chr(value)
        if kind is regex.CATEGORY:
            return {regex.CATEGORY_DIGIT: "5", regex.CATEGORY_NOT_SPACE: "x", regex.CATEGORY_SPACE: " ",
                    regex.CATEGORY_WORD: "w"}[value]
        if kind is regex.NEGATE:
            used = {value for kind, value in members[1:] if kind is regex.LITERAL}
            return next(c for c in "x y-" if ord(c) not in used)
        raise ValueError(f"no example for {kind} in {pattern}")

    return "".join(map(of, sre_parse.parse(pattern)))


def texts(schema):
    """Texts around the rules of a string."""
    lengths = {schema[word] + step for word in ("minLength", "maxLength") if word in schema for step in (-1, 0, 1)}
    stems = ["x", "é", "\U0001f600", "5"]
    pattern = schema.get("pattern")
    if pattern is not None:
        # Close to what matches: whole, without its ends, with more at them.
        whole = example(pattern)
        stems.append(whole)
        for text in (whole, whole[1:], whole[:-1], whole + "x", "x" + whole, whole + "\n", whole.upper(), whole.lower()):
            yield quoted(text)
        for count in (1, 2, 5, 9):
            try:
                yield quoted(example(pattern, count))
            except ValueError:
                pass
    for stem in stems:
        for length in sorted(lengths):
            if stem and 0 <= length <= 10000:
                yield quoted((stem * length)[:length])
    if schema.get("format") == "int64":
        yield from (quoted(text) for text in numbers(schema))
    for text in BY_FORMAT.get(schema.get("format"), []):
        yield quoted(text)
    if "contentEncoding" in schema:
        yield from map(quoted, BASE64)


def numbers(schema):
    for word in ("minimum", "maximum"):
        if word in schema:
            bound = schema[word]
            step = 1 if isinstance(bound, int) else 0.5
            yield from (json.dumps(value) for value in (bound, bound - step, bound + step))
    multiple = schema.get("multipleOf")
    if multiple is not None:
        yield from (json.dumps(multiple * times) for times in (0, 1, 2, -1, 3))
        yield json.dumps(multiple * 2 + (1 if isinstance(multiple, int) else 0.03))


def resolved(schema, schemas):
    """The schema's parts: itself or what it refers to, and the alternatives in it."""
    if "$ref" in schema:
        yield from resolved(schemas[schema["$ref"][len(PREFIX):]], schemas)
        return
    yield schema
    for word in ("anyOf", "allOf", "oneOf"):
        for inner in schema.get(word, []):
            yield from resolved(inner, schemas)


class Corpus:
    def __init__(self, schemas, is_good, known):
        """`is_good(schema, json)` says which values bodies can be built around; `known` names some by their members."""
        self.schemas = schemas
        self.is_good = is_good
        self.known = known

    def values(self, schema, others=tuple(KINDS)):
        """All values to try in the place of this schema, as JSON, each once."""
        own = [value for part in resolved(schema, self.schemas) for value in self.own_values(part)]
        return list(dict.fromkeys([*own, *others]))

    def own_values(self, schema):
        kinds = schema.get("type", [])
        kinds = [kinds] if isinstance(kinds, str) else kinds
        if "enum" in schema:
            yield from map(json.dumps, schema["enum"])
            yield from (quoted(str(value).upper() + "x") for value in schema["enum"])
        if "default" in schema:
            yield json.dumps(schema["default"])
        if "integer" in kinds or "number" in kinds:
            yield from numbers(schema)
        if "string" in kinds:
            yield from texts(schema)
        if "array" in kinds:
            yield from self.lists(schema)
        if "object" in kinds:
            yield from self.bodies(schema)

    def good(self, schema):
        """A value that the schema allows; a full one rather than null or an empty list."""
        allowed = [value for value in self.values(schema, ANYTHING) if self.is_good(schema, value)]
        for value in allowed:
            if value not in ("null", "[]", "{}", '""'):
                return value
        if not allowed:
            raise ValueError(f"found no value for {json.dumps(schema)}")
        return allowed[0]

    def lists(self, schema):
        items = schema.get("items", {})
        element = self.good(items)
        others = [value for value in self.values(items) if self.is_good(items, value) and value != element]
        counts = {0, 1, 2, 3} | {schema[word] + step for word in ("minItems", "maxItems") if word in schema for step in (-1, 0, 1)}
        for count in sorted(counts):
            if count >= 0:
                yield "[" + ", ".join([element] * count) + "]"
                yield "[" + ", ".join((others + [element] * count)[:count]) + "]"
        for value in self.values(items):
            if schema.get("minItems", 0) <= 1:
                yield f"[{value}]"
            yield f"[{element}, {value}]"

    def bodies(self, schema, others=tuple(KINDS)):
        """`others`: what is tried in the place of each member beside the values around its own rules."""
        members = schema.get("properties", {})
        good = {name: self.known.get(name) or self.good(member) for name, member in members.items()}
        required = schema.get("required", [])

        def body(values):
            return "{" + ", ".join(f"{quoted(name)}: {value}" for name, value in values.items()) + "}"

        yield body(good)
        yield body({name: good[name] for name in required})
        for name in members:
            yield body({other: value for other, value in good.items() if other != name})
            yield body({name: good[name]})
        yield body({**good, "unheard_of": "1"})
        yield body({**good, "": "null"})
        for name, member in members.items():
            for value in self.values(member, others):
                yield body({**good, name: value})
