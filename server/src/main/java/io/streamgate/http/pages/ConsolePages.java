package io.streamgate.http.pages;

import static java.util.concurrent.CompletableFuture.completedStage;

import io.streamgate.http.exchange.Answer;
import io.streamgate.http.exchange.Call;
import io.streamgate.http.exchange.Endpoint;
import io.streamgate.http.exchange.ProblemType;
import io.streamgate.http.exchange.Route;
import io.streamgate.http.exchange.StaticFile;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The operators' console: a page whose scripts call the operators' API. The files hold no data and
 * ask for no token; the API does.
 */
public final class ConsolePages {

  /** The files in the folder {@code console}, besides the page itself. */
  private static final List<String> FILES =
      List.of(
          "api.js",
          "chart.js",
          "console.css",
          "controls.css",
          "dialog.js",
          "dom.js",
          "dry-run.js",
          "icon.svg",
          "levels.js",
          "main.js",
          "node.js",
          "overview.js",
          "plans.js",
          "polling.js",
          "problem.js",
          "session.js",
          "signin.js",
          "table.js",
          "time.js",
          "types.js",
          "viewer-audit.js",
          "viewer-history.js",
          "viewer-override.js",
          "viewer-privacy.js",
          "viewer-streams.js",
          "viewer-summary.js",
          "viewer.js",
          "watch.js",
          "words.js");

  private static final Map<String, String> TYPES =
      Map.of(
          "css", "text/css; charset=utf-8",
          "js", "text/javascript; charset=utf-8",
          "svg", "image/svg+xml");

  private ConsolePages() {}

  /** The routes. Every file is read now, once. */
  public static List<Route> routes() {
    var files = FILES.stream().collect(Collectors.toMap(Function.identity(), ConsolePages::file));
    return List.of(
        Route.open("/console", _ -> completedStage(moved())),
        Route.open("/console/", page()),
        Route.open("/console/{file}", call -> file(files, call)));
  }

  /** The names of the page's files resolve against the folder, whose path ends with a slash. */
  private static Answer moved() {
    return Answer.empty(308).with("location", "/console/");
  }

  /** Not kept by caches, and its address is sent to nobody: the page is where a token is typed. */
  private static Endpoint page() {
    var page = Html.page(Resources.text("/console/index.html"));
    var reply = page.with("referrer-policy", "no-referrer");
    return _ -> completedStage(reply);
  }

  private static StaticFile file(String name) {
    var type = TYPES.getOrDefault(name.substring(name.lastIndexOf('.') + 1), "");
    return StaticFile.ofThisVersion(Answer.text(type, Resources.text("/console/" + name)));
  }

  private static CompletionStage<Answer> file(Map<String, StaticFile> files, Call call) {
    var file = files.get(call.variable("file"));
    return file == null
        ? completedStage(Answer.problem(ProblemType.NOT_FOUND, "The console has no such file"))
        : file.answer(call);
  }
}
