package io.streamgate.faults;

import io.streamgate.faults.Fault.Plain;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Predicate;

/** A script of faults. Called once per request, in order of arrival, from any thread. */
@FunctionalInterface
public interface Faults {

  /** Decides the fault of one request. Must not block, because all requests would wait. */
  Fault next(Request request);

  /** A network without faults. */
  static Faults none() {
    return all(Plain.PASS);
  }

  /** The same fault for every request. */
  static Faults all(Fault fault) {
    return _ -> fault;
  }

  /**
   * A fault for a random share of the requests; the others pass.
   *
   * @param share from 0, none, to 1, all
   * @param seed determines which requests, by their order, are affected
   */
  static Faults share(double share, long seed, Fault fault) {
    if (!(share >= 0 && share <= 1)) {
      throw new IllegalArgumentException("a share is from 0 to 1, not " + share);
    }
    var random = new Random(seed);
    return _ -> random.nextDouble() < share ? fault : Plain.PASS;
  }

  /** A fault for the first matching request; the others pass. */
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
