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
    cells = [
        name, short(statistics.middle(samples)), f"{short(min(found))}–{short(max(found))}",
        short(statistics.ratio(samples, base))]
    cells += [cell(samples, key, factor) for _, key, factor in work.columns]
    failed = statistics.failure(samples)
    return "| " + " | ".join(cells) + " |" + (f" one run failed: {failed}" if failed else "")


def section(work, samples):
    headings = ["client", work.unit, "least–most", "ratio"]
    headings += [heading for heading, _, _ in work.columns]
    base = samples.get(work.base, [])
    lines = [
        f"## {work.title}", "", work.explanation, "", f"![{work.title}]({work.name}.svg)", "",
        "| " + " | ".join(headings) + " |", "| --- |" + " ---: |" * (len(headings) - 1)]
    lines += [row(work, name, samples[name], base) for name in samples]
    return lines + [""]


INTRODUCTION = """# Benchmarks

Written by `make bench`; what the numbers say is told in [performance](../performance.md).

The load server runs on one core, the client on another. A line is the median of the runs, and *ratio* the median of
the ratios to the limit's run in the same round: a program in C on libcurl and epoll that looks for the text of each
chunk and for nothing else. Trust the ratios; the absolute numbers are those of one machine. Each run counts only if
the client has read every character that the server sent.
"""


def heading(facts, skipped, command):
    return [
        INTRODUCTION, f"Measured on {date.today().isoformat()} with `{command}`.", "", "| | |", "| --- | --- |"
    ] + [f"| {name} | {value} |" for name, value in facts.items()] + [
        f"| {name} | skipped: {reason} |" for name, reason in skipped.items()] + [""]


def write(place, measured, command):
    """Writes what was measured: works with their samples, timings of parts, and who took part."""
    place.mkdir(parents=True, exist_ok=True)
    lines = heading(measured.facts, measured.skipped, command)
    charts = {}
    for work in measured.works:
        samples = measured.results[work.name]
        lines += section(work, samples)
        rows = [(name, statistics.middle(runs)) for name, runs in samples.items() if statistics.values(runs)]
        if rows:
            charts[f"{work.name}.svg"] = svg(work.title, work.unit, rows)
    if measured.timings:
        lines += parts.sections(measured.timings)
        charts |= parts.charts(measured.timings)
    for name, chart in charts.items():
        (place / name).write_text(chart, encoding="utf-8")
    raw = {"works": measured.results, "parts": measured.timings}
    (place / "results.json").write_text(json.dumps(raw, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    (place / "README.md").write_text("\n".join(lines).rstrip() + "\n", encoding="utf-8")
