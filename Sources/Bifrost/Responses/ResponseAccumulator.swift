internal import LLM

/// Puts the events of a streamed response together.
///
/// It is a value without concurrency, and its work is linear in the bytes received. The last event's response counts;
/// where it lacks its output, as from some gateways, the items and pieces that came before take its place.
public struct ResponseAccumulator: Sendable {
    /// Whether the last event was received.
    ///
    /// A response that ends before is cut, however politely its stream was closed.
    public private(set) var isComplete = false

    /// Whether the model put out everything that it wanted to.
    private var isWhole = false
    /// What the events say of the response; a later one may leave out what did not change.
    private var latest: JSONValue = ["status": "in_progress"]
    /// By their positions in the output, which are labels and never sizes.
    private var items: [Int: ResponseItemAccumulator] = [:]
    private var positions: [String: Int] = [:]
    /// Where events belong that name no item.
    private var current = 0
    /// Bytes that are kept, roughly.
    private(set) var contentSize = 0
    private var itemCalls = 0
    private var outputCalls = 0

    /// Makes an empty accumulator.
    public init() {}

    /// Whether any item or piece of one was received.
    var hasContent: Bool { !items.isEmpty || latest["output"]?.arrayValue?.isEmpty == false }

    /// How many items the output has.
    var itemCount: Int { max(items.count, latest["output"]?.arrayValue?.count ?? 0) }

    /// How many calls of tools the output has.
    var callCount: Int { max(itemCalls, outputCalls) }

    /// Adds an event.
    ///
    /// - Parameter event: The event, in the order of the stream.
    public mutating func add(_ event: ResponseEvent) {
        switch event {
        case .created(let response), .queued(let response), .inProgress(let response): keep(response)
        case .completed(let response), .incomplete(let response):
            keep(response)
            isComplete = true
            if case .completed = event { isWhole = response.status == .completed }
        case .outputItemAdded(let payload): change(payload) { $0.begin(payload.value.json) }
        case .outputItemDone(let payload): change(payload) { $0.finish(payload.value.json) }
        default: addPiece(event)
        }
    }

    private mutating func addPiece(_ event: ResponseEvent) {
        switch event {
        case .contentPartAdded(let payload), .contentPartDone(let payload):
            change(payload) { $0.setPart(payload.value, at: payload.contentIndex) }
        case .outputTextDelta(let payload):
            change(payload) { $0.append(payload.value, to: .text, at: payload.contentIndex) }
        case .outputTextDone(let payload):
            change(payload) { $0.set(payload.value, of: .text, at: payload.contentIndex) }
        case .annotationAdded(let payload):
            change(payload) { $0.annotate(payload.value.json, at: payload.contentIndex) }
        case .refusalDelta(let payload):
            change(payload) { $0.append(payload.value, to: .refusal, at: payload.contentIndex) }
        case .refusalDone(let payload):
            change(payload) { $0.set(payload.value, of: .refusal, at: payload.contentIndex) }
        case .reasoningSummaryTextDelta(let payload):
            change(payload) { $0.append(payload.value, to: .summary, at: payload.summaryIndex) }
        case .reasoningSummaryTextDone(let payload):
            change(payload) { $0.set(payload.value, of: .summary, at: payload.summaryIndex) }
        case .functionCallArgumentsDelta(let payload): change(payload) { $0.append(payload.value, to: .arguments) }
        case .functionCallArgumentsDone(let payload): change(payload) { $0.set(payload.value, of: .arguments) }
        case .customToolCallInputDelta(let payload): change(payload) { $0.append(payload.value, to: .input) }
        case .customToolCallInputDone(let payload): change(payload) { $0.set(payload.value, of: .input) }
        case .codeDelta(let payload): change(payload) { $0.append(payload.value, to: .code) }
        case .codeDone(let payload): change(payload) { $0.set(payload.value, of: .code) }
        default: break
        }
    }

    /// The response as far as it came.
    ///
    /// - Returns: The response, without metadata.
    public func response() -> Response {
        var json = latest
        let output = latest["output"]?.arrayValue ?? []
        json["output"] = .array(output.isEmpty ? itemsOfPieces : items(of: output))
        return Response(json: json)
    }

    private var itemsOfPieces: [JSONValue] {
        items.sorted { $0.key < $1.key }.map { told($0.value.json, isEnded: $0.value.isWhole) }
    }

    private func items(of output: [JSONValue]) -> [JSONValue] {
        output.enumerated().map { position, item in
            told(item, isEnded: item["status"] == "completed" || items[position]?.isWhole ?? false)
        }
    }

    /// An item; a call that was only begun, in a response that was cut, says so itself.
    private func told(_ item: JSONValue, isEnded: Bool) -> JSONValue {
        guard item.isCall, !isWhole, !isEnded else { return item }
        return item.updated(by: ["status": .string(ResponseStatus.incomplete.rawValue)])
    }

    private mutating func keep(_ response: Response) {
        let next = latest.updated(by: response.json)
        contentSize += next.footprint - latest.footprint
        latest = next
        outputCalls = latest["output"]?.arrayValue?.count(where: \.isCall) ?? 0
    }

    private mutating func change<Value>(
        _ payload: ResponseEvent.Payload<Value>, _ change: (inout ResponseItemAccumulator) -> Void
    ) {
        let position = payload.outputIndex ?? payload.itemID.flatMap { positions[$0] } ?? current
        current = position
        if let id = payload.itemID { remember(id, at: position) }
        let size = items[position]?.size ?? 0
        let wasCall = items[position]?.isCall ?? false
        // Taken out, so that its texts grow in place.
        var item = items.removeValue(forKey: position) ?? ResponseItemAccumulator(id: payload.itemID)
        change(&item)
        contentSize += item.size - size
        itemCalls += (item.isCall ? 1 : 0) - (wasCall ? 1 : 0)
        items[position] = item
    }

    private mutating func remember(_ id: String, at position: Int) {
        if positions.updateValue(position, forKey: id) == nil {
            contentSize += id.utf8.count + MemoryLayout<(String, Int)>.stride
        }
    }
}
