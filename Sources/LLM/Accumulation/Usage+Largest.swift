extension Usage {
    /// The larger of each count: servers repeat, split and accumulate usage, so adding would count twice.
    func largest(with other: Usage) -> Usage {
        Usage(
            input: larger(input, other.input),
            output: larger(output, other.output),
            total: larger(total, other.total),
            cached: larger(cached, other.cached),
            reasoning: larger(reasoning, other.reasoning),
            inputDetails: merged(inputDetails, other.inputDetails) { $0.largest(with: $1) },
            outputDetails: merged(outputDetails, other.outputDetails) { $0.largest(with: $1) },
            cost: merged(cost, other.cost) { $0.largest(with: $1) },
            additionalFields: additionalFields.merging(other.additionalFields) { $1 }
        )
    }

    /// The same with a total of at least input and output together.
    package var withWholeTotal: Usage {
        guard input != nil || output != nil else { return self }
        let (sum, overflow) = (input ?? 0).addingReportingOverflow(output ?? 0)
        var result = self
        result.total = larger(total, overflow ? Int.max : sum)
        return result
    }
}

extension Usage.InputDetails {
    fileprivate func largest(with other: Self) -> Self {
        Self(
            text: larger(text, other.text),
            audio: larger(audio, other.audio),
            image: larger(image, other.image),
            cachedRead: larger(cachedRead, other.cachedRead),
            cachedWrite: larger(cachedWrite, other.cachedWrite)
        )
    }
}

extension Usage.OutputDetails {
    fileprivate func largest(with other: Self) -> Self {
        Self(
            text: larger(text, other.text),
            audio: larger(audio, other.audio),
            image: larger(image, other.image),
            acceptedPrediction: larger(acceptedPrediction, other.acceptedPrediction),
            rejectedPrediction: larger(rejectedPrediction, other.rejectedPrediction),
            citation: larger(citation, other.citation),
            searchQueries: larger(searchQueries, other.searchQueries)
        )
    }
}

extension Usage.Cost {
    fileprivate func largest(with other: Self) -> Self {
        Self(
            total: larger(total, other.total),
            input: larger(input, other.input),
            output: larger(output, other.output),
            reasoning: larger(reasoning, other.reasoning),
            citation: larger(citation, other.citation),
            searchQueries: larger(searchQueries, other.searchQueries),
            request: larger(request, other.request),
            additionalFields: additionalFields.merging(other.additionalFields) { $1 }
        )
    }
}

private func larger<Count: Comparable>(_ one: Count?, _ other: Count?) -> Count? { merged(one, other, by: max) }

private func merged<Value>(_ one: Value?, _ other: Value?, by merge: (Value, Value) -> Value) -> Value? {
    guard let one, let other else { return one ?? other }
    return merge(one, other)
}
