extension SchemaDeriver {
    func refused(_ type: Any.Type, at path: [any CodingKey], cause: any Error) -> LLMError {
        let reason = "its init(from:) refuses placeholders (\(cause.shortReason))"
        let hint =
            (type as? any RawRepresentable.Type) == nil
            ? "give it an example with SchemaDescribed, or a schema by hand with SchemaProviding"
            : "make it CaseIterable if it is an enum, or give it a schema by hand with SchemaProviding"
        return LLMError(
            .configuration, "no schema can be derived from \(type)\(place(path)): \(reason); \(hint)", cause: cause)
    }

    func endless(_ type: Any.Type, at path: [any CodingKey]) -> LLMError {
        LLMError(
            .configuration,
            "no schema can be derived from \(type)\(place(path)): each value contains another one without end")
    }

    func tooComplex(_ type: Any.Type, at path: [any CodingKey]) -> LLMError {
        let hint = "give one of its types a schema by hand with SchemaProviding"
        return LLMError(
            .configuration, "no schema can be derived from \(type)\(place(path)): it is too complex; \(hint)")
    }

    private func place(_ path: [any CodingKey]) -> String {
        path.isEmpty ? "" : " at \(path.map(\.stringValue).joined(separator: "."))"
    }
}

extension Error {
    /// What a decoding error says, without the rest of its description.
    var shortReason: String {
        switch self as? DecodingError {
        case .typeMismatch(_, let context), .valueNotFound(_, let context), .keyNotFound(_, let context),
            .dataCorrupted(let context):
            context.debugDescription
        default: "\(self)"
        }
    }
}
