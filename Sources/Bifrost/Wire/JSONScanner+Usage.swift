internal import LLM

extension JSONScanner {
    /// Reads `usage`; the chunk stays without it when it reports nothing at all.
    mutating func readUsage(
        into chunk: inout ChatChunk, _ unknownFields: UnknownFields, in bytes: Span<UInt8>
    ) throws(JSONError) {
        guard try kind(in: bytes) == .object else { return try skipValue(in: bytes) }
        chunk.usage = try usage(unknownFields, in: bytes)
    }

    /// Reads a usage; nil when it reports nothing at all, or is no object.
    mutating func usage(_ unknownFields: UnknownFields, in bytes: Span<UInt8>) throws(JSONError) -> Usage? {
        guard try beginObjectIfPresent(in: bytes) else { return nil }
        var usage = Usage.unreported
        var unknown: [String: JSONValue] = [:]
        let keys = UsageKey.keys
        while let name = try nextKey(in: bytes) {
            switch keys.key(for: name, in: bytes) {
            case .input: usage.input = try integerIfPresent(in: bytes)
            case .output: usage.output = try integerIfPresent(in: bytes)
            case .total: usage.total = try integerIfPresent(in: bytes)
            case .inputDetails:
                let details = try inputDetails(of: &usage, unknownFields, in: bytes)
                if !details.isEmpty { unknown[name.string(in: bytes)] = .object(details) }
            case .outputDetails:
                let details = try outputDetails(of: &usage, unknownFields, in: bytes)
                if !details.isEmpty { unknown[name.string(in: bytes)] = .object(details) }
            case .cost: usage.cost = try cost(unknownFields, in: bytes)
            case nil: try readUnknown(name, into: &unknown, by: unknownFields, in: bytes)
            }
        }
        if !unknown.isEmpty { usage.additionalFields = unknown }
        return usage == Usage.unreported ? nil : usage
    }

    private mutating func inputDetails(
        of usage: inout Usage, _ unknownFields: UnknownFields, in bytes: Span<UInt8>
    ) throws(JSONError) -> [String: JSONValue] {
        var unknown: [String: JSONValue] = [:]
        var details = Usage.InputDetails()
        guard try beginObjectIfPresent(in: bytes) else { return unknown }
        let keys = InputDetailsKey.keys
        while let name = try nextKey(in: bytes) {
            switch keys.key(for: name, in: bytes) {
            case .text: details.text = try integerIfPresent(in: bytes)
            case .audio: details.audio = try integerIfPresent(in: bytes)
            case .image: details.image = try integerIfPresent(in: bytes)
            case .cached: usage.cached = try integerIfPresent(in: bytes)
            case .cachedRead: details.cachedRead = try integerIfPresent(in: bytes)
            case .cachedWrite: details.cachedWrite = try integerIfPresent(in: bytes)
            case nil: try readUnknown(name, into: &unknown, by: unknownFields, in: bytes)
            }
        }
        usage.cached = usage.cached ?? details.cachedRead
        usage.inputDetails = details == Usage.InputDetails() ? nil : details
        return unknown
    }

    private mutating func outputDetails(
        of usage: inout Usage, _ unknownFields: UnknownFields, in bytes: Span<UInt8>
    ) throws(JSONError) -> [String: JSONValue] {
        var unknown: [String: JSONValue] = [:]
        var details = Usage.OutputDetails()
        guard try beginObjectIfPresent(in: bytes) else { return unknown }
        let keys = OutputDetailsKey.keys
        while let name = try nextKey(in: bytes) {
            switch keys.key(for: name, in: bytes) {
            case .text: details.text = try integerIfPresent(in: bytes)
            case .audio: details.audio = try integerIfPresent(in: bytes)
            case .image: details.image = try integerIfPresent(in: bytes)
            case .reasoning: usage.reasoning = try integerIfPresent(in: bytes)
            case .acceptedPrediction: details.acceptedPrediction = try integerIfPresent(in: bytes)
            case .rejectedPrediction: details.rejectedPrediction = try integerIfPresent(in: bytes)
            case .citation: details.citation = try integerIfPresent(in: bytes)
            case .searchQueries: details.searchQueries = try integerIfPresent(in: bytes)
            case nil: try readUnknown(name, into: &unknown, by: unknownFields, in: bytes)
            }
        }
        usage.outputDetails = details == Usage.OutputDetails() ? nil : details
        return unknown
    }

    /// Reads a price: an object of prices, or the total alone.
    private mutating func cost(_ unknownFields: UnknownFields, in bytes: Span<UInt8>) throws(JSONError) -> Usage.Cost? {
        guard try kind(in: bytes) == .object else {
            return try numberIfPresent(in: bytes).map { Usage.Cost(total: $0) }
        }
        var cost = Usage.Cost()
        var unknown: [String: JSONValue] = [:]
        let keys = CostKey.keys
        try beginObject(in: bytes)
        while let name = try nextKey(in: bytes) {
            switch keys.key(for: name, in: bytes) {
            case .total: cost.total = try numberIfPresent(in: bytes)
            case .input: cost.input = try numberIfPresent(in: bytes)
            case .output: cost.output = try numberIfPresent(in: bytes)
            case .reasoning: cost.reasoning = try numberIfPresent(in: bytes)
            case .citation: cost.citation = try numberIfPresent(in: bytes)
            case .searchQueries: cost.searchQueries = try numberIfPresent(in: bytes)
            case .request: cost.request = try numberIfPresent(in: bytes)
            case nil: try readUnknown(name, into: &unknown, by: unknownFields, in: bytes)
            }
        }
        cost.additionalFields = unknown
        return cost == Usage.Cost() ? nil : cost
    }
}

extension Usage {
    /// Made once, since making one takes as long as reading five counts.
    fileprivate static let unreported = Usage()

    /// Reads a usage that was taken apart already; nil when it reports nothing at all, or is no object.
    init?(json: JSONValue) {
        do throws(JSONError) {
            let bytes = try json.serialized()
            var scanner = JSONScanner()
            let unknownFields = UnknownFields(areKept: true, maximumDepth: JSONWriter.maximumDepth)
            guard let usage = try scanner.usage(unknownFields, in: bytes.span) else { return nil }
            self = usage
        } catch {
            return nil
        }
    }
}
