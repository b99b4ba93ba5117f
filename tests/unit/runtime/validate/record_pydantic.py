"""record_pydantic.py [--check]: what Pydantic 2 says of each value in the table below, as pydantic.json has it, which pydantic_test.cpp
holds our reports against. Written anew by `python3 record_pydantic.py > pydantic.json` where Python has Pydantic; with --check, compared
with it (77: there is no Pydantic 2 here, nothing is judged). The mode is the one that our readers have: JSON, strict, no unknown
members."""

import datetime
import decimal
import enum
import json
import pathlib
import sys
import typing
import uuid

try:
    import pydantic
    from pydantic import Field
    found = pydantic.VERSION
except ImportError:
    found = "0"
if not found.startswith("2."):
    sys.exit(77)

STRICT = pydantic.ConfigDict(extra="forbid", strict=True, val_json_bytes="base64")
Role = enum.Enum("Role", {"reader": "reader", "author": "author", "admin": "admin"}, type=str)
Two = enum.Enum("Two", {"a": "a", "b": "b"}, type=str)
One = enum.Enum("One", {"a": "a"}, type=str)
Place = pydantic.create_model("Place", __config__=STRICT, city=(str, Field(min_length=1)))


def refuse(value):
    raise ValueError("no such grade")


Grade = typing.Annotated[int, pydantic.AfterValidator(refuse)]


def digits(most, places):
    return decimal.Decimal, Field(max_digits=most, decimal_places=places)


KINDS = ["null", "true", "1", "1.5", '"x"', '""', "[]", "{}"]

# Name of the type, for pydantic_test.cpp; the type, its rules, and the values of the member.
MEMBERS = [
    ("string", str, ..., KINDS),
    ("string 1..", str, Field(min_length=1), ['""']),
    ("string 3..", str, Field(min_length=3), ['"ab"', '"\\ud83d\\ude00é"']),
    ("string ..1", str, Field(max_length=1), ['"ab"']),
    ("string ..3", str, Field(max_length=3), ['"abcd"', '"éééé"']),
    ("string pattern", str, Field(pattern="^[a-z]+$"), ['"A"', '""']),
    ("int", int, ..., [*KINDS, "1.0", "1e3", '"1"', "9223372036854775808"]),
    ("int 3..", int, Field(ge=3), ["2"]),
    ("int ..3", int, Field(le=3), ["4"]),
    ("int *5", int, Field(multiple_of=5), ["4"]),
    ("float", float, Field(allow_inf_nan=False), [*KINDS, '"1"', "1e400", "-1e400", '"NaN"', "9007199254740993", "1e-400"]),
    ("float 0.5..", float, Field(ge=0.5), ["0.25"]),
    ("float ..3", float, Field(le=3), ["3.5"]),
    ("float *0.5", float, Field(multiple_of=0.5), ["0.3"]),
    ("bool", bool, ..., [*KINDS, "0", '"true"']),
    ("enum of 3", Role, ..., [*KINDS, '"READER"']),
    ("enum of 2", Two, ..., ['"x"']),
    ("enum of 1", One, ..., ['"x"']),
    ("uuid", uuid.UUID, ..., [*KINDS, '"01890a5d-ac96-774b-bcce-b302099a805"', '"01890a5d-ac96-774b-bcce-b302099a805g"']),
    ("decimal 6 2", *digits(6, 2), [*KINDS, '"1.234"', "1.234", '"12345.67"', '"123456"', '"NaN"', '"-Infinity"', "1e400", '"1e1"']),
    ("decimal 1 1", *digits(1, 1), ['"12"', '"1"']),
    ("decimal 2 1", *digits(2, 1), ['"1.23"', '"12"', '"0.12"']),
    ("decimal 3 0", *digits(3, 0), ['"1.2"', '"1234"']),
    ("decimal 0.01..", decimal.Decimal, Field(ge=decimal.Decimal("0.01")), ['"0"']),
    ("decimal ..10", decimal.Decimal, Field(le=decimal.Decimal("10")), ['"10.5"']),
    ("decimal *0.05", decimal.Decimal, Field(multiple_of=decimal.Decimal("0.05")), ['"0.03"']),
    ("timestamp", pydantic.AwareDatetime, ..., [*KINDS, '"2023-02-30T00:00:00Z"', '"2023-02-03T25:00:00Z"', '"2023-02-03"',
                                                '"2023-02-03T00:00:00"', '"2023-02-03T00:00:00+24:00"', '"2023-02-03T00:00:00+01:60"',
                                                '"2023-02-03T00:00:00+1"', '"2023-02-03T00:00:00Zx"', '"2023-02-03T"', '"0001-01-01T00:00:00Z"',
                                                '"9999-12-31T23:59:59.999999Z"', '"0000-01-01T00:00:00Z"', '"0000-12-31T23:59:59-23:59"',
                                                '"0001-01-01T00:00:00+00:01"', '"9999-12-31T23:59:59-00:01"', '"+10000-01-01T00:00:00Z"',
                                                '"-00001-12-31T00:00:00Z"', '"infinity"', '"-infinity"', '"2016-12-31T23:59:60Z"',
                                                '"2016-12-31T24:00:00Z"', '"2023-02-03T00:00:00-00:00"', '"2023-02-03t00:00:00z"',
                                                '"2023-02-03 00:00:00Z"', '"2023-02-03T00:00:00 Z"', '"2023-02-03T00:00Z"',
                                                '"2023-02-03_00:00:00Z"', '"2023-02-03T00:00:00+0100"', '"1700000000"',
                                                '"2023-02-03T00:00:00.1234567Z"', '"2023-02-03T00:00:00,5Z"']),
    ("local timestamp", pydantic.NaiveDatetime, ..., [*KINDS, '"2023-02-30T00:00:00"', '"2023-02-03T00:00:00Z"', '"0000-12-31T23:59:59"',
                                                      '"0001-01-01T00:00:00"', '"9999-12-31T23:59:59.999999"', '"infinity"',
                                                      '"+10000-01-01T00:00:00"', '"2016-12-31T23:59:60"', '"2016-12-31T24:00:00"',
                                                      '"2023-02-03T00:00"']),
    ("date", datetime.date, ..., [*KINDS, '"2023-02-30"', '"2023-13-01"', '"2023-02-03T00:00:00"', '"2023/02/03"', '"202x-02-03"',
                                  '"2023-x2-03"', '"2023-02-x3"', '"2023-02-00"', '"2023-02-30x"', '"0000-01-01"', '"0000-02-30"', '"0001-01-01"',
                                  '"9999-12-31"', '"+10000-01-01"', '"infinity"', '"1700000000"']),
    ("time", datetime.time, ..., [*KINDS, '"25:00:00"', '"12:60:00"', '"1:02:03"', '"12:xx:00"', '"12:34:5"', '"12:34:61"',
                                  '"12:34:56."', '"12-34-56"', '"12:34:56Z"', '"24:00:00"', '"24:00:00.000001"', '"23:59:60"', '"12:34"',
                                  '"12:34:56.1234567"']),
    ("interval", datetime.timedelta, ..., [*KINDS, '"P1"']),
    ("bytes", bytes, ..., ["null", "1", "[]", '"=="', '"A"', '"A==="', '"AAA"', '"A*=="']),
    ("url", pydantic.AnyUrl, ..., ["null", "1", '""', '"x"', '"//a"', '"http://"', '"http://a:99999"', '"http://[::1"', '"http://a b"']),
    ("list of int", typing.List[int], ..., [*KINDS, "[1]", '[1,"x",2,null]']),
    ("list 1..", typing.List[int], Field(min_length=1), ["[]"]),
    ("list 2..", typing.List[int], Field(min_length=2), ["[1]"]),
    ("list ..1", typing.List[int], Field(max_length=1), ["[1,2,3]"]),
    ("list ..2", typing.List[int], Field(max_length=2), ["[1,2,3]"]),
    ("object", Place, ..., [*KINDS, '{"city":""}', '{"city":1}', '{"city":"x","street":"y"}']),
    ("optional string", typing.Optional[str], None, [*KINDS]),
    ("grade", Grade, ..., ["1", '"1"']),
    ("json", typing.Any, ..., ["null", "[" * 64 + "]" * 64, '"\\u0000"']),
]

