package io.streamgate.plans;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.dialect.Dialects;
import io.streamgate.plans.PlansReader.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The schema of files of plans allows what the reader does, as far as a schema can say it. */
final class PlansSchemaTest {

  private final Schema schema;

  PlansSchemaTest() throws IOException {
    schema =
        SchemaRegistry.withDialect(Dialects.getDraft202012())
            .getSchema(
                Files.readString(Path.of("../docs/api/plans.schema.json")), InputFormat.JSON);
  }

  private boolean fitsSchema(String file) {
    return schema.validate(file, InputFormat.YAML).isEmpty();
  }

  private static boolean isUsable(String file) {
    return PlansReader.read(file, new ServiceBounds(1_000, 600)) instanceof Verdict.Usable;
  }

  @Test
  void aFileWithEveryKeyFitsBoth() {
    var file =
        """
        default: standard
        unknown: basic
        attributes:
          free: {from: token}
        plans:
          standard: {limit: 3}
          basic: {limit: 1, at_limit: evict-oldest, starts_per_minute: 0}
          family:
            limit: unlimited
            at_limit: evict-idle
            rules:
              - {name: a, max: 1, where: {content_type: [live, ""], x: [1, 1.5, true, no, "no "]}}
              - {name: b, max: 2, of: streams, per: [device_type, profile], at_limit: refuse}
            uncounted: {free: ["yes"], content_type: [trailer]}
            uncounted_by_player: true
        """;

    assertThat(schema.validate(file, InputFormat.YAML)).isEmpty();
    assertThat(isUsable(file)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[]",
        "{default: a}",
        "{plans: {a: {limit: 1}}}",
        "{default: a, plans: {}}",
        "{default: a, plans: {a: 3}}",
        "{default: a, plans: {a: {}}}",
        "{default: A, plans: {A: {limit: 1}}}",
        "{default: a, plan: {a: {limit: 1}}, plans: {a: {limit: 1}}}",
        "{default: a, attributes: {network: {from: token}}, plans: {a: {limit: 1}}}",
        "{default: a, attributes: {x: {from: player}}, plans: {a: {limit: 1}}}",
        "{default: a, attributes: {'': {from: token}}, plans: {a: {limit: 1}}}",
        "{default: a, attributes: {x: {}}, plans: {a: {limit: 1}}}",
        "{default: a, plans: {a: {limit: 1001}}}",
        "{default: a, plans: {a: {limit: -1}}}",
        "{default: a, plans: {a: {limit: '1'}}}",
        "{default: a, plans: {a: {limit: many}}}",
        "{default: a, plans: {a: {limit: 1, at_limit: evict}}}",
        "{default: a, plans: {a: {limit: 1, starts_per_minute: 1000001}}}",
        "{default: a, plans: {a: {limit: 1, uncounted_by_player: true}}}",
        "{default: a, plans: {a: {limit: 1, uncounted_by_player: 'true', uncounted: {x: [y]}}}}",
        "{default: a, plans: {a: {limit: 2, uncounted_by_player: true, uncounted: {}}}}",
        "{default: a, plans: {a: {limit: 2, rules: []}}}",
        "{default: a, plans: {a: {limit: 2, rules: [{name: b}]}}}",
        "{default: a, plans: {a: {limit: 2, rules: [{max: 1}]}}}",
        "{default: a, plans: {a: {limit: 2, rules: [{name: limit, max: 1}]}}}",
        "{default: a, plans: {a: {limit: 2, rules: [{name: uncounted, max: 1}]}}}",
        "{default: a, plans: {a: {limit: 2, rules: [{name: b, max: 1.5}]}}}",
        "{default: a, plans: {a: {limit: 2, rules: [{name: b, max: 1, per: x}]}}}",
        "{default: a, plans: {a: {limit: 2, rules: [{name: b, max: 1, per: [x, x]}]}}}",
        "{default: a, plans: {a: {limit: 2, rules: [{name: b, max: 1, of: ''}]}}}",
        "{default: a, plans: {a: {limit: 2, rules: [{name: b, max: 1, where: {}}]}}}",
        "{default: a, plans: {a: {limit: 2, rules: [{name: b, max: 1, where: {x: []}}]}}}",
        "{default: a, plans: {a: {limit: 2, rules: [{name: b, max: 1, where: {x: y}}]}}}",
        "{default: a, plans: {a: {limit: 2, rules: [{name: b, max: 1, where: {x: [null]}}]}}}",
        "{default: a, plans: {a: {limit: 2, rules: [{name: b, max: 1, where: {x: [y, y]}}]}}}",
        "{default: a, plans: {a: {limit: 2, rules: [{name: b, max: 1,"
            + " where: {content_type: ['a b']}}]}}}",
        "{default: a, plans: {a: {limit: 2, rules: [{name: b, max: 1, wher: {x: [y]}}]}}}",
      })
  void aMistakeThatASchemaCanSayIsOneInBoth(String file) {
    assertThat(fitsSchema(file)).as("schema").isFalse();
    assertThat(isUsable(file)).as("reader").isFalse();
  }
}
