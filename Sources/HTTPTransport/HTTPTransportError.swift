/// What a transfer can end in, other than a whole answer or a cancellation.
public struct HTTPTransportError: Error, Sendable {
    // One word: whatever may fail has room for an error in its frame, and a task keeps the frames in which it waits.
    private var storage: Storage

    /// The class of the failure.
    public var code: Code {
        get { storage.fields.code }
        set { change { $0.code = newValue } }
    }

    /// What happened, in a short text without secrets.
    public var message: String {
        get { storage.fields.message }
        set { change { $0.message = newValue } }
    }

    /// Which limit ended the wait; set for ``Code/timeout``.
    public var limit: TransferLimits.Name? {
        get { storage.fields.limit }
        set { change { $0.limit = newValue } }
    }

    /// The limit's value.
    ///
    /// Nil when it was an instant.
    public var limitValue: Duration? {
        get { storage.fields.limitValue }
        set { change { $0.limitValue = newValue } }
    }

    /// What the connection was waiting for; set when ``TransferLimits/connect`` ended the wait.
    public var connectStage: ConnectStage? {
        get { storage.fields.connectStage }
        set { change { $0.connectStage = newValue } }
    }

    /// How long the transfer had run.
    public var elapsed: Duration? {
        get { storage.fields.elapsed }
        set { change { $0.elapsed = newValue } }
    }

    /// Whether the server can have received the request: if not, repeating it is safe.
    public var requestMayHaveArrived: Bool {
        get { storage.fields.requestMayHaveArrived }
        set { change { $0.requestMayHaveArrived = newValue } }
    }

    /// The native library's error number.
    ///
    /// Nil when it reported none.
    public var nativeCode: Int? {
        get { storage.fields.nativeCode }
        set { change { $0.nativeCode = newValue } }
    }

    /// The native library's words.
    ///
    /// Nil when it reported none.
    public var nativeMessage: String? {
        get { storage.fields.nativeMessage }
        set { change { $0.nativeMessage = newValue } }
    }

    /// What the transfer cost until then.
    ///
    /// Nil when it never started.
    public var metrics: TransferMetrics? {
        get { storage.fields.metrics }
        set { change { $0.metrics = newValue } }
    }

    /// Makes an error.
    ///
    /// - Parameters:
    ///   - code: The class of the failure.
    ///   - message: What happened.
    ///   - requestMayHaveArrived: Whether the server can have received the request.
    public init(_ code: Code, _ message: String, requestMayHaveArrived: Bool = false) {
        storage = Storage(Fields(code: code, message: message, requestMayHaveArrived: requestMayHaveArrived))
    }

    /// What a connection that is being made waits for.
    @nonexhaustive
    public enum ConnectStage: String, Hashable, Sendable {
        /// The host's address.
        case nameLookup
        /// The host, or the proxy, to accept.
        case tcp
        /// The TLS handshake, or the proxy's answer to CONNECT.
        case handshake
    }

    /// The class of a failure; an open set.
    public struct Code: Hashable, Sendable, LosslessStringConvertible {
        private enum Kind: String {
            case invalidRequest, nameLookup, connect, tls, proxy, connectionLost, invalidResponse, tooLarge, timeout
            case shutDown, unsupported, internalFailure
        }
        private let kind: Kind

        private init(kind: Kind) { self.kind = kind }

        /// Makes a class from its name; nil for a name that is not known.
        ///
        /// - Parameter description: The name, as ``description`` gives it.
        public init?(_ description: String) {
            guard let kind = Kind(rawValue: description) else { return nil }
            self.init(kind: kind)
        }

        /// The class's name.
        public var description: String { kind.rawValue }

        /// The request is not valid HTTP, asks for a scheme other than http and https, or has a file in its body that
        /// cannot be read; nothing was sent, unless ``HTTPTransportError/requestMayHaveArrived`` says so: a file may
        /// fail, or become shorter, while it is sent.
        public static let invalidRequest = Code(kind: .invalidRequest)
        /// The host's name was not found.
        public static let nameLookup = Code(kind: .nameLookup)
        /// The host refused or could not be reached.
        public static let connect = Code(kind: .connect)
        /// TLS failed: an untrusted or wrong certificate, or no common protocol.
        public static let tls = Code(kind: .tls)
        /// The proxy refused or failed.
        public static let proxy = Code(kind: .proxy)
        /// The connection ended before the answer did.
        public static let connectionLost = Code(kind: .connectionLost)
        /// The server did not speak HTTP.
        public static let invalidResponse = Code(kind: .invalidResponse)
        /// The answer is larger than a limit allows.
        public static let tooLarge = Code(kind: .tooLarge)
        /// A wait was too long; see ``HTTPTransportError/limit``.
        public static let timeout = Code(kind: .timeout)
        /// The transport was shut down.
        public static let shutDown = Code(kind: .shutDown)
        /// This build of the native library cannot do it.
        public static let unsupported = Code(kind: .unsupported)
        /// The native library failed in a way that is nobody's fault but ours or its own.
        public static let internalFailure = Code(kind: .internalFailure)
    }
}

extension HTTPTransportError: CustomStringConvertible {
    /// The class, the message and the native library's words in one line.
    public var description: String {
        let native = nativeCode.map { " (\($0)\(nativeMessage.map { ": \($0)" } ?? ""))" } ?? ""
        return "\(code): \(message)\(native)"
    }
}

extension HTTPTransportError {
    private struct Fields: Sendable {
        var code: Code
        var message: String
        var limit: TransferLimits.Name?
        var limitValue: Duration?
        var connectStage: ConnectStage?
        var elapsed: Duration?
        var requestMayHaveArrived: Bool
        var nativeCode: Int?
        var nativeMessage: String?
        var metrics: TransferMetrics?
    }

    // Changed only while one error alone refers to it.
    private final class Storage: @unchecked Sendable {
        var fields: Fields
        init(_ fields: Fields) { self.fields = fields }
    }

    private mutating func change(_ change: (inout Fields) -> Void) {
        if !isKnownUniquelyReferenced(&storage) { storage = Storage(storage.fields) }
        change(&storage.fields)
    }
}

extension HTTPTransportError: CustomReflectable {
    /// A mirror of the properties.
    public var customMirror: Mirror {
        Mirror(self, children: Mirror(reflecting: storage.fields).children, displayStyle: .struct)
    }
}
