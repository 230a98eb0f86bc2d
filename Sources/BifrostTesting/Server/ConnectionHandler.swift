import NIOCore
import NIOHTTP1

/// Turns a channel's HTTP parts into whole requests, and notices when the peer goes away.
///
/// Reading never stops, also while an answer is being written: the end of the peer's side is an event, not a failed write.
final class ConnectionHandler: ChannelInboundHandler {
    typealias InboundIn = HTTPServerRequestPart

    private let connection: Connection
    private let maximumBody: Int
    private var head: HTTPRequestHead?
    private var body = ByteBuffer()

    init(connection: Connection, maximumBody: Int) {
        self.connection = connection
        self.maximumBody = maximumBody
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        switch unwrapInboundIn(data) {
        case .head(let head): begin(head, context)
        case .body(var part): append(&part, context)
        case .end: end()
        }
    }

    private func begin(_ head: HTTPRequestHead, _ context: ChannelHandlerContext) {
        self.head = head
        body.clear()
        if head.headers[canonicalForm: "expect"].contains("100-continue") {
            context.writeAndFlush(NIOAny(ByteBuffer(string: "HTTP/1.1 100 Continue\r\n\r\n")), promise: nil)
        }
    }

    private func append(_ part: inout ByteBuffer, _ context: ChannelHandlerContext) {
        guard head != nil else { return }
        guard body.readableBytes + part.readableBytes <= maximumBody else {
            head = nil
            return refuse(context, status: "413 Request Entity Too Large", "body size exceeds the given limit")
        }
        body.writeBuffer(&part)
    }

    private func end() {
        guard let head else { return }
        self.head = nil
        connection.requestReceived(
            method: head.method.rawValue, path: head.uri, headers: head.headers.map { ($0.name, $0.value) },
            body: Array(body.readableBytesView), keepAlive: head.isKeepAlive)
        body = ByteBuffer()
    }

    /// What the HTTP layer answers by itself: plain text, and the connection closes.
    private func refuse(_ context: ChannelHandlerContext, status: String, _ reason: String) {
        let answer =
            "HTTP/1.1 \(status)\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Length: "
            + "\(reason.utf8.count)\r\nConnection: close\r\n\r\n\(reason)"
        connection.closing()
        context.writeAndFlush(NIOAny(ByteBuffer(string: answer)), promise: nil)
        context.close(promise: nil)
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        guard error is HTTPParserError else { return context.close(promise: nil) }
        refuse(context, status: "400 Bad Request", "Error when parsing request")
    }

    func channelInactive(context: ChannelHandlerContext) {
        connection.closed()
        context.fireChannelInactive()
    }
}
