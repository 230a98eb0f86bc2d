extension CircuitBreaker {
    /// One call that was let through; releasing it says that the call was left.
    final class Passage: CallHold {
        private let breaker: CircuitBreaker
        private var ticket: Ticket
        private var contentSeen = false
        private var isOver = false

        init(_ breaker: CircuitBreaker, _ ticket: Ticket) {
            self.breaker = breaker
            self.ticket = ticket
        }

        deinit { if !isOver { breaker.left(ticket, afterContent: contentSeen) } }

        func contentReceived() {
            contentSeen = true
            ticket = breaker.probeAnswered(ticket)
        }

        func ended(_ end: HeldCallEnd) {
            isOver = true
            // A task that is cancelled after the first content leaves the call as one that drops the iterator does.
            if end.error is CancellationError {
                breaker.left(ticket, afterContent: contentSeen)
            } else {
                breaker.ended(ticket, with: end.error)
            }
        }
    }
}
