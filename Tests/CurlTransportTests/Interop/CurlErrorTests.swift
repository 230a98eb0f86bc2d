import CCurl
import HTTPTransport
import Testing

@testable import CurlTransport

@Suite("libcurl's codes and our classes")
struct CurlErrorTests {
    /// How far a transfer had come when libcurl ended it.
    enum Reached: CaseIterable {
        case nothing, request, head, body

        var progress: TransferProgress {
            var progress = TransferProgress()
            progress.requestStarted = self != .nothing
            progress.headStarted = self == .head || self == .body
            progress.headComplete = self == .body
            return progress
        }
    }

    private func error(_ code: CURLcode, _ progress: TransferProgress) -> HTTPTransportError? {
        HTTPTransportError(code, message: nil, progress: progress)
    }

    @Test(
        "before the request is sent",
        arguments: [
            (CURLE_COULDNT_RESOLVE_HOST, HTTPTransportError.Code.nameLookup), (CURLE_COULDNT_RESOLVE_PROXY, .proxy),
            (CURLE_COULDNT_CONNECT, .connect), (ccurl_proxy_failed, .proxy), (CURLE_OPERATION_TIMEDOUT, .timeout),
            (CURLE_SSL_CONNECT_ERROR, .tls), (CURLE_PEER_FAILED_VERIFICATION, .tls), (CURLE_SSL_CERTPROBLEM, .tls),
            (CURLE_SSL_CACERT_BADFILE, .tls), (CURLE_SSL_PINNEDPUBKEYNOTMATCH, .tls),
            (CURLE_URL_MALFORMAT, .invalidRequest), (CURLE_NOT_BUILT_IN, .unsupported),
            (CURLE_RECV_ERROR, .connect), (CURLE_SEND_ERROR, .connect), (CURLE_GOT_NOTHING, .connect),
            (CURLE_HTTP2, .connect),
        ])
    func beforeRequest(code: CURLcode, expected: HTTPTransportError.Code) {
        let failure = error(code, Reached.nothing.progress)
        #expect(failure?.code == expected)
        #expect(failure?.requestMayHaveArrived == false)
        #expect(failure?.nativeCode == Int(code.rawValue))
        #expect(failure?.nativeMessage?.isEmpty == false)
    }

    @Test(
        "a lost connection is one, whichever code a release has for it",
        arguments: [
            CURLE_HTTP2, CURLE_PARTIAL_FILE, CURLE_GOT_NOTHING, CURLE_SEND_ERROR, CURLE_RECV_ERROR, CURLE_HTTP2_STREAM,
            CURLE_SEND_FAIL_REWIND, CURLE_ABORTED_BY_CALLBACK,
        ], [Reached.request, .head, .body])
    func lost(code: CURLcode, reached: Reached) {
        let failure = error(code, reached.progress)
        #expect(failure?.code == .connectionLost)
        #expect(failure?.requestMayHaveArrived == true)
    }

    @Test(
        "what the server sent is at fault",
        arguments: [
            (CURLE_UNSUPPORTED_PROTOCOL, HTTPTransportError.Code.invalidResponse),
            (CURLE_WEIRD_SERVER_REPLY, .invalidResponse), (CURLE_BAD_CONTENT_ENCODING, .invalidResponse),
            (CURLE_FILESIZE_EXCEEDED, .tooLarge), (ccurl_too_large, .tooLarge), (CURLE_OUT_OF_MEMORY, .tooLarge),
        ])
    func badAnswer(code: CURLcode, expected: HTTPTransportError.Code) {
        #expect(error(code, Reached.head.progress)?.code == expected)
    }

    @Test("success is one only with a whole head", arguments: Reached.allCases)
    func success(reached: Reached) {
        #expect((error(CURLE_OK, reached.progress) == nil) == (reached == .body))
        #expect(error(CURLE_OK, Reached.head.progress)?.code == .connectionLost)
    }

    @Test(
        "a proxy's refusal is the proxy's, whichever code a release has for it",
        arguments: [CURLE_RECV_ERROR, CURLE_COULDNT_CONNECT])
    func proxyRefusal(code: CURLcode) {
        var progress = TransferProgress()
        progress.proxyStatus = 407
        let failure = error(code, progress)
        #expect(failure?.code == .proxy)
        #expect(failure?.message.contains("407") == true)
        #expect(failure?.requestMayHaveArrived == false)
    }

    @Test("a process without descriptors is told so")
    func noSocket() {
        var progress = TransferProgress()
        progress.socketErrno = 24
        #expect(error(CURLE_COULDNT_CONNECT, progress)?.message.contains("24") == true)
    }

    @Test("a replay that was stopped may have reached the server")
    func replay() {
        var progress = Reached.request.progress
        progress.replayRefused = true
        let failure = error(CURLE_ABORTED_BY_CALLBACK, progress)
        #expect(failure?.code == .connectionLost)
        #expect(failure?.requestMayHaveArrived == true)
    }

    @Test("what nobody has thought of is an internal failure")
    func unknown() {
        #expect(error(CURLE_LDAP_CANNOT_BIND, Reached.body.progress)?.code == .internalFailure)
    }
}
