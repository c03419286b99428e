package io.streamgate.policy;

import io.streamgate.identity.Viewer;
import io.streamgate.lease.rule.Attributes;
import io.streamgate.lease.rule.Entitlement;
import io.streamgate.lease.rule.FactValue;
import io.streamgate.lease.rule.Limit;
import io.streamgate.lease.rule.Rules;
import io.streamgate.lease.rule.ViewerOverride;
import io.streamgate.lease.rule.ViewerOverride.Grant;
import java.util.HashMap;
import java.util.Map;

/**
 * What one viewer may, by one catalog. An override comes first, then the viewer's own limit, then
 * the plan that a token or a back end named, then the standard plan.
 */
public final class Offer {

  private final Catalog catalog;
  private final Viewer viewer;
  private final int mostStreams;
  private final PlanObserver observer;
  private final Plan plan;

  /**
   * The offer to {@code viewer}.
   *
   * @param mostStreams the bound of the store, which no limit exceeds
   */
  Offer(Catalog catalog, Viewer viewer, int mostStreams, PlanObserver observer) {
    this.catalog = catalog;
    this.viewer = viewer;
    this.mostStreams = mostStreams;
    this.observer = observer;
    var name = viewer.plan();
    var named = name == null ? catalog.standard() : named(name);
    var own = viewer.limit();
    this.plan = own == null ? named : named.limitedTo(within(own));
  }

  /** The viewer's plan, without an override. */
  public Plan plan() {
    return plan;
  }

  /** The viewer's plan under {@code override}. */
  public Plan under(ViewerOverride override) {
    return switch (override.grant()) {
      case Grant.OfLimit(var limit) -> plan.limitedTo(within(limit));
      case Grant.OfPlan(var name) -> named(name);
    };
  }

  /** What the viewer may at {@code pace}, whether or not an override holds. */
  public Entitlement at(Pace pace) {
    return new Entitlement() {
      @Override
      public Rules rules() {
        return plan.at(pace);
      }

      @Override
      public Rules under(ViewerOverride override) {
        return Offer.this.under(override).at(pace);
      }
    };
  }

  /** The facts of a stream that this viewer starts, of which {@code said} is known. */
  public Map<String, String> facts(Attributes said) {
    if (catalog.attributes().isEmpty()) {
      return Map.of();
    }
    var facts = new HashMap<String, String>();
    for (var attribute : catalog.attributes()) {
      facts.put(attribute, FactValue.of(value(attribute, said)));
    }
    return facts;
  }

  private String value(String attribute, Attributes said) {
    if (Attributes.BUILT_IN.contains(attribute)) {
      return said.valueOf(attribute);
    }
    var trusted = viewer.facts().get(attribute);
    if (trusted != null) {
      return trusted;
    }
    return catalog.trusted().contains(attribute) ? "" : said.valueOf(attribute);
  }

  private Plan named(String name) {
    var known = catalog.named(name);
    if (known.isEmpty() && catalog.isOfPlans()) {
      observer.unknownPlan(name);
    }
    return known.orElse(catalog.unknown());
  }

  private Limit within(Limit limit) {
    if (limit instanceof Limit.AtMost(var streams) && streams > mostStreams) {
      observer.limitCut(streams);
    }
    return limit.within(mostStreams);
  }
}
