"""Binds every scenario of the folder; one that no step knows fails."""

from pytest_bdd import scenarios

scenarios("procountor")
scenarios("operations")
