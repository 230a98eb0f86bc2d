import FoundationEssentials
import LLM

/// Something that stands in a list of OpenAI's request JSON.
protocol OpenAIListed: Decodable {
    /// The key under which a request has the list.
    static var listKey: String { get }
}

/// A list in OpenAI's request JSON: the list itself, or a whole request that has it.
struct OpenAIList<Element: OpenAIListed>: Decodable {
    let elements: [Element]

    init(from decoder: any Decoder) throws {
        if let request = try? decoder.container(keyedBy: Key.self) {
            elements = try request.decode([Element].self, forKey: Key(stringValue: Element.listKey))
        } else {
            elements = try [Element](from: decoder)
        }
    }

    /// Reads a file.
    static func read(path: String) throws -> [Element] {
        try decode(InputFile.contents(of: path), name: "--\(Element.listKey) \(path)")
    }

    /// Decodes a file's contents; errors call it by the name.
    static func decode(_ contents: [UInt8], name: String) throws -> [Element] {
        do {
            // A recorded answer may hold half a surrogate pair or bytes that are not UTF-8, which JSONDecoder refuses.
            let json = try JSONValue(parsing: contents).serialized()
            return try JSONDecoder().decode(Self.self, from: Data(json)).elements
        } catch let error as JSONError {
            throw LLMError(.configuration, "\(name): \(error)", cause: error)
        } catch let error as DecodingError {
            throw LLMError(.configuration, "\(name): \(error.explanation)", cause: error)
        }
    }

    private struct Key: CodingKey {
        var stringValue: String
        var intValue: Int? { nil }

        init(stringValue: String) { self.stringValue = stringValue }
        init?(intValue: Int) { nil }
    }
}

extension DecodingError {
    /// Where something is wrong, and what: `[1].content: …`.
    fileprivate var explanation: String {
        switch self {
        case .typeMismatch(_, let context), .valueNotFound(_, let context), .dataCorrupted(let context):
            Self.place(context.codingPath) + context.debugDescription
        case .keyNotFound(let key, let context):
            Self.place(context.codingPath) + "\"\(key.stringValue)\" is missing"
        @unknown default:
            "\(self)"
        }
    }

    private static func place(_ path: [any CodingKey]) -> String {
        let place = path.map { key in key.intValue.map { "[\($0)]" } ?? ".\(key.stringValue)" }.joined()
        return place.isEmpty ? "" : "\(place): "
    }
}
