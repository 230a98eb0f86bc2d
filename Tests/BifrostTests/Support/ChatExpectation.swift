import Foundation
import LLM

/// What a vector of `chat-stream.json` expects of a call, whichever way the call was made.
struct ChatExpectation {
    private let expect: [String: Any]

    /// - Parameter entry: The whole entry of the file.
    init(entry: [String: Any]) { expect = entry["expect"] as? [String: Any] ?? [:] }

    /// Everything in which the result differs; empty when it is as expected.
    func mismatches(in result: Result<ChatResponse, LLMError>) -> [String] {
        var found = Mismatches()
        switch (expect["outcome"] as? String, result) {
        case ("message", .success(let response)):
            found.compare(response, with: expect["message"] as? [String: Any] ?? [:])
        case ("error", .failure(let error)):
            found.compare(error, with: expect["error"] as? [String: Any] ?? [:])
            if let partial = expect["partial"] as? [String: Any] {
                found.compare(error.partial ?? ChatResponse(), with: partial)
            }
        case (let outcome, .success): found.note("outcome", outcome, "message")
        case (let outcome, .failure(let error)): found.note("outcome", outcome, "error: \(error)")
        }
        return found.all
    }
}

private struct Mismatches {
    private(set) var all: [String] = []

    mutating func note(_ name: String, _ expected: Any?, _ actual: Any?) {
        let expected = String("\(expected ?? "nil")".prefix(200))
        let actual = String("\(actual ?? "nil")".prefix(200))
        all.append("\(name): expected \(expected), got \(actual)")
    }

    mutating func compare(_ response: ChatResponse, with expected: [String: Any]) {
        let known: [String: Any?] = [
            "text": response.text, "reasoning": response.reasoning, "refusal": response.refusal,
            "finish_reason": response.finishReason?.rawValue, "role": response.message.role.rawValue,
            "id": response.id, "model": response.model, "reasoning_signature": response.message.reasoningSignature,
        ]
        for (name, value) in expected {
            switch name {
            case "tool_calls": compare(response.toolCalls, with: value as? [[String: Any]] ?? [])
            case "usage": compare(response.usage, with: value)
            case "choices": compare(response.choices, with: value as? [[String: Any]] ?? [])
            default:
                guard let actual = known[name] else { return note(name, value, "nothing to compare it with") }
                if !matches(actual, value) { note(name, value, actual) }
            }
        }
    }

    mutating func compare(_ error: LLMError, with expected: [String: Any]) {
        let receivedContent = error.partial?.choices.contains { choice in
            let message = choice.message
            return !message.text.isEmpty || message.reasoning != nil || message.refusal != nil
                || !message.toolCalls.isEmpty
        }
        let known: [String: Any?] = [
            "kind": error.code.rawValue, "retryable": error.isRetryable, "code": error.providerCode,
            "auto_retry": error.isRetryable && receivedContent != true,
        ]
        for (name, value) in expected {
            if name == "message_contains" {
                let isContained = (value as? String).map { error.message.lowercased().contains($0.lowercased()) }
                if isContained != true { note(name, value, error.message) }
            } else {
                guard let actual = known[name] else { return note(name, value, "nothing to compare it with") }
                if !matches(actual, value) { note(name, value, actual) }
            }
        }
    }

    private mutating func compare(_ calls: [ToolCall], with expected: [[String: Any]]) {
        guard calls.count == expected.count else { return note("tool_calls", expected, calls) }
        if Set(calls.map(\.id)).count != calls.count, !Self.repeatsIDs(expected) { note("unique ids", expected, calls) }
        for (call, expected) in zip(calls, expected) {
            if expected["id"] as? String == "*" {
                if call.id.isEmpty { note("tool_calls.id", "a generated one", call.id) }
            } else if !matches(call.id, expected["id"]) {
                note("tool_calls.id", expected["id"], call.id)
            }
            if !matches(call.name, expected["name"]) { note("tool_calls.name", expected["name"], call.name) }
            if !matches(call.arguments, expected["arguments"]) {
                note("tool_calls.arguments", expected["arguments"], call.arguments)
            }
            if let complete = expected["complete"], !matches(call.isComplete, complete) {
                note("tool_calls.complete", complete, call.isComplete)
            }
        }
    }

    private static func repeatsIDs(_ expected: [[String: Any]]) -> Bool {
        let ids = expected.compactMap { $0["id"] as? String }.filter { $0 != "*" }
        return Set(ids).count != ids.count
    }

    private mutating func compare(_ usage: Usage?, with expected: Any) {
        guard let counts = expected as? [String: Any] else {
            if !matches(usage, expected) { note("usage", expected, usage) }
            return
        }
        let actual = [
            "input": usage?.input, "output": usage?.output, "total": usage?.total, "cached": usage?.cached,
            "reasoning": usage?.reasoning,
        ]
        for (name, count) in counts where !matches(actual[name] ?? nil, count) {
            note("usage.\(name)", count, actual[name] ?? nil)
        }
    }

    private mutating func compare(_ choices: [Choice], with expected: [[String: Any]]) {
        guard choices.count == expected.count else { return note("choices", expected, choices) }
        for (choice, expected) in zip(choices, expected) {
            if !matches(choice.index, expected["index"]) { note("choices.index", expected["index"], choice.index) }
            var single = choice
            single.index = 0
            compare(ChatResponse(choices: [single]), with: expected.filter { $0.key != "index" })
        }
    }
}

/// Whether a value is as expected; `anyOf` allows several, and a prefix with a length stands for a long text.
private func matches(_ actual: Any?, _ expected: Any?) -> Bool {
    switch expected {
    case nil, is NSNull: return actual == nil
    case let options as [String: Any]:
        if let anyOf = options["anyOf"] as? [Any] { return anyOf.contains { matches(actual, $0) } }
        guard let text = actual as? String, let prefix = options["prefix"] as? String else { return false }
        return text.hasPrefix(prefix) && text.unicodeScalars.count == options["length"] as? Int
    case let text as String: return (actual as? String).map { $0.utf8.elementsEqual(text.utf8) } ?? false
    case let number as NSNumber:
        if let flag = actual as? Bool { return flag == number.boolValue }
        return actual as? Int == number.intValue
    default: return false
    }
}
