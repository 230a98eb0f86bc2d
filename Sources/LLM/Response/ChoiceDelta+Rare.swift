extension ChoiceDelta {
    /// The provider's signature over the reasoning.
    public var reasoningSignature: String? {
        get { rare.fields?.reasoningSignature }
        set { rare.update { $0.reasoningSignature = newValue } }
    }

    /// A piece of what is said aloud.
    public var audio: AudioOutput? {
        get { rare.fields?.audio }
        set { rare.update { $0.audio = newValue } }
    }

    /// New marks on the text.
    public var annotations: [Annotation] {
        get { rare.fields?.annotations ?? [] }
        set { rare.update { $0.annotations = newValue } }
    }

    /// How likely the tokens of this piece were.
    public var logprobs: Logprobs? {
        get { rare.fields?.logprobs }
        set { rare.update { $0.logprobs = newValue } }
    }

    /// The stop sequence that ended the choice, when the provider names it.
    public var stopSequence: String? {
        get { rare.fields?.stopSequence }
        set { rare.update { $0.stopSequence = newValue } }
    }

    /// Fields of the choice that have no name here; empty unless they are asked for with ``GenerateOptions/detail``.
    public var additionalFields: [String: JSONValue] {
        get { rare.fields?.additionalFields ?? [:] }
        set { rare.update { $0.additionalFields = newValue } }
    }

    /// Fields of the `delta` or `message` that have no name here; empty unless they are asked for.
    public var messageFields: [String: JSONValue] {
        get { rare.fields?.messageFields ?? [:] }
        set { rare.update { $0.messageFields = newValue } }
    }
}

/// What few deltas have.
struct RareChoiceFields: RareFields {
    var reasoningSignature: String?
    var audio: AudioOutput?
    var annotations: [Annotation] = []
    var logprobs: Logprobs?
    var stopSequence: String?
    var additionalFields: [String: JSONValue] = [:]
    var messageFields: [String: JSONValue] = [:]

    var areAbsent: Bool {
        reasoningSignature == nil && audio == nil && annotations.isEmpty && logprobs == nil && stopSequence == nil
            && additionalFields.isEmpty && messageFields.isEmpty
    }
}
