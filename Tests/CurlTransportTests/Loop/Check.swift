import Testing

/// As `#expect`, for calls that change a value: the macro takes its parts as constants.
func check(_ condition: Bool, sourceLocation: SourceLocation = #_sourceLocation) {
    #expect(condition, sourceLocation: sourceLocation)
}
