package io.streamgate.simulation.ledger;

import io.streamgate.lease.stream.Ended;
import io.streamgate.lease.stream.Member;
import io.streamgate.lease.stream.Stream;
import java.util.HashMap;
import java.util.List;

/**
 * Holds what a restart shows against the ledger. What nobody had been told of is believed either
 * way.
 *
 * @param crashedMs the clock when the server crashed
 * @param nowMs the clock now, which may have been set in between
 */
record Restart(Ledger ledger, long crashedMs, long nowMs) {

  /** Checks what is listed, and brings the ledger up to it. */
  void check(List<Stream> listed) {
    var there = new HashMap<String, Stream>();
    listed.forEach(stream -> there.put(stream.id().value(), stream));
    for (var stream : ledger.all()) {
      switch (there.remove(stream.id)) {
        case Member member -> foundMember(stream, member);
        case Ended ended -> foundEnded(stream, ended);
        case null -> notFound(stream);
      }
      stream.uncertain = false;
    }
    ledger.require(1, there.isEmpty(), "a restart adds no stream");
  }

  private void notFound(Known stream) {
    if (isOver(stream)) {
      // by a clock that was set forward, and its end may be past the retention at once
      ledger.end(stream, stream.expiresAtMs);
    }
    var isPast = ledger.mayBeForgotten(stream);
    ledger.require(
        2,
        stream.uncertain || isPast,
        "a restart forgets no acknowledged start or end, and yet %s".formatted(stream));
    if (!isPast) {
      ledger.neverWas(stream);
    } else if (ledger.isLongForgotten(stream)) {
      ledger.forget(stream);
    }
  }

  private void foundMember(Known stream, Member member) {
    ledger.require(10, stream.member || stream.uncertain, "an ended stream does not come back");
    var expiresAtMs = member.expiresAt().toEpochMilli();
    var lapsedForMs = crashedMs - stream.expiresAtMs;
    var isKept = expiresAtMs == stream.expiresAtMs;
    var isRenewed = expiresAtMs == nowMs + Ledger.LEASE_MS;
    ledger.require(
        4,
        stream.uncertain
            || (isKept && (lapsedForMs >= 0 || stream.onRecordAsLapsed))
            || (isRenewed && lapsedForMs < Ledger.ON_RECORD_MS && !stream.onRecordAsLapsed),
        "a restart gives a lease to who was not on record as lapsed, and to nobody else");
    ledger.reinstate(stream);
    stream.onRecordAsLapsed = !isRenewed;
    stream.expiresAtMs = expiresAtMs;
  }

  private void foundEnded(Known stream, Ended ended) {
    var endedAtMs = ended.ending().at().toEpochMilli();
    ledger.require(
        2,
        !stream.member || stream.uncertain || isOver(stream),
        "a restart ends no running stream");
    ledger.require(
        4,
        stream.member || stream.uncertain || endedAtMs == stream.endedAtMs,
        "what is over stays over since when it was");
    ledger.end(stream, endedAtMs);
  }

  private boolean isOver(Known stream) {
    return stream.member && nowMs >= stream.expiresAtMs + Ledger.REVIVABLE_MS;
  }
}
