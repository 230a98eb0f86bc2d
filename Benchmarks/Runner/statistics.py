"""Medians over rounds."""
from statistics import median


def values(samples, key="value"):
    return [sample[key] for sample in samples if key in sample]


def middle(samples, key="value"):
    """The median; None when no run has it."""
    found = values(samples, key)
    return median(found) if found else None


def ratio(samples, base, key="value"):
    """The median of the ratios to the base of the same round; None when there is none."""
    pairs = [
        sample[key] / other[key] for sample, other in zip(samples, base) if sample.get(key) and other.get(key)]
    return median(pairs) if pairs else None


def failure(samples):
    """What went wrong in the last run that did; None when all went well."""
    return next((sample["failed"] for sample in reversed(samples) if "failed" in sample), None)
