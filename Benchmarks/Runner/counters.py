"""What the load server says it has sent."""
import http.client
import json


class Counters:
    """A connection to the server over which it is asked."""

    def __init__(self, port):
        self.connection = http.client.HTTPConnection("127.0.0.1", port)

    def read(self):
        self.connection.request("GET", "/counters")
        return json.loads(self.connection.getresponse().read())
