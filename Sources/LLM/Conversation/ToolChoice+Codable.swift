extension ToolChoice: Codable {
    private enum CodingKeys: String, CodingKey { case tool, allowed, mode }

    private enum Word: String, Codable { case auto, none, required, any }

    /// Reads a word, an object with a `tool`, or one with those `allowed` and their `mode`.
    ///
    /// - Parameter decoder: The decoder.
    /// - Throws: What the decoder throws.
    public init(from decoder: any Decoder) throws {
        if let word = try? decoder.singleValueContainer().decode(Word.self) {
            self.init(word)
            return
        }
        let container = try decoder.container(keyedBy: CodingKeys.self)
        if let tool: String = try container.value(.tool) {
            self = .tool(tool)
        } else {
            let names = try container.decode([String].self, forKey: .allowed)
            self = .allowed(names, mode: try container.value(.mode, default: .auto))
        }
    }

    private init(_ word: Word) {
        switch word {
        case .auto: self = .auto
        case .none: self = .none
        case .required: self = .required
        case .any: self = .any
        }
    }

    /// Writes a word, an object with a `tool`, or one with those `allowed` and their `mode`.
    ///
    /// - Parameter encoder: The encoder.
    /// - Throws: What the encoder throws.
    public func encode(to encoder: any Encoder) throws {
        switch self {
        case .auto: try Word.auto.encode(to: encoder)
        case .none: try Word.none.encode(to: encoder)
        case .required: try Word.required.encode(to: encoder)
        case .any: try Word.any.encode(to: encoder)
        case .tool(let name):
            var container = encoder.container(keyedBy: CodingKeys.self)
            try container.encode(name, forKey: .tool)
        case .allowed(let names, let mode):
            var container = encoder.container(keyedBy: CodingKeys.self)
            try container.encode(names, forKey: .allowed)
            try container.encode(mode, forKey: .mode)
        }
    }
}
