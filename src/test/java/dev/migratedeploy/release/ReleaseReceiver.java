package dev.migratedeploy.release;

import dev.migratedeploy.localcloud.http.LocalServer;
import dev.migratedeploy.localcloud.http.Request;
import dev.migratedeploy.localcloud.http.Response;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** The endpoints of GitLab that a release needs: generic packages and releases. */
public final class ReleaseReceiver implements AutoCloseable {
  /** The only token that it takes. */
  public static final String TOKEN = "glcbt-the-jobs-own";

  private static final String PACKAGES = "/api/v4/projects/7/packages/generic/";
  private static final String STORAGE = "/storage/";

  private final LocalServer server = LocalServer.start("gitlab", this::answer);
  private final Map<String, String> packages = new ConcurrentHashMap<>();
  private final Map<String, String> release = new ConcurrentHashMap<>();
  private final List<String> links = new CopyOnWriteArrayList<>();
  private final List<String> tokensInStorage = new CopyOnWriteArrayList<>();
  private final AtomicInteger uploads = new AtomicInteger();
  private volatile boolean redirecting;
  private volatile int refusal;

  /** The value of {@code CI_API_V4_URL}. */
  public String api() {
    return server.uri() + "/api/v4";
  }

  /** What was uploaded, by its path. */
  public Map<String, String> packages() {
    return Map.copyOf(packages);
  }

  int uploads() {
    return uploads.get();
  }

  /** The release's single values. */
  public Map<String, String> release() {
    return Map.copyOf(release);
  }

  /** Name and address of each link. */
  public List<String> links() {
    return List.copyOf(links);
  }

  List<String> tokensInStorage() {
    return List.copyOf(tokensInStorage);
  }

  void redirects() {
    redirecting = true;
  }

  void refuses(int status) {
    refusal = status;
  }

  @Override
  public void close() {
    server.close();
  }

  private Response answer(Request request) throws IOException {
    String path = request.path();
    if (path.startsWith(STORAGE)) {
      request.header("JOB-TOKEN").ifPresent(tokensInStorage::add);
      return file(path.substring(STORAGE.length()));
    }
    if (!request.header("JOB-TOKEN").filter(TOKEN::equals).isPresent()) {
      return Response.json(401, "{\"message\":\"401 Unauthorized\"}");
    }
    if (refusal != 0) {
      return Response.json(refusal, "{\"message\":\"because\"}");
    }
    if (path.startsWith(PACKAGES)) {
      return packageFile(request, path.substring(PACKAGES.length()));
    }
    return request.method().equals("POST")
        ? newRelease(request)
        : Response.json(release.isEmpty() ? 404 : 200, "{}");
  }

  private Response packageFile(Request request, String name) throws IOException {
    if (request.method().equals("PUT")) {
      packages.put(name, new String(request.body().readAllBytes(), StandardCharsets.UTF_8));
      uploads.incrementAndGet();
      return Response.json(201, "{\"message\":\"201 Created\"}");
    }
    return redirecting && packages.containsKey(name)
        ? Response.empty(302).with("Location", server.uri() + STORAGE + name)
        : file(name);
  }

  private Response file(String name) {
    String content = packages.get(name);
    return content == null
        ? Response.json(404, "{\"message\":\"404 Not Found\"}")
        : Response.text(200, "application/octet-stream", content);
  }

  private Response newRelease(Request request) throws IOException {
    if (!release.isEmpty()) {
      return Response.json(409, "{\"message\":\"Release already exists\"}");
    }
    String form = new String(request.body().readAllBytes(), StandardCharsets.UTF_8);
    List<Map<String, String>> found = new ArrayList<>();
    for (String pair : form.split("&", -1)) {
      String[] parts = pair.split("=", 2);
      String key = URLDecoder.decode(parts[0], StandardCharsets.UTF_8);
      String value = URLDecoder.decode(parts[1], StandardCharsets.UTF_8);
      String link = key.replace("assets[links][]", "");
      if (link.equals(key)) {
        release.put(key, value);
      } else {
        // As Rack reads it: a key that the link has already begins the next one.
        if (found.isEmpty() || found.get(found.size() - 1).containsKey(link)) {
          found.add(new LinkedHashMap<>());
        }
        found.get(found.size() - 1).put(link, value);
      }
    }
    found.forEach(each -> links.add("name=" + each.get("[name]") + " url=" + each.get("[url]")));
    return Response.json(201, "{}");
  }
}
