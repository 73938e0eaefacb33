"""What was released of the API stays: a client of the released document goes on working.

    python -m tests.api_changes            refuses a break that breaks.txt does not name
    python -m tests.api_changes --write    keeps the document of VERSION, at its release

`deploy/released/VERSION.openapi.yaml` is the document of that version; docs/versions.md says what
may change. A break is a line of `breaks.txt` beside it, as this
program says it, and the reason behind « – ».
"""

import sys
from pathlib import Path

import yaml

ROOT = Path(__file__).parent.parent
FOLDER = ROOT / "deploy" / "released"
DOCUMENT = ROOT / "docs" / "openapi.yaml"
DECLARED = FOLDER / "breaks.txt"
PROBLEM = "application/problem+json"
REASON = " – "
MEND = "Take it back, or name it with its reason in deploy/released/breaks.txt."
# Bounds of what is sent: keyword → whether a larger value lets less through.
BOUNDS = {
    **dict.fromkeys(("minimum", "minLength", "minItems"), True),
    **dict.fromkeys(("maximum", "maxLength", "maxItems"), False),
}


class Comparison:
    """Collects the breaks between a released document and the present one."""

    def __init__(self, old, new):
        self.old, self.new = old, new
        self.found = []
        self._seen = set()

    def breaks(self):
        """Return a line for each break, in the order of the document."""
        for path, methods in self.old["paths"].items():
            for method, operation in methods.items():
                present = self.new["paths"].get(path, {}).get(method)
                where = f"{method.upper()} {path}"
                if present is None:
                    self._add(where, "is gone")
                else:
                    self._operation(where, operation, present)
        return list(dict.fromkeys(self.found))

    def _add(self, where, what):
        self.found.append(f"{where} {what}")

    def _operation(self, where, old, new):
        self._seen.clear()
        if needs_session(new) and not needs_session(old):
            self._add(where, "needs a session")
        self._parameters(where, named(old), named(new))
        self._media(f"{where} body", old.get("requestBody", {}), new.get("requestBody"), sent=True)
        for status, answer in old["responses"].items():
            self._codes(where, status, answer, new["responses"].get(status))
            if status.startswith("2"):
                present = self.new_of(new["responses"].get(status))
                self._media(f"{where} {status}", self.old_of(answer), present, sent=False)

    def _codes(self, where, status, old, new):
        """Look whether a problem keeps its codes: clients branch on them."""
        gone = problem_codes(old, self.old) - problem_codes(new or {}, self.new)
        for code in sorted(gone):
            self._add(where, f"no longer answers {status} {code}")

    def _parameters(self, where, old, new):
        for key, parameter in old.items():
            place = f"{where} {key}"
            if key not in new:
                self._add(place, "is gone")
            else:
                self._schema(place, parameter["schema"], new[key]["schema"], sent=True)
        for key, parameter in new.items():
            if parameter.get("required") and not old.get(key, {}).get("required"):
                self._add(f"{where} {key}", "is required")

    def _media(self, where, old, new, *, sent):
        if new is None:
            if old:
                self._add(where, "is gone")
            return
        for kind, content in old.get("content", {}).items():
            present = new.get("content", {}).get(kind)
            if present is None:
                self._add(f"{where} {kind}", "is gone")
            else:
                self._schema(where, content["schema"], present["schema"], sent=sent)

    def _schema(self, where, old, new, *, sent):
        pair = (id(old), id(new), sent)
        if pair in self._seen:  # a component that holds itself
            return
        self._seen.add(pair)
        old, new = flat(old, self.old), flat(new, self.new)
        lost = old["types"] - new["types"] if sent else new["types"] - old["types"]
        if lost and old["types"] and new["types"]:
            self._add(where, f"is {shown(new['types'])}, was {shown(old['types'])}")
        if sent:
            self._bounds(where, old, new)
        self._members(where, old, new, sent=sent)
        if "items" in old and "items" in new:
            self._schema(f"{where}[]", old["items"], new["items"], sent=sent)

    def _bounds(self, where, old, new):
        """Look whether what was let in is let in; answers may have new values."""
        if "enum" in new and (
            lost := [one for one in old.get("enum", []) if one not in new["enum"]]
        ):
            self._add(where, f"has no value {', '.join(map(str, lost))}")
        if "enum" in new and "enum" not in old:
            self._add(where, "takes listed values only")
        if new.get("pattern", old.get("pattern")) != old.get("pattern"):
            self._add(where, f"has pattern {new['pattern']}, had {old.get('pattern')}")
        for keyword, larger_is_narrower in BOUNDS.items():
            bound, had = new.get(keyword), old.get(keyword)
            if bound is None or bound == had:
                continue
            if had is None or (bound > had) is larger_is_narrower:
                self._add(where, f"has {keyword} {bound}, had {had}")

    def _members(self, where, old, new, *, sent):
        for name, schema in old["properties"].items():
            place = f"{where}.{name}"
            if name not in new["properties"]:
                self._add(place, "is gone")
                continue
            self._schema(place, schema, new["properties"][name], sent=sent)
            if not sent and name in old["required"] - new["required"]:
                self._add(place, "may be left out")
        if sent and old["properties"]:
            for name in sorted(new["required"] - old["required"]):
                self._add(f"{where}.{name}", "is required")

    def old_of(self, node):
        return resolved(node, self.old)

    def new_of(self, node):
        return node and resolved(node, self.new)


