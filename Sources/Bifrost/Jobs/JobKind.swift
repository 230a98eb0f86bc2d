/// The endpoint whose work a job does (the part of the path behind `/v1/async/`); an open set.
public struct JobKind: RawRepresentable, Hashable, Sendable, Codable {
    /// The endpoint's path, without a slash at its beginning.
    public var rawValue: String

    /// Makes a kind from the endpoint's path.
    ///
    /// - Parameter rawValue: The path, e.g. `chat/completions`.
    public init(rawValue: String) { self.rawValue = rawValue }

    /// A chat completion.
    public static let chat = JobKind(rawValue: "chat/completions")
    /// A text completion.
    public static let completion = JobKind(rawValue: "completions")
    /// A response.
    public static let response = JobKind(rawValue: "responses")
    /// Embeddings.
    public static let embedding = JobKind(rawValue: "embeddings")
    /// A ranking of documents.
    public static let rerank = JobKind(rawValue: "rerank")
    /// Speech.
    public static let speech = JobKind(rawValue: "audio/speech")
    /// The transcription of speech.
    public static let transcription = JobKind(rawValue: "audio/transcriptions")
    /// Pictures.
    public static let imageGeneration = JobKind(rawValue: "images/generations")
    /// Changed pictures.
    public static let imageEdit = JobKind(rawValue: "images/edits")
    /// Variations of a picture.
    public static let imageVariation = JobKind(rawValue: "images/variations")

    /// Whether results have images or sound in them.
    var carriesMedia: Bool { [.speech, .imageGeneration, .imageEdit, .imageVariation].contains(self) }

    /// Where jobs of this kind are submitted; nil for what cannot be part of a path.
    var path: String? {
        let parts = rawValue.split(separator: "/", omittingEmptySubsequences: false)
        guard parts.allSatisfy({ !$0.isEmpty && $0.isPathComponent }) else { return nil }
        return "/async/" + parts.map { String($0).percentEncoded }.joined(separator: "/")
    }
}
