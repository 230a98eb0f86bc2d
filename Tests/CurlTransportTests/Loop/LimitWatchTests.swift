import HTTPTransport
import Testing

@testable import CurlTransport

@Suite("Which limit runs when")
struct LimitWatchTests {
    let start: MonotonicTime
    let limits: TransferLimits
    var watch: LimitWatch

    init() {
        let now = ContinuousClock.now
        start = MonotonicTime(now)
        limits = TransferLimits(
            queue: .seconds(1), connect: .seconds(2), firstByte: .seconds(3), idle: .seconds(4),
            deadline: now + .seconds(60), total: .seconds(60))
        watch = LimitWatch(limits, submitted: start)
    }

    private func at(_ seconds: Double) -> MonotonicTime { start + .seconds(seconds) }

    @Test("each phase has its limit, counted from the phase's start")
    mutating func phases() {
        #expect(watch.deadline == at(1))
        watch.connectBegan(at: at(0.5))
        #expect(watch.deadline == at(2.5))
        watch.requestStarted(at: at(1))
        #expect(watch.deadline == at(4))
        watch.headStarted(at: at(2))
        #expect(watch.deadline == at(6))
        watch.bytesReceived(at: at(5))
        #expect(watch.deadline == at(9))
    }

    @Test("a limit fires at its instant, not before, and names itself and its value")
    mutating func firing() {
        #expect(watch.fired(at: at(0.999)) == nil)
        #expect(watch.fired(at: at(1))?.name == .queue)
        #expect(watch.fired(at: at(1))?.value == .seconds(1))
        watch.connectBegan(at: at(0))
        #expect(watch.fired(at: at(1.999)) == nil)
        #expect(watch.fired(at: at(2))?.name == .connect)
        watch.requestStarted(at: at(0))
        #expect(watch.fired(at: at(3))?.name == .firstByte)
        watch.headStarted(at: at(0))
        #expect(watch.fired(at: at(4))?.name == .idle)
        #expect(watch.fired(at: at(60))?.name == .total)
    }

    @Test("a body on its way has the shorter of firstByte and idle, and bytes that leave start the wait anew")
    mutating func sending() {
        watch.connectBegan(at: at(0))
        watch.requestStarted(at: at(1), sendsBody: true)
        #expect(watch.deadline == at(4))
        watch.bytesSent(at: at(3), isLast: false)
        #expect(watch.fired(at: at(5.999)) == nil)
        #expect(watch.fired(at: at(6))?.name == .firstByte)
        watch.bytesSent(at: at(5), isLast: true)
        #expect(watch.phase == .awaitingHead)
        var patient = LimitWatch(TransferLimits(firstByte: .seconds(9), idle: .seconds(4)), submitted: start)
        patient.requestStarted(at: at(1), sendsBody: true)
        #expect(patient.fired(at: at(5))?.name == .idle)
        patient.bytesSent(at: at(2), isLast: true)
        #expect(patient.fired(at: at(10.999)) == nil)
        #expect(patient.fired(at: at(11))?.name == .firstByte)
    }

    @Test("the head's limit runs until the head is whole, whatever comes of it")
    mutating func head() {
        watch = LimitWatch(
            TransferLimits(firstByte: .seconds(3), head: .seconds(5), idle: .seconds(4)), submitted: start)
        watch.requestStarted(at: at(1))
        #expect(watch.fired(at: at(4))?.name == .firstByte)
        watch.headStarted(at: at(3))
        watch.bytesReceived(at: at(5.5))
        #expect(watch.fired(at: at(5.999)) == nil)
        #expect(watch.fired(at: at(6))?.name == .head)
        #expect(watch.fired(at: at(6))?.value == .seconds(5))
        watch.headEnded(at: at(5.75))
        #expect(watch.deadline == at(9.75))
        #expect(watch.fired(at: at(9.75))?.name == .idle)
    }

    @Test("of two limits that fire together, the head's is not the one that is named")
    mutating func headBesideFirstByte() {
        watch = LimitWatch(TransferLimits(firstByte: .seconds(3), head: .seconds(3)), submitted: start)
        watch.requestStarted(at: at(1))
        #expect(watch.fired(at: at(4))?.name == .firstByte)
    }

    @Test("bytes that leave after the answer has begun are no silence")
    mutating func sendingBehindHead() {
        watch.connectBegan(at: at(0))
        watch.requestStarted(at: at(1), sendsBody: true)
        watch.headStarted(at: at(2))
        watch.bytesSent(at: at(4), isLast: true)
        #expect(watch.phase == .receiving)
        #expect(watch.deadline == at(8))
    }

    @Test("who has waited for an address and must queue then starts that wait anew, and connecting, too")
    mutating func queueAfterLookup() {
        watch.connectBegan(at: at(0))
        watch.queueBegan(at: at(1.5))
        #expect(watch.deadline == at(2.5))
        watch.connectBegan(at: at(2))
        #expect(watch.deadline == at(4))
        watch.connectBegan(at: at(3))
        #expect(watch.deadline == at(4))
    }

    @Test("silence is the reader's own doing while it is behind")
    mutating func paused() {
        watch.headStarted(at: at(1))
        watch.paused()
        #expect(watch.deadline == at(60))
        #expect(watch.fired(at: at(59)) == nil)
        watch.resumed(at: at(10))
        #expect(watch.deadline == at(14))
    }

    @Test("the whole call's limit runs while it is paused, too")
    mutating func totalWhilePaused() {
        watch.headStarted(at: at(1))
        watch.paused()
        #expect(watch.fired(at: at(60))?.name == .total)
    }

    @Test("winding up has its own moment, whatever the limits are")
    mutating func windingUp() {
        watch.headStarted(at: at(1))
        watch.windUpBegan(at: at(2))
        #expect(watch.deadline == at(2) + LimitWatch.windUpTime)
        #expect(!watch.windUpIsOver(at: at(2.1)))
        #expect(watch.windUpIsOver(at: at(2.25)))
        #expect(watch.fired(at: at(60)) == nil)
        watch.resumed(at: at(2.1))
        #expect(watch.windUpIsOver(at: at(2.25)))
    }

    @Test("an ended transfer has no limits")
    mutating func ended() {
        watch.ended()
        #expect(watch.deadline == nil)
        #expect(watch.fired(at: at(100)) == nil)
    }

    @Test("without limits nothing ever fires")
    mutating func unlimited() {
        watch = LimitWatch(TransferLimits(), submitted: start)
        #expect(watch.deadline == nil)
        watch.connectBegan(at: at(0))
        watch.requestStarted(at: at(0))
        watch.headStarted(at: at(0))
        #expect(watch.deadline == nil)
        #expect(watch.fired(at: at(1_000_000)) == nil)
    }
}
