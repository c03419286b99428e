package io.streamgate.bench.http.script;

import io.streamgate.bench.load.Answer;

/** Starts and ends one stream per viewer, viewer after viewer. */
final class StartEnd extends Player {

  private String viewer = "";
  private Running running = new Running("", "");

  @Override
  public byte[] next() {
    if (!running.id().isEmpty()) {
      return Requests.end(running.viewer(), running.id());
    }
    viewer = Viewers.fresh();
    return Requests.start(viewer);
  }

  @Override
  public void answered(Answer answer) {
    if (running.id().isEmpty()) {
      running = started(viewer, answer);
    } else {
      expect(204, answer);
      running = new Running("", "");
    }
  }
}
