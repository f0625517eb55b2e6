"""The seeds that once failed."""

from pathlib import Path

from tests.simulation.chance import ANSWERED, BELATED, BULK, HAMPERED, PLAIN, SHARED

SEEDS = Path(__file__).with_name("seeds.txt")
PROFILES: dict[str, dict[str, float]] = {
    "all": {},
    "plain": PLAIN,
    "bulk": BULK,
    "belated": BELATED,
    "hampered": HAMPERED,
    "shared": SHARED,
    "answered": ANSWERED,
}


def corpus() -> list[tuple[int, str]]:
    """Each seed with the name of its profile."""
    lines = [line.split(" ", 2) for line in SEEDS.read_text("utf-8").splitlines() if line and line[0] != "#"]
    return [(int(seed), profile) for seed, profile, _why in lines]
