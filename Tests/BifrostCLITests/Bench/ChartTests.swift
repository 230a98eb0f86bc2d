import Testing

@testable import BifrostCLI

struct ChartTests {
    private static let marks: [(Double, [Double])] = [
        (0, [0, 1]), (1, [0, 0.2, 0.4, 0.6, 0.8, 1]), (7, [0, 2, 4, 6, 8]), (100, [0, 20, 40, 60, 80, 100]),
        (120, [0, 50, 100, 150]), (0.03, [0, 0.01, 0.02, 0.03]),
    ]

    @Test(arguments: marks)
    func `Marks are even numbers up to the largest value`(largest: Double, expected: [Double]) {
        let ticks = Axis.ticks(upTo: largest)
        #expect(ticks.count == expected.count, "\(ticks)")
        #expect(zip(ticks, expected).allSatisfy { abs($0 - $1) < 1e-9 }, "\(ticks)")
    }

    @Test(arguments: [1e-6, 0.9, 13, 999, 1001, 123_456_789])
    func `There are few marks, and none too low`(largest: Double) {
        let ticks = Axis.ticks(upTo: largest)
        #expect(2...7 ~= ticks.count && (ticks.last ?? 0) >= largest * 0.999_999, "\(ticks)")
    }

    @Test
    func `Labels have no needless zeros`() {
        #expect([0, 0.5, 2.25, 1500, 0.2].map(Axis.label) == ["0", "0.5", "2.25", "1,500", "0.2"])
    }

    @Test
    func `A server's words are text on the page and nothing else`() {
        #expect(Markup.escaped(#"<script>"a" & 'b'"#) == "&lt;script&gt;&quot;a&quot; &amp; &#39;b&#39;")
    }
}
