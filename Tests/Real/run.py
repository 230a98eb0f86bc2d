"""All tests against real servers; `run.py vectors faults litellm sdk gateways` runs some of them."""
import signal
import sys
import tempfile

import command_against_faults
import command_against_litellm
import gateways
import sdk_against_gateway
import vectors_through_command
from report import Report


def suites(report, folder):
    return {
        "vectors": lambda: vectors_through_command.run(report),
        "faults": lambda: command_against_faults.run(report),
        "litellm": lambda: command_against_litellm.run(report, folder),
        "sdk": lambda: sdk_against_gateway.run(report, folder),
        "gateways": lambda: gateways.run(report, folder),
    }


def main(wanted):
    # A terminated run must still stop the servers that it started.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(128 + signal.SIGTERM))
    report = Report()
    with tempfile.TemporaryDirectory(prefix="bifrost-real-") as folder:
        all_suites = suites(report, folder)
        for name in wanted or all_suites:
            try:
                all_suites[name]()
            except Exception as error:
                report.record(name, error)
    return report.close()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
