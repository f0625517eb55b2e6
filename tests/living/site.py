"""The pages: plain HTML, one for each feature, and a list of them."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from html import escape
from pathlib import Path
from typing import Any

from gherkin.parser import Parser

from tests.living.results import Outcome, Results, outcome_of

STYLE = """
body{font:16px/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem;color:#1d2733;background:#fff}
a{color:#0b57a4} h2{margin-top:2.5rem} section{border-left:4px solid #bbb;padding:.1rem 1rem;margin:1.2rem 0}
section.passed{border-color:#1a7f37} section.failed{border-color:#b42318} .outcome{font-size:.85rem;color:#4a5563}
ol{list-style:none;padding:0} b{font-weight:600} table{border-collapse:collapse;margin:.4rem 0 .8rem}
td,th{border:1px solid #c8ced6;padding:.15rem .6rem;text-align:left} p.about{white-space:pre-line;color:#3a4553}
"""

Node = dict[str, Any]


def write(features: Path, results: Results, target: Path) -> None:
    """Write the site into the folder ``target``."""
    target.mkdir(parents=True, exist_ok=True)
    rows = []
    for file in sorted(features.rglob("*.feature")):
        uri = file.relative_to(features).as_posix()
        feature = Parser().parse(file.read_text(encoding="utf-8"))["feature"]
        outcomes = Counter(outcome_of(results, uri, one["name"]) for one in scenarios_of(feature))
        (target / page_of(uri)).write_text(_page(feature["name"], _feature(feature, uri, results)), encoding="utf-8")
        rows.append(_row(page_of(uri), feature["name"], outcomes))
    (target / "index.html").write_text(_page("What it does", _index(rows)), encoding="utf-8")


def page_of(uri: str) -> str:
    """The name of a feature's page."""
    return re.sub(r"[^\w-]", "-", uri.removesuffix(".feature")) + ".html"


def scenarios_of(parent: Node) -> Iterator[Node]:
    """The scenarios of a feature, those of its rules included."""
    for child in parent["children"]:
        if "rule" in child:
            yield from scenarios_of(child["rule"])
        elif "scenario" in child:
            yield child["scenario"]


def _page(title: str, body: str) -> str:
    head = f'<meta charset="utf-8"><title>{escape(title)}</title><style>{STYLE}</style>'
    return f'<!doctype html>\n<html lang="en"><head>{head}</head>\n<body>\n<h1>{escape(title)}</h1>\n{body}</body></html>\n'


def _index(rows: Iterable[str]) -> str:
    head = "".join(f"<th>{escape(one)}</th>" for one in ("Feature", *Outcome))
    return f"<table><thead><tr>{head}</tr></thead><tbody>\n{''.join(rows)}</tbody></table>\n"


def _row(page: str, name: str, outcomes: Counter[Outcome]) -> str:
    figures = "".join(f"<td>{outcomes[one] or ''}</td>" for one in Outcome)
    return f'<tr><th><a href="{page}">{escape(name)}</a></th>{figures}</tr>\n'


def _feature(feature: Node, uri: str, results: Results) -> str:
    return '<p><a href="index.html">All features</a></p>\n' + _children(feature, uri, results)


def _children(parent: Node, uri: str, results: Results) -> str:
    parts = [_about(parent)]
    for child in parent["children"]:
        if "rule" in child:
            parts.append(f"<h2>{escape(child['rule']['name'])}</h2>\n{_children(child['rule'], uri, results)}")
        elif "background" in child:
            parts.append(f"<p><b>Before each of them</b></p>\n{_steps(child['background']['steps'])}")
        else:
            parts.append(_scenario(child["scenario"], outcome_of(results, uri, child["scenario"]["name"])))
    return "".join(parts)


def _scenario(scenario: Node, outcome: Outcome) -> str:
    examples = "".join(_examples(one) for one in scenario["examples"])
    return (
        f'<section class="{outcome.replace(" ", "-")}"><h3>{escape(scenario["name"])}</h3>'
        f'<p class="outcome">{outcome}</p>\n{_about(scenario)}{_steps(scenario["steps"])}{examples}</section>\n'
    )


def _about(node: Node) -> str:
    told = "\n".join(line.strip() for line in node["description"].strip().splitlines())
    return f'<p class="about">{escape(told)}</p>\n' if told else ""


def _steps(steps: Iterable[Node]) -> str:
    return "<ol>" + "".join(_step(step) for step in steps) + "</ol>\n"


def _step(step: Node) -> str:
    rows = step.get("dataTable", {}).get("rows", [])
    text = step.get("docString", {}).get("content", "")
    more = _table(rows) + (f"<pre>{escape(text)}</pre>" if text else "")
    return f"<li><b>{escape(step['keyword'].strip())}</b> {escape(step['text'])}{more}</li>\n"


def _examples(examples: Node) -> str:
    title = f"<p><b>{escape(examples['name'] or 'Examples')}</b></p>"
    return title + _table([examples["tableHeader"], *examples["tableBody"]])


def _table(rows: Iterable[Node]) -> str:
    told = "".join(
        "<tr>" + "".join(f"<td>{escape(one['value'])}</td>" for one in row["cells"]) + "</tr>" for row in rows
    )
    return f"<table>{told}</table>\n" if told else ""
