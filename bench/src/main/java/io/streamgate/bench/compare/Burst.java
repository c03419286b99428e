package io.streamgate.bench.compare;

import io.streamgate.bench.http.script.Requests;
import io.streamgate.bench.load.Answer;
import io.streamgate.bench.load.Driver;
import io.streamgate.bench.load.Pace;
import io.streamgate.bench.load.Script;
import java.util.ArrayList;

/** Starts several streams of one viewer at once, one per connection, viewer after viewer. */
final class Burst implements Script {

  private final String prefix;
  private int viewer;
  private int admitted;

  private Burst(String prefix) {
    this.prefix = prefix;
  }

  @Override
  public byte[] next() {
    viewer++;
    return Requests.start(prefix + (viewer >> 8) + "." + (viewer & 255));
  }

  @Override
  public void answered(Answer answer) {
    admitted += answer.status() == 201 ? 1 : 0;
  }

  /** Returns how many viewers got more than 3 of their {@code starts}. */
  static int overAdmitted(int port, int viewers, int starts) {
    var scripts = new ArrayList<Burst>();
    for (var i = 0; i < starts; i++) {
      scripts.add(new Burst("12." + starts + "."));
    }
    var over = 0;
    try (var driver = new Driver(port, scripts, Driver.Waiting.NAPPING)) {
      for (var i = 0; i < viewers; i++) {
        var before = admittedOf(scripts);
        driver.run(new Pace.Counted(starts));
        over += admittedOf(scripts) - before > Limit.LIMIT ? 1 : 0;
      }
    }
    return over;
  }

  private static int admittedOf(ArrayList<Burst> scripts) {
    return scripts.stream().mapToInt(script -> script.admitted).sum();
  }
}
