package io.streamgate.identity;

/** Observes the fetches of an identity provider's keys. Called on any thread; must not block. */
@FunctionalInterface
public interface KeyFetchObserver {

  /** How a fetch ended. */
  enum KeyFetch {
    FETCHED,
    FAILED
  }

  /** Called at the end of each fetch. */
  void ended(KeyFetch outcome);
}
