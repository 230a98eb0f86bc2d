// A side-car: programs on this machine speak to the gateway through a unix socket, and know neither its address nor its
// key. Who may open the socket's file may ask.
//
//     export BIFROST_BASE_URL=http://localhost:8080/v1 BIFROST_API_KEY=sk-…
//     swift run sidecar /run/bifrost.sock
//     curl --unix-socket /run/bifrost.sock http://sidecar/v1/chat/completions -d '{"model": "openai/gpt-4o-mini", …}'
//
// Streams are passed on byte by byte, and still watched: a cut one ends in an error event, silence is filled with
// comments, the limits and retries are those of the model, and a client that goes ends its call.

import Bifrost
import Glibc
import Hummingbird
import Streaming

let path = CommandLine.arguments.dropFirst().first ?? "bifrost.sock"
var config = try ProviderConfig.fromEnvironment()
config.model = "any/any"  // never sent: each request names its own
let model = try BifrostModel(config)

/// What a client asked for, as the gateway is asked.
func upstream(_ request: Request, _ body: ByteBuffer) -> RawRequest {
    let path = String(request.uri.path.dropFirst("/v1".count))
    let bytes = Array(body.readableBytesView)
    let contentType = request.headers[.contentType] ?? "application/json"
    let query = request.uri.queryParameters.map { (String($0.key), String($0.value)) }
    return RawRequest(
        request.method.rawValue, path, query: Dictionary(query) { $1 },
        body: bytes.isEmpty ? nil : .bytes(bytes, contentType: contentType))
}

func answer(_ request: Request) async throws -> Response {
    var request = request
    let body = try await request.collectBody(upTo: 32 << 20)
    let question = try? JSONValue(parsing: Array(body.readableBytesView))
    do {
        if question?["stream"] == true {
            let relay = model.relay(upstream(request, body))
            try await relay.opened()
            return .relaying(relay, to: request)
        }
        return .json(try await model.raw(upstream(request, body)).body)
    } catch let error as LLMError {
        return .failed(error)
    }
}

let router = Router()
router.get("/health") { _, _ in HTTPResponse.Status.ok }
router.get("/v1/**") { request, _ in try await answer(request) }
router.post("/v1/**") { request, _ in try await answer(request) }

// The socket is the owner's alone from its first moment on; a chmod afterwards would come too late.
umask(0o177)
let application = Application(
    router: router,
    configuration: ApplicationConfiguration(address: .unixDomainSocket(path: path)),
    onServerRunning: { _ in
        print("listening on \(path)")
        fflush(nil)
    })
try await application.runService()
