internal import LLM

extension Usage {
    /// The counts by the names that they have on the wire.
    var json: JSONValue {
        var members: [String: JSONValue] = additionalFields
        members.set(UsageKey.input, input)
        members.set(UsageKey.output, output)
        members.set(UsageKey.total, total)
        members.merge(UsageKey.inputDetails, with: inputMembers)
        members.merge(UsageKey.outputDetails, with: outputMembers)
        members[UsageKey.cost.rawValue] = cost?.json
        return .object(members)
    }

    private var inputMembers: [String: JSONValue] {
        var members: [String: JSONValue] = [:]
        members.set(InputDetailsKey.text, inputDetails?.text)
        members.set(InputDetailsKey.audio, inputDetails?.audio)
        members.set(InputDetailsKey.image, inputDetails?.image)
        members.set(InputDetailsKey.cached, cached)
        members.set(InputDetailsKey.cachedRead, inputDetails?.cachedRead)
        members.set(InputDetailsKey.cachedWrite, inputDetails?.cachedWrite)
        return members
    }

    private var outputMembers: [String: JSONValue] {
        var members: [String: JSONValue] = [:]
        members.set(OutputDetailsKey.text, outputDetails?.text)
        members.set(OutputDetailsKey.audio, outputDetails?.audio)
        members.set(OutputDetailsKey.image, outputDetails?.image)
        members.set(OutputDetailsKey.reasoning, reasoning)
        members.set(OutputDetailsKey.acceptedPrediction, outputDetails?.acceptedPrediction)
        members.set(OutputDetailsKey.rejectedPrediction, outputDetails?.rejectedPrediction)
        members.set(OutputDetailsKey.citation, outputDetails?.citation)
        members.set(OutputDetailsKey.searchQueries, outputDetails?.searchQueries)
        return members
    }
}

extension Usage.Cost {
    fileprivate var json: JSONValue {
        var members = additionalFields
        let prices: [(CostKey, Double?)] = [
            (.total, total), (.input, input), (.output, output), (.reasoning, reasoning), (.citation, citation),
            (.searchQueries, searchQueries), (.request, request),
        ]
        for case (let key, let price?) in prices { members[key.rawValue] = .number(price) }
        return .object(members)
    }
}

extension [String: JSONValue] {
    fileprivate mutating func set(_ key: some RawRepresentable<String>, _ count: Int?) {
        if let count { self[key.rawValue] = .integer(Int64(count)) }
    }

    /// Adds members to an object that may have some already, which have no names here.
    fileprivate mutating func merge(_ key: some RawRepresentable<String>, with members: [String: JSONValue]) {
        guard !members.isEmpty else { return }
        self[key.rawValue] = .object((self[key.rawValue]?.objectValue ?? [:]).merging(members) { $1 })
    }
}
