package io.streamgate.endtoend.crowd;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** What players asked for and what they were answered, by the key of each start. Thread-safe. */
public final class Ledger {

  private final Map<String, Entry> entries = new ConcurrentHashMap<>();
  private final AtomicInteger keys = new AtomicInteger();

  /** How far a stream has come, as far as its player knows. */
  public enum Standing {
    /** No answer yet: the server may have it or not. */
    START_ASKED,
    STARTED,
    REFUSED,
    /** No answer yet to the end. */
    END_ASKED,
    ENDED
  }

  /**
   * One start and what became of it.
   *
   * @param key its key, which is its video's name too
   * @param id the stream's id; empty before it is known
   */
  public record Entry(String key, String viewer, String id, Standing standing) {

    public Entry is(Standing next) {
      return new Entry(key, viewer, id, next);
    }

    public Entry started(String streamId) {
      return new Entry(key, viewer, streamId, Standing.STARTED);
    }
  }

  /** Writes down, before it is sent, that a stream is asked for. */
  public Entry ask(String viewer) {
    return put(new Entry("k" + keys.incrementAndGet(), viewer, "", Standing.START_ASKED));
  }

  public Entry put(Entry entry) {
    entries.put(entry.key(), entry);
    return entry;
  }

  /** As it stands now. */
  public Entry entry(String key) {
    var entry = entries.get(key);
    if (entry == null) {
      throw new AssertionError("a stream that nobody asked for: " + key);
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
