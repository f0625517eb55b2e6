"""Which names share letters: four at a time, the rare ones first, so that a look-up touches few of many names."""

from collections import Counter
from typing import Final

# Names looked at through rare groups of letters before common groups are left out.
_ENOUGH: Final = 300
_FEWEST_GROUPS: Final = 3
# A group of letters in more names than this tells nothing; thousands of "Asunto Oy Testikatu 1" cost no more for it.
_COMMON: Final = 1000
_LEAST_SHARE: Final = 0.3


class Grams:
    """An index of texts by their groups of four letters; the order of additions never matters."""

    def __init__(self) -> None:
        self._texts: dict[str, list[str]] = {}

    def add(self, text: str, letters: str) -> None:
        """Find `text` by these letters from now on."""
        for group in _groups(letters):
            self._texts.setdefault(group, []).append(text)

    def remove(self, text: str, letters: str) -> None:
        """Forget a text that was added with these letters."""
        for group in _groups(letters):
            self._texts[group].remove(text)

    def sharing(self, letters: str) -> list[str]:
        """The texts that share a good part of the rarest groups of these letters."""
        known = sorted((len(self._texts[group]), group) for group in _groups(letters) if group in self._texts)
        hits: Counter[str] = Counter()
        taken = seen = 0
        for size, group in known:
            if size > _COMMON or (taken >= _FEWEST_GROUPS and seen + size > _ENOUGH):
                break
            hits.update(self._texts[group])
            taken, seen = taken + 1, seen + size
        least = max(2, _LEAST_SHARE * taken) if taken > 1 else taken
        return [text for text, count in hits.items() if count >= least]


def _groups(letters: str) -> set[str]:
    """Four letters each; the ends of the text count as letters, so that short texts have groups too."""
    padded = f"^{letters}$"
    return {padded[start : start + 4] for start in range(max(1, len(padded) - 3))}
