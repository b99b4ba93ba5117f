"""check.py OPENAPI JUDGE [every-reason]: do the document's schemas and the generated code agree? A corpus of bodies for each Create and
Update, made from the schema, is judged by an independent validator and by the generated reader with `validate` (JUDGE); what
the generated code writes of an empty Read or shape has to be what its schema describes. Disagreements of which we know are
listed with their reason; with `every-reason`, one that never applies is a fault too."""

import collections
import json
import re
import subprocess
import sys

import document
import exceptions
import formats
from corpus import ANYTHING, KINDS, Corpus, resolved


class Schemas:
    def __init__(self, openapi):
        self.openapi = openapi
        self.all = openapi["components"]["schemas"]
        self.validators = {}

    def errors(self, schema, text):
        """The leaf errors of a JSON text."""
        key = id(schema)
        if key not in self.validators:
            self.validators[key] = document.validator(self.openapi, schema)
        value = json.loads(text)
        found = []
        pending = list(self.validators[key].iter_errors(value))
        while pending:
            error = pending.pop()
            pending += error.context
            if not error.context:
                found.append(error)
        return found + list(self.bad_encodings(schema, value))

    def bad_encodings(self, schema, value):
        """contentEncoding is an annotation for validators; here it is a rule."""
        for part in resolved(schema, self.all):
            if "contentEncoding" in part and isinstance(value, str) and not formats.is_base64(value):
                yield "contentEncoding"
            if isinstance(value, dict):
                for name, member in part.get("properties", {}).items():
                    if name in value:
                        yield from self.bad_encodings(member, value[name])
            if isinstance(value, list) and "items" in part:
                for element in value:
                    yield from self.bad_encodings(part["items"], element)

    def is_good(self, schema, text):
        return not self.errors(schema, text)


def run(judge, arguments, lines):
    done = subprocess.run([judge, *arguments], input="".join(lines), capture_output=True, encoding="utf-8", check=False)
    if done.returncode != 0:
        sys.exit(f"{judge} failed: {done.stderr}")
    return done.stdout.splitlines()


def compare_bodies(schemas, judge, used):
    corpus = Corpus(schemas.all, schemas.is_good, exceptions.GOOD)
    names = [name for name in schemas.all if re.search("(Create|Update)$", name)]
    bodies = []
    for name in names:
        is_create = name.endswith("Create")
        made = corpus.bodies(schemas.all[name], ANYTHING if is_create else KINDS)
        # The members of an Update are a Create's, which has every one of their values.
        some = list(dict.fromkeys(made))[:: 1 if is_create else 3]
        bodies += [(name, body) for body in [*some, *KINDS]]
    verdicts = run(judge, [], [f"{name}\t{body}\n" for name, body in bodies])
    words = collections.Counter()
    good = collections.Counter()
    causes = collections.defaultdict(list)
    for (name, body), verdict in zip(bodies, verdicts, strict=True):
        errors = schemas.errors(schemas.all[name], body)
        words.update({getattr(error, "validator", error) for error in errors} if len(errors) == 1 else ())
        good[name] += not errors
        if (verdict == "ok") == (not errors):
            continue
        reasons = exceptions.reasons(body, verdict, errors)
        used.update(reasons)
        if not reasons:
            causes[(str([getattr(error, "message", error) for error in errors] or "ok"), verdict)].append((name, body))
    faults = [f"schema: {errors}\n  reader: {verdict}\n  {len(those)} bodies, of them {those[0][0]} {those[0][1]}"
              for (errors, verdict), those in causes.items()]
    faults += [f"{name}: no good body in the corpus" for name in names if not good[name]]
    print(f"{len(bodies)} bodies for {len(names)} DTOs, {sum(good.values())} of them good; refused for one reason:",
          ", ".join(f"{count} {word}" for word, count in sorted(words.items())))
    return faults, words


def without_rules(schema):
    """The form alone: an empty row need not keep the rules of the model."""
    if isinstance(schema, list):
        return [without_rules(inner) for inner in schema]
    if not isinstance(schema, dict):
        return schema
    rules = ("minLength", "pattern", "minimum", "maximum", "multipleOf", "minItems")
    texts = ("email", "uri")
    return {word: {name: without_rules(member) for name, member in value.items()} if word == "properties" else without_rules(value)
            for word, value in schema.items() if word not in rules and not (word == "format" and value in texts)}


def compare_written(openapi, judge):
    schemas = Schemas(without_rules(openapi))
    written = [line.split("\t") for line in run(judge, ["defaults"], [])]
    for name, text, *problem in written:
        if problem:
            yield f"{name} cannot be written: {problem[0]}"
        elif name not in schemas.all:
            yield f"{name} is written and has no schema"
        else:
            for error in schemas.errors(schemas.all[name], text):
                yield f"{name} is written as {text}\n  schema: {getattr(error, 'message', error)}"
    described = {name for name in schemas.all if name.endswith("Read")}
    yield from (f"{name} has a schema and is not written" for name in described - {name for name, *_ in written})
    print(f"{len(written)} empty rows written")


def words_in(schemas):
    """The words of rules in the schemas of bodies: for each, one body has to break it alone."""
    found = set()
    pending = [schemas.all[name] for name in schemas.all if re.search("(Create|Update)$", name)]
    while pending:
        for part in resolved(pending.pop(), schemas.all):
            found |= {word for word in part if word not in exceptions.NO_RULES}
            pending += part.get("properties", {}).values()
            pending += [part["items"]] if "items" in part else []
    return found


def main():
    openapi = document.load(sys.argv[1])
    judge = sys.argv[2]
    faults = document.faults(openapi)
    schemas = Schemas(openapi)
    used = collections.Counter()
    disagreements, broken = compare_bodies(schemas, judge, used)
    faults += disagreements
    faults += [f"no body breaks '{word}' alone" for word in sorted(words_in(schemas) - set(broken))]
    faults += compare_written(openapi, judge)
    if "every-reason" in sys.argv:
        faults += [f"no body disagrees for this reason: {reason}" for reason in exceptions.EVERY - set(used)]
    for reason, count in used.items():
        print(f"{count} known disagreements: {reason}")
    print("\n".join(faults[:40]))
    if faults:
        sys.exit(f"{len(faults)} faults")


if __name__ == "__main__":
    main()
