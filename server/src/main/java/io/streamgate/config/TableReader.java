package io.streamgate.config;

import io.streamgate.config.Config.Renewal;
import io.streamgate.config.Config.Store;
import io.streamgate.config.Config.TableConfig;
import io.streamgate.config.aws.Aws.Environment;
import io.streamgate.config.setting.Setting;
import io.streamgate.config.setting.SettingValues;
import java.time.Duration;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads the settings of the dynamodb store, and checks them against other settings. */
final class TableReader {

  /** The most streams of a viewer on a table, which is the store's own bound. */
  static final int MAX_LIMIT = 100;

  static final String WHY_MAX_LIMIT =
      " with the store dynamodb, where every call pays for all streams of its viewer, which are one"
          + " item";

  /** The rule of AWS. */
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_.\\-]{3,255}");

  private static final String USE_NAME = "3 to 255 of the characters a-z A-Z 0-9 _ . -";

  /** Two clocks that are off by as much as is tolerated, and a heartbeat that is on its way. */
  private static final Duration SHORTEST_GRACE = Duration.ofSeconds(13);

  private final SettingValues values;

  TableReader(SettingValues values) {
    this.values = values;
  }

  TableConfig read() {
    return new TableConfig(
        name(),
        isTrue(Setting.CREATE_TABLE),
        isTrue(Setting.SINGLE_WRITER_REGION),
        values.choice(Setting.RENEW, Renewal.class),
        values.duration(Setting.DYNAMODB_ATTEMPT_TIMEOUT, "PT0.05S", "PT10S"),
        values.duration(Setting.DYNAMODB_CALL_TIMEOUT, "PT0.1S", "PT14S"),
        values.number(Setting.DYNAMODB_IN_FLIGHT, 4, 50_000));
  }

  private boolean isTrue(Setting setting) {
    return values.choice(setting, Choice.class) == Choice.TRUE;
  }

  private @Nullable String name() {
    return values.isSet(Setting.DYNAMO_TABLE_NAME)
        ? values.text(Setting.DYNAMO_TABLE_NAME, NAME, USE_NAME)
        : null;
  }

  /** Checks the rules between settings, for the dynamodb store only. */
  void check(Config config) {
    if (config.storage().store() != Store.DYNAMODB) {
      return;
    }
    if (config.table().isCreated() && config.aws().environment() == Environment.PROD) {
      values.wrong(
          Setting.CREATE_TABLE,
          Setting.ENVIRONMENT,
          "Terraform creates the table in prod; set STREAMGATE_CREATE_TABLE to false");
    }
    checkGrace(config.streams().leaveGrace());
    checkAttempt(config.table());
    checkCall(config.table(), config.http().requestTimeout());
  }

  private void checkGrace(Duration grace) {
    if (!values.isFaulty(Setting.LEAVE_GRACE) && grace.compareTo(SHORTEST_GRACE) < 0) {
      values.wrong(
          Setting.LEAVE_GRACE,
          "%s is too short for the dynamodb store, whose nodes' clocks may differ; use %s or more"
              .formatted(values.text(Setting.LEAVE_GRACE), SHORTEST_GRACE));
    }
  }

  private void checkAttempt(TableConfig table) {
    if (areRead(Setting.DYNAMODB_CALL_TIMEOUT, Setting.DYNAMODB_ATTEMPT_TIMEOUT)
        && table.callTimeout().compareTo(table.attemptTimeout()) < 0) {
      wrong(
          Setting.DYNAMODB_CALL_TIMEOUT,
          Setting.DYNAMODB_ATTEMPT_TIMEOUT,
          "a call of %1$s is shorter than its attempt of %2$s; use a call of %2$s or more");
    }
  }

  private void checkCall(TableConfig table, Duration requestTimeout) {
    if (areRead(Setting.DYNAMODB_CALL_TIMEOUT, Setting.REQUEST_TIMEOUT)
        && table.callTimeout().compareTo(requestTimeout) >= 0) {
      wrong(
          Setting.DYNAMODB_CALL_TIMEOUT,
          Setting.REQUEST_TIMEOUT,
          "a call of %s is not shorter than its request of %s; use a shorter call or a longer"
              + " request");
    }
  }

  private boolean areRead(Setting one, Setting other) {
    return !values.isFaulty(one) && !values.isFaulty(other);
  }

  private void wrong(Setting one, Setting other, String mistake) {
    values.wrong(one, other, mistake.formatted(values.text(one), values.text(other)));
  }

  /** The spelling of a boolean. */
  private enum Choice {
    FALSE,
    TRUE
  }
}
