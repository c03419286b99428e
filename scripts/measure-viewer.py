#!/usr/bin/env python3
"""Measures what one viewer costs a server: with 1,000 streams, and with as much history as it can make.

Usage: scripts/measure-viewer.py URL [DATA_DIRECTORY]
The server runs with STREAMGATE_LIMIT=1000 STREAMGATE_STARTS_PER_MINUTE=0 on an empty data directory. Times are medians
over one connection, in milliseconds.
"""

import http.client
import json
import pathlib
import statistics
import sys
import time
import urllib.parse

STREAMS = 1000
VIEWS = 5000
ROUNDS = 300


def usual(number):
    """A body of about 240 bytes."""
    attributes = {f"name-{n}": "x" * 20 for n in range(6)}
    return {"video_name": f"video {number}", "attributes": attributes}


def largest():
    """A body just below the bound of 16 KB. The euro sign takes three bytes and counts as one character."""
    attributes = {f"a{n:02}": "€" * 256 for n in range(16)}
    texts = {"device_name": "d" * 256, "content_id": "c" * 256, "video_name": "€" * 200, "src": "s" * 2040}
    return {**texts, "codec_info": "e" * 200, "attributes": attributes}


class Viewer:
    def __init__(self, connection, address):
        self.connection = connection
        self.address = address

    def ask(self, method, path, expected, body=None):
        """Returns the time and the body of the response."""
        text = None if body is None else json.dumps(body, ensure_ascii=False).encode()
        headers = {"x-forwarded-for": self.address, "content-type": "application/json"}
        began = time.perf_counter()
        self.connection.request(method, path, text, headers)
        response = self.connection.getresponse()
        content = response.read()
        took = (time.perf_counter() - began) * 1000
        if response.status != expected:
            sys.exit(f"{method} {path}: {response.status} {content.decode()}")
        return took, content

    def start(self, body, expected=201):
        return self.ask("POST", "/api/v1/stream", expected, body)

    def heartbeat(self, stream):
        return self.ask("POST", f"/api/v1/streams/{stream}/heartbeat", 200)


def show(what, times, size=None):
    print(f"{what}: {statistics.median(times):.2f} ms" + ("" if size is None else f", {size:,} bytes"))


def stream_id(response):
    return json.loads(response)["stream_id"]


def streams(connection):
    for number in range(3000):  # warms the server up
        Viewer(connection, f"10.0.{number // 250}.{number % 250}").start(usual(0))
    few = [Viewer(connection, f"10.1.{n // 250}.{n % 250}").start(usual(n)) for n in range(ROUNDS)]
    show("start of a viewer's first stream", [took for took, _ in few])

    many = Viewer(connection, "192.0.2.1")
    ids = [stream_id(many.start(usual(n))[1]) for n in range(STREAMS)]
    starts = []
    for _ in range(ROUNDS):
        many.ask("DELETE", f"/api/v1/streams/{ids.pop(0)}", 204)
        took, response = many.start(usual(0))
        starts.append(took)
        ids.append(stream_id(response))
    show(f"start beside {STREAMS - 1} streams", starts)

    refusals = [many.start(usual(0), 409) for _ in range(ROUNDS)]
    show(f"refusal at {STREAMS} streams", [took for took, _ in refusals], len(refusals[-1][1]))
    one = Viewer(connection, "10.1.0.1")
    only = stream_id(one.start(usual(0))[1])
    show("heartbeat of one of 2 streams", [one.heartbeat(only)[0] for _ in ids])
    show(f"heartbeat of one of {STREAMS} streams", [many.heartbeat(stream)[0] for stream in ids])
    pages = [many.ask("GET", "/api/v1/streams?page_size=200", 200) for _ in range(ROUNDS)]
    show("list of 200 streams", [took for took, _ in pages], len(pages[-1][1]))

    large = Viewer(connection, "192.0.2.2")
    for _ in range(STREAMS):
        large.start(largest())
    refusals = [large.start({}, 409) for _ in range(30)]
    show("refusal with the largest bodies", [took for took, _ in refusals], len(refusals[-1][1]))


def history(connection, directory):
    viewer = Viewer(connection, "192.0.2.3")
    body = {**largest(), "video_ended": True}
    times = [viewer.start(body)[0] for _ in range(VIEWS)]
    show(f"view on record, the last 500 of {VIEWS}", times[-500:], len(json.dumps(body, ensure_ascii=False).encode()))
    if directory:
        for file in sorted(pathlib.Path(directory).iterdir()):
            print(f"{file.name}: {file.stat().st_size:,} bytes")


def main():
    url = urllib.parse.urlsplit(sys.argv[1])
    connection = http.client.HTTPConnection(url.hostname, url.port)
    history(connection, sys.argv[2] if len(sys.argv) > 2 else None)
    streams(connection)


main()
