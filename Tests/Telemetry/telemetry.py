"""What the messages of OpenTelemetry's protocol say, as plain values."""


def value_of(value):
    kind = value.WhichOneof("value")
    return [value_of(item) for item in value.array_value.values] if kind == "array_value" else getattr(value, kind)


def attributes_of(thing):
    return {attribute.key: value_of(attribute.value) for attribute in thing.attributes}


def spans_of(messages):
    """The spans of each service, in the order of their begins."""
    services = {}
    for message in messages:
        for group in getattr(message, "resource_spans", []):
            spans = services.setdefault(attributes_of(group.resource)["service.name"], [])
            spans += [span for scope in group.scope_spans for span in scope.spans]
    return {name: sorted(spans, key=lambda span: span.start_time_unix_nano) for name, spans in services.items()}


def metrics_of(messages):
    return {
        metric.name: metric
        for message in messages for group in getattr(message, "resource_metrics", [])
        for scope in group.scope_metrics for metric in scope.metrics
    }


def logs_of(messages):
    return [
        record
        for message in messages for group in getattr(message, "resource_logs", [])
        for scope in group.scope_logs for record in scope.log_records
    ]
