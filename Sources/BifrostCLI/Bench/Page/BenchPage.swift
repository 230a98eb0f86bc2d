/// A load test's report as one page of HTML that needs nothing else.
struct BenchPage {
    let report: BenchReport

    init(_ report: BenchReport) { self.report = report }

    /// The page.
    var html: String {
        """
        <!DOCTYPE html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta name="color-scheme" content="light dark">
        <title>bifrost bench: \(Markup.escaped(report.setting.model))</title>
        <style>\(PageStyle.css)</style>
        </head>
        <body>
        <main>
        <header><h1>\(Markup.escaped(report.setting.model))</h1>
        <p>\(Markup.escaped(report.setting.baseURL)) · \(Markup.escaped(report.loadText)) · \
        \(report.setting.isStreamed ? "streamed" : "not streamed") · \(Quantity.duration(report.tally.elapsed))</p></header>
        <section class="tiles">\(tiles)</section>
        \(table)
        \(charts.map(\.html).joined(separator: "\n"))
        \(errors)
        \(remarks)
        </main>
        </body>
        </html>

        """
    }

    private var tiles: String {
        let tally = report.tally
        let ended = tally.answered + tally.failed
        var tiles = [
            (Quantity.short(tally.rate(tally.answered)), "answers a second"),
            (Quantity.short(tally.rate(tally.output)), "output \(report.unit) a second"),
        ]
        if let median = tally.firstToken.percentile(50) {
            tiles.append((Quantity.latency(microseconds: median), "first token, median"))
        }
        if let late = tally.call.percentile(99) {
            tiles.append((Quantity.latency(microseconds: late), "whole call, 99%"))
        }
        let share = ended > 0 ? 100 * Double(tally.failed) / Double(ended) : 0
        tiles.append((share == 0 ? "0%" : "\(Quantity.short(share))%", "failed of \(Quantity.count(ended))"))
        return tiles.map { "<div><b>\(Markup.escaped($0.0))</b><span>\(Markup.escaped($0.1))</span></div>" }.joined()
    }

    private var table: String {
        let head = BenchReport.percentiles.map(BenchReport.name) + ["max", "mean"]
        let rows = report.rows.filter { $0.latencies.count > 0 }.map { row in
            let values = BenchReport.percentiles.map { row.latencies.percentile($0) }
            let cells = (values + [row.latencies.maximum, row.latencies.mean]).map {
                "<td>\(Markup.escaped($0.map(Quantity.latency) ?? "–"))</td>"
            }
            return "<tr><th scope=\"row\">\(row.name)</th>\(cells.joined())</tr>"
        }
        return """
            <div class="scroll"><table><thead><tr><th></th>\(head.map { "<th scope=\"col\">\($0)</th>" }.joined())</tr></thead>
            <tbody>\(rows.joined(separator: "\n"))</tbody></table></div>
            """
    }

    private var errors: String {
        guard !report.tally.failures.isEmpty else { return "" }
        let rows = report.tally.failures.sorted { ($1.value.count, $0.key) < ($0.value.count, $1.key) }.map {
            "<tr><th scope=\"row\">\(Markup.escaped($0.key))</th><td>\(Quantity.count($0.value.count))</td>"
                + "<td class=\"text\">\(Markup.escaped($0.value.example))</td></tr>"
        }
        return """
            <h2>Errors</h2>
            <div class="scroll"><table><thead><tr><th></th><th>calls</th><th class="text">the first one said</th></tr></thead>
            <tbody>\(rows.joined(separator: "\n"))</tbody></table></div>
            """
    }

    private var remarks: String {
        guard !report.remarks.isEmpty else { return "" }
        return "<ul>" + report.remarks.map { "<li>\(Markup.escaped($0))</li>" }.joined() + "</ul>"
    }
}
