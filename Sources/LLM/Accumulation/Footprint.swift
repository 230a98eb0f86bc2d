extension JSONValue {
    /// Bytes that it takes in memory, roughly.
    package var footprint: Int {
        switch self {
        case .string(let text): MemoryLayout<Self>.stride + text.utf8.count
        case .array(let elements): elements.reduce(MemoryLayout<Self>.stride) { $0 + $1.footprint }
        case .object(let members): MemoryLayout<Self>.stride + members.footprint
        default: MemoryLayout<Self>.stride
        }
    }
}

extension [String: JSONValue] {
    /// Bytes that the members take in memory, roughly.
    var footprint: Int { reduce(0) { $0 + $1.key.utf8.count + $1.value.footprint } }
}

extension Logprobs {
    /// Bytes that they take in memory, roughly.
    var footprint: Int { (content + refusal).reduce(0) { $0 + $1.footprint } }
}

extension TokenLogprob {
    fileprivate var footprint: Int {
        topLogprobs.reduce(MemoryLayout<Self>.stride + token.utf8.count + (bytes?.count ?? 0)) { $0 + $1.footprint }
    }
}

extension RareChoiceFields {
    /// Bytes that they add to what is kept, roughly.
    var footprint: Int {
        let audioSize = audio.map { $0.data.utf8.count + $0.transcript.utf8.count } ?? 0
        return audioSize + (logprobs?.footprint ?? 0) + annotations.reduce(0) { $0 + $1.json.footprint }
            + additionalFields.footprint + messageFields.footprint
    }
}
