"""Figures of matching: right and wrong per set, speed and memory beside its floors."""
