package io.streamgate.http.exchange;

import static io.vertx.core.http.HttpMethod.DELETE;
import static io.vertx.core.http.HttpMethod.GET;
import static io.vertx.core.http.HttpMethod.HEAD;
import static io.vertx.core.http.HttpMethod.PUT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.streamgate.http.exchange.Router.Match;
import io.vertx.core.http.HttpMethod;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Matches paths to templates, and extracts the variables. */
final class RouterTest {

  private static final Route VIEWER = route(GET, "/viewers/{id}");
  private static final Route STREAM = route(GET, "/viewers/{id}/streams/{sid}");
  private static final Route TOP = route(GET, "/viewers/top");

  private static Route route(HttpMethod method, String template) {
    return Route.viewers(method, template, (_, _) -> new CompletableFuture<>());
  }

  private static Match find(String path, Route... routes) {
    return new Router(List.of(routes)).find(GET, path);
  }

  private static Match found(Route route, Map<String, String> variables) {
    return new Match.Found(route, variables);
  }

  @Test
  void aVariableIsReadByItsName() {
    assertThat(find("/viewers/anna/streams/7", VIEWER, STREAM))
        .isEqualTo(found(STREAM, Map.of("id", "anna", "sid", "7")));
  }

  /** The id of every IPv6 viewer contains a slash. */
  @Test
  void anEncodedSlashStaysWithinItsSegment() {
    var anna = Map.of("id", "2001:db8:1:2::/64", "sid", "7");

    assertThat(find("/viewers/2001:db8:1:2::%2F64/streams/7", VIEWER, STREAM))
        .isEqualTo(found(STREAM, anna));
    assertThat(find("/viewers/2001%3Adb8%3a1%3A2%3A%3A%2f64/streams/7", VIEWER, STREAM))
        .isEqualTo(found(STREAM, anna));
  }

  @Test
  void aSegmentIsReadAsUtf8AndAPlusIsAPlus() {
    assertThat(find("/viewers/J%C3%BCrgen%20%F0%9F%8E%AC+%2B", VIEWER))
        .isEqualTo(found(VIEWER, Map.of("id", "J\u00fcrgen \ud83c\udfac++")));
  }

  @Test
  void aSegmentIsDecodedOnce() {
    assertThat(find("/viewers/%2541", VIEWER)).isEqualTo(found(VIEWER, Map.of("id", "%41")));
  }

  @Test
  void aTextIsComparedWithWhatTheEscapesMean() {
    assertThat(find("/view%65rs/anna", VIEWER)).isEqualTo(found(VIEWER, Map.of("id", "anna")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/%", "/a%4", "/%4/a", "/%zz", "/%4g", "/%-1", "/%ff", "/%C3", "/%C0%AF", "/\u00fc", "//%"
      })
  void aPathThatIsNotPercentEncodedUtf8IsMalformed(String path) {
    assertThat(find(path, VIEWER)).isEqualTo(new Match.Malformed());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "*",
        "/",
        "Xviewers/anna",
        "/viewers",
        "/viewers/",
        "/viewers/anna/",
        "//viewers/anna",
        "/viewers//anna",
        "/viewers//streams/7",
        "/viewers/anna/streams/",
        "/Viewers/anna",
        "/./viewers/anna",
        "/a/../viewers/anna",
        "/viewers/anna;a=b/streams"
      })
  void aPathThatDiffersInASegmentIsNone(String path) {
    assertThat(find(path, VIEWER, STREAM)).isEqualTo(new Match.Nothing());
  }

  @Test
  void noPathHasNothing() {
    assertThat(new Router(List.of(VIEWER)).find(GET, null)).isEqualTo(new Match.Nothing());
  }

  @Test
  void dotsAreASegmentLikeAnyOther() {
    assertThat(find("/viewers/..", VIEWER)).isEqualTo(found(VIEWER, Map.of("id", "..")));
  }

  @Test
  void theRootIsAPath() {
    var root = route(GET, "/");

    assertThat(find("/", VIEWER, root)).isEqualTo(found(root, Map.of()));
    assertThat(find("//", VIEWER, root)).isEqualTo(new Match.Nothing());
  }

  @Test
  void aTextGoesBeforeAVariableWhateverTheOrderAndTheMethods() {
    var put = route(PUT, "/viewers/{id}");
    for (var routes : List.of(List.of(VIEWER, TOP, put), List.of(put, TOP, VIEWER))) {
      var router = new Router(routes);

      assertThat(router.find(GET, "/viewers/top")).isEqualTo(found(TOP, Map.of()));
      assertThat(router.find(PUT, "/viewers/top"))
          .isEqualTo(new Match.OtherMethods("GET, HEAD, OPTIONS"));
      assertThat(router.find(PUT, "/viewers/anna")).isEqualTo(found(put, Map.of("id", "anna")));
    }
  }

  @Test
  void routesOfOneAddressMayNameItsVariableEachInItsOwnWay() {
    var delete = route(DELETE, "/viewers/{viewer}");
    var router = new Router(List.of(VIEWER, delete));

    assertThat(router.find(DELETE, "/viewers/anna"))
        .isEqualTo(found(delete, Map.of("viewer", "anna")));
    assertThat(router.find(PUT, "/viewers/anna"))
        .isEqualTo(new Match.OtherMethods("DELETE, GET, HEAD, OPTIONS"));
  }

  @Test
  void aHeadIsFoundAsAGet() {
    assertThat(new Router(List.of(TOP)).find(HEAD, "/viewers/top")).isEqualTo(found(TOP, Map.of()));
  }

  @Test
  void twoRoutesThatTakeTheSameRequestsAreRefused() {
    assertThatThrownBy(() -> find("/", VIEWER, route(GET, "/viewers/{viewer}")))
        .hasMessage("two routes take GET /viewers/{viewer}");
  }

  @Test
  void aSlashAtTheEndIsPartOfThePath() {
    var page = route(GET, "/console/");
    var file = route(GET, "/console/{file}");

    assertThat(find("/console/", page, file)).isEqualTo(found(page, Map.of()));
    assertThat(find("/console/a", page, file)).isEqualTo(found(file, Map.of("file", "a")));
    assertThat(find("/console", page, file)).isEqualTo(new Match.Nothing());
  }

  @Test
  void aTemplateThatNoPathIsLikeIsRefused() {
    Stream.of("", "viewers", "/viewers//", "//a", "/a{id}", "/{id}a", "/{}", "/{ID}", "/a b", "/%41")
        .forEach(
            text ->
                assertThatThrownBy(() -> new Template(text))
                    .as(text)
                    .hasMessage("not a path template: " + text));
    assertThatThrownBy(() -> new Template("/{id}/{id}"))
        .hasMessage("two variables of /{id}/{id} have the same name");
  }
}
