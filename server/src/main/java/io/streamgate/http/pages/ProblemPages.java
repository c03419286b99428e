package io.streamgate.http.pages;

import static java.util.concurrent.CompletableFuture.completedStage;

import io.streamgate.http.exchange.Answer;
import io.streamgate.http.exchange.Call;
import io.streamgate.http.exchange.ProblemType;
import io.streamgate.http.exchange.Route;
import io.streamgate.http.exchange.StaticFile;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.html.HtmlRenderer;

/** A page for each problem, at the URL that is the problem's {@code type}. */
public final class ProblemPages {

  private ProblemPages() {}

  /** The routes. Every page is rendered now, once. */
  public static List<Route> routes() {
    var pages =
        Arrays.stream(ProblemType.values())
            .collect(Collectors.toMap(ProblemType::pageName, ProblemPages::rendered));
    return List.of(Route.open("/problems/{name}", call -> page(pages, call)));
  }

  private static CompletionStage<Answer> page(Map<String, StaticFile> pages, Call call) {
    var page = pages.get(call.variable("name"));
    return page == null
        ? completedStage(Answer.problem(ProblemType.NOT_FOUND, "There is no problem of this name"))
        : page.answer(call);
  }

  private static StaticFile rendered(ProblemType type) {
    var markdown = Resources.text("/problems/" + type.pageName() + ".md");
    var body = HtmlRenderer.builder().build().render(Parser.builder().build().parse(markdown));
    var page =
        """
        <!doctype html>
        <html lang="en">
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <title>%s - Streamgate</title>
        <link rel="icon" href="data:,">
        <style>
        body { font: 1.05rem/1.6 system-ui, sans-serif; max-width: 42rem; margin: 3rem auto;
          padding: 0 1.2rem; color: #1c1c22; background: #fff }
        h1 { font-size: 1.7rem; line-height: 1.25 }
        h2 { font-size: 1.15rem; margin-top: 2rem }
        code, pre { font: 0.92em/1.5 ui-monospace, monospace; background: #f2f2f5;
          border-radius: 4px }
        code { padding: 0.1em 0.3em; overflow-wrap: anywhere }
        pre { padding: 0.8rem 1rem; overflow-x: auto }
        pre code { padding: 0 }
        @media (prefers-color-scheme: dark) {
          body { color: #e8e8ee; background: #16161a }
          code, pre { background: #26262c }
        }
        </style>
        %s
        </html>
        """
            .formatted(type.title(), body);
    return StaticFile.of(Html.page(page));
  }
}
