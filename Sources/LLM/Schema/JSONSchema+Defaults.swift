extension JSONSchema {
    public func fillingDefaults(_ value: JSONValue) -> JSONValue { value }
}
