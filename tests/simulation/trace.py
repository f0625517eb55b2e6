"""What happened in a run, as one hash; the lines are kept only when somebody wants to read them."""

import hashlib


class Trace:
    """Two runs of one seed give the same digest, whatever the order of sets in this process."""

    def __init__(self, *, keep: bool = False) -> None:
        self._hash = hashlib.blake2b(digest_size=16)
        self.lines: list[str] | None = [] if keep else None

    def note(self, line: str) -> None:
        self._hash.update(line.encode())
        if self.lines is not None:
            self.lines.append(line)

    @property
    def digest(self) -> str:
        return self._hash.hexdigest()
