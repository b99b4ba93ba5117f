"""document_test.py OPENAPI: are the checks of document.py any good? A valid document is broken in one place at a time; each
time there has to be a fault."""

import copy
import sys

import document


def broken(original):
    """Each a name and a copy of the document with one thing wrong in it."""
    def change(name, edit):
        made = copy.deepcopy(original)
        edit(made, made["components"]["schemas"])
        return name, made

    some = next(name for name, schema in original["components"]["schemas"].items() if schema["type"] == "object")
    member = next(iter(original["components"]["schemas"][some]["properties"]))

    def with_member(schema):
        return lambda _, schemas: schemas[some]["properties"].update({member: schema})

    yield change("no info", lambda root, _: root.pop("info"))
    yield change("no title", lambda root, _: root["info"].pop("title"))
    yield change("version of the specification", lambda root, _: root.update(openapi="3.0.3"))
    yield change("unknown member", lambda root, _: root.update(schemas={}))
    yield change("a path without slash", lambda root, _: root["paths"].update(users={}))
    yield change("a response without description",
                 lambda root, _: root["paths"].update({"/a": {"get": {"responses": {"200": {}}}}}))
    yield change("a path's parameter that is not required", lambda root, _: root["paths"].update(
        {"/a": {"parameters": [{"name": "id", "in": "path", "schema": {}}]}}))
    yield change("a component's name", lambda _, schemas: schemas.update({"a b": {}}))
    yield change("type", with_member({"type": "strng"}))
    yield change("bound", with_member({"type": "string", "minLength": "1"}))
    yield change("pattern", with_member({"type": "string", "pattern": 1}))
    yield change("reference", with_member({"$ref": "#/components/schemas/Nobody"}))
    yield change("default", with_member({"type": "string", "maxLength": 1, "default": "ab"}))
    yield change("format", with_member({"type": "string", "format": "mail"}))
    yield change("required", lambda _, schemas: schemas[some].update(required=["nothing"]))


def main():
    original = document.load(sys.argv[1])
    if document.faults(original):
        sys.exit("the document itself is at fault")
    unseen = [name for name, made in broken(original) if not list(document.own_faults(made))]
    if unseen:
        sys.exit(f"not noticed: {', '.join(unseen)}")


if __name__ == "__main__":
    main()
