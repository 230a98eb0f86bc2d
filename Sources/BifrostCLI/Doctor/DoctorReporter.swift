/// Shows an examination as it goes on.
final class DoctorReporter {
    private let file = OutputFile.standardOutput
    private let format: OutputFormat
    private var report: DoctorReport

    init(_ format: OutputFormat) {
        self.format = format
        report = DoctorReport(style: Style(for: file))
    }

    func begin(asksForChat: Bool) throws {
        if format == .text { try file.write(report.introduction(asksForChat: asksForChat)) }
    }

    func show(_ check: Check) throws {
        switch format {
        case .text: try file.write(report.lines(check))
        case .json: try file.write(JSONOutput.check(check).line)
        }
    }

    func finish(_ diagnosis: Diagnosis) throws {
        switch format {
        case .text: try file.write(report.summary(diagnosis))
        case .json: try file.write(JSONOutput.diagnosis(diagnosis).line)
        }
    }
}
