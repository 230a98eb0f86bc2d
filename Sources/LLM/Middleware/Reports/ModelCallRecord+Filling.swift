extension ModelCallRecord {
    mutating func fill(from metadata: ResponseMetadata) {
        answeringModel = metadata.answeringModel
        isCached = metadata.isCached
        requestID = metadata.requestID
        status = metadata.status
        attempts = metadata.attempts
        metrics = metadata.metrics
    }

    package mutating func fill(from response: ChatResponse) {
        usage = response.usage
        finishReasons = response.choices.compactMap(\.finishReason)
        responseID = response.id
        responseModel = response.model
        provider = response.provider
    }

    mutating func fill(from tally: StreamTally) {
        chunkCount = tally.chunkCount
        usage = tally.usage?.withWholeTotal
        finishReasons = tally.finishReasons
        responseID = tally.id
        responseModel = tally.model
        provider = tally.provider
    }

    mutating func fill(from error: any Error) {
        guard let error = error as? LLMError else {
            errorType = String(describing: type(of: error))
            return
        }
        errorCode = error.code
        errorType = error.code.rawValue
        errorMessage = error.message
        answeringModel = error.modelID ?? answeringModel
        requestID = error.requestID ?? requestID
        status = error.status ?? status
        provider = provider ?? error.provider
        usage = usage ?? error.partial?.usage
        attempts = max(attempts, error.metadata == nil ? 0 : error.attempts)
    }
}
