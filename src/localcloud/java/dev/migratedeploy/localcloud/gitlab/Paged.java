package dev.migratedeploy.localcloud.gitlab;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.migratedeploy.localcloud.http.Request;
import dev.migratedeploy.localcloud.http.Response;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Cuts a list into pages, with the headers that GitLab gives. */
final class Paged {
  private static final int DEFAULT_SIZE = 20;
  private static final int LARGEST_SIZE = 100;

  /** Above it GitLab counts no more: no totals and no link to the last page. */
  private static final int COUNTED = 10_000;

  private final URI server;

  Paged(URI server) {
    this.server = server;
  }

  /** Pages by number. */
  Response byNumber(Request request, List<? extends JsonNode> all) {
    int size = sizeOf(request);
    int page = Math.max(1, number(request, "page", 1));
    int pages = Math.max(1, (all.size() + size - 1) / size);
    List<String> links = new ArrayList<>();
    if (page > 1) {
      links.add(link(request, "page", page - 1, "prev"));
    }
    if (page < pages) {
      links.add(link(request, "page", page + 1, "next"));
    }
    links.add(link(request, "page", 1, "first"));
    Response response =
        slice(all, (page - 1) * size, size)
            .with("X-Page", String.valueOf(page))
            .with("X-Per-Page", String.valueOf(size))
            .with("X-Prev-Page", page > 1 ? String.valueOf(page - 1) : "")
            .with("X-Next-Page", page < pages ? String.valueOf(page + 1) : "");
    if (all.size() <= COUNTED) {
      links.add(link(request, "page", pages, "last"));
      response =
          response
              .with("X-Total", String.valueOf(all.size()))
              .with("X-Total-Pages", String.valueOf(pages));
    }
    return response.with("Link", String.join(", ", links));
  }

  /** Pages by a token, which is opaque to the client. */
  Response byKey(Request request, List<? extends JsonNode> all) {
    int size = sizeOf(request);
    int from = request.parameter("page_token").map(Paged::positionIn).orElse(0);
    Response response = slice(all, from, size);
    return from + size >= all.size()
        ? response
        : response.with("Link", link(request, "page_token", tokenFor(from + size), "next"));
  }

  private static Response slice(List<? extends JsonNode> all, int from, int size) {
    int start = Math.min(from, all.size());
    return Response.json(
        200,
        JsonNodeFactory.instance
            .arrayNode()
            .addAll(List.copyOf(all.subList(start, Math.min(all.size(), start + size))))
            .toString());
  }

  private String link(Request request, String parameter, Object value, String relation) {
    Map<String, String> query = new TreeMap<>(request.query());
    query.put(parameter, value.toString());
    String encoded =
        query.entrySet().stream()
            .map(e -> e.getKey() + "=" + URLEncoder.encode(e.getValue(), StandardCharsets.UTF_8))
            .collect(Collectors.joining("&"));
    return "<" + server + request.path() + "?" + encoded + ">; rel=\"" + relation + "\"";
  }

  private static int sizeOf(Request request) {
    return Math.min(LARGEST_SIZE, Math.max(1, number(request, "per_page", DEFAULT_SIZE)));
  }

  private static int number(Request request, String parameter, int otherwise) {
    try {
      return request.parameter(parameter).map(Integer::parseInt).orElse(otherwise);
    } catch (NumberFormatException e) {
      throw GitLabError.badRequest(parameter + " is invalid");
    }
  }

  private static String tokenFor(int position) {
    return Base64.getEncoder()
        .encodeToString(("{\"position\":" + position + "}").getBytes(StandardCharsets.US_ASCII));
  }

  private static int positionIn(String token) {
    try {
      String json = new String(Base64.getDecoder().decode(token), StandardCharsets.US_ASCII);
      return Integer.parseInt(json.replaceAll("[^0-9]", ""));
    } catch (IllegalArgumentException e) {
      throw GitLabError.badRequest("page_token is invalid");
    }
  }
}
