extension Usage {
    /// The larger of each count: servers repeat, split and accumulate usage, so adding would count twice.
    func largest(with other: Usage) -> Usage {
        Usage(
            input: Self.larger(input, other.input),
            output: Self.larger(output, other.output),
            total: Self.larger(total, other.total),
            cached: Self.larger(cached, other.cached),
            reasoning: Self.larger(reasoning, other.reasoning)
        )
    }

    /// The same with a total of at least input and output together.
    var withWholeTotal: Usage {
        guard input != nil || output != nil else { return self }
        let (sum, overflow) = (input ?? 0).addingReportingOverflow(output ?? 0)
        var result = self
        result.total = Self.larger(total, overflow ? Int.max : sum)
        return result
    }

    private static func larger(_ one: Int?, _ other: Int?) -> Int? {
        guard let one, let other else { return one ?? other }
        return max(one, other)
    }
}
