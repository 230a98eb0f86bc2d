internal import HTTPTransport

/// What the loop thread does: one turn after the other, and nothing else ever enters libcurl.
///
/// A turn: wait, take commands, serve sockets, serve libcurl's timer, end what is finished, fire limits, hand each
/// touched transfer to its reader, once, and only then release what has ended and start what may connect.
final class LoopDriver {
    let settings: ConnectionSettings
    /// The turn's time; read once per turn.
    private(set) var now = MonotonicTime.now
    /// What was done since the start.
    var statistics = CurlTransport.Snapshot()

    // Of the configuration, which is not to be copied for each piece of a body.
    let highWaterMark: Int
    let maximumUnread: Int

    let mailbox: Mailbox
    let executor: LoopExecutor
    let admissions: Admissions
    var poller: Poller
    var memory = TransferMemory()
    /// What libcurl read the last URL as; nil where it is to read the text itself.
    private var lastURL: ParsedURL?
    var multi: MultiHandle
    /// What the lists and the gate below have for a turn to do.
    private(set) var work = Work()
    var timers = TimerHeap<ActiveTransfer>() { didSet { nextLimit = timers.firstDue } }
    /// When the first limit is due; nil when none is.
    private(set) var nextLimit: MonotonicTime?
    var transfers: [ObjectIdentifier: ActiveTransfer] = [:]
    var byHandle: [EasyHandle.ID: ActiveTransfer] = [:] { didSet { work.set(.handles, !byHandle.isEmpty) } }
    var gate: ConnectGate<ActiveTransfer> { didSet { work.set(.connects, gate.hasNews) } }
    /// Connections that are being made, or whose SETTINGS are still to come.
    var settling: [NewConnection] = [] { didSet { work.set(.settling, !settling.isEmpty) } }
    /// Origins whose known address has failed.
    var suspectOrigins: Set<Origin> = []
    var touched: [ActiveTransfer] = [] { didSet { work.set(.deliveries, !touched.isEmpty) } }
    /// Room for what is touched while the others are handed over.
    var spareTouched: [ActiveTransfer] = []
    /// Handles of transfers that have ended, for those that begin.
    var spareHandles: [EasyHandle] = []
    var toResume: [ActiveTransfer] = [] { didSet { work.set(.resumptions, !toResume.isEmpty) } }
    /// Blocks of files that are to be read.
    var blocksToRead: [(Transfer, Upload.Read)] = [] { didSet { work.set(.blocks, !blocksToRead.isEmpty) } }
    /// Bytes of a body were sent in this turn.
    var hasSent = false
    /// Answered on a shared connection before their request was sent.
    var answeredEarly: [ActiveTransfer] = [] { didSet { work.set(.earlyAnswers, !answeredEarly.isEmpty) } }
    /// The transfers on each connection that may be shared.
    var streams: [SharedConnection: Set<ObjectIdentifier>] = [:]
    /// Connections with a stream that was given up in this turn.
    var unsentResets: Set<SharedConnection> = [] { didSet { work.set(.resets, !unsentResets.isEmpty) } }
    /// Ended, and still in libcurl's hands.
    var leaving = Queue<ActiveTransfer>() { didSet { work.set(.releases, !leaving.isEmpty) } }
    /// libcurl may have ended more than one turn takes.
    var hasCompletedLeft = false
    /// More limits may be due than one turn takes.
    var hasDueLeft = false
    /// When libcurl wants to be called.
    ///
    /// Nil when it does not.
    var curlDue: MonotonicTime?
    var nextKick = MonotonicTime.now
    /// When idle connections are closed; nil while there are transfers, and when there can be no connection.
    var closeIdleDue: MonotonicTime?
    var shutdown: Shutdown?
    private var spinGuard = SpinGuard()

    var configuration: CurlTransport.Configuration { settings.configuration }
    var library: CurlLibrary { settings.library }

    init(
        _ settings: ConnectionSettings, mailbox: Mailbox, executor: LoopExecutor, admissions: Admissions
    ) throws(HTTPTransportError) {
        self.settings = settings
        self.highWaterMark = settings.configuration.highWaterMark
        self.maximumUnread = settings.configuration.maximumUnread
        self.mailbox = mailbox
        self.executor = executor
        self.admissions = admissions
        self.poller = try Poller(mayWatchOthers: settings.library.watchesEventDescriptors)
        self.multi = try MultiHandle(settings)
        self.gate = ConnectGate(
            limit: settings.configuration.maximumConnectsPerOrigin, sharing: ConnectionSharing(settings.reachOfSharing))
        poller.watchForever(mailbox.eventDescriptor)
    }

    /// Whether letting go of libcurl now would take as long as a name lookup.
    var awaitsLookups: Bool { transfers.isEmpty && !byHandle.isEmpty }

    /// What libcurl reads a URL as; nil where it is to read the text itself.
    ///
    /// The last one is kept, since that is nearly always the next one: to have libcurl read it, and write it anew, took a
    /// twelfth of a short request's instructions.
    func parsed(_ url: String) -> ParsedURL? {
        if let lastURL, lastURL.text == url { return lastURL }
        lastURL = ParsedURL(url)
        return lastURL
    }

    /// Runs until it is shut down; returns who waits for the end.
    func run() -> [CheckedContinuation<Void, Never>] {
        mailbox.loopBegan()
        while true {
            turn()
            guard let shutdown, transfers.isEmpty else { continue }
            executor.close()
            return shutdown.whenDone + refuseRemaining(mailbox.close())
        }
    }

    private func turn() {
        let eventCount = poller.wait(milliseconds: timeout())
        now = .now
        statistics.wakeUps += 1
        let hasCommands = mailbox.isWakePending
        if hasCommands { obey(mailbox.takeCommands()) }
        if work.contains(.resumptions) { resumeReady() }
        serveSockets(eventCount)
        serveTimer()
        if work.contains(.earlyAnswers) { serveAnsweredEarly() }
        endCompleted()
        fireLimits()
        let isUseful = hasCommands || !work.isDisjoint(with: [.deliveries, .releases]) || hasSent
        hasSent = false
        if work.contains(.deliveries) { flush() }
        if work.contains(.releases), !hasDueLeft { releaseLeaving() }
        if work.contains(.resets) { sendResets() }
        if work.contains(.settling) { settleConnections() }
        if work.contains(.connects) { letThrough() }
        if work.contains(.blocks) { readBlocks() }
        closeIdle()
        poller.applyChanges()
        let hasRun = executor.runJobs()
        if spinGuard.turned(usefully: isUseful || hasRun, at: now) { poller.rest() }
        statistics.spins = spinGuard.trips
    }

    private func timeout() -> Int32? {
        // Resets that were sent may have brought bytes, behind the flush.
        if !work.isDisjoint(with: [.resumptions, .deliveries]) || hasCompletedLeft { return 0 }
        if mailbox.isWakePending || executor.hasJobs { return 0 }
        var nearest = curlDue
        func take(_ due: MonotonicTime?) { if let due { nearest = min(nearest ?? due, due) } }
        take(nextLimit)
        if work.contains(.settling) { take(settling.lazy.compactMap(\.settled).min()) }
        take(shutdown?.deadline)
        take(closeIdleDue)
        if work.contains(.handles) { take(nextKick) }
        // Those that were told of their end need the processor more than sockets need closing.
        if work.contains(.releases) && !hasDueLeft {
            let pause = MonotonicTime.now + .milliseconds(1)
            nearest = min(nearest ?? pause, pause)
        }
        // Rounded up: libcurl does nothing when it is called a fraction too early.
        return nearest.map { MonotonicTime.now.milliseconds(until: $0) }
    }
}
