package io.streamgate.policy;

/** Is told of viewers whose plan or limit cannot hold as it is named. Called on any thread. */
public interface PlanObserver {

  /** A plan was named that no plan has as its name. */
  void unknownPlan(String name);

  /** A viewer's own limit, or that of an override, is above the bound of the store. */
  void limitCut(int streams);
}
