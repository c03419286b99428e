#!/usr/bin/env python3
"""Runs nginx, HAProxy and Caddy with the configurations of docs/PROXIES.md in front of a server, and drives them.

usage: checks/try-proxies.py [jar]      the default is server/target/streamgate.jar

The blocks of the page are used as they stand, except for ports, addresses and idle times (checks/proxies/programs.py).
Each client has its own address in 127.0.0.0/8, which Linux routes to the loopback interface. The server trusts only
127.0.0.1, the proxies' address. Everything that is started is stopped by its pid.
"""

import pathlib
import socket
import sys
import tempfile
import time

from documents import blocks
from documents.processes import Failure
from proxies import players, programs
from proxies.players import Player

FORGED = "198.51.100.7"
TRACE = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01"
PLAYERS = 24  # with idle connections, per proxy
SPREAD_SECONDS = 0.001  # between the requests of two of them
LATE_SECONDS = 0.5
ABSENT = blocks.ROOT / "server/target/absent-tools.txt"

# Header lines of clients that claim another address
FORGERIES = [[("x-forwarded-for", FORGED)],
             [("x-forwarded-for", FORGED), ("x-forwarded-for", "127.0.0.1")],
             [("x-forwarded-for", f"{FORGED}, 127.0.0.1")],
             [("X_Forwarded_For", FORGED)],
             [("connection", "keep-alive, x-forwarded-for"), ("x-forwarded-for", FORGED)],
             [(name, FORGED) for name in ("x-real-ip", "forwarded", "cf-connecting-ip", "true-client-ip", "x-client-ip",
                                          "cloudfront-viewer-address", "x-azure-socketip")]]


def expect(fact, actual, expected):
    if actual != expected:
        raise Failure(f"{fact}: {actual} instead of {expected}")


class Check:
    """The facts about one proxy. Its clients have addresses below 127.0.`number`."""

    def __init__(self, proxy, streamgate, number):
        self.proxy, self.streamgate, self.name = proxy, streamgate, proxy.name
        self.addresses = (f"127.0.{number}.{last}" for last in range(1, 255))

    def player(self, **how):
        return Player(self.proxy.port, next(self.addresses), **how)

    def honest_clients_are_themselves(self):
        for _ in range(2):
            player = self.player()
            started, address = player.start(), player.connection.source_address[0]
            expect(f"{self.name}: status of a start", started.status, 201)
            expect(f"{self.name}: viewer of a start", started.viewer, address)
            expect(f"{self.name}: streams of the viewer", [one["stream_id"] for one in player.list().streams],
                   [started.stream_id])
            player.close()

    def forgers_are_themselves_too(self):
        player = self.player()
        for headers in FORGERIES:
            answer = player.list(headers)
            expect(f"{self.name}: viewer of {headers}", (answer.status, answer.viewer),
                   (200, player.connection.source_address[0]))
        player.close()

    def an_ipv6_client_is_its_network(self):
        player = Player(self.proxy.port, "::1")
        for headers in ([], [("x-forwarded-for", "2001:db8::1")]):
            expect(f"{self.name}: viewer of ::1", player.list(headers).viewer, "::/64")
        player.close()

    def a_page_of_the_same_host_may_start(self):
        player = self.player(host="tv.example:8443")
        own, other = "https://tv.example:8443", "https://evil.example"
        expect(f"{self.name}: start by a page of the same host", player.start([("origin", own)]).status, 201)
        expect(f"{self.name}: start by another page", player.start([("origin", other)]).status, 403)
        player.close()

    def headers_pass(self):
        player = self.player()
        answer = player.start([("traceparent", TRACE), ("idempotency-key", "k")])
        expect(f"{self.name}: traceparent", answer.headers.get("traceparent"), TRACE)
        again = player.start([("idempotency-key", "k")])
        expect(f"{self.name}: a repeated start", (again.status, again.stream_id), (200, answer.stream_id))
        promised = answer.headers.get("keep-alive", "").removeprefix("timeout=")
        if promised and int(promised) < programs.IDLE_TIMEOUT:
            raise Failure(f"{self.name}: the Keep-Alive of Streamgate reaches the player")
        player.close()

    def connections_to_streamgate_are_reused(self):
        if not players.holds(lambda: players.open_connections(self.streamgate) == 0, programs.IDLE_TIMEOUT):
            raise Failure(f"{self.name}: connections to Streamgate stay open")
        player = self.player()

        def is_kept():
            player.list()
            return players.open_connections(self.streamgate) > 0
        if not players.holds(is_kept, programs.IDLE_TIMEOUT):
            raise Failure(f"{self.name}: each request opens a connection to Streamgate")
        player.close()
        for _ in range(20):
            player = self.player()
            player.list()
            player.close()
        opened = players.open_connections(self.streamgate)
        if opened > 5:
            raise Failure(f"{self.name}: {opened} connections to Streamgate for requests one after another")

    def all(self):
        self.honest_clients_are_themselves()
        self.forgers_are_themselves_too()
        self.an_ipv6_client_is_its_network()
        self.a_page_of_the_same_host_may_start()
        self.headers_pass()
        self.connections_to_streamgate_are_reused()


