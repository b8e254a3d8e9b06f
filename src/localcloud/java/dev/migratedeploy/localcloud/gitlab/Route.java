package dev.migratedeploy.localcloud.gitlab;

import dev.migratedeploy.localcloud.http.Request;
import dev.migratedeploy.localcloud.http.Response;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One endpoint of the REST interface. */
record Route(String method, Pattern path, Access access, Endpoint endpoint) {
  /** Answers one kind of request. */
  @FunctionalInterface
  interface Endpoint {
    /**
     * Answers the request.
     *
     * @param parts the variable parts of the path after the project, decoded
     */
    Response answer(Request request, List<String> parts) throws Exception;
  }

  /** A path such as {@code /projects/:id/deployments/:deployment}. */
  static Route of(String method, String path, Access access, Endpoint endpoint) {
    return new Route(
        method,
        Pattern.compile("/api/v4" + path.replaceAll(":[a-z]+", "([^/]+)")),
        access,
        endpoint);
  }

  /** What a fine-grained token must have been given for it. */
  String permission() {
    Matcher resource =
        Pattern.compile("/(tree|commits|branches|files|deployments|environments|self|user)\\b")
            .matcher(path.pattern());
    String name =
        switch (resource.find() ? resource.group(1) : "") {
          case "tree" -> "Repository";
          case "commits" -> "Commit";
          case "branches" -> "Branch";
          case "files" -> "Code";
          case "deployments" -> "Deployment";
          case "environments" -> "Environment";
          case "self" -> "Personal Access Token";
          case "user" -> "User";
          default -> "Project";
        };
    return name + (method.equals("GET") ? ": Read" : ": Update");
  }

  /** The variable parts of the path; empty where the request is not for this endpoint. */
  Optional<List<String>> match(Request request) {
    Matcher matcher = path.matcher(request.path());
    if (!method.equals(request.method()) || !matcher.matches()) {
      return Optional.empty();
    }
    List<String> parts = new ArrayList<>();
    for (int i = 1; i <= matcher.groupCount(); i++) {
      // A plus sign in a path is a plus sign.
      String part = matcher.group(i).replace("+", "%2B");
      parts.add(URLDecoder.decode(part, StandardCharsets.UTF_8));
    }
    return Optional.of(parts);
  }
}
