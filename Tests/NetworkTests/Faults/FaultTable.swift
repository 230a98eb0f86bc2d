import TestSupport

/// All faults, in the order of the document.
enum FaultTable {
    struct Section: Sendable {
        var title: String
        var note: String?
        var rows: [FaultRow]
    }

    static let sections = [
        Section(title: "Making a connection", rows: FaultRow.connecting),
        Section(title: "TLS", rows: FaultRow.handshake),
        Section(title: "Before the head", rows: FaultRow.beforeHead),
        Section(title: "The head", rows: FaultRow.strangeHead),
        Section(title: "A body that breaks off", rows: FaultRow.cutBody),
        Section(title: "A body that does not end", rows: FaultRow.endlessBody),
        Section(title: "Content", rows: FaultRow.content),
        Section(title: "Refusals", rows: FaultRow.refusals),
        Section(title: "Kept connections", rows: FaultRow.reuse),
        Section(title: "HTTP/2", rows: FaultRow.http2),
        Section(title: "Proxies", rows: FaultRow.proxies),
        Section(
            title: "Faults of the embedded gateway", note: FaultRow.noteOfGateway, rows: FaultRow.gateway),
    ]

    static let cases = sections.flatMap(\.rows).flatMap(\.cases)
}
