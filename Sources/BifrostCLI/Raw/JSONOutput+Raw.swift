import Bifrost
import LLM

extension JSONOutput {
    /// The line of a raw answer.
    static func response(_ response: RawResponse) -> JSONOutput {
        let json = try? response.json()
        return [
            "type": "response",
            "status": .integer(response.metadata.status),
            "request_id": .string(response.metadata.requestID),
            "body": json.map(JSONOutput.init) ?? .string(String(decoding: response.body, as: UTF8.self)),
        ]
    }

    /// The line of a raw event.
    static func event(_ event: RawEvent) -> JSONOutput {
        ["type": "event", "event": .string(event.name), "data": .string(event.data)]
    }

    /// A value with its keys in order.
    init(_ value: JSONValue) {
        self =
            switch value {
            case .null: .null
            case .bool(let value): .bool(value)
            case .integer(let value): .integer(Int(value))
            case .number(let value): .number(value)
            case .string(let value): .string(value)
            case .array(let elements): .array(elements.map(JSONOutput.init))
            case .object(let members):
                .object(
                    members.sorted { $0.key < $1.key }.map { Field(key: $0.key, value: JSONOutput($0.value)) })
            }
    }
}
