extension JSONValue {
    /// Reads one JSON value (RFC 8259).
    ///
    /// Of keys that stand twice the last one counts. Whole numbers past 64 bits become ``number(_:)``, and bytes that
    /// are not UTF-8 become U+FFFD.
    ///
    /// - Parameters:
    ///   - bytes: The text in UTF-8, with nothing but white space around the value.
    ///   - maximumDepth: How many levels of lists and objects may be nested; zero allows single values only.
    /// - Throws: ``JSONError``, with the code `syntax` or `tooDeep`.
    public init(parsing bytes: [UInt8], maximumDepth: Int = 512) throws(JSONError) {
        var scanner = JSONScanner()
        self = try scanner.value(in: bytes.span, depth: maximumDepth)
        try scanner.end(in: bytes.span)
    }

    /// Reads one JSON value (RFC 8259).
    ///
    /// - Parameters:
    ///   - text: The text, with nothing but white space around the value.
    ///   - maximumDepth: How many levels of lists and objects may be nested; zero allows single values only.
    /// - Throws: ``JSONError``, with the code `syntax` or `tooDeep`.
    public init(parsing text: String, maximumDepth: Int = 512) throws(JSONError) {
        try self.init(parsing: Array(text.utf8), maximumDepth: maximumDepth)
    }

    /// Writes the value as JSON, compact, with sorted keys.
    ///
    /// - Parameter maximumDepth: How many levels of lists and objects may be nested.
    /// - Returns: The text in UTF-8.
    /// - Throws: ``JSONError``, with the code `notFinite` for a number that JSON cannot express, or `tooDeep`.
    public func serialized(maximumDepth: Int = 512) throws(JSONError) -> [UInt8] {
        var writer = JSONWriter()
        try writer.value(self, depth: maximumDepth)
        return writer.bytes
    }

    /// Writes the value as JSON, compact, with sorted keys.
    ///
    /// - Parameter maximumDepth: How many levels of lists and objects may be nested.
    /// - Returns: The text.
    /// - Throws: ``JSONError``, with the code `notFinite` for a number that JSON cannot express, or `tooDeep`.
    public func serializedText(maximumDepth: Int = 512) throws(JSONError) -> String {
        String(decoding: try serialized(maximumDepth: maximumDepth), as: UTF8.self)
    }
}
