package io.streamgate.http.management;

import java.util.List;

/** The formats of the metrics. */
enum ScrapeFormat {
  PROMETHEUS_TEXT("text/plain; version=0.0.4; charset=utf-8"),
  OPEN_METRICS("application/openmetrics-text; version=1.0.0; charset=utf-8");

  private final String contentType;

  ScrapeFormat(String contentType) {
    this.contentType = contentType;
  }

  /** The {@code content-type} of a response in this format. */
  String contentType() {
    return contentType;
  }

  /**
   * The format that these {@code Accept} headers prefer. Of two equally preferred formats it is the
   * one that they name more precisely. If that decides nothing, or they accept neither format, it
   * is Prometheus text.
   */
  static ScrapeFormat preferredBy(List<String> accept) {
    var ranges = MediaRange.allOf(accept);
    var text = PROMETHEUS_TEXT.preferenceIn(ranges);
    var open = OPEN_METRICS.preferenceIn(ranges);
    return open.isAbove(text) ? OPEN_METRICS : PROMETHEUS_TEXT;
  }

  /** The most precise range decides, even if a wider one has a higher quality. */
  private Preference preferenceIn(List<MediaRange> ranges) {
    var best = Preference.NONE;
    for (var range : ranges) {
      var found = new Preference(range.quality(), precisionOf(range));
      if (found.precision() > best.precision()
          || (found.precision() == best.precision() && found.quality() > best.quality())) {
        best = found;
      }
    }
    return best;
  }

  /** 0 for a range that does not match, 3 for one that names this format. */
  private int precisionOf(MediaRange range) {
    var type = contentType.substring(0, contentType.indexOf(';'));
    if (range.type().equals(type)) {
      return range.version().isEmpty() || hasVersion(range.version()) ? 3 : 0;
    }
    if (range.type().equals(type.substring(0, type.indexOf('/')) + "/*")) {
      return 2;
    }
    return range.type().equals("*/*") ? 1 : 0;
  }

  private boolean hasVersion(String version) {
    return switch (this) {
      case PROMETHEUS_TEXT -> version.equals("0.0.4");
      // a draft of 1.0.0, which Prometheus still names
      case OPEN_METRICS -> version.equals("1.0.0") || version.equals("0.0.1");
    };
  }

  private record Preference(double quality, int precision) {
    static final Preference NONE = new Preference(0, 0);

    boolean isAbove(Preference other) {
      return quality > other.quality
          || (quality > 0 && quality == other.quality && precision > other.precision);
    }
  }
}
