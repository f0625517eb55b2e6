"""A secret never shows up by accident."""

import copy
import json
import logging
import pickle
import traceback
from dataclasses import asdict

import pytest
from trackifi_accounting.domain.values.secrets import Credentials, Secret

CANARY = "canary-key-8c1f"
WAYS = {
    "repr": repr,
    "str": str,
    "f-string": "{}".format,
    "format with a width": lambda secret: f"{secret:>40}",
    "repr in an f-string": lambda secret: f"{secret!r}",
    "percent": lambda secret: "%s %r" % (secret, secret),  # noqa: UP031 -- loggers format so
    "str.format": "{0} {0!r}".format,
    "join": lambda secret: ",".join(map(str, [secret])),
    "in a list": lambda secret: repr([secret]),
    "credentials": lambda secret: repr(Credentials(values={"api_key": secret})),
    "str of credentials": lambda secret: f"{Credentials(values={'api_key': secret})}",
    "dir": lambda secret: repr(dir(secret)),
    "exception": lambda secret: repr(ValueError(secret)),
}
REFUSING = {
    "pickle": pickle.dumps,
    "pickle of credentials": lambda secret: pickle.dumps(Credentials(values={"api_key": secret})),
    "deepcopy": copy.deepcopy,
    "copy": copy.copy,
    "json": json.dumps,
    "hash": hash,
    "set": lambda secret: {secret},
    "asdict": lambda secret: asdict(Credentials(values={"api_key": secret})),
    "bytes": bytes,
    "vars": vars,
}


def fail_with(secret):
    raise RuntimeError(secret)


@pytest.mark.parametrize("way", WAYS.values(), ids=WAYS)
def test_no_way_of_showing_a_secret_reveals_it(way):
    assert CANARY not in way(Secret(CANARY))


@pytest.mark.parametrize("way", REFUSING.values(), ids=REFUSING)
def test_a_secret_can_not_be_carried_out(way):
    with pytest.raises(TypeError) as refused:
        way(Secret(CANARY))
    assert CANARY not in str(refused.value)


def test_a_log_line_does_not_show_it(caplog):
    with caplog.at_level(logging.DEBUG):
        logging.getLogger("trackifi").debug("connecting with %s and %r", Secret(CANARY), {"key": Secret(CANARY)})
    assert CANARY not in caplog.text


def test_a_traceback_with_local_values_does_not_show_it():
    with pytest.raises(RuntimeError) as failed:
        fail_with(Secret(CANARY))
    told = "".join(traceback.TracebackException.from_exception(failed.value, capture_locals=True).format())
    assert "Secret(***)" in told
    assert CANARY not in told


def test_equal_secrets_are_equal_and_a_plain_text_never_is():
    assert Secret(CANARY) == Secret(CANARY)
    assert Secret(CANARY) != Secret("another")
    assert Secret(CANARY) != CANARY


def test_only_asking_for_it_reveals_it():
    assert Credentials(values={"api_key": Secret(CANARY)})["api_key"].reveal() == CANARY
