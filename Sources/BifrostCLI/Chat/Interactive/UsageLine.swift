import LLM

extension ChatSession {
    /// What the conversation took, for people.
    var usageLines: String {
        guard answers > 0 else { return "nothing was answered yet\n" }
        var lines = ["\(Wording.count(answers, "answer")), \(Wording.count(turns.count, "message")) in mind"]
        if let usage {
            let parts = [
                usage.input.map { "\($0) in" }, usage.cached.flatMap { $0 > 0 ? "\($0) of them cached" : nil },
                usage.output.map { "\($0) out" },
                usage.reasoning.flatMap { $0 > 0 ? "\($0) of them reasoning" : nil },
                usage.total.map { "\($0) in all" },
            ].compactMap { $0 }
            lines.append("tokens: " + parts.joined(separator: ", "))
            lines.append(usage.cost?.total.map { "cost: $\(Self.price($0))" } ?? "cost: the gateway does not tell")
        } else {
            lines.append("tokens: the gateway does not tell")
        }
        return lines.map { $0 + "\n" }.joined()
    }

    /// Dollars to a ten-thousandth of a cent, without zeros at the end but those of whole cents.
    static func price(_ dollars: Double) -> String {
        let millionths = Int((dollars * 1_000_000).rounded())
        var digits = String(String(millionths % 1_000_000 + 1_000_000).dropFirst())
        while digits.count > 2, digits.last == "0" { digits.removeLast() }
        return "\(millionths / 1_000_000).\(digits)"
    }
}
