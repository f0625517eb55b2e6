"""The seeds that once failed."""

from pathlib import Path

SEEDS = Path(__file__).with_name("seeds.txt")


def corpus() -> dict[int, str]:
    """Each seed with what it once showed."""
    lines = [line.partition(" ") for line in SEEDS.read_text("utf-8").splitlines() if line and line[0] != "#"]
    return {int(seed): why for seed, _, why in lines}
