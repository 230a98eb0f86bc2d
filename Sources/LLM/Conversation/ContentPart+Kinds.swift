extension ContentPart {
    /// Plain text.
    ///
    /// - Parameter text: The text.
    /// - Returns: The part.
    public static func text(_ text: String) -> ContentPart { ContentPart(.text(text)) }

    /// A picture, by address or by value.
    ///
    /// - Parameters:
    ///   - source: Where the picture comes from.
    ///   - detail: How closely the model looks at it. Nil leaves it to the model.
    /// - Returns: The part.
    public static func image(_ source: ImageSource, detail: ImageDetail? = nil) -> ContentPart {
        ContentPart(.image(source, detail: detail))
    }

    /// A picture, by address.
    ///
    /// - Parameters:
    ///   - url: An `https:` or `data:` address, sent as it is.
    ///   - detail: How closely the model looks at it. Nil leaves it to the model.
    /// - Returns: The part.
    public static func image(url: String, detail: ImageDetail? = nil) -> ContentPart {
        .image(.url(url), detail: detail)
    }

    /// A picture, by value.
    ///
    /// - Parameters:
    ///   - data: The picture's bytes, at least one.
    ///   - mimeType: Their media type, such as `image/png`.
    ///   - detail: How closely the model looks at it. Nil leaves it to the model.
    /// - Returns: The part.
    public static func image(data: [UInt8], mimeType: String, detail: ImageDetail? = nil) -> ContentPart {
        .image(.data(data, mediaType: mimeType), detail: detail)
    }

    /// Sound, by value (OpenAI content part `input_audio`).
    ///
    /// - Parameters:
    ///   - data: The sound's bytes, at least one.
    ///   - format: Their encoding. Nil sends none.
    /// - Returns: The part.
    public static func audio(data: [UInt8], format: AudioFormat?) -> ContentPart {
        ContentPart(.audio(data, format: format))
    }

    /// A document.
    ///
    /// - Parameter file: The document.
    /// - Returns: The part.
    public static func file(_ file: FileContent) -> ContentPart { ContentPart(.file(file)) }

    /// A document, by value.
    ///
    /// - Parameters:
    ///   - data: The document's bytes, at least one.
    ///   - name: Its name.
    ///   - mimeType: Its media type, such as `application/pdf`. Nil sends it as `application/octet-stream`.
    /// - Returns: The part.
    public static func file(data: [UInt8], name: String?, mimeType: String? = nil) -> ContentPart {
        .file(FileContent(.data(data), name: name, mimeType: mimeType))
    }

    /// A document, by address.
    ///
    /// - Parameters:
    ///   - url: Its address, sent as it is.
    ///   - mimeType: Its media type. Nil sends none.
    /// - Returns: The part.
    public static func file(url: String, mimeType: String? = nil) -> ContentPart {
        .file(FileContent(.url(url), mimeType: mimeType))
    }

    /// A document that was uploaded before.
    ///
    /// - Parameter id: The id of the upload.
    /// - Returns: The part.
    public static func file(id: String) -> ContentPart { .file(FileContent(.id(id))) }

    /// Why the assistant declined, in an earlier turn.
    ///
    /// - Parameter text: Its words.
    /// - Returns: The part.
    public static func refusal(_ text: String) -> ContentPart { ContentPart(.refusal(text)) }
}
