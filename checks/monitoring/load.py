"""Players that cause every outcome that the dashboard shows, round after round, until they are stopped."""

import base64
import hashlib
import hmac
import http.client
import itertools
import json
import threading
import time

from proxies.players import Player

KEY = b"a key of thirty-two bytes or more"
ISSUER, AUDIENCE = "https://id.example", "tv"
PLAYERS = 6
PAUSE_SECONDS = 0.01
STREAMS = "/api/v1/streams"

# A film ends the film before it, and a second match is refused
PLANS = """default: family
plans:
  family:
    limit: 3
    rules:
      - {name: one-film, max: 1, where: {content_type: [vod]}, at_limit: evict-oldest}
      - {name: one-match, max: 1, where: {content_type: [live]}}
"""


def encoded(raw):
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()


def key_set():
    return json.dumps({"keys": [{"kty": "oct", "kid": "1", "alg": "HS256", "use": "sig", "k": encoded(KEY)}]})


def access_token(viewer):
    parts = [{"alg": "HS256", "kid": "1"},
             {"iss": ISSUER, "aud": AUDIENCE, "sub": viewer, "exp": int(time.time()) + 3600}]
    signed = ".".join(encoded(json.dumps(part).encode()) for part in parts)
    return f"{signed}.{encoded(hmac.digest(KEY, signed.encode(), hashlib.sha256))}"


class Load:
    """Players of one node, each in a thread of its own. `credentials` makes the header of a viewer's name."""

    def __init__(self, port, credentials):
        self.port, self.credentials = port, credentials
        self.numbers = itertools.count()
        self.started = self.rounds = 0
        self.stopping = threading.Event()
        self.threads = [threading.Thread(target=self.play, daemon=True) for _ in range(PLAYERS)]
        for thread in self.threads:
            thread.start()

    def play(self):
        player = Player(self.port)
        while not self.stopping.wait(PAUSE_SECONDS):
            try:
                self.round(player)
            except (OSError, http.client.HTTPException, TypeError):  # the node has been killed, or its store has
                player.close()
                player = Player(self.port)

    def round(self, player):
        number = next(self.numbers)
        viewer = self.credentials(f"203.0.{113 + number // 250 % 10}.{number % 250}")

        def start(body, *headers):
            self.started += 1
            return player.ask("POST", "/api/v1/stream", [viewer, *headers], json.dumps(body))

        first = start({"content_type": "vod"}, ("idempotency-key", "1"))
        start({"content_type": "vod"}, ("idempotency-key", "1"))
        start({"content_type": "vod"})
        match = start({"content_type": "live"})
        for body in ({"content_type": "live"}, {}, {}):
            start(body)
        for stream in (first, match):
            for _ in range(15):
                player.ask("POST", f"{STREAMS}/{stream.stream_id}/heartbeat", [viewer])
        player.ask("POST", f"{STREAMS}/{match.stream_id}/leave", [viewer], json.dumps({"expires_at": match.expires_at}))
        player.ask("GET", STREAMS, [viewer])
        player.ask("DELETE", f"{STREAMS}/{match.stream_id}", [viewer])
        player.ask("POST", f"{STREAMS}/no-such-stream/heartbeat", [viewer])
        player.ask("GET", "/no-such-page")
        self.rounds += 1

    def stop(self):
        self.stopping.set()
        for thread in self.threads:
            thread.join()
