"""Bar charts as SVG, on a scale of powers of ten, since the clients differ by as much."""
from html import escape
from math import log10

WIDTH, LABELS, ROW, TOP, BAR = 720, 240, 28, 46, 18
GREY, ORANGE = "#8a8f98", "#e05a2b"
COLOURS = {
    "limit": GREY, "bare program": GREY, "C, scan": GREY, "swift-bifrost": ORANGE, "swift-bifrost on the loop": ORANGE}
OTHERS = "#5b7fb4"


def bar(value, least, most):
    span = log10(most) - log10(least)
    return (log10(value) - log10(least)) / span * (WIDTH - LABELS - 90)


def svg(title, unit, rows):
    """A chart of (name, value) rows, the least first."""
    rows = sorted(rows, key=lambda row: row[1])
    least, most = min(value for _, value in rows) / 2, max(value for _, value in rows) * 1.05
    height = TOP + ROW * len(rows) + 12
    lines = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" font-family="sans-serif" '
        'font-size="13">',
        f'<rect width="{WIDTH}" height="{height}" fill="#ffffff"/>',
        f'<text x="12" y="20" font-weight="bold">{escape(title)}</text>',
        f'<text x="12" y="37" fill="#666666">{escape(unit)}, logarithmic; less is better</text>',
    ]
    for index, (name, value) in enumerate(rows):
        top = TOP + ROW * index
        length = bar(value, least, most)
        colour = COLOURS.get(name, OTHERS)
        lines += [
            f'<text x="{LABELS - 8}" y="{top + 14}" text-anchor="end">{escape(name)}</text>',
            f'<rect x="{LABELS}" y="{top}" width="{length:.1f}" height="{BAR}" fill="{colour}"/>',
            f'<text x="{LABELS + length + 6:.1f}" y="{top + 14}">{short(value)}</text>',
        ]
    return "\n".join(lines + ["</svg>", ""])


def short(value):
    """A number with three digits that count."""
    if value is None:
        return "–"
    if value >= 100:
        return f"{value:,.0f}".replace(",", " ")
    return f"{value:.1f}" if value >= 10 else f"{value:.2f}"
