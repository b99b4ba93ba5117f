"""document.py OPENAPI: is it a valid OpenAPI 3.1 document? By the specification's rules as openapi31.json says them, each
schema by the meta-schema of its dialect, and by the specification's own meta-schema where this Python has the package
openapi_spec_validator. Beyond validity: references lead to components, defaults are values that their schema allows, what is
required is described, formats are registered ones."""

import json
import os
import sys

from jsonschema import Draft202012Validator
from jsonschema.exceptions import ValidationError
from jsonschema.validators import extend

import corpus
import formats

PREFIX = "#/components/schemas/"


def refuse_duplicates(pairs):
    names = [name for name, _ in pairs]
    if len(names) != len(set(names)):
        raise ValueError(f"a member twice: {names}")
    return dict(pairs)


def load(path):
    with open(path, encoding="utf-8") as file:
        return json.load(file, object_pairs_hook=refuse_duplicates)


def match_pattern(_, pattern, value, __):
    if isinstance(value, str) and not corpus.search(pattern, value):
        yield ValidationError(f"{value!r} does not match {pattern!r}")


# Python's regular expressions differ from ECMA-262's, which the specification means.
Validator = extend(Draft202012Validator, {"pattern": match_pattern})


def validator(document, schema):
    """A validator of one schema in the document, whose references lead into the document."""
    whole = {"components": document["components"], "allOf": [schema]}
    return Validator(whole, format_checker=formats.checker)


def subschemas(schema, place):
    """The schema and all that are in it."""
    yield place, schema
    if not isinstance(schema, dict):
        return
    for word in ("items", "not", "if", "then", "else", "additionalProperties", "propertyNames"):
        if word in schema:
            yield from subschemas(schema[word], f"{place}.{word}")
    for word in ("properties", "patternProperties", "$defs"):
        for name, inner in schema.get(word, {}).items():
            yield from subschemas(inner, f"{place}.{word}.{name}")
    for word in ("allOf", "anyOf", "oneOf", "prefixItems"):
        for at, inner in enumerate(schema.get(word, [])):
            yield from subschemas(inner, f"{place}.{word}[{at}]")


def faults_of_schema(document, place, schema):
    if not isinstance(schema, dict):
        return
    target = schema.get("$ref")
    if target is not None and not (target.startswith(PREFIX)
                                   and target[len(PREFIX):] in document["components"]["schemas"]):
        yield f"{place}: {target} leads nowhere"
        return
    if "default" in schema:
        for error in validator(document, schema).iter_errors(schema["default"]):
            yield f"{place}: the default: {error.message}"
    for name in schema.get("required", []):
        if name not in schema.get("properties", {}):
            yield f"{place}: '{name}' is required and not described"
    if "format" in schema and schema["format"] not in formats.KNOWN:
        yield f"{place}: format '{schema['format']}' is not a registered one"


def faults_of_official(document):
    """What the package finds that brings the OpenAPI Initiative's own meta-schema."""
    try:
        from openapi_spec_validator import OpenAPIV31SpecValidator
    except ImportError:
        print("openapi_spec_validator is not installed: judged by openapi31.json alone")
        return
    print("judged by the OpenAPI Initiative's meta-schema too (openapi_spec_validator)")
    for error in OpenAPIV31SpecValidator(document).iter_errors():
        yield f"meta-schema: {error.message}"


def own_faults(document):
    """By our own reading of the specification."""
    rules = load(os.path.join(os.path.dirname(os.path.abspath(__file__)), "openapi31.json"))
    for error in Draft202012Validator(rules).iter_errors(document):
        yield f"{error.json_path}: {error.message}"
    for name, schema in document["components"]["schemas"].items():
        for error in Draft202012Validator(Draft202012Validator.META_SCHEMA).iter_errors(schema):
            yield f"{name}{error.json_path[1:]}: {error.message}"
        for place, inner in subschemas(schema, name):
            yield from faults_of_schema(document, place, inner)


def faults(document):
    return list(own_faults(document)) or list(faults_of_official(document))


def main():
    found = faults(load(sys.argv[1]))
    print("\n".join(found))
    sys.exit(1 if found else 0)


if __name__ == "__main__":
    main()
