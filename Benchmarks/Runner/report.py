"""Writes docs/benchmarks: the samples, the charts and the tables."""
import json
from datetime import date

from . import statistics
from .chart import short, svg

# What a work's table shows beside its own value: heading, key of the sample, factor.
COLUMNS = {
    "burst": [("user", "user", None), ("sys", "sys", None), ("peak MB", "peak_kb", 1 / 1024)],
    "paced": [
        ("% of a core", "core", 1), ("delay p50 ms", "p50", 1e-3), ("p99 ms", "p99", 1e-3),
        ("peak MB", "peak_kb", 1 / 1024)],
    "idle": [("% of a core", "core", 1), ("threads", "threads", 1), ("all MB", "rss_kb", 1 / 1024)],
}
REQUESTS = [("user", "user", None), ("sys", "sys", None), ("peak MB", "peak_kb", 1 / 1024)]


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
    cells += [cell(samples, key, factor) for _, key, factor in COLUMNS.get(work.name, REQUESTS)]
    failed = statistics.failure(samples)
    return "| " + " | ".join(cells) + " |" + (f" one run failed: {failed}" if failed else "")


def section(work, samples):
    headings = ["client", work.unit, "least–most", "ratio"]
    headings += [heading for heading, _, _ in COLUMNS.get(work.name, REQUESTS)]
    base = samples.get(statistics.BASE, [])
    lines = [
        f"## {work.title}", "", work.explanation, "", f"![{work.title}]({work.name}.svg)", "",
        "| " + " | ".join(headings) + " |", "| --- |" + " ---: |" * (len(headings) - 1)]
    lines += [row(work, name, samples[name], base) for name in samples]
    return lines + [""]


def readme(works, results, skipped, facts, arguments):
    rounds = max(len(samples) for work in results.values() for samples in work.values())
    lines = [
        "# Benchmarks", "",
        "Written by `make bench`; what the numbers say is told in [performance](../performance.md).", "",
        "The load server runs on one core, the client on another. A line is the median of "
        f"{rounds} runs, and *ratio* the median of the ratios to the limit's run in the same round: a program in C on "
        "libcurl and epoll that looks for the text of each chunk and for nothing else. Trust the ratios; the absolute "
        "numbers are those of one machine. Each run counts only if the client has read every character that the "
        "server sent.", "",
        f"Measured on {date.today().isoformat()} with `Benchmarks/run {' '.join(arguments)}`.".replace(" `.", "`."), "",
        "| | |", "| --- | --- |"]
    lines += [f"| {name} | {value} |" for name, value in facts.items()]
    lines += [f"| {name} | skipped: {reason} |" for name, reason in skipped.items()] + [""]
    for work in works:
        lines += section(work, results[work.name])
    return "\n".join(lines).rstrip() + "\n"


def write(place, works, results, skipped, facts, arguments):
    place.mkdir(parents=True, exist_ok=True)
    for work in works:
        rows = [(name, statistics.middle(samples)) for name, samples in results[work.name].items()]
        rows = [entry for entry in rows if entry[1]]
        if rows:
            (place / f"{work.name}.svg").write_text(svg(work.title, work.unit, rows), encoding="utf-8")
    (place / "results.json").write_text(json.dumps(results, indent=1) + "\n", encoding="utf-8")
    (place / "README.md").write_text(readme(works, results, skipped, facts, arguments), encoding="utf-8")
