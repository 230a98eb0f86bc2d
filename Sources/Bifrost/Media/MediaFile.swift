/// A file to send: on disk, or in memory.
///
/// A file on disk is named, not opened: it is read bit by bit while the request is sent, anew for each attempt, and
/// must not change meanwhile. It is never in memory as a whole.
public struct MediaFile: Hashable, Sendable {
    /// Where the content is.
    @nonexhaustive
    public enum Content: Hashable, Sendable {
        /// All that a regular file holds.
        case file(path: String)
        /// Bytes in memory.
        case bytes([UInt8])
    }

    /// Where the content is.
    public var content: Content
    /// The name that the gateway is told, such as `talk.mp3`; providers read the kind of a file from its ending.
    public var name: String
    /// The media type, such as `audio/mpeg` (RFC 9110 section 8.3.1).
    public var contentType: String

    /// Names a file on disk.
    ///
    /// - Parameters:
    ///   - path: Where the file is.
    ///   - name: The name that the gateway is told. Nil takes the path's last component.
    ///   - contentType: The media type. Nil takes the one that the name's ending stands for.
    /// - Returns: The file.
    public static func file(path: String, name: String? = nil, contentType: String? = nil) -> MediaFile {
        let name = name ?? path.split(separator: "/").last.map(String.init) ?? ""
        return MediaFile(content: .file(path: path), name: name, contentType: contentType)
    }

    /// Makes a file of bytes in memory.
    ///
    /// - Parameters:
    ///   - bytes: The content.
    ///   - name: The name that the gateway is told.
    ///   - contentType: The media type. Nil takes the one that the name's ending stands for.
    /// - Returns: The file.
    public static func bytes(_ bytes: [UInt8], name: String, contentType: String? = nil) -> MediaFile {
        MediaFile(content: .bytes(bytes), name: name, contentType: contentType)
    }

    private init(content: Content, name: String, contentType: String?) {
        self.content = content
        self.name = name
        self.contentType = contentType ?? Self.contentType(ofName: name)
    }
}

extension MediaFile: CustomStringConvertible, CustomReflectable {
    /// The file's name and media type; the content is not in it.
    public var description: String { "\(name) (\(contentType))" }
    /// A mirror of the name and the media type.
    public var customMirror: Mirror { Mirror(self, children: ["name": name, "contentType": contentType]) }
}
