/// Puts the chunks of a streamed answer together.
///
/// It is a value without concurrency, and its work is linear in the bytes received. `generate` and
/// ``ChatStream/collect()`` use the same one.
public struct ChatAccumulator: Sendable {
    // What is asked after every chunk is kept and not worked out: for that, the whole accumulator would be copied.

    /// Whether any text, reasoning, refusal or tool call was received.
    public private(set) var receivedContent = false
    /// Whether something was received and every choice that appeared has a finish reason.
    ///
    /// An answer that ends before is cut, however politely its stream was closed.
    public private(set) var isComplete = false
    /// How many choices have appeared.
    package private(set) var choiceCount = 0
    /// Bytes of text, reasoning, refusals, arguments, sound and further fields that are kept.
    package private(set) var contentSize = 0

    private var id: String?
    private var model: String?
    private var provider: String?
    /// The last one that was looked at: chunk after chunk has the same.
    private var latestOrigin: ChunkOrigin?
    private var rare = RareChunkFields()
    private var choices: [ChoiceAccumulator] = []

    /// Makes an empty accumulator.
    public init() {}

    /// Adds the next chunk.
    ///
    /// - Parameter chunk: The chunk.
    public mutating func add(_ chunk: ChatChunk) {
        if let origin = chunk.origin, origin !== latestOrigin { add(origin) }
        if !chunk.rare.isEmpty, let fields = chunk.rare.fields { add(fields) }
        switch chunk.content {
        case .text(let text, let index):
            choices[position(of: index)].add(text)
            contentSize += text.utf8.count
            receivedContent = receivedContent || !text.isEmpty
        case .choices(let deltas):
            // By position, since a loop over the elements copies each of them.
            for number in deltas.indices { add(deltas[number]) }
            isComplete = !choices.isEmpty && choices.indices.allSatisfy { choices[$0].isFinished }
        }
    }

    /// The answer as far as it came.
    ///
    /// - Returns: The answer, choices ordered by index, without metadata.
    public func response() -> ChatResponse {
        var choices = self.choices.indices.map { self.choices[$0].choice() }
        if choices.count > 1 { choices.sort { $0.index < $1.index } }
        var response = ChatResponse(
            choices: choices,
            id: id,
            model: model,
            provider: provider,
            usage: rare.usage?.withWholeTotal
        )
        response.created = rare.created
        response.serviceTier = rare.serviceTier
        response.systemFingerprint = rare.systemFingerprint
        response.citations = rare.citations
        response.searchResults = rare.searchResults
        response.videos = rare.videos
        response.additionalFields = rare.additionalFields
        return response
    }

    private mutating func add(_ delta: ChoiceDelta) {
        let position = position(of: delta.index)
        let sizeBefore = choices[position].contentSize
        choices[position].add(delta)
        contentSize += choices[position].contentSize - sizeBefore
        receivedContent = receivedContent || choices[position].receivedContent
    }

    private mutating func add(_ origin: ChunkOrigin) {
        latestOrigin = origin
        keepFirst(origin.id, in: &id)
        keepFirst(origin.model, in: &model)
        keepFirst(origin.provider, in: &provider)
    }

    /// Identity is what came first; what was found is the latest list, since servers repeat it as it grows.
    private mutating func add(_ fields: RareChunkFields) {
        if let counts = fields.usage { rare.usage = rare.usage?.largest(with: counts) ?? counts }
        rare.created = rare.created ?? fields.created
        rare.serviceTier = rare.serviceTier ?? fields.serviceTier
        rare.systemFingerprint = rare.systemFingerprint ?? fields.systemFingerprint
        if !fields.citations.isEmpty { rare.citations = fields.citations }
        if !fields.searchResults.isEmpty { rare.searchResults = fields.searchResults }
        if !fields.videos.isEmpty { rare.videos = fields.videos }
        if !fields.additionalFields.isEmpty { rare.additionalFields.merge(fields.additionalFields) { $1 } }
        contentSize += fields.additionalFields.footprint
    }

    private mutating func position(of index: Int) -> Int {
        if let position = choices.firstIndex(where: { $0.index == index }) { return position }
        choices.append(ChoiceAccumulator(index: index))
        choiceCount += 1
        isComplete = false
        return choices.count - 1
    }

    private func keepFirst(_ new: String?, in value: inout String?) {
        if value == nil, let new, !new.isEmpty { value = new }
    }
}

extension ChatAccumulator {
    /// The most tool calls that any choice has.
    package var toolCallCount: Int { choices.reduce(0) { max($0, $1.toolCallCount) } }

    /// Whether any choice has a finish reason.
    package var hasFinishedChoice: Bool { choices.contains(where: \.isFinished) }

    /// The delta without what ``add(_:)`` would pass over: a whole message that repeats what was streamed.
    package func effective(_ delta: ChoiceDelta) -> ChoiceDelta {
        guard delta.isWholeMessage, choices.contains(where: { $0.index == delta.index && $0.receivedContent })
        else { return delta }
        var rest = ChoiceDelta(index: delta.index, finishReason: delta.finishReason)
        if let stop = delta.stopSequence { rest.stopSequence = stop }
        return rest
    }
}
