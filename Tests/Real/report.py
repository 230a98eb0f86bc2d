"""Counts checks, one line each."""
import traceback
from contextlib import contextmanager


class Failure(AssertionError):
    """An expectation that was not met."""


def expect_equal(what, actual, expected):
    if actual != expected:
        raise Failure(f"{what}: expected {expected!r}, got {actual!r}")


def expect(what, holds, evidence=None):
    if not holds:
        raise Failure(what if evidence is None else f"{what}: {evidence!r}")


class Report:
    def __init__(self):
        self.passed = 0
        self.failed = 0

    def record(self, name, problem=None):
        if problem is None:
            self.passed += 1
            print(f"pass  {name}", flush=True)
        else:
            self.failed += 1
            print(f"FAIL  {name}: {problem}", flush=True)

    @contextmanager
    def check(self, name):
        """Runs a block as one check: it passes if nothing is raised."""
        try:
            yield
        except Failure as failure:
            self.record(name, failure)
        except Exception:
            self.record(name, traceback.format_exc(limit=-3))
        else:
            self.record(name)

    def close(self):
        """Prints the closing line and returns the exit code."""
        print(f"{self.passed} passed, {self.failed} failed", flush=True)
        return 1 if self.failed or not self.passed else 0
