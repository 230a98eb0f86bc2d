import CurlTransport
import HTTPTransport
import Testing

extension Network {
    @Suite("How an exchange over HTTP/2 ends")
    struct HTTP2FaultTests {
        struct Ending: Sendable, CustomTestStringConvertible {
            var path: String
            /// What is read until the end.
            var text = ""
            /// Nil when the answer counts as whole.
            var code: HTTPTransportError.Code?
            /// Whether the connection can carry the next request.
            ///
            /// Nil where releases of libcurl differ.
            var keepsConnection: Bool? = true
            var testDescription: String { path }

            static func lost(_ path: String, after text: String = "", keepsConnection: Bool? = true) -> Ending {
                Ending(path: path, text: text, code: .connectionLost, keepsConnection: keepsConnection)
            }
        }

        static let part = "data: part\n\n"
        static let endings: [Ending] = [
            .lost("/reset/CANCEL/before"),
            .lost("/reset/INTERNAL_ERROR/before"),
            .lost("/reset/REFUSED_STREAM/before", keepsConnection: nil),
            .lost("/reset/NO_ERROR/before"),
            .lost("/reset/CANCEL/midway", after: part),
            .lost("/reset/INTERNAL_ERROR/midway", after: part),
            .lost("/reset/REFUSED_STREAM/midway", after: part, keepsConnection: nil),
            .lost("/early", after: part),
            .lost("/goaway/excluding", after: part, keepsConnection: false),
            .lost("/calm", keepsConnection: false),
            .lost("/cut", after: part, keepsConnection: false),
            Ending(path: "/goaway/covering", text: part + "data: rest\n\n", keepsConnection: false),
            Ending(path: "/empty", text: (0..<100).map { "\($0)," }.joined()),
            Ending(path: "/trailers", text: part),
            Ending(path: "/interim", text: "hello"),
        ]

        @Test("is told by the class of the error, and no POST is sent twice", arguments: endings)
        func ending(_ ending: Ending) async throws {
            let pair = try HTTP2Pair()
            let outcome = try await pair.post(ending.path)
            #expect(outcome.text == ending.text)
            #expect(outcome.error?.code == ending.code)
            #expect(outcome.error?.requestMayHaveArrived ?? true)
            #expect(pair.server.seen("request") == ["1.1 \(ending.path)"])
            // Where a refused stream would be repeated, libcurl has made a connection before it can be stopped.
            #expect(pair.server.seen("connection").count <= 2)
            let next = try await pair.post("/plain")
            #expect(next.text == "hello")
            #expect(next.error == nil)
            if let keeps = ending.keepsConnection { #expect(next.metrics?.reusedConnection == keeps) }
        }

        /// No release of libcurl tells these from a whole answer; the layer above looks for the end of its own.
        @Test("looks whole when the stream is reset without an error")
        func resetWithoutError() async throws {
            let outcome = try await HTTP2Pair().post("/reset/NO_ERROR/midway")
            #expect(outcome.text == Self.part)
            #expect(outcome.error == nil)
        }

        @Test("is bounded when a frame is larger than allowed")
        func oversizedFrame() async throws {
            let pair = try HTTP2Pair()
            var limits = TransferLimits.patient
            limits.idle = .seconds(2)
            let outcome = try await pair.post("/oversized", limits)
            // 7.88 ends the connection and takes that for the end of the answer; others fail, or wait for the limit.
            let code = outcome.error?.code
            #expect(code == nil || code == .connectionLost || code == .timeout)
            #expect(outcome.text == "")
            #expect(pair.server.seen("goaway", atLeast: 1) == ["1 6"])
            #expect(pair.server.seen("request").count == 1)
            #expect(try await pair.post("/plain").text == "hello")
        }

        @Test("interim heads and trailers are no part of the final head")
        func fields() async throws {
            let pair = try HTTP2Pair()
            let interim = try await pair.get("/interim")
            #expect(interim.head.status == 200)
            #expect(interim.head.version.hasPrefix("HTTP/2"))
            #expect(interim.head.fields["x-final"] == "yes")
            #expect(interim.head.fields["x-interim"] == nil)
            let trailers = try await pair.get("/trailers")
            #expect(try await trailers.body.text() == Self.part)
            #expect(trailers.head.fields["x-trailer"] == nil)
            #expect(trailers.body.metrics.endIsTold == false)
        }

        @Test("is bounded when many are refused at once", arguments: ["calm", "reset/REFUSED_STREAM/before"])
        func manyRefused(_ fault: String) async throws {
            let pair = try HTTP2Pair()
            let count = 40
            let codes = try await withThrowingTaskGroup { group in
                for number in 0..<count {
                    group.addTask { try await pair.post("/\(fault)/\(number)").error?.code }
                }
                return try await group.reduce(into: []) { $0.append($1) }
            }
            #expect(codes == Array(repeating: .connectionLost, count: count))
            let paths = pair.server.seen("request").compactMap { $0.split(separator: " ").last }
            #expect(Set(paths).count == paths.count)
            #expect(pair.server.seen("connection").count <= 2 * count)
            #expect(await pair.transport.snapshot().spins == 0)
        }
    }
}