def needs_session(operation):
    security = operation.get("security", [])
    return bool(security) and {} not in security


def named(operation):
    """Return the parameters of an operation by their place and name."""
    return {f"{one['in']}.{one['name']}": one for one in operation.get("parameters", [])}


def shown(types):
    return "|".join(sorted(types))


def resolved(node, document):
    while "$ref" in node:
        target = document
        for part in node["$ref"].removeprefix("#/").split("/"):
            target = target[part]
        node = target
    return node


def problem_codes(answer, document):
    """Return the codes that an answer declares; none before 1.0.0, or for what is no problem."""
    content = resolved(answer, document).get("content", {}).get(PROBLEM, {})
    parts = resolved(content.get("schema", {}), document).get("allOf", ())
    members = [part.get("properties", {}) for part in parts]
    return {code for one in members for code in one.get("code", {}).get("enum", ())}


def flat(schema, document):
    """Return a schema with its references and alternatives in one."""
    schema = resolved(schema, document)
    kind = schema.get("type", [])
    result = {
        **schema,
        "types": set(kind) if isinstance(kind, list) else {kind},
        "properties": dict(schema.get("properties", {})),
        "required": set(schema.get("required", ())),
    }
    whole = [flat(part, document) for part in schema.get("allOf", ())]
    choices = [flat(part, document) for key in ("oneOf", "anyOf") for part in schema.get(key, ())]
    objects = [one["required"] for one in choices if one["types"] != {"null"}]
    for one in [*whole, *choices]:
        result = {
            **one,
            **result,
            "types": result["types"] | one["types"],
            "properties": {**one["properties"], **result["properties"]},
            "enum": [*result.get("enum", ()), *one.get("enum", ())],
        }
    always = set.intersection(*objects) if objects else set()
    result["required"] = result["required"].union(always, *(one["required"] for one in whole))
    if not result.get("enum"):
        result.pop("enum", None)
    return result


def read(file):
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    return yaml.load(file.read_text(), Loader=loader)  # noqa: S506  # a safe loader, in C where there is one


def newest(folder):
    """Return the document that was released last."""
    files = folder.glob("*.openapi.yaml")
    return max(files, key=lambda file: [int(part) for part in file.name.split(".")[:3]])


def declared(text):
    """Return what breaks on purpose, each with its reason."""
    lines = [line for line in text.splitlines() if line and not line.startswith("#")]
    return {what: why for line in lines for what, _dash, why in [line.partition(REASON)]}


def faults(found, known):
    """Return a line for each break without a reason, and for each reason without a break."""
    return [
        *(f"{one}. {MEND}" for one in found if not known.get(one)),
        *(f"{one}: breaks.txt names it, but it is as it was." for one in known if one not in found),
    ]


def write(version):
    """Keep the document of `version`; breaks begin anew."""
    (FOLDER / f"{version}.openapi.yaml").write_bytes(DOCUMENT.read_bytes())
    DECLARED.write_text(
        "\n".join(line for line in DECLARED.read_text().splitlines() if line.startswith("#")) + "\n"
    )


def main(arguments):
    """Look, or write; return 1 if something breaks without a reason."""
    if "--write" in arguments:
        write((ROOT / "VERSION").read_text().strip())
        return 0
    found = Comparison(read(newest(FOLDER)), read(DOCUMENT)).breaks()
    said = faults(found, declared(DECLARED.read_text()))
    print(*said, sep="\n", end="\n" if said else "")
    return int(bool(said))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