# Whole bodies, for a member m that is a string, required.
BODIES = ["", "{", "{}", "[]", "1", "null", "nul", '{"m":"x",}', '{"m":"x"}x', '{"m" "x"}', "{'m':1}", '{"m":"a\nb"}', '{"m":"\\ud800"}',
          '{"m":NaN}', '{"m":01}', '\ufeff{"m":"x"}', '{"m":"x","n":1}', '{"n":1}', '{"m":"x","m":"y"}']


def record(name, annotation, field, body):
    model = pydantic.create_model("Model", __config__=STRICT, m=(annotation, field))
    try:
        model.model_validate_json(body)
        errors = []
    except pydantic.ValidationError as error:
        errors = json.loads(error.json(include_url=False, include_input=False))
    return {"type": name, "body": body, "errors": errors}


def main():
    rows = [record(name, annotation, field, f'{{"m":{value}}}') for name, annotation, field, values in MEMBERS for value in values]
    rows += [record("string", str, ..., body) for body in BODIES]
    lines = ",\n".join(json.dumps(row, ensure_ascii=False) for row in rows)
    text = f'{{"pydantic": "2.13", "rows": [\n{lines}\n]}}\n'
    if "--check" not in sys.argv:
        sys.stdout.write(text)
        return
    if not found.startswith("2.13."):
        sys.exit(77)
    if text != pathlib.Path(__file__).with_name("pydantic.json").read_text(encoding="utf-8"):
        sys.exit("pydantic.json is not what Pydantic says: python3 record_pydantic.py > pydantic.json")


main()
