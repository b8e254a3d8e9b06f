package dev.migratedeploy.localcloud.registry;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.migratedeploy.localcloud.http.Request;
import dev.migratedeploy.localcloud.http.Response;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;

/**
 * {@code /v2/_catalog} and {@code /v2/NAME/tags/list}, a page at a time where {@code n} is given.
 */
final class ListingEndpoint {
  private final Repositories repositories;

  ListingEndpoint(Repositories repositories) {
    this.repositories = repositories;
  }

  Response catalog(Request request) throws RegistryException {
    return page(
        request, JsonNodeFactory.instance.objectNode(), "repositories", repositories.byName);
  }

  Response tags(Request request, String name) throws RegistryException {
    return page(
        request,
        JsonNodeFactory.instance.objectNode().put("name", name),
        "tags",
        repositories.toRead(name).tags);
  }

  private static Response page(
      Request request, ObjectNode body, String key, NavigableMap<String, ?> all)
      throws RegistryException {
    if (!request.method().equals("GET")) {
      throw RegistryException.unsupported();
    }
    Optional<Integer> size = request.parameter("n").map(Integer::valueOf);
    List<String> rest =
        List.copyOf(all.tailMap(request.parameter("last").orElse(""), false).keySet());
    List<String> page = rest.subList(0, Math.min(rest.size(), size.orElse(rest.size())));
    page.forEach(body.putArray(key)::add);
    Response response = Response.json(200, body.toString());
    if (page.isEmpty() || page.size() == rest.size()) {
      return response;
    }
    return response.with(
        "Link",
        "<%s?n=%d&last=%s>; rel=\"next\""
            .formatted(request.path(), page.size(), page.get(page.size() - 1)));
  }
}