def no_request_is_lost(checks, streamgate):
    """Players pause for the idle time of their proxy, then of Streamgate. A direct one pauses as Keep-Alive says."""
    beats = 'streamgate_heartbeats_total{outcome="member"}'
    before, groups = players.metric(streamgate, beats), []
    for check in checks:
        groups += [(check.name, check.player(), index) for index in range(PLAYERS)]
    streams = players.together(groups, lambda one: one[1].start().stream_id)
    playing = list(zip(groups, streams))
    sent = 0
    for pause in (0, programs.PROXY_IDLE, programs.IDLE_TIMEOUT):
        began = time.monotonic()

        def beat(one, pause=pause, began=began):
            (_, player, index), stream = one
            at = began + pause + (index - PLAYERS / 2) * SPREAD_SECONDS
            time.sleep(max(0, at - time.monotonic()))
            return player.beat(stream).status
        results = players.together(playing, beat)
        lost = [(one[0][0], result) for one, result in zip(playing, results) if result != 200]
        expect(f"lost heartbeats after a pause of {pause} s", lost, [])
        sent += len(playing)
    expect("heartbeats that arrived", players.metric(streamgate, beats) - before, sent)
    if not players.holds(lambda: players.open_connections(streamgate) == 0,
                         (programs.PROXY_IDLE + programs.IDLE_TIMEOUT) / 2):
        raise Failure("a proxy keeps idle connections for too long: "
                      f"{players.open_connections(streamgate)} are open")
    for _, player, _ in groups:
        player.close()


def a_client_that_bypasses_the_proxy_is_refused(streamgate):
    player = Player(streamgate.port, "127.0.9.1")
    answer = player.list([("x-forwarded-for", FORGED)])
    expect("a request past the proxy", (answer.status, answer.type), (400, "/problems/viewer-invalid"))
    player.close()


def a_direct_client_that_keeps_to_keep_alive_loses_nothing(streamgate):
    """The peer 127.0.0.1 is trusted: these clients send the header as a proxy does."""
    clients = [Player(streamgate.port) for _ in range(PLAYERS)]
    header = [("x-forwarded-for", "203.0.113.9")]
    promised = {answer.headers["keep-alive"] for answer in players.together(clients, lambda one: one.list(header))}
    expect("Keep-Alive", promised, {f"timeout={programs.IDLE_TIMEOUT - 1}"})
    at, kept = time.monotonic() + programs.IDLE_TIMEOUT - 1, [one.connection.sock for one in clients]

    def ask(one):
        time.sleep(max(0, at - time.monotonic()))
        late = time.monotonic() - at  # a busy machine may wake a client only when the connection is closed
        return 200 if late > LATE_SECONDS else one.list(header).status
    answers = players.together(clients, ask)
    expect("answers at the announced timeout", answers, [200] * PLAYERS)
    expect("connections that were kept", [one.connection.sock for one in clients], kept)
    for one in clients:
        one.close()


def careless_proxies_refuse_the_honest(proxies):
    """They pass on what a client wrote, which Streamgate cannot see, as the page says. Caddy is safe by default."""
    for proxy in proxies:
        player = Player(proxy.port, "127.0.8.1")
        honest, forging = player.list(), player.list([("x-forwarded-for", FORGED)])
        if proxy.name.startswith("caddy"):
            expect("Caddy's default", (honest.viewer, forging.viewer), ("127.0.8.1", "127.0.8.1"))
        else:
            expect(f"{proxy.name}: an honest client", (honest.status, honest.type), (400, "/problems/viewer-missing"))
            expect(f"{proxy.name}: a forging client", forging.viewer, FORGED)
        player.close()


def run(folder, jar, started):
    settings = {section: programs.block(section, "ini") for section in ("nginx", "HAProxy", "Caddy")}
    expect("settings for a proxy on the same machine", len(set(settings.values())), 1)
    streamgate = programs.Streamgate(folder, jar, settings["nginx"])
    started.append(streamgate)
    checks = []
    for number, proxy in enumerate(programs.as_documented(folder, streamgate), 1):
        started.append(proxy)
        checks.append(Check(proxy, streamgate, number))
    for check in checks:
        check.all()
    a_client_that_bypasses_the_proxy_is_refused(streamgate)
    no_request_is_lost(checks, streamgate)
    a_direct_client_that_keeps_to_keep_alive_loses_nothing(streamgate)
    careless = []
    for proxy in programs.careless(folder, streamgate):
        started.append(proxy)
        careless.append(proxy)
    careless_proxies_refuse_the_honest(careless)
    while started:
        started.pop().stop()


def has_ipv6():
    try:
        with socket.socket(socket.AF_INET6) as probe:
            probe.bind(("::1", 0))
        return True
    except OSError:
        return False


def main(arguments):
    if not has_ipv6():
        with open(ABSENT, "a") as file:  # make.sh reports it
            file.write("::1|proxies set up as in docs/PROXIES.md work\n")
        return 0
    jar = pathlib.Path(arguments[0] if arguments else blocks.ROOT / "server/target/streamgate.jar").resolve()
    started = []
    with tempfile.TemporaryDirectory() as folder:
        try:
            run(pathlib.Path(folder), jar, started)
        except Failure as failure:
            print(f"try-proxies.py: {failure}", file=sys.stderr)
            return 1
        finally:
            for program in started:
                program.kill()
    print("nginx, HAProxy and Caddy pass on the addresses of their clients, and lose no request")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
