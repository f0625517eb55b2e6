"""Answers made from the API document's own schemas: fields there or not, in every type and word that it names."""

from datetime import date, datetime

from hypothesis import strategies as st

ODD = st.characters(codec="cp1252")
FORMATS = {
    "date": st.dates(min_value=date(1990, 1, 1), max_value=date(2090, 1, 1)).map(date.isoformat),
    "date-time": st.datetimes(min_value=datetime(1990, 1, 1), max_value=datetime(2090, 1, 1)).map(  # noqa: DTZ001
        lambda moment: moment.replace(microsecond=0).isoformat()
    ),  # the document's own examples have no offset
    "email": st.just("kirjaamo@koe.example"),
    "url": st.just("https://koe.example/x"),
    "uuid": st.just("3f2504e0-4f89-41d3-9a0c-0305e82c3301"),
}
SIZES = {"int32": 2**31, "int64": 2**63}


def answers(schemas, name, always=()):
    """Instances of the schema; ``always`` are fields that an answer has although the schema, shared with requests, says not."""
    return _of(schemas, {"$ref": f"#/components/schemas/{name}"}, frozenset(always), depth=0)


def _of(schemas, schema, always, depth):
    if "$ref" in schema:
        return _of(schemas, schemas[schema["$ref"].rpartition("/")[2]], always, depth)
    if "enum" in schema:
        return st.sampled_from(schema["enum"])
    kind = schema.get("type")
    if kind == "object" or "properties" in schema:
        return _object(schemas, schema, always, depth)
    if kind == "array":
        least, most = schema.get("minItems", 0), 2 if depth < 5 else schema.get("minItems", 0)
        return st.lists(_of(schemas, schema["items"], always, depth + 1), min_size=least, max_size=max(least, most))
    return _plain(schema, kind)


def _object(schemas, schema, always, depth):
    fields = schema.get("properties", {})
    needed = {*schema.get("required", ())} | (set(always) & set(fields) if depth < 6 else set())
    parts = {name: _of(schemas, one, always, depth + 1) for name, one in fields.items() if depth < 6 or name in needed}
    return st.fixed_dictionaries(
        {name: part for name, part in parts.items() if name in needed},
        optional={name: part for name, part in parts.items() if name not in needed},
    )


def _plain(schema, kind):
    if kind == "boolean":
        return st.booleans()
    if kind == "integer":
        bound = SIZES[schema.get("format", "int32")]
        return st.integers(max(schema.get("minimum", 0), 0), min(schema.get("maximum", bound - 1), bound - 1))
    if kind == "number":
        low, high = schema.get("minimum", -(10**6)), schema.get("maximum", 10**6)
        return st.integers(round(low * 100), round(high * 100)).map(lambda cents: cents / 100)
    if schema.get("format") in FORMATS:
        return FORMATS[schema["format"]]
    return st.text(alphabet=ODD, min_size=schema.get("minLength", 0), max_size=min(schema.get("maxLength", 12), 12))
