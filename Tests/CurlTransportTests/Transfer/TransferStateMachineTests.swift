import HTTPTransport
import Testing

@testable import CurlTransport

@Suite("The agreement between reader and loop")
struct TransferStateMachineTests {
    typealias Machine = Transfer.StateMachine
    typealias Delivery = Transfer.StateMachine.Delivery

    private let head = ResponseHead(status: 200, version: "HTTP/1.1", fields: HTTPFields(), requestSent: .now)
    private let lost = HTTPTransportError(.connectionLost, "lost")

    /// A machine cannot be copied, which the macro would do to show its parts.
    private func check(_ condition: Bool, at location: SourceLocation = #_sourceLocation) {
        #expect(condition, sourceLocation: location)
    }

    @Test("head, bytes and end are asked for in order")
    func inOrder() {
        var machine = Machine(lowWaterMark: 4)
        check(machine.headRequested().isWait)
        _ = machine.delivered(Delivery(head: head))
        check(machine.headRequested().status == 200)
        check(machine.bytesRequested().isWait)
        _ = machine.delivered(Delivery(bytes: BodyBuffer([1, 2])))
        check(machine.unread == 2)
        check(machine.bytesRequested().bytes == [1, 2])
        _ = machine.delivered(Delivery(outcome: .complete))
        check(machine.bytesRequested().isEnd)
        check(machine.bytesRequested().isEnd)
    }

    @Test("bytes are delivered before the error that ended the transfer")
    func bytesBeforeError() {
        var machine = Machine(lowWaterMark: 4)
        _ = machine.delivered(Delivery(head: head, bytes: BodyBuffer([1]), outcome: .failed(lost)))
        check(machine.headRequested().status == 200)
        check(machine.bytesRequested().bytes == [1])
        check(machine.bytesRequested().error?.code == .connectionLost)
    }

    @Test("an error before the head is the head's error")
    func errorBeforeHead() {
        var machine = Machine(lowWaterMark: 4)
        _ = machine.delivered(Delivery(outcome: .failed(lost)))
        check(machine.headRequested().error?.code == .connectionLost)
    }

    @Test("a paused transfer goes on once the reader is down to the low-water mark, and only once")
    func resumesAtLowWater() {
        var machine = Machine(lowWaterMark: 1)
        let big = [UInt8](repeating: 0, count: 20_000)
        check(!machine.delivered(Delivery(head: head, bytes: BodyBuffer(big))).resumeTransfer)
        check(!machine.delivered(Delivery(bytes: BodyBuffer(big), isPaused: true)).resumeTransfer)
        check(machine.bytesRequested().resumes == false)
        check(machine.bytesRequested().resumes == true)
        check(machine.bytesRequested().isWait)
    }

    @Test("a reader that caught up before the pause was known lets the transfer go on at once")
    func resumesAtDelivery() {
        var machine = Machine(lowWaterMark: 8)
        check(machine.delivered(Delivery(head: head, bytes: BodyBuffer([1]), isPaused: true)).resumeTransfer)
        check(machine.bytesRequested().resumes == false)
    }

    @Test("a waiting reader is woken by a delivery, and once")
    func wakes() async {
        await withWaitingReader { machine in
            let action = machine.delivered(Delivery(bytes: BodyBuffer([1])))
            #expect(action.wake != nil)
            check(machine.delivered(Delivery(bytes: BodyBuffer([2]))).wake == nil)
            action.wake?.resume()
        }
    }

    @Test("a waiting reader is not woken by a pause that comes with nothing")
    func sleepsOn() async {
        await withWaitingReader { machine in
            let action = machine.delivered(Delivery(isPaused: true))
            #expect(action.wake == nil)
            #expect(action.resumeTransfer)
            machine.delivered(Delivery(outcome: .complete)).wake?.resume()
        }
    }

    @Test("a wait that has expired is told once, and not if something has come since", arguments: [false, true])
    func expires(bytesCome: Bool) async {
        let deadline = MonotonicTime.now
        await withWaitingReader(until: deadline) { machine in
            machine.waitExpired(at: deadline)?.resume()
            if bytesCome {
                _ = machine.delivered(Delivery(bytes: BodyBuffer([1])))
                check(machine.bytesRequested().bytes == [1])
            } else {
                check(machine.bytesRequested().isExpired)
            }
            check(machine.bytesRequested().isWait)
        }
    }

