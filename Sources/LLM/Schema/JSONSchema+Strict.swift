extension JSONSchema {
    public func strict() throws(LLMError) -> JSONSchema { self }
}
