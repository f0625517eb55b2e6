"""The command `match`: files in every shape, what it writes and prints, and how it refuses."""

import csv
import json
from html.parser import HTMLParser
from pathlib import Path

import pytest
import typer
from trackifi_accounting_adapters.cli.match import register
from typer.testing import CliRunner, Result

PARTNERS = "id,name,business_id\nP1,TESTAAMO OY,\nP2,Koeala <b>& Pojat</b> Oy,9000003-8\nP3,Kaukainen Vbnjk Oy,\nP4,Testaamo,\n"
CUSTOMERS = "id,name,business_id\nC1,Testaamo Oy,\nC2,Uusinimi Oy,90000038\n"


@pytest.fixture
def app() -> typer.Typer:
    app = typer.Typer()
    register(app)
    return app


def run(app: typer.Typer, folder: Path, partners: str | bytes, customers: str | bytes, *options: str) -> Result:
    for name, content in (("partners.csv", partners), ("customers.csv", customers)):
        (folder / name).write_bytes(content if isinstance(content, bytes) else content.encode())
    files = [
        "--partners",
        f"{folder}/partners.csv",
        "--customers",
        f"{folder}/customers.csv",
        "--out",
        f"{folder}/s.csv",
    ]
    return CliRunner().invoke(app, [*files, *options])


def written(folder: Path) -> list[list[str]]:
    with (folder / "s.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file))


def test_suggestions_are_written_with_band_and_reason(app: typer.Typer, tmp_path: Path) -> None:
    result = run(app, tmp_path, PARTNERS, CUSTOMERS)
    assert result.exit_code == 0
    assert written(tmp_path) == [
        ["left_id", "right_id", "score", "band", "reason"],
        ["P1", "C1", "97", "certain", "same_name"],
        ["P2", "C2", "100", "certain", "same_business_id"],
        ["P4", "C1", "95", "certain", "same_name_key"],
    ]
    assert "4 business partners, 2 customers: 3 certain, 0 likely, 1 without a suggestion." in result.stdout


def test_the_counts_are_printed_as_json_and_nothing_else(app: typer.Typer, tmp_path: Path) -> None:
    summary = json.loads(run(app, tmp_path, PARTNERS, CUSTOMERS, "--json").stdout)
    assert summary == {
        "partners": 4,
        "customers": 2,
        "certain": 3,
        "likely": 0,
        "without_suggestion": 1,
        "ignored_identifiers": 0,
        "possible_duplicates": 1,
        "reasons": {"same_business_id": 1, "same_name": 1, "same_name_key": 1},
    }


@pytest.mark.parametrize(
    "content",
    [
        b"\xef\xbb\xbf" + CUSTOMERS.encode(),
        CUSTOMERS.replace(",", ";").encode(),
        CUSTOMERS.replace(",", "\t").replace("\n", "\r\n").encode("utf-16"),
        CUSTOMERS.replace("id,name,business_id", '"ID","Name","Business ID"').encode(),
        CUSTOMERS.replace("Uusinimi", "Säästö").encode("cp1252"),
    ],
    ids=["byte order mark", "semicolons", "UTF-16 with tabs", "quoted header in capitals", "Windows-1252"],
)
def test_customers_are_read_however_a_spreadsheet_saved_them(app: typer.Typer, tmp_path: Path, content: bytes) -> None:
    assert run(app, tmp_path, PARTNERS, content).exit_code == 0
    assert len(written(tmp_path)) == 4


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("", "line 1: the columns id and name are missing; found: nothing."),
        ("id,nimi\nC1,Testaamo\n", "line 1: the column name is missing; found: id, nimi."),
        ("id,name\nC1,Testaamo\nC2\n", "line 3: 1 fields where the header has 2."),
        ("id,name\nC1,Testaamo\n,Koeala\n", "line 3: the id is empty."),
        ("id,name\nC1,Testaamo\n\nC1,Koeala\n", 'line 4: the id "C1" stands on line 2 already.'),
        ('id,name\nC1,"Testaamo" Oy\n', "line 2: "),
    ],
)
def test_a_defect_is_told_with_its_line(app: typer.Typer, tmp_path: Path, content: str, message: str) -> None:
    result = run(app, tmp_path, PARTNERS, content)
    assert result.exit_code == 2
    assert f"customers.csv, {message}" in result.stderr
    assert "Traceback" not in result.output


def test_a_defect_among_the_partners_is_told_too(app: typer.Typer, tmp_path: Path) -> None:
    result = run(app, tmp_path, PARTNERS + "P5\n", CUSTOMERS)
    assert result.exit_code == 2
    assert "partners.csv, line 6: 1 fields where the header has 3." in result.stderr


def test_an_unknown_language_is_refused(app: typer.Typer, tmp_path: Path) -> None:
    assert run(app, tmp_path, PARTNERS, CUSTOMERS, "--lang", "sv").exit_code == 2


class Page(HTMLParser):
    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.texts: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.texts.append(data.strip())


def page(app: typer.Typer, folder: Path, language: str) -> Page:
    assert run(app, folder, PARTNERS, CUSTOMERS, "--html", f"{folder}/r.html", "--lang", language).exit_code == 0
    return Page((folder / "r.html").read_text(encoding="utf-8"))


def test_the_page_needs_nothing_else_and_shows_names_as_text(app: typer.Typer, tmp_path: Path) -> None:
    shown = page(app, tmp_path, "en")
    assert "Koeala <b>& Pojat</b> Oy" in shown.texts
    assert {tag for tag, _ in shown.tags}.isdisjoint({"b", "script", "link", "img"})
    assert [attrs for _, attrs in shown.tags if {"src", "href"} & attrs.keys()] == []


def test_the_page_has_the_marks_a_screen_reader_needs(app: typer.Typer, tmp_path: Path) -> None:
    shown = page(app, tmp_path, "fi")
    assert ("html", {"lang": "fi"}) in shown.tags
    labelled = {attrs["aria-labelledby"] for tag, attrs in shown.tags if tag == "section"}
    assert labelled <= {attrs.get("id") for tag, attrs in shown.tags if tag == "h2"}
    assert {attrs.get("scope") for tag, attrs in shown.tags if tag == "th"} == {"col", "row"}
    assert "Sama Y-tunnus 9000003-8." in shown.texts
