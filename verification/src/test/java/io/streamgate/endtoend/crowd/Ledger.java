package io.streamgate.endtoend.crowd;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** What players requested and how they were answered, by the key of each start. Thread-safe. */
public final class Ledger {

  private final Map<String, Entry> entries = new ConcurrentHashMap<>();
  private final AtomicInteger keys = new AtomicInteger();

  /** The state of a stream, as far as its player knows. */
  public enum Standing {
    /** The start is unanswered: the server may or may not have the stream. */
    START_ASKED,
    STARTED,
    REFUSED,
    /** The end is unanswered. */
    END_ASKED,
    ENDED
  }

  /**
   * One start and its outcome.
   *
   * @param key the start's key, also used as the video name
   * @param id the stream's id; empty while unknown
   */
  public record Entry(String key, String viewer, String id, Standing standing) {

    public Entry is(Standing next) {
      return new Entry(key, viewer, id, next);
    }

    public Entry started(String streamId) {
      return new Entry(key, viewer, streamId, Standing.STARTED);
    }
  }

  /** Records the start of a stream before it is sent. */
  public Entry ask(String viewer) {
    return put(new Entry("k" + keys.incrementAndGet(), viewer, "", Standing.START_ASKED));
  }

  public Entry put(Entry entry) {
    entries.put(entry.key(), entry);
    return entry;
  }

  /** The current entry of that key. */
  public Entry entry(String key) {
    var entry = entries.get(key);
    if (entry == null) {
      throw new AssertionError("a stream that no player started: " + key);
    }
    return entry;
  }

  public List<Entry> all() {
    return new ArrayList<>(entries.values());
  }

  public List<Entry> are(Standing standing) {
    return are(standing, entries.values());
  }

  private static List<Entry> are(Standing standing, Collection<Entry> among) {
    return among.stream().filter(entry -> entry.standing() == standing).toList();
  }
}
