package io.streamgate.bench.http.script;

import io.streamgate.bench.load.Answer;

/** Starts one stream per viewer and leaves it running. */
final class Fill extends Player {

  @Override
  public byte[] next() {
    return Requests.start(Viewers.fresh());
  }

  @Override
  public void answered(Answer answer) {
    expect(201, answer);
  }
}
