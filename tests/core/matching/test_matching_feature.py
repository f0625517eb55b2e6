"""The rules as a bookkeeper reads them."""

from pytest_bdd import scenarios

from tests.steps.matching_steps import *  # noqa: F403 - pytest-bdd finds steps in this module's names

scenarios("matching")
