package io.streamgate.http.pages;

import static java.util.concurrent.CompletableFuture.completedStage;

import io.streamgate.http.exchange.Answer;
import io.streamgate.http.exchange.Call;
import io.streamgate.http.exchange.ProblemType;
import io.streamgate.http.exchange.Route;
import io.streamgate.http.exchange.StaticFile;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;

/**
 * The OpenAPI contract of a port, a page to read and try it, and the schema of files of plans.
 * Everything is served from here, so that the page works offline and nobody else learns who reads
 * it.
 */
public final class ApiPage {

  private static final String STYLE = "swagger-ui.css";
  private static final String SCRIPT = "swagger-ui-bundle.js";

  private static final String EXEMPLARY = "[\"201\", \"409\", \"410\"]";

  private static final String PAGE =
      """
      <!doctype html>
      <html lang="en">
      <meta charset="utf-8">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <title>The API - Streamgate</title>
      <link rel="icon" href="data:,">
      <link rel="stylesheet" href="/docs/swagger-ui.css">
      <style>
      body { margin: 0; background: #fff }
      .dark-mode body { background: #1c2022 }
      .swagger-ui .scheme-container, .swagger-ui .response-col_links { display: none }
      .swagger-ui .opblock .opblock-section-header { flex-wrap: wrap }
      .swagger-ui .no-example [data-name="example"] { display: none }
      </style>
      <div id="api"></div>
      <script src="/docs/swagger-ui-bundle.js"></script>
      <script>
      const dark = matchMedia("(prefers-color-scheme: dark)")
      const paint = () => document.documentElement.classList.toggle("dark-mode", dark.matches)
      dark.addEventListener("change", paint)
      paint()

      // Examples only of what a caller must handle; other responses show their schema
      const exemplary = ["201", "409", "410"]
      const withoutExample = (props) => ({
        ...props,
        className: "no-example",
        getConfigs: () => ({ ...props.getConfigs(), defaultModelRendering: "model" }),
        response: props.response.has("content")
          ? props.response.update("content", types => types.map(type => type.delete("examples")))
          : props.response })
      const examples = () => ({ wrapComponents: {
        response: (Response, { React }) => (props) => React.createElement(Response,
          exemplary.includes(props.code) ? props : withoutExample(props)) } })

      SwaggerUIBundle({ url: "/openapi.yaml", dom_id: "#api", deepLinking: true,
        plugins: [examples], validatorUrl: null, tryItOutEnabled: true, defaultModelsExpandDepth: 0 })
      </script>
      </html>
      """;

  private ApiPage() {}

  /** The routes for players' developers. Every file is read now, once. */
  public static List<Route> routes() {
    return routes("/openapi.yaml", PAGE);
  }

  /** The same routes with the API for operators. */
  public static List<Route> operatorRoutes() {
    return routes(
        "/admin.yaml",
        PAGE.replace("The API - Streamgate", "The API for operators - Streamgate")
            .replace(EXEMPLARY, "[\"200\", \"202\"]"));
  }

  private static List<Route> routes(String file, String page) {
    var contract = Answer.text("application/yaml", Resources.text(file));
    var plans = Answer.text("application/schema+json", Resources.text("/plans.schema.json"));
    var files =
        Map.of(
            STYLE, webjar("text/css; charset=utf-8", STYLE),
            SCRIPT, webjar("text/javascript; charset=utf-8", SCRIPT));
    return List.of(
        Route.open("/openapi.yaml", StaticFile.of(contract)),
        Route.open("/plans.schema.json", StaticFile.of(plans)),
        Route.open("/docs", StaticFile.of(Html.page(page))),
        Route.open("/docs/{file}", call -> file(files, call)));
  }

  private static StaticFile webjar(String type, String file) {
    return StaticFile.of(Answer.text(type, Resources.webjar("swagger-ui", file)));
  }

  private static CompletionStage<Answer> file(Map<String, StaticFile> files, Call call) {
    var file = files.get(call.variable("file"));
    return file == null
        ? completedStage(Answer.problem(ProblemType.NOT_FOUND, "This page has no such file"))
        : file.answer(call);
  }
}
