import BareTransfer
import FoundationEssentials
import Glibc

/// The least that streams one chat: libcurl, `JSONEncoder` and `JSONDecoder` by hand; without a URL it only gets ready.
///
///     bare-chat [BASE_URL]
///
/// Prints how many bytes of text came.
@main
enum Chat {
    static func main() throws {
        guard let handle = transfer_new() else { exit(1) }
        guard CommandLine.arguments.count > 1 else { return }
        let message = Question.Message(role: "user", content: "Tell me of the sea.")
        let body = try JSONEncoder().encode(Question(model: "gpt-4o-mini", messages: [message], stream: true))
        var answer = Answer()
        let result = withUnsafeMutablePointer(to: &answer) { answer in
            transfer_post(
                handle, CommandLine.arguments[1] + "/chat/completions", String(decoding: body, as: UTF8.self), take,
                answer)
        }
        print(answer.text.utf8.count)
        exit(result == 0 && answer.isDone ? 0 : 1)
    }
}

private func take(_ context: UnsafeMutableRawPointer?, _ bytes: UnsafePointer<CChar>?, _ size: Int) {
    context?.assumingMemoryBound(to: Answer.self).pointee.take(UnsafeRawBufferPointer(start: bytes, count: size))
}
