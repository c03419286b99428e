package io.streamgate.store.dynamodb.item;

import static io.streamgate.store.dynamodb.item.AttributeValues.instant;
import static io.streamgate.store.dynamodb.item.AttributeValues.millis;
import static io.streamgate.store.dynamodb.item.AttributeValues.number;
import static io.streamgate.store.dynamodb.item.AttributeValues.text;

import io.streamgate.lease.id.Device;
import io.streamgate.lease.id.Sid;
import io.streamgate.lease.id.StreamId;
import io.streamgate.lease.stream.ContentMark;
import io.streamgate.lease.stream.Details;
import io.streamgate.lease.stream.Ended;
import io.streamgate.lease.stream.Ending;
import io.streamgate.lease.stream.Member;
import io.streamgate.lease.stream.Playback;
import io.streamgate.lease.stream.Termination;
import io.streamgate.store.dynamodb.item.packing.Packing;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * A stream as a map of attributes. Names have one letter, because each write pays for them.
 *
 * <pre>
 * lease      s started, x expires, l last seen (absent before the first heartbeat), p paused since
 *            (absent while playing), q position in ms (absent at 0), m details: packed, or the
 *            digest that names their row (absent if empty), c mark of the content (absent if
 *            unknown), n, a, f and u as {@link AtStartCodec} says
 * tombstone  s started, e ended, r reason, b the stream that took the slot (absent if none did),
 *            d the device that ended it (absent if it was the stream's own, or not named), w the
 *            rule that evicted it (absent if none did), o the role of the operator that ended it
 *            and t the operator's note (absent if there is none), c as in the lease, once the
 *            outbox entry, which has it too, is removed
 * </pre>
 *
 * <p>A later version may add attributes, under names that neither a lease nor a tombstone has: a
 * row of history holds both. It may add reasons of more than one letter, which this version shows
 * as they are. {@code stopped} and {@code terminated} are such reasons: older versions show them
 * without the device, and without role and note.
 */
final class StreamCodec {

  static final String STARTED = "s";
  static final String EXPIRES = "x";
  static final String LAST_SEEN = "l";
  static final String PAUSED = "p";
  static final String POSITION = "q";
  static final String DETAILS = "m";
  static final String CONTENT = "c";

  /** The attributes of a lease that this version may change, and the mark of the content. */
  static final List<String> COMPARED =
      List.of(STARTED, EXPIRES, LAST_SEEN, PAUSED, POSITION, DETAILS, CONTENT);

  /** All attributes of a lease that this version knows. */
  static final List<String> LEASE =
      Stream.concat(COMPARED.stream(), AtStartCodec.NAMES.stream()).toList();

  static final String ENDED = "e";
  static final String REASON = "r";
  static final String TAKER = "b";
  static final String DEVICE = "d";
  static final String RULE = "w";
  static final String ROLE = "o";
  static final String NOTE = "t";

  private static final String STOPPED = "stopped";
  private static final String TERMINATED = "terminated";

  private StreamCodec() {}

  static Map<String, AttributeValue> lease(Member member) {
    var lease = new HashMap<>(AtStartCodec.attributes(member.atStart()));
    lease.put(STARTED, millis(member.id().startedAt()));
    lease.put(EXPIRES, millis(member.expiresAt()));
    if (!member.lastSeenAt().equals(member.id().startedAt())) {
      lease.put(LAST_SEEN, millis(member.lastSeenAt()));
    }
    if (member.playback() instanceof Playback.Paused(var since, _)) {
      lease.put(PAUSED, millis(since));
    }
    if (member.playback().positionMs() != 0) {
      lease.put(POSITION, number(member.playback().positionMs()));
    }
    if (!member.details().isEmpty()) {
      lease.put(DETAILS, details(member));
    }
    if (member.details().content().isKnown()) {
      lease.put(CONTENT, content(member.details().content()));
    }
    return lease;
  }

  /** Packs details, unless they are a reference or too large. */
  private static AttributeValue details(Member member) {
    return DetailsReference.in(member.details())
        .or(() -> DetailsReference.of(member))
        .map(reference -> text(reference.digest()))
        .orElseGet(() -> packed(member.details()));
  }

  static AttributeValue packed(Details details) {
    return AttributeValues.bytes(Packing.packed(details));
  }

  static Member member(Sid sid, Map<String, AttributeValue> lease) {
    var seen = lease.containsKey(LAST_SEEN) ? LAST_SEEN : STARTED;
    return new Member(
        started(sid, lease),
        instant(lease, seen),
        instant(lease, EXPIRES),
        playback(lease),
        details(lease).naming(content(lease)),
        AtStartCodec.read(lease));
  }

  static AttributeValue content(ContentMark mark) {
    return AttributeValues.bytes(mark.bytes());
  }

  static ContentMark content(Map<String, AttributeValue> map) {
    var value = map.get(CONTENT);
    return value == null || value.b() == null
        ? ContentMark.UNKNOWN
        : ContentMark.read(value.b().asByteArrayUnsafe());
  }

  static StreamId started(Sid sid, Map<String, AttributeValue> map) {
    return StreamId.of(instant(map, STARTED), sid);
  }

  private static Playback playback(Map<String, AttributeValue> lease) {
    var position = number(lease, POSITION, 0);
    return lease.containsKey(PAUSED)
        ? new Playback.Paused(instant(lease, PAUSED), position)
        : new Playback.Playing(position);
  }

  static Details details(Map<String, AttributeValue> map) {
    var value = map.get(DETAILS);
    if (value == null) {
      return Details.NONE;
    }
    return value.s() == null
        ? Packing.unpacked(value.b().asByteArrayUnsafe())
        : new DetailsReference(value.s()).standIn();
  }

  static Map<String, AttributeValue> tombstone(Ended ended) {
    var tombstone = new HashMap<>(ending(ended.ending()));
    tombstone.put(STARTED, millis(ended.id().startedAt()));
    return tombstone;
  }

  static Map<String, AttributeValue> ending(Ending ending) {
    var map = new HashMap<String, AttributeValue>();
    map.put(ENDED, millis(ending.at()));
    map.put(REASON, text(letter(ending)));
    taker(ending).ifPresent(by -> map.put(TAKER, text(by.value())));
    if (ending instanceof Ending.Stopped(_, var by) && by != null) {
      map.put(DEVICE, text(by.id()));
    }
    if (ending instanceof Ending.Evicted(_, _, var rule) && rule != null) {
      map.put(RULE, text(rule));
    }
    if (ending instanceof Ending.Terminated(_, var by)) {
      map.put(ROLE, text(by.role()));
      if (by.note() != null) {
        map.put(NOTE, text(by.note()));
      }
    }
    return map;
  }

  static Optional<StreamId> taker(Ending ending) {
    return switch (ending) {
      case Ending.Evicted(_, var by, _) -> Optional.of(by);
      case Ending.Replaced(_, var by) -> Optional.of(by);
      case Ending.Displaced(_, var by) -> Optional.of(by);
      case Ending.Other(_, _, var by) -> Optional.ofNullable(by);
      case Ending.Finished _, Ending.Stopped _ -> Optional.empty();
      case Ending.Recorded _, Ending.Expired _, Ending.Terminated _ -> Optional.empty();
    };
  }

  static Ending ending(Map<String, AttributeValue> map) {
    var at = instant(map, ENDED);
    var reason =
        text(map, REASON)
            .orElseThrow(() -> new IllegalArgumentException("no reason among " + map.keySet()));
    var by = text(map, TAKER).flatMap(StreamId::parse).orElse(null);
    var device = text(map, DEVICE).filter(id -> !id.isEmpty()).map(Device.Named::new);
    var other = new Ending.Other(reason, at, by);
    return switch (reason) {
      case "s" -> new Ending.Finished(at);
      case STOPPED ->
          device.isEmpty() && by != null ? other : new Ending.Stopped(at, device.orElse(null));
      case "v" -> new Ending.Recorded(at);
      case "x" -> new Ending.Expired(at);
      case "e" -> by == null ? other : new Ending.Evicted(at, by, text(map, RULE).orElse(null));
      case "r" -> by == null ? other : new Ending.Replaced(at, by);
      case "d" -> by == null ? other : new Ending.Displaced(at, by);
      case TERMINATED ->
          text(map, ROLE)
              .<Ending>map(role -> new Ending.Terminated(at, by(role, map)))
              .orElse(other);
      default -> other;
    };
  }

  /** A note that is longer than this version allows is that of a later one, and not shown. */
  private static Termination by(String role, Map<String, AttributeValue> map) {
    var note = text(map, NOTE).filter(text -> text.length() <= Termination.MOST_OF_NOTE);
    return new Termination(role, note.orElse(null));
  }

  private static String letter(Ending ending) {
    return switch (ending) {
      case Ending.Finished _ -> "s";
      case Ending.Stopped _ -> STOPPED;
      case Ending.Recorded _ -> "v";
      case Ending.Expired _ -> "x";
      case Ending.Evicted _ -> "e";
      case Ending.Replaced _ -> "r";
      case Ending.Displaced _ -> "d";
      case Ending.Terminated _ -> TERMINATED;
      case Ending.Other(var word, _, _) -> word;
    };
  }
}
