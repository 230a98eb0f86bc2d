"""What a run of the bench has measured."""
from dataclasses import dataclass


@dataclass
class Measured:
    facts: dict
    # Why each of the missing clients is missing.
    skipped: dict
    works: list
    # By the name of a work and that of a client: a list with one sample for each round.
    results: dict
    timings: list
    # The works were divided by it, whatever their titles say.
    scale: int
