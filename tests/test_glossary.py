"""One dictionary: every name of a room, a module and a public class is made of words that the glossary holds."""

import ast
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import pairwise
from pathlib import Path

ROOT = Path(__file__).parents[1]
GLOSSARY = (ROOT / "docs" / "reference" / "glossary.md").read_text(encoding="utf-8")
SOURCES = ("guide", "Procountor", "accounting", "trade", "house")
HOUSE_WORDS = 31  # words of our own that nobody brings along: their number may only fall
WORD = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+")
ROW = re.compile(r"^\| ([^|]+) \| ([^|]+) \| ([^|]+) \|$", re.MULTILINE)
ENDINGS = ("ing", "ion", "ed", "e")

Words = tuple[str, ...]


def stem(word: str) -> str:
    """What is left when a word's ending is cut: *invoices* and *invoicing* are the word *invoice*."""
    word = f"{word[:-3]}y" if word.endswith("ies") else word
    word = word[:-1] if len(word) > 2 and word.endswith("s") and not word.endswith("ss") else word
    ending = next((one for one in ENDINGS if word.endswith(one) and len(word) - len(one) >= 3), "")
    word = word.removesuffix(ending)
    return word[:-1] if ending and len(word) > 3 and word[-1] == word[-2] and word[-1] not in "ls" else word


def words_of(name: str) -> Words:
    """The words of a name, stemmed."""
    return tuple(stem(word.lower()) for word in WORD.findall(name))


def distribution_of(module: Path) -> Path:
    """The folder of the distribution that a module belongs to."""
    return next(parent for parent in module.parents if (parent / "pyproject.toml").is_file())


def modules() -> list[Path]:
    """Every module of the product; migrations are named after what they did then."""
    found = (path for top in ("core", "adapters", "plugins") for path in (ROOT / top).rglob("*.py"))
    return sorted(path for path in found if "build" not in path.parts and path.parent.name != "versions")


def public_classes() -> Iterator[tuple[Path, str]]:
    """Every public class with its module."""
    for module in modules():
        for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
                yield module, node.name


def places() -> Iterator[str]:
    """The names of rooms and modules."""
    for module in modules():
        yield from module.relative_to(distribution_of(module)).parts[:-1]
        yield module.stem.strip("_")


def functions() -> Iterator[str]:
    """The names of functions and methods."""
    for module in modules():
        for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
            if isinstance(node, ast.FunctionDef):
                yield node.name


def sentences() -> Iterator[str]:
    """What the scenarios say."""
    for feature in sorted((ROOT / "features").rglob("*.feature")):
        yield from feature.read_text(encoding="utf-8").splitlines()


def plain_words(page: str = GLOSSARY) -> list[str]:
    """The words that mean what they mean in any English sentence."""
    return page.partition("## Plain words")[2].split("\n\n")[2].split()


def terms(page: str = GLOSSARY) -> dict[str, str]:
    """Each term with where it comes from."""
    return {term: source for term, _, source in ROW.findall(page) if source in SOURCES}


KNOWN = {stem(word.lower()) for word in plain_words()} | {word for term in terms() for word in words_of(term)}
CLASSES = sorted({name for _, name in public_classes()})
PLACES = sorted(set(places()))
NAMES = [words_of(name) for name in (*CLASSES, *PLACES, *set(functions()), *sentences())]


def unknown(name: str) -> list[str]:
    """The words of a name that the glossary does not hold."""
    return [word for word in words_of(name) if word not in KNOWN]


def holds(words: Words, phrase: Words) -> bool:
    """Whether the words stand in the phrase, one after the other."""
    return any(phrase[start : start + len(words)] == words for start in range(len(phrase) - len(words) + 1))


def odd(names: Iterable[str]) -> dict[str, list[str]]:
    """Names with words that the glossary does not hold."""
    return {name: unknown(name) for name in names if unknown(name)}


def test_classes_are_named_in_words_of_the_glossary():
    assert odd(CLASSES) == {}


def test_rooms_and_modules_are_named_in_words_of_the_glossary():
    assert odd(PLACES) == {}


def test_each_term_is_used():
    assert [term for term in terms() if not any(holds(words_of(term), name) for name in NAMES)] == []


def test_each_plain_word_is_used_and_is_no_term():
    used = {word for name in (*CLASSES, *PLACES) for word in words_of(name)}
    single = {words[0] for words in map(words_of, terms()) if len(words) == 1}
    assert [word for word in plain_words() if stem(word.lower()) not in used - single] == []


def test_every_row_names_its_source():
    told = [source for _, _, source in ROW.findall(GLOSSARY) if source not in ("From", "---")]
    assert set(told) == set(SOURCES)


def in_order(names: Iterable[str]) -> bool:
    return all(before.casefold() <= after.casefold() for before, after in pairwise(names))


def test_words_stand_where_they_are_looked_for():
    assert in_order(terms())
    assert in_order(plain_words())


def test_few_words_are_our_own():
    assert sum(source == "house" for source in terms().values()) <= HOUSE_WORDS


def test_no_class_name_stands_twice_in_a_distribution():
    places = defaultdict(list)
    for module, name in public_classes():
        places[distribution_of(module).relative_to(ROOT), name].append(module.name)
    assert {name: found for name, found in places.items() if len(found) > 1} == {}


def test_a_name_that_nobody_can_look_up_is_noticed():
    assert odd(["Shelf", "OddTurnips", "Delivery"]) == {"Shelf": ["shelf"], "OddTurnips": ["odd", "turnip"]}
