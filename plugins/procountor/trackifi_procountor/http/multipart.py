"""The upload's two parts as one body: what the file is, as JSON, and the file."""

import re
from hashlib import sha256
from typing import Final

from trackifi_procountor.http import strict_json
from trackifi_procountor.http.strict_json import Json

_PLAIN: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9._ -]{0,199}")


def upload(meta: dict[str, Json], *, name: str, content: bytes) -> tuple[str, bytes]:
    """Content type and body. The meta part must say that it is JSON: Procountor ignores it otherwise.

    The boundary is made from the content, so the same file gives the same bytes.

    Raises:
        ValueError: the name has signs that could end a header.
    """
    if not _PLAIN.fullmatch(name):
        raise ValueError("this file name can't be sent")
    boundary = sha256(content).hexdigest()[:40]
    head = (
        f'--{boundary}\r\nContent-Disposition: form-data; name="meta"\r\nContent-Type: application/json\r\n\r\n'
    ).encode("ascii")
    middle = (
        f'\r\n--{boundary}\r\nContent-Disposition: form-data; name="file"; filename="{name}"\r\n'
        "Content-Type: application/pdf\r\n\r\n"
    ).encode("ascii")
    tail = f"\r\n--{boundary}--\r\n".encode("ascii")
    return f"multipart/form-data; boundary={boundary}", b"".join((head, strict_json.write(meta), middle, content, tail))
