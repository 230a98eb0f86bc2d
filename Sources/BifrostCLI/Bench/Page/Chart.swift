/// A chart of lines or bars as SVG, which draws itself in the page's colours.
struct Chart {
    /// One line, or one row of bars.
    struct Series {
        var name: String
        /// Its place among the page's colours, from 1.
        var color: Int
        var points: [(x: Double, y: Double)]
    }

    /// What the points become.
    enum Mark {
        case line
        /// Bars as wide as this.
        case bars(width: Double)
    }

    var title: String
    var unit: String
    var xTicks: [(value: Double, label: String)]
    var xRange: ClosedRange<Double>
    var series: [Series]
    var mark = Mark.line
    var height = 260.0

    private static let width = 920.0
    private static let margin = (left: 64.0, right: 16.0, top: 16.0, bottom: 36.0)

    /// The figure with title, legend and drawing.
    var html: String {
        """
        <figure>
        <figcaption><b>\(Markup.escaped(title))</b> <span class="unit">\(Markup.escaped(unit))</span>\(legend)</figcaption>
        <svg viewBox="0 0 \(Int(Self.width)) \(Int(height))" role="img" \
        aria-label="\(Markup.escaped(title))">
        \(grid)
        \(series.map(drawing).joined(separator: "\n"))
        </svg>
        </figure>
        """
    }

    private var legend: String {
        guard series.count > 1 else { return "" }
        return series.map { "<span class=\"key\"><i class=\"b\($0.color)\"></i>\(Markup.escaped($0.name))</span>" }
            .joined()
    }

    private var yTicks: [Double] {
        Axis.ticks(upTo: series.flatMap(\.points).map(\.y).max() ?? 0)
    }

    private var grid: String {
        let bottom = self.height - Self.margin.bottom
        let rows = yTicks.map { tick in
            let y = y(tick)
            return """
                <line class="grid" x1="\(Self.number(Self.margin.left))" x2="\(Self.number(Self.width - Self.margin.right))" \
                y1="\(Self.number(y))" y2="\(Self.number(y))"/>\
                <text class="tick" text-anchor="end" x="\(Self.number(Self.margin.left - 8))" \
                y="\(Self.number(y + 4))">\(Axis.label(tick))</text>
                """
        }
        let columns = xTicks.map { tick in
            """
            <text class="tick" text-anchor="middle" x="\(Self.number(x(tick.value)))" \
            y="\(Self.number(bottom + 23))">\(Markup.escaped(tick.label))</text>
            """
        }
        return (rows + columns).joined(separator: "\n")
    }

    private func drawing(_ series: Series) -> String {
        switch mark {
        case .line: line(series)
        case .bars(let width): bars(series, width)
        }
    }

    private func line(_ series: Series) -> String {
        let places = series.points.map { "\(Self.number(x($0.x))),\(Self.number(y($0.y)))" }
        // A line of one point is not seen.
        if series.points.count == 1, let point = series.points.first {
            return "<circle class=\"f\(series.color)\" r=\"3\" cx=\"\(Self.number(x(point.x)))\" "
                + "cy=\"\(Self.number(y(point.y)))\"/>"
        }
        return "<polyline class=\"s\(series.color)\" points=\"\(places.joined(separator: " "))\"/>"
    }

    private func bars(_ series: Series, _ width: Double) -> String {
        series.points.filter { $0.y > 0 }.map { point in
            let (left, right) = (x(point.x), x(point.x + width))
            let (top, bottom) = (y(point.y), y(0))
            return """
                <rect class="f\(series.color)" x="\(Self.number(left + 0.5))" y="\(Self.number(top))" \
                width="\(Self.number(max(1, right - left - 1)))" height="\(Self.number(bottom - top))">\
                <title>\(Axis.label(point.y))</title></rect>
                """
        }
        .joined(separator: "\n")
    }

    private func x(_ value: Double) -> Double {
        let span = max(xRange.upperBound - xRange.lowerBound, .leastNormalMagnitude)
        let width = Self.width - Self.margin.left - Self.margin.right
        return Self.margin.left + (value - xRange.lowerBound) / span * width
    }

    private func y(_ value: Double) -> Double {
        let height = self.height - Self.margin.top - Self.margin.bottom
        return Self.margin.top + height * (1 - value / (yTicks.last ?? 1))
    }

    private static func number(_ value: Double) -> String { Quantity.decimal(value, 1) }
}

/// Where an axis has its marks.
enum Axis {
    /// Even marks from zero to what is no less than the largest value; at least one above zero.
    static func ticks(upTo largest: Double) -> [Double] {
        guard largest > 0, largest.isFinite else { return [0, 1] }
        var step = 1.0
        while step * 5 < largest { step *= 10 }
        while step * 0.5 >= largest { step /= 10 }
        for factor in [0.1, 0.2, 0.5, 1] where step * factor * 5 >= largest {
            step *= factor
            break
        }
        let count = Int((largest / step).rounded(.up))
        return (0...max(1, count)).map { Double($0) * step }
    }

    /// A mark's number without needless zeros.
    static func label(_ value: Double) -> String {
        guard value != value.rounded() else { return Quantity.count(Int(value)) }
        var text = Quantity.decimal(value, value < 1 ? 3 : 2)
        while text.hasSuffix("0") { text.removeLast() }
        return text
    }
}

/// Text in HTML.
enum Markup {
    /// The text with the characters replaced that mean something.
    static func escaped(_ text: String) -> String {
        text.reduce(into: "") { escaped, character in
            switch character {
            case "&": escaped += "&amp;"
            case "<": escaped += "&lt;"
            case ">": escaped += "&gt;"
            case "\"": escaped += "&quot;"
            case "'": escaped += "&#39;"
            default: escaped.append(character)
            }
        }
    }
}