    @Test("what came before the reader could wait resumes it at once")
    func nothingIsMissed() async {
        await withUnsafeContinuation { unchecked in
            let continuation = Machine.Continuation.task(unchecked)
            var machine = Machine(lowWaterMark: 8)
            _ = machine.delivered(Delivery(head: head, bytes: BodyBuffer([1])))
            if case .wait = machine.readerSuspended(continuation, for: .bytes, until: nil) {
                Issue.record("a byte was there")
            }
            continuation.resume()
        }
    }

    @Test("a second reader is refused while one waits")
    func oneReader() async {
        await withWaitingReader { machine in
            check(machine.bytesRequested().error?.code == .invalidRequest)
            machine.cancelled().wake?.resume()
        }
    }

    @Test("a deadline nearer than what the loop watches must be told, a later one need not")
    func watch() async {
        let now = MonotonicTime.now
        for (watched, deadline, tell) in [
            (nil, now + .seconds(1), true), (now + .seconds(2), now + .seconds(1), true),
            (now + .seconds(1), now + .seconds(2), false),
        ] as [(MonotonicTime?, MonotonicTime, Bool)] {
            await withUnsafeContinuation { unchecked in
                let continuation = Machine.Continuation.task(unchecked)
                var machine = Machine(lowWaterMark: 8)
                check(machine.watchBegan(watched) == watched)
                switch machine.readerSuspended(continuation, for: .head, until: deadline) {
                case .wait(let watch): #expect(watch == tell)
                case .resumeReader: Issue.record("nothing was there")
                }
                check(machine.watchBegan(now + .seconds(3)) == deadline)
                check(machine.waitExpired(at: deadline + .milliseconds(-1)) == nil)
                machine.waitExpired(at: deadline)?.resume()
            }
        }
    }

    @Test("cancelling drops what is buffered, wakes the reader and tells the loop once")
    func cancels() async {
        await withWaitingReader { machine in
            let action = machine.cancelled()
            #expect(action.tellLoop)
            #expect(action.wake != nil)
            action.wake?.resume()
        }
        var machine = Machine(lowWaterMark: 8)
        _ = machine.delivered(Delivery(head: head, bytes: BodyBuffer([1, 2])))
        check(machine.cancelled().tellLoop)
        check(!machine.cancelled().tellLoop)
        check(machine.bytesRequested().isCancelled)
        _ = machine.delivered(Delivery(bytes: BodyBuffer([3]), outcome: .complete))
        check(machine.bytesRequested().isCancelled)
        check(machine.unread == 0)
    }

    @Test("finishing winds a running transfer up, and leaves an ended one alone")
    func finishes() {
        var running = Machine(lowWaterMark: 8)
        _ = running.delivered(Delivery(head: head))
        check(running.finished())
        check(!running.finished())
        var ended = Machine(lowWaterMark: 8)
        _ = ended.delivered(Delivery(head: head, outcome: .complete))
        check(!ended.finished())
    }

    /// Calls the test with a machine in which a reader waits for bytes; the test resumes it.
    private func withWaitingReader(
        until deadline: MonotonicTime? = nil, _ test: (inout Machine) -> Void
    ) async {
        await withUnsafeContinuation { unchecked in
            let continuation = Machine.Continuation.task(unchecked)
            var machine = Machine(lowWaterMark: 8)
            _ = machine.delivered(Delivery(head: head))
            guard case .wait = machine.readerSuspended(continuation, for: .bytes, until: deadline) else {
                Issue.record("the reader was not to wait")
                return continuation.resume()
            }
            test(&machine)
        }
    }
}

extension Transfer.StateMachine.HeadAnswer {
    fileprivate var isWait: Bool { if case .wait = self { true } else { false } }
    fileprivate var status: Int? { if case .head(let head) = self { head.status } else { nil } }
    fileprivate var error: HTTPTransportError? { if case .fail(let error) = self { error } else { nil } }
}

extension Transfer.StateMachine.BytesAnswer {
    fileprivate var isWait: Bool { if case .wait = self { true } else { false } }
    fileprivate var isExpired: Bool { if case .expired = self { true } else { false } }
    fileprivate var isEnd: Bool { if case .end = self { true } else { false } }
    fileprivate var isCancelled: Bool { if case .cancelled = self { true } else { false } }
    fileprivate var bytes: [UInt8]? { if case .bytes(let bytes, _) = self { bytes } else { nil } }
    fileprivate var resumes: Bool? { if case .bytes(_, let resumes) = self { resumes } else { nil } }
    fileprivate var error: HTTPTransportError? { if case .fail(let error) = self { error } else { nil } }
}
