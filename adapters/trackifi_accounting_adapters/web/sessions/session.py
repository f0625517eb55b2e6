"""The session of the built-in sign-in: the access token itself, encrypted into a cookie; nothing is kept here.

So a revoked token ends its sessions at once, and a restart ends none.
"""

import base64
import json
import os
from datetime import timedelta
from typing import Final

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from fastapi import Request

from trackifi_accounting_adapters.container import Container
from trackifi_accounting_adapters.database.access.tokens import Token
from trackifi_accounting_adapters.secrets.key_ring import KeyEncryptionKey, derived
from trackifi_accounting_adapters.web.sessions import cookies

LIFETIME: Final = timedelta(hours=12)
_PURPOSE: Final = "trackifi/session/1"
_NONCE: Final = 12  # bytes, as AES-GCM wants it


def sealed(text: str, container: Container) -> str:
    """The cookie's value for an access token that was just entered."""
    key = container.keys().current
    content = json.dumps([text, container.clock().now().timestamp()]).encode()
    nonce = os.urandom(_NONCE)
    return f"{key.id}.{base64.urlsafe_b64encode(nonce + _cipher(key).encrypt(nonce, content, None)).decode()}"


def token_of(request: Request, container: Container) -> Token | None:
    """The access token that the visitor signed in with, while it is in use and the session is not too old."""
    text, began = _opened(cookies.read(request, cookies.SESSION), container)
    if container.clock().now().timestamp() - began > LIFETIME.total_seconds():
        return None
    return container.tokens().find(text)


def _opened(cookie: str, container: Container) -> tuple[str, float]:
    key_id, _, value = cookie.partition(".")
    key = container.keys().find(key_id)
    if key is None:
        return "", 0.0
    try:
        raw = base64.urlsafe_b64decode(value)
        text, began = json.loads(_cipher(key).decrypt(raw[:_NONCE], raw[_NONCE:], None))
    except (ValueError, InvalidTag):  # cut off, made up, or of another installation
        return "", 0.0
    return text, began


def _cipher(key: KeyEncryptionKey) -> AESGCM:
    return AESGCM(derived(key, _PURPOSE))
