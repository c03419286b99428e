package io.streamgate.config.setting;

/** The meanings of the settings that say where plans are. */
final class PlanMeanings {

  static final String PLANS =
      "The file of plans (YAML or JSON), if viewers have different plans; instead of "
          + "`STREAMGATE_LIMIT`, `STREAMGATE_AT_LIMIT` and `STREAMGATE_STARTS_PER_MINUTE`. It is "
          + "read again when it changes.";

  static final String PLANS_INLINE =
      "The text of such a file, where no file can be mounted; instead of `STREAMGATE_PLANS`. Read "
          + "at startup only.";

  private PlanMeanings() {}
}
