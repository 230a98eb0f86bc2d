internal import LLM

extension JSONScanner {
    /// Reads `tool_calls`; anything else that stands there is skipped.
    mutating func toolCalls(in bytes: Span<UInt8>) throws(JSONError) -> [ToolCallDelta] {
        var calls: [ToolCallDelta] = []
        guard try beginArrayIfPresent(in: bytes) else { return [] }
        while try nextElement(in: bytes) {
            if try beginObjectIfPresent(in: bytes) { calls.append(try toolCall(in: bytes)) }
        }
        return calls
    }

    /// Reads a legacy `function_call`: a tool call without index and id.
    mutating func functionCall(in bytes: Span<UInt8>) throws(JSONError) -> ToolCallDelta? {
        guard try beginObjectIfPresent(in: bytes) else { return nil }
        var call = ToolCallDelta()
        try readFunction(of: &call, in: bytes)
        return call
    }

    private mutating func toolCall(in bytes: Span<UInt8>) throws(JSONError) -> ToolCallDelta {
        var call = ToolCallDelta()
        let keys = ToolCallKey.keys
        while let name = try nextKey(in: bytes) {
            switch keys.key(for: name, in: bytes) {
            case .index: call.index = try integerIfPresent(in: bytes)
            case .id: call.id = try stringIfPresent(in: bytes)
            case .function:
                if try beginObjectIfPresent(in: bytes) { try readFunction(of: &call, in: bytes) }
            case .custom:
                guard try beginObjectIfPresent(in: bytes) else { continue }
                call.isCustom = true
                try readFunction(of: &call, in: bytes)
            case nil: try skipValue(in: bytes)
            }
        }
        return call
    }

    private mutating func readFunction(of call: inout ToolCallDelta, in bytes: Span<UInt8>) throws(JSONError) {
        let keys = FunctionKey.keys
        while let name = try nextKey(in: bytes) {
            switch keys.key(for: name, in: bytes) {
            case .name: call.name = try stringIfPresent(in: bytes)
            case .arguments: call.arguments = try arguments(in: bytes)
            case .input: call.arguments = try stringIfPresent(in: bytes) ?? call.arguments
            case nil: try skipValue(in: bytes)
            }
        }
    }

    /// A text by the protocol; some servers send the object itself, which is kept as it is written.
    private mutating func arguments(in bytes: Span<UInt8>) throws(JSONError) -> String {
        try kind(in: bytes) == .object ? try rawText(in: bytes) : try stringIfPresent(in: bytes) ?? ""
    }
}
