private import FoundationEssentials
internal import LLM

extension JSONWriter {
    /// Writes content; one bare text goes out as a text, since not every server takes parts.
    mutating func content(_ parts: [ContentPart]) {
        key("content")
        if parts.isEmpty {
            string("")
        } else if parts.count == 1, let text = parts[0].bareText {
            string(text)
        } else {
            beginArray()
            for part in parts { self.part(part) }
            endArray()
        }
    }

    private mutating func part(_ part: ContentPart) {
        beginObject()
        switch part.content {
        case .text(let text): payload("text", text)
        case .refusal(let text): payload("refusal", text)
        case .image(let source, let detail):
            payload("image_url", [("url", source.address), ("detail", detail?.rawValue)])
        case .audio(let data, let format):
            payload("input_audio", [("data", base64(data)), ("format", format?.rawValue)])
        case .file(let file): payload("file", file.members)
        }
        marks(of: part)
        endObject()
    }

    private mutating func payload(_ type: String, _ text: String) {
        member("type", type)
        member(type, text)
    }

    private mutating func payload(_ type: String, _ members: [(name: String, text: String?)]) {
        member("type", type)
        key(type)
        texts(members)
    }

    private mutating func marks(of part: ContentPart) {
        if let control = part.cacheControl {
            key("cache_control")
            texts([("type", "ephemeral"), ("ttl", control.ttl?.rawValue), ("scope", control.scope?.rawValue)])
        }
        if let isEnabled = part.citationsEnabled {
            key("citations")
            beginObject()
            member("enabled", isEnabled)
            endObject()
        }
    }

    /// Writes an object of those texts that there are.
    private mutating func texts(_ members: [(name: String, text: String?)]) {
        beginObject()
        for case (let name, let text?) in members { member(name, text) }
        endObject()
    }
}

extension ContentPart {
    /// The text of a text part without marks; nil for any other part.
    var bareText: String? { cacheControl == nil && citationsEnabled == nil ? text : nil }
}

extension ImageSource {
    /// The picture's address, which has its bytes where it is given by value.
    var address: String {
        switch self {
        case .url(let url): url
        case .data(let data, let mediaType): dataAddress(data, mediaType.isEmpty ? "image/png" : mediaType)
        }
    }
}

extension FileContent {
    /// The fields that say which document it is.
    var members: [(name: String, text: String?)] {
        let origin: (name: String, text: String?) =
            switch source {
            case .url(let url): ("file_url", url)
            case .id(let id): ("file_id", id)
            case .data(let data): ("file_data", dataAddress(data, mimeType ?? "application/octet-stream"))
            }
        return [origin, ("filename", name), ("file_type", mimeType)]
    }
}

private func dataAddress(_ data: [UInt8], _ mimeType: String) -> String { "data:\(mimeType);base64,\(base64(data))" }

func base64(_ data: [UInt8]) -> String { Data(data).base64EncodedString() }
