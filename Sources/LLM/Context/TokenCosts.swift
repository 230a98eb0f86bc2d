/// What a request takes in tokens besides its texts.
///
/// The defaults are on the high side of what providers publish; those of pictures, sound and documents are guesses,
/// since only the provider knows how it reads them.
public struct TokenCosts: Hashable, Sendable {
    /// Each message: its role and what separates it from the others.
    public var message: Int
    /// Each tool call of a message, besides its name and arguments.
    public var toolCall: Int
    /// Each tool on offer, besides its name, description and schema.
    public var tool: Int
    /// Each picture, unless it is shown in ``ImageDetail/low``.
    public var image: Int
    /// Each picture in ``ImageDetail/low``.
    public var lowDetailImage: Int
    /// Each piece of sound.
    public var audio: Int
    /// Each document, unless its bytes are text (`text/plain` and the like), which is counted as such.
    public var file: Int

    /// Makes a list of costs.
    ///
    /// - Parameters:
    ///   - message: Each message.
    ///   - toolCall: Each tool call.
    ///   - tool: Each tool on offer.
    ///   - image: Each picture. The default is what Anthropic's largest take.
    ///   - lowDetailImage: Each picture in low detail. The default is OpenAI's.
    ///   - audio: Each piece of sound. The default is about half a minute.
    ///   - file: Each document. The default is about two pages.
    public init(
        message: Int = 4,
        toolCall: Int = 8,
        tool: Int = 12,
        image: Int = 1600,
        lowDetailImage: Int = 85,
        audio: Int = 1000,
        file: Int = 4000
    ) {
        self.message = message
        self.toolCall = toolCall
        self.tool = tool
        self.image = image
        self.lowDetailImage = lowDetailImage
        self.audio = audio
        self.file = file
    }
}
