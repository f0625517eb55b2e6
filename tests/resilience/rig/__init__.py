"""Workers that are killed at random, real databases, and a Procountor that loses answers."""
