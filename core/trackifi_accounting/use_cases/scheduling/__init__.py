"""Claims on recurring work, the nightly hour, and progress."""
