/// A tool that begins to run.
public struct ToolStart: Hashable, Sendable, Codable {
    /// The call, with the arguments that the tool gets.
    public var call: ToolCall
    /// The round, from 1; 0 for calls that the conversation ended in.
    public var round: Int
    /// The call's place in the model's turn, from 0; ids may repeat, places do not.
    public var position: Int

    /// Makes a start.
    ///
    /// - Parameters:
    ///   - call: The call.
    ///   - round: The round.
    ///   - position: The call's place in the model's turn.
    public init(call: ToolCall, round: Int, position: Int) {
        self.call = call
        self.round = round
        self.position = position
    }
}
