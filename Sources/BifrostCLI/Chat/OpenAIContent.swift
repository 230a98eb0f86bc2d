import LLM

/// A message's content in OpenAI's request JSON: a text, or a list of parts.
struct OpenAIContent: Decodable {
    let parts: [ContentPart]

    init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        if let text = try? container.decode(String.self) {
            parts = [.text(text)]
        } else {
            parts = try container.decode([Part].self).map(\.part)
        }
    }

    /// `{"type": "text", "text"}` or `{"type": "image_url", "image_url": {"url", "detail"}}`.
    private struct Part: Decodable {
        let part: ContentPart

        private enum CodingKeys: String, CodingKey {
            case type, text
            case imageURL = "image_url"
        }

        private struct Image: Decodable {
            var url: String
            var detail: ImageDetail?
        }

        init(from decoder: any Decoder) throws {
            let container = try decoder.container(keyedBy: CodingKeys.self)
            let type = try container.decode(String.self, forKey: .type)
            switch type {
            case "text":
                part = .text(try container.decode(String.self, forKey: .text))
            case "image_url":
                let image = try container.decode(Image.self, forKey: .imageURL)
                part = .image(.url(image.url), detail: image.detail)
            default:
                throw DecodingError.dataCorruptedError(
                    forKey: .type, in: container, debugDescription: "content of type \"\(type)\" is not supported")
            }
        }
    }
}
