extension ResponseMetadata {
    /// The model that answered, where a ``Fallback`` or a ``ModelRouter`` had several to ask.
    ///
    /// Nil when only one was asked.
    public var answeringModel: String? {
        get { self[AnsweringModel.self]?.id }
        set { self[AnsweringModel.self] = newValue.map(AnsweringModel.init) }
    }

    /// Names the model that answered, unless one below has done so more exactly.
    mutating func answered(by id: String) { answeringModel = answeringModel ?? id }
}

extension LLMError {
    /// The same error with the model that failed, unless one below has named it more exactly.
    func attributed(to id: String) -> LLMError {
        var error = self
        error.modelID = modelID ?? id
        return error
    }
}

private struct AnsweringModel: Hashable, Sendable {
    let id: String
}
