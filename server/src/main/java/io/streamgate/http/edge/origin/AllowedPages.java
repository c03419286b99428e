package io.streamgate.http.edge.origin;

import java.util.List;
import java.util.Set;

/**
 * The pages of other origins that may call a port.
 *
 * @param origins as browsers send them, or {@value #EVERY_ORIGIN}
 * @param moreHeaders of requests, besides those that the API reads; in lower case
 */
public record AllowedPages(Set<String> origins, List<String> moreHeaders) {

  /** Pages of every origin, which may call without cookies only. */
  public static final String EVERY_ORIGIN = "*";

  /** No page of another origin. */
  public static final AllowedPages NONE = new AllowedPages(Set.of(), List.of());

  public AllowedPages {
    origins = Set.copyOf(origins);
    moreHeaders = List.copyOf(moreHeaders);
  }
}
