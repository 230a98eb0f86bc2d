public import Bifrost
public import Hummingbird

extension Response {
    /// A response whose body is a relayed stream.
    ///
    /// The connection is read on while the answer is written: so the server sees at once that the client has gone,
    /// cancels the writing, and with it the call at the gateway. Read the request's body with `collectBody(upTo:)`
    /// before: what reads it in another way leaves Hummingbird without its end.
    public static func relaying(_ relay: EventRelay, to request: Request) -> Response {
        var headers = HTTPFields()
        for (name, value) in EventRelay.headFields {
            if let name = HTTPFields.Element.Name(name) { headers[name] = value }
        }
        // Hummingbird closes a connection that was read on; a client that is not told would ask on it again.
        headers[.connection] = "close"
        let body = ResponseBody { writer in
            try await request.body.consumeWithCancellationOnInboundClose { _ in
                for try await bytes in relay { try await writer.write(ByteBuffer(bytes: bytes)) }
            }
            try await writer.finish(nil)
        }
        return Response(status: .ok, headers: headers, body: body)
    }

    /// A response that tells of a call that failed before anything was sent.
    ///
    /// The keys are this server's own: that the gateway refuses them is no fault of the client.
    public static func failed(_ error: any Error) -> Response {
        let told = RelayedError(error)
        let status = [401, 403].contains(told.status) ? 502 : told.status
        return json(told.json, status: status)
    }

    /// A response of JSON.
    public static func json(_ bytes: [UInt8], status: Int = 200) -> Response {
        Response(
            status: .init(code: status), headers: [.contentType: "application/json"],
            body: ResponseBody(byteBuffer: ByteBuffer(bytes: bytes)))
    }
}
