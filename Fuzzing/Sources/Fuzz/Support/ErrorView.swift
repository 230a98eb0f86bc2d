@testable import Bifrost
import LLM

/// What an error says, to be compared.
struct ErrorView: Equatable {
    let code: LLMError.Code
    let texts: [String?]
    let status: Int?
    let retryAfter: Duration?
    let isRetryable: Bool

    init(_ error: LLMError) {
        code = error.code
        texts = [error.message, error.type, error.providerCode, error.provider, error.requestID]
        status = error.status
        retryAfter = error.retryAfter
        isRetryable = error.isRetryable
    }
}

extension LLMError {
    /// Short enough to be written by chance, long enough to count as a key.
    static let fuzzedSecret = "sk-7"

    /// What holds of every error that is made of what a server sent: its texts are short lines without keys or markup.
    func check() {
        expect(!message.isEmpty, "an error without a message")
        for text in [message, type, providerCode, provider, requestID].compactMap(\.self) {
            expect(text.unicodeScalars.count <= 502, "a text of \(text.unicodeScalars.count) characters")
            expect(!text.unicodeScalars.contains { $0.properties.generalCategory == .control }, "a control character")
            expect(!text.lowercased().contains("<html"), "a page of HTML in \(text)")
        }
        for text in ErrorView(self).texts.compactMap(\.self) + ["\(self)"] {
            expect(!text.contains(Self.fuzzedSecret), "a key in \(text)")
        }
        if let retryAfter { expect(.zero <= retryAfter && retryAfter <= .seconds(1_000_000_000_000), "\(retryAfter)") }
    }
}

extension ErrorDecoder {
    /// At a fixed time, and with a key to hide.
    static let fuzzed = ErrorDecoder(secrets: [Secret(LLMError.fuzzedSecret)]) { UnixTime(seconds: 1_700_000_000) }
}

extension AnswerLimits {
    /// So narrow that inputs of a few kilobytes reach every one of them.
    static let narrow = AnswerLimits(
        body: 400, errorBody: 200, line: 500, event: 600, media: 500, choices: 3, toolCalls: 3, jsonDepth: 8)
}
