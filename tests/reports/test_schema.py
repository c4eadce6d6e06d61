"""The published JSON Schema describes what json and jsonl write, all of it and nothing else."""

from __future__ import annotations

import copy
import json as js
from collections.abc import Callable, Iterator
from enum import StrEnum
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
from batches import batch, reviewed
from jsonschema import Draft202012Validator, FormatChecker
from referencing import Registry, Resource

from reviewer import model
from reviewer.model import Batch, Failure
from reviewer.reports import json, jsonl

SCHEMA = js.loads(files("reviewer.reports").joinpath("review.schema.json").read_text("utf-8"))
_REGISTRY = Registry().with_resource(SCHEMA["$id"], Resource.from_contents(SCHEMA))
EXAMPLES = sorted((Path(__file__).parents[2] / "corpora/examples").glob("*-20*.*"))
EXAMPLES = [path for path in EXAMPLES if path.suffix in (".docx", ".csv", ".txt")]


def part(name: str) -> Draft202012Validator:
    """Return what checks a value against a part of the schema."""
    pointer = {"$ref": f"{SCHEMA['$id']}#{name}"}
    return Draft202012Validator(pointer, registry=_REGISTRY, format_checker=FormatChecker())


REPORT, LINE = part("/$defs/report"), part("line")


def faults(validator: Draft202012Validator, value: object) -> list[str]:
    return [f"{fault.json_path}: {fault.message[:300]}" for fault in validator.iter_errors(value)]


def document(run: Batch) -> dict[str, Any]:
    parsed: dict[str, Any] = js.loads(json.render(run))
    return parsed


def lines(run: Batch) -> list[dict[str, Any]]:
    # Not splitlines: a narrative may hold a line separator of Unicode.
    return [js.loads(line) for line in jsonl.render(run).removesuffix("\n").split("\n")]


def test_the_schema_is_one_and_names_no_host() -> None:
    Draft202012Validator.check_schema(SCHEMA)
    assert SCHEMA["$id"].startswith("urn:")
    assert SCHEMA["title"] == json.SCHEMA


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.name)
def test_examples_follow_it(path: Path) -> None:
    run = Batch(
        reviews=(reviewed(path.read_bytes(), path.name),),
        failures=(),
        version="1",
        lexicons="sha256:ab",
    )
    assert run.reviews[0].indicators
    assert not faults(REPORT, document(run))
    assert not [fault for line in lines(run) for fault in faults(LINE, line)]


def test_the_hostile_batch_follows_it() -> None:
    run = batch()
    told = document(run)
    assert any(review["baseline"] for review in told["reviews"])
    assert any(review["suppressed"] for review in told["reviews"])
    assert any(review["lapsed"] for review in told["reviews"])
    assert not faults(REPORT, told)
    assert not [fault for line in lines(run) for fault in faults(LINE, line)]


def test_a_run_in_which_nothing_could_be_read_follows_it() -> None:
    run = Batch(
        reviews=(),
        failures=(Failure(source="x.doc", reason="x.doc：文件已损坏。"),),
        version="1",
        lexicons="sha256:ab",
    )
    assert not faults(REPORT, document(run))
    (line,) = lines(run)
    assert line["type"] == "failure"
    assert not faults(LINE, line)


def test_a_line_is_an_object_of_the_report_with_what_made_it() -> None:
    run = batch()
    told = document(run)
    for line, review in zip(lines(run), [*told["reviews"], *told["failures"]], strict=True):
        head = {key: line.pop(key) for key in ("type", "schema", "program")}
        assert head["schema"] == told["schema"]
        assert head["program"] == told["program"]
        assert head["type"] == ("review" if "submission" in review else "failure")
        assert line == review


