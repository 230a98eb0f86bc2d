/// How an answer of a Swift type is asked for and read.
public struct StructuredOptions: Sendable {
    /// How the model is told what to write.
    public var mode: Mode
    /// The schema that the answer must keep to; whatever keeps to it must be readable as the type.
    ///
    /// Nil derives it from the type.
    public var schema: JSONSchema?
    /// The name of the schema, or of the tool, for the model to read: letters, digits, `_` and `-`, at most 64.
    ///
    /// Nil makes one of the type's name; other characters become `_`.
    public var name: String?
    /// What the answer is for, for the model to read.
    ///
    /// Nil sends none.
    public var description: String?
    /// Whether the provider must keep to the schema exactly (OpenAI field `strict`).
    ///
    /// Nil asks for it when the schema can be made strict; true fails when it cannot.
    public var strict: Bool?
    /// How many further attempts are made when an answer does not keep to the schema; a stream makes none.
    ///
    /// The wrong answer and what is wrong with it are then added to the conversation that is sent.
    public var repairs: Int
    /// How many levels of lists and objects the answer may have, at most 512.
    public var maximumDepth: Int
    /// How many bytes the JSON of an answer may have.
    public var maximumSize: Int
    /// Time as the attempts see it, for ``TimeLimits/total``.
    public var clock: CallClock

    /// Makes options.
    ///
    /// - Parameters:
    ///   - mode: How the model is told what to write.
    ///   - schema: The schema that the answer must keep to. Nil derives it from the type.
    ///   - name: The name of the schema. Nil makes one of the type's name.
    ///   - description: What the answer is for. Nil sends none.
    ///   - strict: Whether the provider must keep to the schema exactly. Nil where that is possible.
    ///   - repairs: How many further attempts are made.
    ///   - maximumDepth: How many levels of lists and objects the answer may have, at most 512.
    ///   - maximumSize: How many bytes the JSON of an answer may have.
    ///   - clock: Time as the attempts see it.
    public init(
        mode: Mode = .schema,
        schema: JSONSchema? = nil,
        name: String? = nil,
        description: String? = nil,
        strict: Bool? = nil,
        repairs: Int = 1,
        maximumDepth: Int = 128,
        maximumSize: Int = 16 * 1024 * 1024,
        clock: CallClock = .continuous
    ) {
        self.mode = mode
        self.schema = schema
        self.name = name
        self.description = description
        self.strict = strict
        self.repairs = repairs
        self.maximumDepth = maximumDepth
        self.maximumSize = maximumSize
        self.clock = clock
    }

    /// How a model is told what to write.
    @nonexhaustive
    public enum Mode: String, Hashable, Sendable, Codable {
        /// The schema goes with the request, to providers that keep to it (``ResponseFormat/jsonSchema(_:)``).
        case schema
        /// The schema stands in a system message, and JSON is all that the provider sees to
        /// (``ResponseFormat/jsonObject``).
        case jsonObject
        /// The answer is the argument of a tool that the model must call, in place of the tools that are bound.
        case tool
    }
}
