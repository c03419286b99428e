package io.streamgate.bench.http.script;

/** What a player shows with each of its requests, as header lines that end with CR LF. */
public interface Credential {

  /** The lines of a start for {@code viewer}. */
  String ofStart(String viewer);

  /** Whether heartbeats need the token of their stream; builds of before 0.2 have none. */
  default boolean needsStreamToken() {
    return false;
  }

  /**
   * The lines of a heartbeat.
   *
   * @param streamToken the token in the response to the start; empty if it is not needed
   */
  String ofHeartbeat(String viewer, String streamToken);

  /** The viewer's address, as a proxy passes it on. */
  static Credential address() {
    return new Credential() {
      @Override
      public String ofStart(String viewer) {
        return "x-forwarded-for: " + viewer + "\r\n";
      }

      @Override
      public String ofHeartbeat(String viewer, String streamToken) {
        return ofStart(viewer);
      }
    };
  }
}
