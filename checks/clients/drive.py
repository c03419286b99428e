"""Drives the generated Python client against a server: python3 drive.py <origin>"""

import sys
from datetime import datetime, timedelta, timezone

from streamgate_client import (Amendment, ApiClient, ApiException, Configuration, HealthApi, Heartbeat, LimitReached,
                               NumberOrText, Start, StreamEnded, StreamsApi, TimeOrMillis)

ME = "203.0.113.13"
POSITION_MS = 1_795_456_800_000  # more than 32 bits hold
facts = 0


def holds(fact, is_true):
    global facts
    if not is_true:
        sys.exit(f"python: does not hold: {fact}")
    facts += 1


def problem(status, model, call, *arguments, **named):
    """The body of the problem with this status that a call is refused with."""
    try:
        call(*arguments, **named)
    except ApiException as refusal:
        holds(f"a refusal is {status}", refusal.status == status)
        holds(f"a {status} is read as a {model.__name__}", isinstance(refusal.data, model))
        return refusal.data
    sys.exit(f"python: {status} was expected")


def is_now(time):
    return abs(datetime.now(timezone.utc) - time) < timedelta(minutes=1)


def ids_of(some):
    return [stream.stream_id for stream in some]


def play(client):
    streams = StreamsApi(client)
    holds("it is alive", HealthApi(client).is_alive().status == "alive")
    film = Start(video_name="Alien", device_id="tv-1", content_type="movie", size=NumberOrText(9223372036854775807),
                 framerate=NumberOrText("29.97"), video_start_time=TimeOrMillis(POSITION_MS))
    first = streams.start_stream(ME, idempotency_key="key-1", start=film)
    holds("a start has an id", first.stream_id)
    holds("it is active", first.status == "active")
    holds("it has a limit", (first.limit, first.remaining, first.unlimited) == (3, 2, False))
    holds("its times are times", is_now(first.started_at) and is_now(first.server_time))
    holds("a time in milliseconds is read", first.video_start_time.timestamp() * 1000 == POSITION_MS)
    holds("numbers and text are kept", first.size.actual_instance == 9223372036854775807
          and first.framerate.actual_instance == "29.97")
    repeated = streams.start_stream(ME, idempotency_key="key-1", start=film)
    holds("a repeated start is the same", repeated.stream_id == first.stream_id)

    streams.start_stream(ME, start=Start(video_name="Brazil"))
    streams.start_stream(ME)
    listing = streams.list_streams(ME, status="active", page_size=2)
    holds("a page has its size", len(listing.streams) == 2)
    rest = streams.list_streams(ME, status="active", page_size=2, cursor=listing.next_cursor)
    holds("the last page has no cursor", rest.next_cursor is None)
    holds("the oldest is on it", ids_of(rest.streams) == [first.stream_id])

    refused = problem(409, LimitReached, streams.start_stream, ME)
    holds("a refusal lists the streams", first.stream_id in ids_of(refused.streams))
    holds("a refusal says when", refused.available_at > refused.server_time)
    holds("a refusal has a type", refused.type == "/problems/stream-limit-reached")

    taker = streams.start_stream(ME, start=Start(video_name="Dune", takeover=first.stream_id))
    gone = problem(410, StreamEnded, streams.heartbeat, first.stream_id, ME)
    holds("the evicted is told", gone.reason == "evicted" and is_now(gone.ended_at))
    holds("and by what", gone.by.video_name == "Dune")

    mine = taker.stream_id
    renewal = streams.heartbeat(mine, ME)
    holds("a heartbeat needs no body", renewal.expires_at > renewal.server_time)
    streams.heartbeat(mine, ME, Heartbeat(position_ms=POSITION_MS, video_playing=False))
    shown = streams.show_stream(mine, ME)
    holds("a position is kept", shown.position_ms == POSITION_MS)
    holds("a stream can be paused", shown.video_playing is False)
    amended = streams.amend_stream(mine, ME, Amendment(video_name=None, file_type="mp4"))
    holds("null removes a field", amended.video_name is None and amended.file_type == "mp4")

    streams.end_stream(mine, x_forwarded_for=ME)
    ended = streams.show_stream(mine, ME)
    holds("an end is an end", ended.reason == "ended" and is_now(ended.ended_at))
    problem(410, StreamEnded, streams.heartbeat, mine, ME, Heartbeat())
    streams.end_stream_by_beacon(listing.streams[0].stream_id, x_forwarded_for=ME)
    holds("a beacon ends", streams.list_streams(ME).active == 1)


def read_later_versions():
    """What a later version may add does not break this client."""
    ended = StreamEnded.from_dict({
        "type": "/problems/other", "title": "t", "status": 410, "detail": "d", "request_id": "r",
        "ended_at": "2026-11-23T18:00:00.123Z", "reason": "terminated", "added": {"a": [1]}})
    holds("an unknown reason is read", ended.reason == "terminated")


with ApiClient(Configuration(host=sys.argv[1])) as api_client:
    play(api_client)
    read_later_versions()
    print(f"python: {facts} facts")
