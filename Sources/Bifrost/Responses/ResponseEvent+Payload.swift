public import LLM

extension ResponseEvent {
    /// What an event brings, and the place where it belongs; nil where the server did not say.
    public struct Payload<Value: Hashable & Sendable>: Hashable, Sendable {
        /// What the event brings.
        public var value: Value
        /// The event as it stands on the wire.
        public var json: JSONValue

        /// Makes a payload.
        ///
        /// - Parameters:
        ///   - value: What the event brings.
        ///   - json: The event as it stands on the wire.
        public init(value: Value, json: JSONValue) {
            self.value = value
            self.json = json
        }

        /// The id of the item.
        public var itemID: String? { json["item_id"]?.stringValue ?? json["item"]?["id"]?.stringValue }
        /// The item's position in the output.
        public var outputIndex: Int? { json["output_index"]?.integerValue }
        /// The part's position in a message's content.
        public var contentIndex: Int? { json["content_index"]?.integerValue }
        /// The part's position in a summary.
        public var summaryIndex: Int? { json["summary_index"]?.integerValue }
        /// The event's position in the stream.
        public var sequenceNumber: Int? { json["sequence_number"]?.integerValue }
    }

    /// How far a tool of the provider has come (the end of the event's type); an open set.
    public struct ToolPhase: RawRepresentable, Hashable, Sendable, Codable {
        /// The words that stand on the wire.
        public var rawValue: String

        /// Makes a phase from the words that stand on the wire.
        ///
        /// - Parameter rawValue: The words, e.g. `in_progress`.
        public init(rawValue: String) { self.rawValue = rawValue }

        /// The call was begun.
        public static let inProgress = ToolPhase(rawValue: "in_progress")
        /// A search goes on.
        public static let searching = ToolPhase(rawValue: "searching")
        /// A page is being fetched.
        public static let fetching = ToolPhase(rawValue: "fetching")
        /// Code is being run.
        public static let interpreting = ToolPhase(rawValue: "interpreting")
        /// A picture is being made.
        public static let generating = ToolPhase(rawValue: "generating")
        /// Results were found.
        public static let resultsAdded = ToolPhase(rawValue: "results.added")
        /// All results were found.
        public static let resultsCompleted = ToolPhase(rawValue: "results.completed")
        /// The call is done.
        public static let completed = ToolPhase(rawValue: "completed")
        /// The call failed; the response goes on.
        public static let failed = ToolPhase(rawValue: "failed")
    }
}
