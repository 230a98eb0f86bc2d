internal import HTTPTransport
internal import LLM

extension GatewayOptions {
    /// Finds what cannot be sent, or would not mean what it says; messages never repeat a value.
    func validate() throws(LLMError) {
        try checkDurations()
        if let threshold = cache.threshold {
            try Self.require(0...1 ~= threshold, "cache.threshold must be from 0 to 1")
        }
        if let directKey {
            try Self.require(!directKey.isEmpty, "directKey is empty; nil sends none")
            try Self.require(
                !directKey.reveal().hasPrefix("sk-bf-"), "directKey is a virtual key; it belongs in virtualKey")
        }
        try checkLists()
        for family in families { try family.check() }
        for field in fields { try check(field) }
    }

    /// The longest duration that Go can express is some 292 years.
    private static let longest = Duration.seconds(200 * 366 * 86_400)

    private func checkDurations() throws(LLMError) {
        let durations = [
            ("session.ttl", session.ttl), ("cache.ttl", cache.ttl), ("requestTimeout", requestTimeout),
            ("streamIdleTimeout", streamIdleTimeout),
        ]
        for (name, duration) in durations {
            guard let duration else { continue }
            try Self.require(duration > .zero, "\(name) must be more than zero")
            try Self.require(duration <= Self.longest, "\(name) is longer than the gateway can count")
        }
    }

    private func checkLists() throws(LLMError) {
        for fallback in fallbacks ?? [] {
            let parts = fallback.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false)
            try Self.require(
                parts.count == 2 && !parts.contains(where: \.isEmpty)
                    && fallback.utf8.allSatisfy { $0 > UInt8(ascii: " ") && $0 != 0x7f },
                "fallbacks has an entry that is not provider/model")
        }
        let lists = [("mcp.clients", mcp.clients), ("mcp.tools", mcp.tools), ("guardrails", guardrails)]
        for (name, list) in lists {
            for entry in list ?? [] {
                try Self.require(
                    !entry.isEmpty && !entry.contains(",") && Self.isTrimmed(entry),
                    "\(name) has an entry that is empty, or has a comma or white space around it")
            }
        }
        for word in compat ?? [] {
            try Self.require(HTTPFieldRules.isToken(word.rawValue), "compat has an entry that is not a word")
        }
        try Self.require(mcp.sessionID?.count ?? 0 <= 255, "mcp.sessionID is longer than 255 characters")
    }

    private func check(_ field: HTTPFields.Field) throws(LLMError) {
        try Self.require(
            HTTPFieldRules.isValue(field.value),
            "\(field.name) would have a control character, such as a line break, in its value")
        try Self.require(Self.isTrimmed(field.value), "\(field.name) would have white space around its value")
        try Self.require(!field.value.isEmpty || mayBeEmpty(field.name), "\(field.name) would be empty; nil sends none")
    }

    private func mayBeEmpty(_ name: String) -> Bool {
        name.hasPrefix("x-bf-mcp-include-") || families.contains { name.hasPrefix($0.prefix) }
    }

    /// White space around a value is lost on the wire (RFC 9110 section 5.5).
    private static func isTrimmed(_ value: String) -> Bool {
        let isSpace = { (byte: UInt8?) in byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t") }
        return !isSpace(value.utf8.first) && !isSpace(value.utf8.last)
    }

    fileprivate static func require(_ condition: Bool, _ problem: @autoclosure () -> String) throws(LLMError) {
        if !condition { throw LLMError(.configuration, "GatewayOptions: \(problem())") }
    }
}

extension GatewayOptions.Family {
    fileprivate func check() throws(LLMError) {
        var seen: Set<String> = []
        for name in members.keys {
            try GatewayOptions.require(
                HTTPFieldRules.isToken(name), "a name behind \(prefix) is not a token of RFC 9110 section 5.6.2")
            try GatewayOptions.require(
                seen.insert(name.lowercased()).inserted, "a name behind \(prefix) stands twice; case does not count")
            try GatewayOptions.require(
                prefix != "x-bf-dim-" || !["path", "method"].contains(name.lowercased()),
                "dimensions must not set path and method; the gateway does")
        }
    }
}
