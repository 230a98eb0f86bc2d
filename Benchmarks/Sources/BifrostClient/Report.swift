/// What is printed.
struct Report {
    var used: Usage
    var tally: Tally

    var json: String {
        var fields = [
            "\"user\":\(used.user)", "\"sys\":\(used.system)", "\"wall\":\(used.wall)", "\"chunks\":\(tally.chunks)",
            "\"characters\":\(tally.characters)", "\"unit\":\"utf8\"", "\"peak_kb\":\(peakKilobytes())",
        ]
        let delays = tally.delays.sorted()
        if !delays.isEmpty {
            fields.append("\"p50\":\(delays[(delays.count - 1) / 2]),\"p99\":\(delays[(delays.count - 1) * 99 / 100])")
        }
        return "{\(fields.joined(separator: ","))}"
    }
}
