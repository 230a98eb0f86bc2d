import LLM

extension ModelCallRecord {
    /// The record as back ends may be told it: what the answer says of itself is a stranger's text.
    var inWords: ModelCallRecord {
        var record = self
        record.responseModel = responseModel?.word
        record.responseID = responseID?.word
        record.provider = provider?.word
        record.requestID = requestID?.word
        record.finishReasons = finishReasons.map { FinishReason(rawValue: $0.rawValue.word) }
        return record
    }
}

extension String {
    private static let maximumLength = 200

    /// A stranger's word as it may stand in a line of a log: short, on one line, and without power over who reads it.
    ///
    /// Others would make lines of their own, steer a terminal, or fill the back end.
    var word: String {
        guard utf8.count > Self.maximumLength || !utf8.allSatisfy({ 0x20...0x7e ~= $0 }) else { return self }
        var word = UnicodeScalarView()
        for scalar in unicodeScalars.prefix(Self.maximumLength) {
            word.append(scalar.properties.generalCategory.isShown ? scalar : "\u{FFFD}")
        }
        return String(word)
    }
}

extension Unicode.GeneralCategory {
    /// Controls, separators of lines and what turns the direction of a text around are not.
    fileprivate var isShown: Bool {
        switch self {
        case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate, .privateUse, .unassigned: false
        default: true
        }
    }
}
