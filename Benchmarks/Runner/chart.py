"""Bar charts as SVG; where the clients differ by powers of ten, on a scale of them."""
from html import escape
from math import log10

WIDTH, LABELS, ROW, TOP, BAR = 720, 240, 28, 46, 18
GREY, ORANGE = "#8a8f98", "#e05a2b"
COLOURS = {
    "limit": GREY, "bare program": GREY, "C, scan": GREY, "swift-bifrost": ORANGE, "swift-bifrost on the loop": ORANGE,
    "swift-bifrost forEach": ORANGE}
OTHERS = "#5b7fb4"
# From here on, the shortest bar of a linear scale cannot be told from none.
WIDEST = 20


def lengths(values):
    """How long the bars are, from 0 to 1, and what to say of their scale."""
    least, most = min(values), max(values)
    if most < least * WIDEST:
        return [value / most for value in values], ""
    # The least has a bar too.
    start = log10(least / 2)
    return [(log10(value) - start) / (log10(most) - start) for value in values], ", logarithmic"


def svg(title, unit, rows):
    """A chart of (name, value) rows, the least first."""
    rows = sorted(rows, key=lambda row: row[1])
    bars, scale = lengths([value for _, value in rows])
    height = TOP + ROW * len(rows) + 12
    lines = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" font-family="sans-serif" '
        'font-size="13">',
        f'<rect width="{WIDTH}" height="{height}" fill="#ffffff"/>',
        f'<text x="12" y="20" font-weight="bold">{escape(title)}</text>',
        f'<text x="12" y="37" fill="#666666">{escape(unit)}{scale}; less is better</text>',
    ]
    for index, (name, value) in enumerate(rows):
        top = TOP + ROW * index
        length = bars[index] * (WIDTH - LABELS - 90)
        colour = COLOURS.get(name, OTHERS)
        lines += [
            f'<text x="{LABELS - 8}" y="{top + 14}" text-anchor="end">{escape(name)}</text>',
            f'<rect x="{LABELS}" y="{top}" width="{length:.1f}" height="{BAR}" fill="{colour}"/>',
            f'<text x="{LABELS + length + 6:.1f}" y="{top + 14}">{short(value)}</text>',
        ]
    return "\n".join(lines + ["</svg>", ""])


def short(value):
    """A number with three digits that count; a whole one with all of them."""
    if value is None:
        return "–"
    if isinstance(value, int):
        return f"{value:,}".replace(",", " ")
    if value >= 100:
        return f"{value:,.0f}".replace(",", " ")
    return f"{value:.1f}" if value >= 10 else f"{value:.2f}"
