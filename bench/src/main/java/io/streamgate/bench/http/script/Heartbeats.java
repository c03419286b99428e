package io.streamgate.bench.http.script;

import io.streamgate.bench.load.Answer;
import java.util.ArrayList;
import java.util.List;

/** Sends heartbeats for running streams in turn. Each stream has its own viewer. */
final class Heartbeats extends Player {

  /** A running stream and its token. */
  private record Held(Running stream, String token) {}

  private static final int STREAMS = 50;

  private final List<Held> streams = new ArrayList<>();
  private final Credential credential;
  private String viewer = "";
  private int turn;

  Heartbeats(Credential credential) {
    this.credential = credential;
  }

  @Override
  boolean isPrepared() {
    return streams.size() == STREAMS;
  }

  @Override
  public byte[] next() {
    if (!isPrepared()) {
      viewer = Viewers.fresh();
      return Requests.start(credential, viewer);
    }
    turn = (turn + 1) % STREAMS;
    var held = streams.get(turn);
    var stream = held.stream();
    return Requests.heartbeatWith(
        credential.ofHeartbeat(stream.viewer(), held.token()), stream.id());
  }

  @Override
  public void answered(Answer answer) {
    if (isPrepared()) {
      expect(200, answer);
    } else {
      var token = credential.needsStreamToken() ? tokenIn(answer) : "";
      streams.add(new Held(started(viewer, answer), token));
    }
  }
}
