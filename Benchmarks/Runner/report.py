"""Writes docs/benchmarks: the samples, the charts and the tables."""
import json
from datetime import date

from . import parts, statistics
from .chart import short, svg


def cell(samples, key, factor):
    # Without a factor it is time, which is told for each chunk or request.
    if factor is None:
        found = [sample[key] / sample["chunks"] * 1e6 for sample in samples if key in sample]
        return short(statistics.median(found)) if found else "–"
    value = statistics.middle(samples, key)
    return "–" if value is None else short(value * factor)


def row(work, name, samples, base):
    found = statistics.values(samples)
    if not found:
        return f"| {name} | {statistics.failure(samples)} |"
    cells = [name, short(statistics.middle(samples)), span(found)]
    cells += [short(statistics.ratio(samples, base))] if base else []
    cells += [cell(samples, key, factor) for _, key, factor in work.columns]
    failed = statistics.failure(samples)
    return "| " + " | ".join(cells) + " |" + (f" one run failed: {failed}" if failed else "")


def span(values):
    return f"{short(min(values))}–{short(max(values))}" if len(values) > 1 else "one run"


def section(work, samples):
    base = samples.get(work.base, [])
    headings = ["", work.unit, "least–most"] + (["ratio"] if base else []) + [heading for heading, _, _ in work.columns]
    lines = [f"## {work.title}", "", work.explanation, ""]
    if is_charted(samples):
        lines += [f"![{work.title}]({work.name}.svg)", ""]
    lines += ["| " + " | ".join(headings) + " |", "| --- |" + " ---: |" * (len(headings) - 1)]
    lines += [row(work, name, samples[name], base) for name in samples]
    return lines + [""]


def charted(samples):
    """The rows of a chart."""
    return [(name, statistics.middle(runs)) for name, runs in samples.items() if statistics.values(runs)]


def is_charted(samples):
    return len(charted(samples)) > 1


INTRODUCTION = """# Benchmarks

Written by `make bench`; what the numbers say is told in [performance](../performance.md).

The load server runs on one core, the client on another. A line is the median of the runs, and *ratio* the median of
the ratios to the limit's run in the same round: a program in C on libcurl and epoll that looks for the text of each
chunk and for nothing else. Trust the ratios; the absolute numbers are those of one machine. Each run counts only if
the client has read every character that the server sent.
"""


QUICK = "This was a trial, with fewer streams and chunks than the titles say: its numbers are not to be quoted."


def heading(measured, command):
    lines = [INTRODUCTION, f"Measured on {date.today().isoformat()} with `{command}`.", ""]
    lines += [QUICK, ""] if measured.scale > 1 else []
    lines += ["| | |", "| --- | --- |"]
    lines += [f"| {name} | {value} |" for name, value in measured.facts.items()]
    return lines + [f"| {name} | skipped: {reason} |" for name, reason in measured.skipped.items()] + [""]


def write(place, measured, command):
    """Writes what was measured: works with their samples, timings of parts, and who took part."""
    place.mkdir(parents=True, exist_ok=True)
    lines = heading(measured, command)
    charts = {}
    for work in measured.works:
        samples = measured.results[work.name]
        lines += section(work, samples)
        if is_charted(samples):
            charts[f"{work.name}.svg"] = svg(work.title, work.unit, charted(samples))
    if measured.timings:
        lines += parts.sections(measured.timings)
        charts |= parts.charts(measured.timings)
    for name, chart in charts.items():
        (place / name).write_text(chart, encoding="utf-8")
    raw = {"works": measured.results, "parts": measured.timings}
    (place / "results.json").write_text(json.dumps(raw, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    (place / "README.md").write_text("\n".join(lines).rstrip() + "\n", encoding="utf-8")
