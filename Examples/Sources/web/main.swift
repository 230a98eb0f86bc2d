// A web service with a page: the browser shows the answer while the model writes it.
//
//     export BIFROST_BASE_URL=http://localhost:8080/v1 BIFROST_MODEL=openai/gpt-4o-mini
//     swift run web 8090         # and open http://127.0.0.1:8090
//
// The page sends the whole conversation to /chat and reads the answer as OpenAI's event stream. Refusals have a status,
// later failures are events; a comment every 15 seconds keeps proxies patient; closing the page ends the call at the
// gateway. The key stays here.

import Bifrost
import Glibc
import Hummingbird
import Streaming

struct Turn: Decodable {
    var role: Role
    var text: String

    enum Role: String, Decodable {
        case user, assistant
    }
}

struct Question: Decodable {
    var turns: [Turn]

    /// The instructions are ours, whatever the browser sends.
    var messages: [Message] {
        [.system("You are a helpful assistant. Be brief.")]
            + turns.map { $0.role == .user ? .user($0.text) : .assistant($0.text) }
    }
}

let model = try BifrostModel(.fromEnvironment())
let router = Router()

router.get("/") { _, _ in
    Response(
        status: .ok, headers: [.contentType: "text/html; charset=utf-8"],
        body: ResponseBody(byteBuffer: ByteBuffer(string: page)))
}

router.post("/chat") { request, context -> Response in
    var request = request
    _ = try await request.collectBody(upTo: 1 << 20)
    let question = try await request.decode(as: Question.self, context: context)
    let relay = model.stream(question.messages).relay()
    do {
        // Before the head is sent, a refusal can still be told with a status.
        try await relay.opened()
    } catch let error as LLMError {
        return .failed(error)
    }
    return .relaying(relay, to: request)
}

let port = CommandLine.arguments.dropFirst().first.flatMap { Int($0) } ?? 8090
let application = Application(
    router: router,
    configuration: ApplicationConfiguration(address: .hostname("127.0.0.1", port: port)),
    onServerRunning: { channel in
        print("http://127.0.0.1:\(channel.localAddress?.port ?? port)")
        fflush(nil)
    })
try await application.runService()
