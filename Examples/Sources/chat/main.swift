// A chat in the terminal: each line is a question, and the conversation goes on until the input ends.
//
//     export BIFROST_BASE_URL=http://localhost:8080/v1 BIFROST_MODEL=openai/gpt-4o-mini
//     swift run chat
//
// It shows: a streamed answer, the turn that goes back into the conversation, and a failure that loses neither. The
// command `bifrost chat` is the grown-up form.

import Bifrost
import Glibc

let model = try BifrostModel(.fromEnvironment())
var conversation: [Message] = [.system("You are a helpful assistant. Be brief.")]

func show(_ text: String) {
    print(text, terminator: "")
    fflush(nil)
}

show("> ")
while let line = readLine() {
    guard !line.isEmpty else { show("> "); continue }
    var answer = ChatAccumulator()
    do {
        for try await chunk in model.stream(conversation + [.user(line)]) {
            answer.add(chunk)
            show(chunk.delta)
        }
        conversation += [.user(line), answer.response().message]
    } catch let error as LLMError {
        // The question is not in the conversation yet: it can be asked again.
        show("\n[\(error.code.rawValue): \(error.message)]")
    }
    show("\n> ")
}
print()
