import LLM

extension JSONOutput {
    /// The value on a line of its own.
    var line: String {
        var writer = JSONWriter()
        write(to: &writer)
        return TerminalText.neutralJSON(String(decoding: writer.bytes, as: UTF8.self)) + "\n"
    }

    private func write(to writer: inout JSONWriter) {
        switch self {
        case .null: writer.null()
        case .bool(let value): writer.bool(value)
        case .integer(let value): writer.integer(value)
        case .number(let value): Self.write(value, to: &writer)
        case .string(let value): writer.string(value)
        case .array(let values):
            writer.beginArray()
            for value in values { value.write(to: &writer) }
            writer.endArray()
        case .object(let fields):
            writer.beginObject()
            for field in fields {
                writer.key(field.key)
                field.value.write(to: &writer)
            }
            writer.endObject()
        }
    }

    /// JSON has no word for infinity and NaN.
    private static func write(_ number: Double, to writer: inout JSONWriter) {
        do {
            try writer.number(number)
        } catch {
            writer.null()
        }
    }
}
