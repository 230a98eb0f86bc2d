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
    var multi: MultiHandle
    var timers = TimerHeap<ActiveTransfer>()
    var transfers: [ObjectIdentifier: ActiveTransfer] = [:]
    var byHandle: [EasyHandle.ID: ActiveTransfer] = [:]
    var gate: ConnectGate<ActiveTransfer>
    /// Connections that are being made, or whose SETTINGS are still to come.
    var settling: [NewConnection] = []
    /// Origins whose known address has failed.
    var suspectOrigins: Set<Origin> = []
    var touched: [ActiveTransfer] = []
    /// Room for what is touched while the others are handed over.
    var spareTouched: [ActiveTransfer] = []
    /// Handles of transfers that have ended, for those that begin.
    var spareHandles: [EasyHandle] = []
    var toResume: [ActiveTransfer] = []
    /// Blocks of files that are to be read.
    var blocksToRead: [(Transfer, Upload.Read)] = []
    /// Bytes of a body were sent in this turn.
    var hasSent = false
    /// Answered on a shared connection before their request was sent.
    var answeredEarly: [ActiveTransfer] = []
    /// The transfers on each connection that may be shared.
    var streams: [SharedConnection: Set<ObjectIdentifier>] = [:]
    /// Connections with a stream that was given up in this turn.
    var unsentResets: Set<SharedConnection> = []
    /// Ended, and still in libcurl's hands.
    var leaving = Queue<ActiveTransfer>()
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
        resumeReady()
        serveSockets(eventCount)
        serveTimer()
        serveAnsweredEarly()
        endCompleted()
        fireLimits()
        let isUseful = hasCommands || !touched.isEmpty || !leaving.isEmpty || hasSent
        hasSent = false
        flush()
        if !hasDueLeft { releaseLeaving() }
        sendResets()
        settleConnections()
        letThrough()
        readBlocks()
        closeIdle()
        poller.applyChanges()
        let hasRun = executor.runJobs()
        if spinGuard.turned(usefully: isUseful || hasRun, at: now) { poller.rest() }
        statistics.spins = spinGuard.trips
    }

    private func timeout() -> Int32? {
        if !toResume.isEmpty || hasCompletedLeft || mailbox.isWakePending || executor.hasJobs { return 0 }
        var nearest = curlDue
        func take(_ due: MonotonicTime?) { if let due { nearest = min(nearest ?? due, due) } }
        take(timers.firstDue)
        if !settling.isEmpty { take(settling.lazy.compactMap(\.settled).min()) }
        take(shutdown?.deadline)
        take(closeIdleDue)
        if !byHandle.isEmpty { take(nextKick) }
        // Those that were told of their end need the processor more than sockets need closing.
        if !leaving.isEmpty && !hasDueLeft {
            let pause = MonotonicTime.now + .milliseconds(1)
            nearest = min(nearest ?? pause, pause)
        }
        // Rounded up: libcurl does nothing when it is called a fraction too early.
        return nearest.map { MonotonicTime.now.milliseconds(until: $0) }
    }
}
