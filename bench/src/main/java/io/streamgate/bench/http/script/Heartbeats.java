package io.streamgate.bench.http.script;

import io.streamgate.bench.load.Answer;
import java.util.ArrayList;
import java.util.List;

/** Sends heartbeats for running streams in turn. Each stream has its own viewer. */
final class Heartbeats extends Player {

  private static final int STREAMS = 50;

  private final List<Running> streams = new ArrayList<>();
  private String viewer = "";
  private int turn;

  @Override
  boolean isPrepared() {
    return streams.size() == STREAMS;
  }

  @Override
  public byte[] next() {
    if (!isPrepared()) {
      viewer = Viewers.fresh();
      return Requests.start(viewer);
    }
    turn = (turn + 1) % STREAMS;
    var stream = streams.get(turn);
    return Requests.heartbeat(stream.viewer(), stream.id());
  }

  @Override
  public void answered(Answer answer) {
    if (isPrepared()) {
      expect(200, answer);
    } else {
      streams.add(started(viewer, answer));
    }
  }
}
