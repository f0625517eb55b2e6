"""Handing over, previewing and sending one invoice."""
