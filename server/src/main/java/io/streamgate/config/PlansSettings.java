package io.streamgate.config;

import io.streamgate.config.setting.Setting;
import io.streamgate.config.setting.SettingValues;
import io.streamgate.plans.FileContent;
import io.streamgate.plans.PlansReader;
import io.streamgate.plans.PlansReader.Verdict;
import io.streamgate.plans.PlansSource;
import io.streamgate.plans.ServiceBounds;
import io.streamgate.policy.Catalog;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Reads the plans that a setting holds or names. */
final class PlansSettings {

  /** What a plan says instead, each with its key there. */
  private static final List<Setting> OF_PLANS =
      List.of(Setting.LIMIT, Setting.AT_LIMIT, Setting.STARTS_PER_MINUTE);

  private final SettingValues values;
  private final ServiceBounds bounds;

  PlansSettings(SettingValues values, ServiceBounds bounds) {
    this.values = values;
    this.bounds = bounds;
  }

  PlansSource read() {
    var isFile = values.isSet(Setting.PLANS);
    var isInline = values.isSet(Setting.PLANS_INLINE);
    if (isFile && isInline) {
      values.wrong(Setting.PLANS, Setting.PLANS_INLINE, "both are set; unset one of them");
    }
    if (isFile || isInline) {
      refuseSettingsOfPlans(isFile ? Setting.PLANS : Setting.PLANS_INLINE);
    }
    Optional<PlansSource> source =
        isFile ? inFile() : isInline ? inline().map(PlansSource.Inline::new) : Optional.empty();
    return source.orElseGet(PlansSource.OfSettings::new);
  }

  private void refuseSettingsOfPlans(Setting plans) {
    for (var setting : OF_PLANS) {
      if (values.isSet(setting)) {
        var key = setting.name().toLowerCase(Locale.ROOT);
        values.wrong(
            plans,
            setting,
            "each plan has its own; unset the latter, and set %s there".formatted(key));
      }
    }
  }

  private Optional<Catalog> inline() {
    var text = values.text(Setting.PLANS_INLINE);
    return usable(Setting.PLANS_INLINE, Setting.PLANS_INLINE.key(), PlansReader.read(text, bounds));
  }

  private Optional<PlansSource> inFile() {
    var name = values.text(Setting.PLANS);
    try {
      var path = Path.of(name);
      if (FileContent.of(path) instanceof FileContent.Bytes bytes) {
        return usable(Setting.PLANS, name, bytes.plans(bounds))
            .map(catalog -> new PlansSource.InFile(path, bytes, catalog));
      }
    } catch (InvalidPathException e) {
      // no such file either
    }
    values.wrong(
        Setting.PLANS,
        SettingValues.cannotRead(name)
            + "; use the path of a file that the server's user may read");
    return Optional.empty();
  }

  private Optional<Catalog> usable(Setting setting, String file, Verdict reading) {
    return switch (reading) {
      case Verdict.Usable(var catalog) -> Optional.of(catalog);
      case Verdict.Unusable(var mistakes) -> {
        mistakes.forEach(mistake -> values.wrongInside(setting, mistake.in(file)));
        yield Optional.empty();
      }
    };
  }
}
