public struct ChatAccumulator { public init() {} ; public mutating func add(_ c: ChatChunk) {} ; public func response() -> ChatResponse { ChatResponse() } }
