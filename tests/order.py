"""Which files are begun first, and which last, so that no processor is idle and the end is no long one."""

WAITING = "tests/resilience/"
"""They wait most of the time, for killed workers and databases."""
PAGES = "tests/web/pages/"
"""The browser stays open for all of them, and with it an event loop in which nobody else may begin another."""
OTHERS = ""
LONG = (
    "tests/web/test_features_in_the_browser.py",
    "tests/procountor/sandbox/test_document.py",
    "tests/simulation/test_mutants.py",
    "features/",
    "tests/web/api/test_properties.py",
    "tests/simulation/",
)
THE_PAGES = (
    PAGES + "test_bad_days.py",
    PAGES + "test_accessibility.py",
    PAGES + "test_batches.py",
    PAGES + "test_guide.py",
    PAGES,
)
"""Of both kinds, long ones come before short ones: begun last, they would leave all processors but one idle."""
WAITING_FIRST = (WAITING, *LONG, OTHERS, *THE_PAGES)
WAITING_LATER = (*LONG, OTHERS, WAITING, *THE_PAGES)


def place_of(file: str, order: tuple[str, ...] = WAITING_FIRST) -> int:
    """The place of a file in the order; ``file`` is its path from the repository's root."""
    return order.index(max((start for start in order if file.startswith(start)), key=len))
