import FoundationEssentials
import LLM

/// A part of a message's content in OpenAI's request JSON, with the marks that Anthropic adds.
///
/// `{"type": "text", "text"}`, `{"type": "image_url", "image_url": {"url", "detail"}}`, `{"type": "input_audio",
/// "input_audio": {"data", "format"}}`, `{"type": "file", "file": {"file_id" or "file_url" or "file_data", …}}`,
/// `{"type": "refusal", "refusal"}`; each with `cache_control` and `citations`.
struct OpenAIPart: Decodable {
    let part: ContentPart

    private enum CodingKeys: String, CodingKey {
        case type, text, file, refusal, citations
        case imageURL = "image_url"
        case inputAudio = "input_audio"
        case cacheControl = "cache_control"
    }

    private struct Image: Decodable {
        var url: String
        var detail: ImageDetail?
    }

    private struct Audio: Decodable {
        var data: String
        var format: AudioFormat?
    }

    private struct Citations: Decodable {
        var enabled: Bool
    }

    init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        part = ContentPart(
            try Self.content(in: container),
            cacheControl: try container.decodeIfPresent(CacheControl.self, forKey: .cacheControl),
            citationsEnabled: try container.decodeIfPresent(Citations.self, forKey: .citations)?.enabled)
    }

    private static func content(in container: KeyedDecodingContainer<CodingKeys>) throws -> ContentPart.Content {
        let type = try container.decode(String.self, forKey: .type)
        switch type {
        case "text":
            return .text(try container.decode(String.self, forKey: .text))
        case "refusal":
            return .refusal(try container.decode(String.self, forKey: .refusal))
        case "image_url":
            let image = try container.decode(Image.self, forKey: .imageURL)
            return .image(.url(image.url), detail: image.detail)
        case "input_audio":
            let audio = try container.decode(Audio.self, forKey: .inputAudio)
            guard let data = Data(base64Encoded: audio.data) else {
                throw DecodingError.dataCorruptedError(
                    forKey: .inputAudio, in: container, debugDescription: "\"data\" is not base64")
            }
            return .audio(Array(data), format: audio.format)
        case "file":
            return .file(try container.decode(OpenAIFileContent.self, forKey: .file).content)
        default:
            throw DecodingError.dataCorruptedError(
                forKey: .type, in: container, debugDescription: "content of type \"\(type)\" is not supported")
        }
    }
}

/// `{"file_id"}`, `{"file_url"}` or `{"file_data": "data:…;base64,…"}`, with `filename` and `file_type`.
private struct OpenAIFileContent: Decodable {
    let content: FileContent

    private enum CodingKeys: String, CodingKey {
        case filename
        case id = "file_id"
        case url = "file_url"
        case data = "file_data"
        case type = "file_type"
    }

    init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        var type = try container.decodeIfPresent(String.self, forKey: .type)
        let source: FileContent.Source
        if let id = try container.decodeIfPresent(String.self, forKey: .id) {
            source = .id(id)
        } else if let url = try container.decodeIfPresent(String.self, forKey: .url) {
            source = .url(url)
        } else {
            let address = try container.decode(String.self, forKey: .data)
            guard let (mimeType, data) = Self.contents(of: address) else {
                throw DecodingError.dataCorruptedError(
                    forKey: .data, in: container, debugDescription: "it is neither base64 nor a data: address of it")
            }
            type = type ?? mimeType
            source = .data(data)
        }
        let name = try container.decodeIfPresent(String.self, forKey: .filename)
        content = FileContent(source, name: name, mimeType: type)
    }

    /// The media type and the bytes of a `data:` address (RFC 2397) or of bare base64.
    private static func contents(of address: String) -> (mimeType: String?, data: [UInt8])? {
        let prefix = "data:"
        guard address.hasPrefix(prefix) else { return Data(base64Encoded: address).map { (nil, Array($0)) } }
        guard let comma = address.firstIndex(of: ",") else { return nil }
        let words = address[..<comma].dropFirst(prefix.count).split(separator: ";", omittingEmptySubsequences: false)
        guard words.last == "base64", let data = Data(base64Encoded: String(address[comma...].dropFirst())) else {
            return nil
        }
        let mimeType = words.dropLast().joined(separator: ";")
        return (mimeType.isEmpty ? nil : mimeType, Array(data))
    }
}
