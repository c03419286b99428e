package io.streamgate.bench.http.script;

import io.streamgate.bench.load.Answer;
import java.util.ArrayList;
import java.util.List;

/**
 * Viewers with three streams try to start a fourth, in turn. There are enough viewers that none
 * reaches the limit of starts per minute.
 */
final class Refusals extends Player {

  private static final int VIEWERS = 400;
  private static final int LIMIT = 3;

  private final List<String> viewers = new ArrayList<>();
  private int started;
  private int turn;

  @Override
  boolean isPrepared() {
    return started == LIMIT * VIEWERS;
  }

  @Override
  public byte[] next() {
    if (isPrepared()) {
      turn = (turn + 1) % VIEWERS;
      return Requests.start(viewers.get(turn));
    }
    if (started % LIMIT == 0) {
      viewers.add(Viewers.full());
    }
    return Requests.start(viewers.getLast());
  }

  /** The bare server refuses the first three starts too, because it decides by address. */
  @Override
  public void answered(Answer answer) {
    if (isPrepared() || answer.status() != 201) {
      expect(409, answer);
    }
    started += isPrepared() ? 0 : 1;
  }
}