def objects(value: Any, path: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    """Give the paths of the objects of a document; of lists the first and the last item."""
    if isinstance(value, dict):
        yield path
        for key, inner in value.items():
            yield from objects(inner, (*path, key))
    elif isinstance(value, list):
        for place in {0, len(value) - 1} if value else ():
            yield from objects(value[place], (*path, place))


def at(value: Any, path: tuple[str | int, ...]) -> Any:
    for step in path:
        value = value[step]
    return value


def small() -> Batch:
    """Return the hostile batch without its longest row."""
    from dataclasses import replace

    run = batch()
    first = run.reviews[0]
    kept = (*first.indicators[:6], *first.indicators[8:])
    return replace(run, reviews=(replace(first, indicators=kept), *run.reviews[1:]))


@pytest.mark.parametrize(
    ("validator", "told"), [(REPORT, document), (LINE, lambda run: lines(run)[0])]
)
def test_a_missing_or_further_key_is_refused(
    validator: Draft202012Validator, told: Callable[[Batch], Any]
) -> None:
    good = told(small())
    assert not faults(validator, good)
    seen = set()
    for path in objects(good):
        kind = tuple(step for step in path if isinstance(step, str))
        if kind in seen:
            continue
        seen.add(kind)
        for key in at(good, path):
            broken = copy.deepcopy(good)
            del at(broken, path)[key]
            assert not validator.is_valid(broken), (path, key)
        broken = copy.deepcopy(good)
        at(broken, path)["further"] = 1
        assert not validator.is_valid(broken), path
    assert len(seen) > 15


@pytest.mark.parametrize(
    ("path", "bad"),
    [
        (("schema",), "reviewer.review/2"),
        (("reviews", 0, "indicators", 0, "level"), "severe"),
        (("reviews", 0, "indicators", 0, "verdict"), None),
        (("reviews", 0, "indicators", 0, "risk"), 1.2),
        (("reviews", 0, "indicators", 0, "full_score"), "10"),
        (("reviews", 0, "indicators", 0, "location", "row"), 0),
        (("reviews", 0, "indicators", 0, "findings", 0, "severity"), "none"),
        (("reviews", 0, "indicators", 0, "findings", 0, "state"), "old"),
        (("reviews", 0, "indicators", 0, "findings", 0, "id"), "no fingerprint"),
        (("reviews", 0, "indicators", 0, "findings", 0, "evidence", 0, "role"), "x"),
        (("reviews", 0, "indicators", 0, "mentions", 0, "category"), "trouble"),
        (("reviews", 0, "indicators", 0, "quantities", 0, "kind"), "digits"),
        (("reviews", 0, "checks", 0, "status"), "ok"),
        (("reviews", 0, "suppressed", 0, "reason"), ""),
        (("reviews", 0, "suppressed", 0, "date"), "2026-02-30"),
        (("reviews", 0, "lapsed", 0, "lapse"), "gone"),
        (("reviews", 0, "baseline", "past", 0, "fate"), "fixed"),
        (("failures", 0, "reason"), ""),
    ],
    ids=lambda value: ".".join(map(str, value)) if isinstance(value, tuple) else "",
)
def test_a_wrong_value_is_refused(path: tuple[str | int, ...], bad: object) -> None:
    told = document(batch())
    at(told, path[:-1])[path[-1]] = bad
    assert not REPORT.is_valid(told)


@pytest.mark.parametrize(
    ("name", "key", "values"),
    [
        ("quantity", "kind", model.Kind),
        ("mention", "category", model.Category),
        ("mention", "status", model.Status),
        ("mention", "severity", model.Severity),
        ("modifier", "kind", model.ModifierKind),
        ("indicator", "verdict", model.Verdict),
        ("indicator", "level", model.Severity),
        ("check", "status", model.CheckStatus),
        ("lapsed", "lapse", model.Lapse),
        ("past", "fate", model.Fate),
    ],
)
def test_no_word_of_the_program_is_missing(name: str, key: str, values: type[StrEnum]) -> None:
    assert set(SCHEMA["$defs"][name]["properties"][key]["enum"]) >= {str(one) for one in values}


def test_every_field_is_described() -> None:
    for name, shape in SCHEMA["$defs"].items():
        assert shape["description"], name
        for key, field in shape.get("properties", {}).items():
            assert field.get("description") or "$ref" in field, (name, key)
