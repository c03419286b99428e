package io.streamgate.store.sqlite.journal;

import io.streamgate.lease.rule.Limit;
import io.streamgate.lease.stream.AtStart;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What was true of a stream when it started, in columns of both tables. All are null without plans:
 * four bytes in a row, and nothing to read.
 */
final class AtStartColumns {

  /** The columns that {@link #bind} writes, in this order. */
  static final String NAMES = "plan, plan_limit, facts, uncounted";

  private static final String UNLIMITED = "unlimited";

  private AtStartColumns() {}

  /** Binds the four parameters of {@link #NAMES}. */
  static void bind(PreparedStatement statement, int first, AtStart atStart) throws SQLException {
    var limit = atStart.limit();
    var facts = atStart.facts();
    statement.setString(first, atStart.plan());
    statement.setString(first + 1, limit == null ? null : text(limit));
    statement.setString(first + 2, facts.isEmpty() ? null : StoredFacts.write(facts));
    if (atStart.isCounted()) {
      statement.setNull(first + 3, Types.INTEGER);
    } else {
      statement.setInt(first + 3, 1);
    }
  }

  static AtStart read(ResultSet row) throws SQLException {
    var plan = row.getString("plan");
    var limit = row.getString("plan_limit");
    var facts = row.getString("facts");
    var isCounted = row.getInt("uncounted") == 0;
    return plan == null && limit == null && facts == null && isCounted
        ? AtStart.UNKNOWN
        : new AtStart(
            shared(plan),
            limit == null ? null : limit(limit),
            facts == null ? Map.of() : StoredFacts.read(facts),
            isCounted);
  }

  /** The same text for the name that a million rows contain. */
  static @Nullable String shared(@Nullable String name) {
    return name == null ? null : name.intern();
  }

  static String text(Limit limit) {
    return switch (limit) {
      case Limit.AtMost(var streams) -> Integer.toString(streams);
      case Limit.Unlimited _ -> UNLIMITED;
    };
  }

  /** The limit in {@code text}; one of a later version with a higher bound is cut to this one's. */
  static Limit limit(String text) {
    return text.equals(UNLIMITED)
        ? new Limit.Unlimited()
        : new Limit.AtMost(Math.clamp(Long.parseLong(text), 0, Limit.ENGINEERING_BOUND));
  }
}
