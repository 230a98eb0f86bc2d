public import LLM

extension ProviderConfig {
    /// The gateway's virtual key, sent as the header field `x-bf-vk`; nil sends none.
    ///
    /// It is kept in ``headers``, and ``GatewayOptions/virtualKey`` goes before it. Unlike ``apiKey`` it works on a
    /// gateway whose dashboard has a login of its own.
    public var virtualKey: Secret? {
        get { headers.first { $0.key.lowercased() == Self.virtualKeyField }?.value }
        set {
            headers = headers.filter { $0.key.lowercased() != Self.virtualKeyField }
            headers[Self.virtualKeyField] = newValue
        }
    }

    private static let virtualKeyField = "x-bf-vk"
}
