/// `mcp/tool/execute`: any tool that the request's lists admit says how it was called.
struct ToolEndpoint: Sendable {
    let request: RecordedRequest

    func script(_ reply: Reply?) -> Script {
        do throws(GatewayFailure) {
            switch reply?.content {
            case .script(let script): return script
            case .failure(let failure): throw failure
            case .fault(let fault): return try spoiled(fault)
            case .answer(let answer): return .json(try result(answer.text))
            case nil: return .json(try result(nil))
            }
        } catch {
            return error.script(.native, nil)
        }
    }

    private func spoiled(_ fault: Fault) throws(GatewayFailure) -> Script {
        if let failure = fault.failure { throw failure }
        let context = GatewayFailure.Context(provider: "", model: "", requestType: "mcp_tool", release: .mixed)
        return SpoiledAnswer(fault: fault, answer: .json(try result(nil)), context: context).script
    }

    private func result(_ text: String?) throws(GatewayFailure) -> JSONValue {
        let body = try ChatRequest.parse(request.body, .native)
        let isItem = request.query("format") == "responses"
        let call = isItem ? body : body["function"]
        guard let name = call?["name"]?.string, !name.isEmpty else {
            throw GatewayFailure(status: 400, message: "Tool function name is required")
        }
        guard isIncluded(name) else {
            throw GatewayFailure(status: 400, message: "tool \(name) is not available or not permitted")
        }
        let output = text ?? "\(name) was called with \(call?["arguments"]?.string ?? "")"
        let id = body[isItem ? "call_id" : "id"]
        return isItem
            ? ["type": "function_call_output", "call_id": id, "output": .string(output), "status": "completed"]
            : ["role": "tool", "tool_call_id": id, "content": .string(output)]
    }

    /// Whether the list of tools admits it; without a list all are.
    private func isIncluded(_ name: String) -> Bool {
        guard let list = request.values(of: "x-bf-mcp-include-tools").first else { return true }
        return list.split(separator: ",").contains { entry in
            entry == name || entry == "*" || (entry.hasSuffix("-*") && name.hasPrefix(entry.dropLast()))
        }
    }
}

extension RecordedRequest {
    /// A part of the query, percent-decoded; nil when there is none.
    func query(_ name: String) -> String? {
        let query = path.split(separator: "?", maxSplits: 1).dropFirst().first ?? ""
        return query.split(separator: "&").first { $0.hasPrefix("\(name)=") }.map {
            String($0.dropFirst(name.count + 1)).percentDecoded
        }
    }
}

extension StringProtocol {
    /// The text without percent-encoding (RFC 3986 section 2.1); what is not encoded rightly stays.
    var percentDecoded: String {
        let bytes = Array(utf8)
        var decoded: [UInt8] = []
        var position = 0
        while position < bytes.count {
            if bytes[position] == UInt8(ascii: "%"), position + 2 < bytes.count,
                let byte = UInt8(String(decoding: bytes[position + 1...position + 2], as: UTF8.self), radix: 16)
            {
                decoded.append(byte)
                position += 3
            } else {
                decoded.append(bytes[position])
                position += 1
            }
        }
        return String(decoding: decoded, as: UTF8.self)
    }
}
