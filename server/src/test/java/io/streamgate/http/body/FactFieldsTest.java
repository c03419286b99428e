package io.streamgate.http.body;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.streamgate.lease.rule.Attributes;
import org.junit.jupiter.api.Test;

/** Where a body has the attributes that rules look at. */
final class FactFieldsTest {

  private static String valueOf(String attribute, String body) {
    return FactFields.valueOf(BodyReader.read(body.getBytes(UTF_8), Field.OF_START), attribute);
  }

  @Test
  void anAttributeWithABuiltInNameIsNoFact() {
    for (var name : Attributes.BUILT_IN) {
      assertThat(valueOf(name, "{\"attributes\":{\"%s\":\"a\"}}".formatted(name)))
          .as(name)
          .isEmpty();
    }
  }

  @Test
  void fieldsOfTheirOwnAndAttributesAreFactsAndOtherFieldsAreNot() {
    var body =
        """
        {"content_type":"live","content_id":"c","device_id":"d","device_type":"tv","video_name":"v",
         "size":1,"attributes":{"genre":"sport","none":null}}
        """;

    assertThat(valueOf("content_type", body)).isEqualTo("live");
    assertThat(valueOf("content_id", body)).isEqualTo("c");
    assertThat(valueOf("device_id", body)).isEqualTo("d");
    assertThat(valueOf("device_type", body)).isEqualTo("tv");
    assertThat(valueOf("genre", body)).isEqualTo("sport");
    for (var other : new String[] {"none", "video_name", "size", "attributes", "profile"}) {
      assertThat(valueOf(other, body)).as(other).isEmpty();
    }
  }
}
