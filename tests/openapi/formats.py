"""What the formats of our schemas mean, written down from their specifications and not from our runtime: RFC 3339 (dates and
times, and durations in appendix A), RFC 3986, RFC 4648, RFC 9562, the HTML standard's e-mail address, and the OpenAPI format
registry (int32, int64, float, double, decimal, date-time-local, time-local)."""

import base64
import binascii
import datetime
import math
import re
import struct
from urllib.parse import urlsplit

from jsonschema import FormatChecker

checker = FormatChecker(formats=())


def is_number(value):
    return isinstance(value, (int, float)) and not isinstance(value, bool)


def of_text(name):
    """A format of strings; other types are none of its business."""
    def register(check):
        checker.checks(name)(lambda value: not isinstance(value, str) or check(value))
        return check
    return register


def of_number(name):
    def register(check):
        checker.checks(name)(lambda value: not is_number(value) or check(value))
        return check
    return register


DATE = r"(\d{4})-(\d{2})-(\d{2})"
TIME = r"([01]\d|2[0-3]):([0-5]\d):([0-5]\d)(\.\d+)?"


def is_day(match):
    year, month, day = (int(match.group(i)) for i in (1, 2, 3))
    if year == 0:  # a leap year that Python's calendar does not have
        year = 4
    try:
        datetime.date(year, month, day)
    except ValueError:
        return False
    return True


@of_text("date")
def is_date(text):
    match = re.fullmatch(DATE, text, re.ASCII)
    return match is not None and is_day(match)


@of_text("date-time")
def is_date_time(text):
    match = re.fullmatch(DATE + "[Tt]" + TIME + r"([Zz]|[+-]([01]\d|2[0-3]):[0-5]\d)", text, re.ASCII)
    return match is not None and is_day(match)


@of_text("date-time-local")
def is_date_time_local(text):
    match = re.fullmatch(DATE + "[Tt]" + TIME, text, re.ASCII)
    return match is not None and is_day(match)


@of_text("time-local")
def is_time_local(text):
    return re.fullmatch(TIME, text, re.ASCII) is not None


@of_text("time")
def is_time(text):
    return re.fullmatch(TIME + r"([Zz]|[+-]([01]\d|2[0-3]):[0-5]\d)", text, re.ASCII) is not None


@of_text("duration")
def is_duration(text):
    time = r"T(\d+H(\d+M(\d+S)?)?|\d+M(\d+S)?|\d+S)"
    date = r"(\d+D|\d+M(\d+D)?|\d+Y(\d+M(\d+D)?)?)"
    return re.fullmatch(rf"P({date}({time})?|{time}|\d+W)", text, re.ASCII) is not None


@of_text("uuid")
def is_uuid(text):
    return re.fullmatch(r"[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}", text) is not None


@of_text("decimal")
def is_decimal(text):
    return re.fullmatch(r"[+-]?\d+(\.\d+)?", text, re.ASCII) is not None


@of_text("email")
def is_email(text):
    label = "[a-zA-Z0-9]([a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?"
    return re.fullmatch(rf"[a-zA-Z0-9.!#$%&'*+/=?^_`{{|}}~-]+@{label}(\.{label})*", text) is not None


@of_text("uri")
def is_uri(text):
    if re.fullmatch(r"[A-Za-z][A-Za-z0-9+.-]*:([A-Za-z0-9._~:/?#\[\]@!$&'()*+,;=-]|%[0-9A-Fa-f]{2})*", text) is None:
        return False
    try:
        parts = urlsplit(text)
        parts.port
    except ValueError:
        return False
    return parts.scheme not in ("http", "https", "ws", "wss", "ftp") or bool(parts.hostname)


@of_number("int32")
def is_int32(value):
    return value == int(value) and -2**31 <= value < 2**31


@checker.checks("int64")
def is_int64(value):
    """Of numbers and, as the registry has it, of texts."""
    if isinstance(value, str):
        return re.fullmatch("-?[0-9]+", value, re.ASCII) is not None and is_int64(int(value))
    return not is_number(value) or value == int(value) and -2**63 <= value < 2**63


@of_number("double")
def is_double(value):
    return math.isfinite(value)


@of_number("float")
def is_float(value):
    try:
        return math.isfinite(struct.unpack("f", struct.pack("f", value))[0])
    except OverflowError:
        return False


KNOWN = set(checker.checkers)


def is_base64(text):
    """RFC 4648, 4: with padding, in its one form."""
    try:
        return base64.b64encode(base64.b64decode(text, validate=True)).decode() == text
    except (binascii.Error, ValueError):
        return False
