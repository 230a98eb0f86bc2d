import HTTPTransport
import LLM

extension Check {
    /// How the content came: one by one, or held back by something on the way.
    static func pace(_ chat: ChatObservation, stall: Duration?) -> Check {
        let trace = chat.trace
        let chunks = "\(Wording.count(trace.contents.count, "piece")) within \(Wording.time(trace.spread))"
        var check: Check
        switch trace.pace(after: chat.firstTokenWait ?? .zero) {
        case .steady: check = .pass(.pace, chunks)
        case .unknown:
            let reason = trace.isCached ? "from a cache" : "too \(trace.contents.count < 4 ? "few" : "fast") to judge"
            check = .pass(.pace, "\(chunks), \(reason)")
        case .heldBack(let told):
            check = .warn(
                .pace, "\(chunks), though the gateway took \(Wording.time(told)) to get them: a proxy holds them back",
                "switch buffering off for streams in the proxy before the gateway (nginx: proxy_buffering off)")
        case .atOnce:
            check = .warn(
                .pace, "\(chunks), after \(Wording.time(chat.firstTokenWait ?? .zero)) of nothing: perhaps held back",
                "if longer answers come at once too, a proxy buffers them (nginx: proxy_buffering off)")
        }
        if let gap = trace.longestGap {
            check.warn(ofWait: gap, for: "a piece of the answer", limit: stall, option: "--stall-timeout")
        }
        check.add("pieces", .integer(trace.contents.count))
        check.add("spread_ms", .milliseconds(trace.spread))
        check.add("longest_gap_ms", .milliseconds(trace.longestGap))
        return check
    }

    /// The comments that keep a silent stream alive.
    static func heartbeats(_ chat: ChatObservation) -> Check {
        let trace = chat.trace
        let message =
            if trace.comments.isEmpty {
                "none seen"
            } else if let interval = trace.heartbeatInterval {
                "\(trace.comments.count), every \(Wording.time(interval))"
            } else {
                "one"
            }
        var check = Check.pass(.heartbeats, message)
        if let text = trace.firstComment { check.notes = [TerminalText.line("\":\(text)\"")] }
        check.add("count", .integer(trace.comments.count))
        check.add("interval_ms", .milliseconds(trace.heartbeatInterval))
        return check
    }

    /// How the stream ended.
    static func end(_ chat: ChatObservation) -> Check {
        let reason = chat.response?.finishReason?.rawValue
        var check: Check
        if let failure = chat.failure {
            check = .fail(.end, failure)
            if failure.timeout?.limit == .total, chat.trace.contents.count > Examination.maximumTokens {
                check.advice = ["the answer does not end: is the limit on its tokens passed on to the model?"]
            }
            if failure.code == .truncated { check.advice = [adviceOnCutAnswers] }
        } else {
            let marks = [reason.map { "finish reason \($0)" }, chat.trace.done == nil ? nil : "[DONE]"]
            check = .pass(.end, marks.compactMap { $0 }.joined(separator: ", then "))
            if chat.trace.done == nil {
                check.status = .warn
                check.message += ", but no [DONE]"
                check.advice = ["no [DONE] ends the stream: harmless here, but other clients may wait for it"]
            }
            check.judge(chat.end)
            if chat.metrics?.endIsTold == false, chat.metrics?.httpVersion?.hasPrefix("HTTP/1") == true {
                check.status = .warn
                check.advice.append("the body ends with the connection: a cut answer looks whole to other clients")
            }
        }
        check.add("finish_reason", .string(reason))
        check.add("done", .bool(chat.trace.done != nil))
        check.add("body", .string(chat.end.map(word)))
        return check
    }

    private mutating func judge(_ end: TappedAnswer.End?) {
        switch end {
        case .ended(let time) where time < .milliseconds(500):
            message += "; the body ends \(Wording.time(time)) later"
        case .ended(let time):
            warn("the body ends only \(Wording.time(time)) later", "the connection is not free for reuse until then")
        case .open:
            warn("the body does not end", "the gateway keeps the answer open: no connection can be used again")
        case .lost:
            warn("the connection breaks", "the connection breaks at the end: every call pays for a new one")
        case nil: break
        }
    }

    private mutating func warn(_ remark: String, _ advice: String) {
        status = .warn
        message += "; \(remark)"
        self.advice.append(advice)
    }

    private static func word(_ end: TappedAnswer.End) -> String {
        switch end {
        case .ended: "ended"
        case .open: "open"
        case .lost: "lost"
        }
    }

    /// Whether the connection of the chat served the next call.
    ///
    /// - Parameters:
    ///   - isReused: Nil when no further call was answered.
    ///   - end: How the chat's body ended.
    /// - Returns: The check.
    static func reuse(_ isReused: Bool?, after end: TappedAnswer.End?) -> Check {
        switch end {
        case nil: return .skip(.reuse, "the chat failed")
        case .open: return .skip(.reuse, "the answer's body does not end")
        case .ended, .lost: break
        }
        guard let isReused else { return .skip(.reuse, "no further call was answered") }
        var check =
            isReused
            ? Check.pass(.reuse, "the connection is kept and used again")
            : Check.warn(
                .reuse, "the connection is closed after an answer",
                "keep connections alive in the gateway, or the proxy before it: each call pays for a new one")
        check.add("is_reused", .bool(isReused))
        return check
    }
}
