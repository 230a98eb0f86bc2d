/// How two counts of a usage become one; both rules are total, whatever a server counts.
struct CountRule: Sendable {
    let counts: @Sendable (Int, Int) -> Int
    let prices: @Sendable (Double, Double) -> Double

    /// The larger of each: servers repeat, split and accumulate usage, so adding would count twice.
    static let largest = CountRule(counts: { max($0, $1) }, prices: { max($0, $1) })
    /// Both together, for answers that were paid for one by one.
    static let sum = CountRule(
        counts: { one, other in
            let (sum, overflow) = one.addingReportingOverflow(other)
            return overflow ? Int.max : sum
        },
        prices: { $0 + $1 }
    )

    func callAsFunction(_ one: Int?, _ other: Int?) -> Int? { merged(one, other, by: counts) }
    func callAsFunction(_ one: Double?, _ other: Double?) -> Double? { merged(one, other, by: prices) }
}

extension Usage {
    /// The larger of each count of one answer.
    package func largest(with other: Usage) -> Usage { combined(with: other, by: .largest) }

    /// Adds the counts of two calls; a count that neither reported stays nil.
    ///
    /// - Parameters:
    ///   - one: The counts of one call.
    ///   - other: The counts of the other; of fields that have no name here, these are kept.
    /// - Returns: The sums.
    public static func + (one: Usage, other: Usage) -> Usage { one.combined(with: other, by: .sum) }

    private func combined(with other: Usage, by rule: CountRule) -> Usage {
        Usage(
            input: rule(input, other.input),
            output: rule(output, other.output),
            total: rule(total, other.total),
            cached: rule(cached, other.cached),
            reasoning: rule(reasoning, other.reasoning),
            inputDetails: merged(inputDetails, other.inputDetails) { $0.combined(with: $1, by: rule) },
            outputDetails: merged(outputDetails, other.outputDetails) { $0.combined(with: $1, by: rule) },
            cost: merged(cost, other.cost) { $0.combined(with: $1, by: rule) },
            additionalFields: additionalFields.merging(other.additionalFields) { $1 }
        )
    }

    /// The same with a total of at least input and output together.
    package var withWholeTotal: Usage {
        guard input != nil || output != nil else { return self }
        let whole = CountRule.largest(total, CountRule.sum(input ?? 0, output ?? 0))
        guard whole != total else { return self }
        var result = self
        result.total = whole
        return result
    }
}

extension Usage.InputDetails {
    fileprivate func combined(with other: Self, by rule: CountRule) -> Self {
        Self(
            text: rule(text, other.text),
            audio: rule(audio, other.audio),
            image: rule(image, other.image),
            cachedRead: rule(cachedRead, other.cachedRead),
            cachedWrite: rule(cachedWrite, other.cachedWrite)
        )
    }
}

extension Usage.OutputDetails {
    fileprivate func combined(with other: Self, by rule: CountRule) -> Self {
        Self(
            text: rule(text, other.text),
            audio: rule(audio, other.audio),
            image: rule(image, other.image),
            acceptedPrediction: rule(acceptedPrediction, other.acceptedPrediction),
            rejectedPrediction: rule(rejectedPrediction, other.rejectedPrediction),
            citation: rule(citation, other.citation),
            searchQueries: rule(searchQueries, other.searchQueries)
        )
    }
}

extension Usage.Cost {
    fileprivate func combined(with other: Self, by rule: CountRule) -> Self {
        Self(
            total: rule(total, other.total),
            input: rule(input, other.input),
            output: rule(output, other.output),
            reasoning: rule(reasoning, other.reasoning),
            citation: rule(citation, other.citation),
            searchQueries: rule(searchQueries, other.searchQueries),
            request: rule(request, other.request),
            additionalFields: additionalFields.merging(other.additionalFields) { $1 }
        )
    }
}

private func merged<Value>(_ one: Value?, _ other: Value?, by merge: (Value, Value) -> Value) -> Value? {
    guard let one, let other else { return one ?? other }
    return merge(one, other)
}
