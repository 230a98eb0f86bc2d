extension MediaFile {
    /// The media type that a name's ending stands for; `application/octet-stream` for any that is not known here.
    static func contentType(ofName name: String) -> String {
        guard let dot = name.lastIndex(of: ".") else { return unknownContentType }
        return contentTypes[name[name.index(after: dot)...].lowercased()] ?? unknownContentType
    }

    private static let unknownContentType = "application/octet-stream"

    private static let contentTypes = [
        "mp3": "audio/mpeg", "mpga": "audio/mpeg", "mpeg": "audio/mpeg", "wav": "audio/wav", "flac": "audio/flac",
        "m4a": "audio/mp4", "aac": "audio/aac", "ogg": "audio/ogg", "oga": "audio/ogg", "opus": "audio/ogg",
        "mp4": "video/mp4", "webm": "audio/webm",
        "png": "image/png", "jpg": "image/jpeg", "jpeg": "image/jpeg", "webp": "image/webp", "gif": "image/gif",
        "jsonl": "application/jsonl", "json": "application/json", "csv": "text/csv", "txt": "text/plain",
        "md": "text/markdown", "html": "text/html", "pdf": "application/pdf",
    ]
}
