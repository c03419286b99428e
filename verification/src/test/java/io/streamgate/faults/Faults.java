package io.streamgate.faults;

import io.streamgate.faults.Fault.Plain;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Predicate;

/** A script of faults. It is asked once for each request, in the order they come, by any thread. */
@FunctionalInterface
public interface Faults {

  /** Decides over one request. Must not block: all requests wait meanwhile. */
  Fault next(Request request);

  /** The network that works. */
  static Faults none() {
    return all(Plain.PASS);
  }

  /** The same for every request. */
  static Faults all(Fault fault) {
    return _ -> fault;
  }

  /**
   * By chance for a share of the requests, and the others pass.
   *
   * @param share from 0, none, to 1, all
   * @param seed with the same one, the same places in the order of requests are struck
   */
  static Faults share(double share, long seed, Fault fault) {
    if (!(share >= 0 && share <= 1)) {
      throw new IllegalArgumentException("a share is from 0 to 1, not " + share);
    }
    var random = new Random(seed);
    return _ -> random.nextDouble() < share ? fault : Plain.PASS;
  }

  /** For the first request that is such; the others pass. */
  static Faults once(Predicate<Request> such, Fault fault) {
    var dealt = new AtomicBoolean();
    return request -> such.test(request) && dealt.compareAndSet(false, true) ? fault : Plain.PASS;
  }

  /** This script, and {@code next} for each request that this one lets pass. */
  default Faults or(Faults next) {
    return request ->
        switch (next(request)) {
          case Plain.PASS -> next.next(request);
          case Fault fault -> fault;
        };
  }
}
