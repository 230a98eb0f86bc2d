import CurlTransport
import HTTPTransport

/// Where telemetry goes: a collector that takes OTLP over HTTP.
struct Collector {
    struct Refusal: Error {
        var path: String
        var status: Int
    }

    let url: String

    func send(_ recording: Recording) async throws {
        let transport = try CurlTransport()
        for (path, request) in [
            ("/v1/traces", ProtobufWriter.traces(recording)), ("/v1/metrics", ProtobufWriter.metrics(recording)),
            ("/v1/logs", ProtobufWriter.logs(recording)),
        ] {
            let fields = HTTPFields([HTTPFields.Field(name: "content-type", value: "application/x-protobuf")])
            let response = try await transport.execute(
                HTTPRequest(method: "POST", url: url + path, fields: fields, body: HTTPRequestBody(request.bytes)))
            while try await response.body.read() != nil {}
            guard response.head.status == 200 else { throw Refusal(path: path, status: response.head.status) }
        }
        await transport.shutdown(.immediate)
    }
}
