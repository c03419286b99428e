package io.streamgate.simulation.ledger;

import io.streamgate.lease.stream.Stream;
import io.streamgate.limiter.Listing;
import io.streamgate.limiter.StartAnswer;
import java.time.Instant;
import java.util.List;

/**
 * A request, its answer, and what the list of members shows right after it.
 *
 * @param nowMs the server's clock
 */
public record Observed(Request request, Reply reply, Listing after, Plan plan, long nowMs) {

  List<Stream> members() {
    return after.streams();
  }

  @Override
  public String toString() {
    return "%s %s -> %s; %d members, limit %d"
        .formatted(
            Instant.ofEpochMilli(nowMs), asked(), answered(), members().size(), plan.bound());
  }

  private String asked() {
    return switch (request) {
      case Request.Start start ->
          "%s by '%s', key '%s', %s"
              .formatted(start.name(), start.device(), start.key(), start.takeover());
      case Request.Heartbeat(var id, _) -> "heartbeat of " + id;
      case Request.Amend amend -> amend.name() + " of " + amend.id();
      case Request.End(var id) -> "end of " + id;
      case Request.Look _ -> "list";
    };
  }

  private String answered() {
    return switch (reply) {
      case Reply.ToStart(StartAnswer.Started(var stream, _, _)) -> "started " + stream.id();
      case Reply.ToStart(StartAnswer.Replayed(var stream, _, _)) -> "replayed " + stream.id();
      case Reply.ToStart _, Reply.ToStream _, Reply.ToLook _, Reply.Busy _ -> reply.name();
    };
  }
}
