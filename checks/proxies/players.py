"""Clients of a proxy, each with its own address."""

import concurrent.futures
import dataclasses
import http.client
import json
import time
import urllib.request

ANSWER_SECONDS = 30


@dataclasses.dataclass(frozen=True)
class Answer:
    status: int
    headers: dict  # with names in lower case
    text: str

    def __getattr__(self, member):
        """A member of the JSON object."""
        return json.loads(self.text).get(member)


class Player:
    """A client with one connection, which it keeps."""

    def __init__(self, port, address="127.0.0.1", host=None):
        there, source = ("::1", None) if ":" in address else ("127.0.0.1", (address, 0))
        self.connection = http.client.HTTPConnection(there, port, timeout=ANSWER_SECONDS, source_address=source)
        self.host = host

    def ask(self, method, path, headers=(), body=None):
        """Sends a request with these header lines, and returns the answer."""
        self.connection.putrequest(method, path, skip_host=self.host is not None)
        for name, value in [*([("host", self.host)] if self.host else []), *headers]:
            self.connection.putheader(name, value)
        if method == "POST":
            self.connection.putheader("content-type", "application/json")
            self.connection.putheader("content-length", str(len(body or "")))
        self.connection.endheaders(body.encode() if body else None)
        answer = self.connection.getresponse()
        found = {name.lower(): value for name, value in answer.getheaders()}
        return Answer(answer.status, found, answer.read().decode())

    def start(self, headers=()):
        return self.ask("POST", "/api/v1/stream", headers, "{}")

    def list(self, headers=()):
        return self.ask("GET", "/api/v1/streams", headers)

    def beat(self, stream):
        return self.ask("POST", f"/api/v1/streams/{stream}/heartbeat")

    def close(self):
        self.connection.close()


def together(players, call):
    """Calls for each player at the same time. Returns the results, in order; a lost request is its error."""
    def outcome(player):
        try:
            return call(player)
        except (OSError, http.client.HTTPException) as lost:
            return repr(lost)
    with concurrent.futures.ThreadPoolExecutor(len(players)) as pool:
        return list(pool.map(outcome, players))


def metric(streamgate, series):
    """The value of a series of /metrics; 0 if it is absent."""
    with urllib.request.urlopen(f"http://127.0.0.1:{streamgate.management_port}/metrics") as page:
        lines = page.read().decode().splitlines()
    return next((float(line.rsplit(" ", 1)[1]) for line in lines if line.rsplit(" ", 1)[0] == series), 0)


def open_connections(streamgate):
    return metric(streamgate, "streamgate_http_connections")


def holds(condition, seconds):
    """Whether the condition holds within this time."""
    deadline = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > deadline:
            return False
        time.sleep(0.05)
    return True
