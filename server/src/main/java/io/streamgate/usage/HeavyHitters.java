package io.streamgate.usage;

import io.streamgate.lease.id.ViewerId;
import java.lang.foreign.MemorySegment;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.apache.datasketches.common.ArrayOfStringsSerDe;
import org.apache.datasketches.frequencies.ErrorType;
import org.apache.datasketches.frequencies.FrequentItemsSketch;
import org.apache.datasketches.frequencies.FrequentItemsSketch.Row;

/**
 * The viewers with the most events among any number of them. A viewer with more than one event in
 * {@value #ONE_IN} is never missed, and no count is further from the truth than that. Not
 * thread-safe.
 */
final class HeavyHitters {

  /** The sketch has this many places, three quarters of which it fills: about 300 KB. */
  private static final int PLACES = 4_096;

  /** The error of the sketch is 3.5 / places. */
  static final int ONE_IN = 1_170;

  /** What stands for erased viewers: no viewer is called that. */
  private static final String ERASED = "";

  private static final ArrayOfStringsSerDe STRINGS = new ArrayOfStringsSerDe();

  private FrequentItemsSketch<String> sketch;

  HeavyHitters() {
    this(new FrequentItemsSketch<>(PLACES));
  }

  private HeavyHitters(FrequentItemsSketch<String> sketch) {
    this.sketch = sketch;
  }

  /** Reads what {@link #toBase64} wrote. Fails with any exception if it is something else. */
  static HeavyHitters parse(String base64) {
    var bytes = Base64.getDecoder().decode(base64);
    return new HeavyHitters(FrequentItemsSketch.getInstance(MemorySegment.ofArray(bytes), STRINGS));
  }

  void add(ViewerId viewer) {
    sketch.update(viewer.value());
  }

  void addAll(HeavyHitters other) {
    sketch.merge(other.sketch);
  }

  /**
   * Removes the viewer. Its count stays, under no name: without it the counts of others would no
   * longer be within the sketch's error.
   */
  void forget(ViewerId viewer) {
    if (sketch.getLowerBound(viewer.value()) > 0) {
      var bytes = sketch.toByteArray(new Erasing(viewer.value()));
      sketch = FrequentItemsSketch.getInstance(MemorySegment.ofArray(bytes), STRINGS);
    }
  }

  String toBase64() {
    return Base64.getEncoder().encodeToString(sketch.toByteArray(STRINGS));
  }

  /** The first {@code most} viewers, those with the highest counts first. */
  List<Top.RankedViewer> first(int most) {
    return Stream.of(sketch.getFrequentItems(ErrorType.NO_FALSE_NEGATIVES))
        .filter(row -> !row.getItem().equals(ERASED))
        .sorted(
            Comparator.<Row<String>>comparingLong(Row::getEstimate)
                .reversed()
                .thenComparing(Row::getItem))
        .limit(most)
        .map(row -> new Top.RankedViewer(row.getItem(), row.getLowerBound(), row.getUpperBound()))
        .toList();
  }

  /** Writes the items of a sketch, but for one, which loses its name. */
  private static final class Erasing extends ArrayOfStringsSerDe {
    private final String erased;

    Erasing(String erased) {
      this.erased = erased;
    }

    @Override
    public byte[] serializeToByteArray(String[] items) {
      var left = items.clone();
      for (var i = 0; i < left.length; i++) {
        left[i] = left[i].equals(erased) ? ERASED : left[i];
      }
      return super.serializeToByteArray(left);
    }
  }
}
