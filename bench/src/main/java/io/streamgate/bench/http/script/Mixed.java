package io.streamgate.bench.http.script;

import io.streamgate.bench.load.Answer;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * A typical evening. Of 100 requests, 90 are heartbeats, 4 starts, 4 ends, 1 a list, and 1 a
 * change. Each connection has about 50 viewers, who watch one stream each.
 */
final class Mixed extends Player {

  private static final int STREAMS = 50;

  private final Random random;
  private final List<Running> streams = new ArrayList<>();
  private String starting = "";
  private int expected;
  private boolean prepared;

  Mixed(long seed) {
    random = new Random(seed);
  }

  @Override
  boolean isPrepared() {
    prepared |= streams.size() >= STREAMS;
    return prepared;
  }

  @Override
  public byte[] next() {
    starting = "";
    var dice = random.nextInt(100);
    if (!isPrepared()) {
      return start();
    } else if (dice < 8) {
      return streams.size() <= STREAMS ? start() : end();
    }
    var stream = streams.get(random.nextInt(streams.size()));
    expected = 200;
    return switch (dice) {
      case 8 -> Requests.list(stream.viewer());
      case 9 -> Requests.amend(stream.viewer(), stream.id());
      default -> Requests.heartbeat(stream.viewer(), stream.id());
    };
  }

  private byte[] start() {
    starting = Viewers.fresh();
    expected = 201;
    return Requests.start(starting);
  }

  private byte[] end() {
    var stream = streams.remove(random.nextInt(streams.size()));
    expected = 204;
    return Requests.end(stream.viewer(), stream.id());
  }

  @Override
  public void answered(Answer answer) {
    if (starting.isEmpty()) {
      expect(expected, answer);
    } else {
      streams.add(started(starting, answer));
    }
  }
}
