private import FoundationEssentials

extension Recording {
    /// Reads a recording from its JSON.
    ///
    /// - Parameter json: The JSON in UTF-8.
    /// - Throws: `DecodingError` for what is no recording.
    public init(json: [UInt8]) throws { self = try JSONDecoder().decode(Recording.self, from: Data(json)) }

    /// Reads a recording from a file.
    ///
    /// - Parameter path: Where the file is.
    /// - Throws: What reading a file throws, and `DecodingError` for what is no recording.
    public init(contentsOf path: String) throws {
        try self.init(json: Array(Data(contentsOf: URL(filePath: path))))
    }

    /// Writes the recording as JSON, indented and with sorted keys.
    ///
    /// - Returns: The JSON in UTF-8.
    /// - Throws: What the encoder throws.
    public func json() throws -> [UInt8] {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        return Array(try encoder.encode(self)) + [UInt8(ascii: "\n")]
    }

    /// Writes the recording to a file, in place of what was there.
    ///
    /// - Parameter path: Where the file is to be; its folder must be there.
    /// - Throws: What writing a file throws.
    public func write(to path: String) throws {
        try Data(json()).write(to: URL(filePath: path), options: .atomic)
    }
}
