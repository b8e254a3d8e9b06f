package dev.migratedeploy.localcloud.gitlab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.migratedeploy.localcloud.gitlab.LocalDeployments.Deployment;
import dev.migratedeploy.localcloud.gitlab.LocalMergeRequests.MergeRequest;
import dev.migratedeploy.localcloud.http.Response;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.transport.UsernamePasswordCredentialsProvider;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LocalGitLabIT {
  private final LocalGitLab gitLab = LocalGitLab.start();
  private final HttpClient http = HttpClient.newHttpClient();
  private final String sha =
      gitLab.repository().on("main").put("db/V1.sql", "select 1;").commit("Begin");
  private final String reader = gitLab.token("read_api");
  private final String writer = gitLab.token("api");

  @AfterEach
  void stop() {
    gitLab.close();
  }

  @Test
  void deploymentsAreSortedUpwardsUnlessAskedOtherwise() throws Exception {
    Deployment older = gitLab.deployments().record("staging", sha, "migrate", "success");
    Deployment newer = gitLab.deployments().record("staging", sha, "migrate", "success");

    assertThat(idsOf(get("/projects/42/deployments?order_by=id")))
        .containsExactly(older.id(), newer.id());
    assertThat(idsOf(get("/projects/42/deployments?order_by=id&sort=desc")))
        .containsExactly(newer.id(), older.id());
  }

  @Test
  void deploymentsAreFilteredByEnvironmentAndStatus() throws Exception {
    gitLab.deployments().record("production", sha, "migrate", "success");
    gitLab.deployments().record("staging", sha, "migrate", "failed");
    Deployment wanted = gitLab.deployments().record("staging", sha, "migrate", "running");
    gitLab.deployments().update(wanted.id(), "success");

    JsonNode found = json(get("/projects/42/deployments?environment=staging&status=success"));

    assertThat(found).hasSize(1);
    assertThat(found.at("/0/id").asLong()).isEqualTo(wanted.id());
    assertThat(found.at("/0/deployable/name").asText()).isEqualTo("migrate");
    assertThat(found.at("/0/deployable/finished_at").asText()).isNotEmpty();
  }

  @Test
  void aDeploymentMadeThroughTheApiHasNoJob() throws Exception {
    HttpResponse<String> created =
        send(
            "POST",
            "/projects/42/deployments?environment=staging&ref=main&status=success&sha=" + sha,
            "",
            "PRIVATE-TOKEN",
            writer);

    assertThat(created.statusCode()).isEqualTo(201);
    assertThat(json(get("/projects/42/deployments")).at("/0/deployable").isNull()).isTrue();
  }

  @Test
  void pagesCarryGitLabsHeaders() throws Exception {
    for (int i = 0; i < 45; i++) {
      gitLab.deployments().record("staging", sha, "migrate", "success");
    }

    HttpResponse<String> second = get("/projects/42/deployments?page=2");

    assertThat(json(second)).hasSize(20);
    assertThat(second.headers().map())
        .containsEntry("x-page", List.of("2"))
        .containsEntry("x-per-page", List.of("20"))
        .containsEntry("x-prev-page", List.of("1"))
        .containsEntry("x-next-page", List.of("3"))
        .containsEntry("x-total", List.of("45"))
        .containsEntry("x-total-pages", List.of("3"));
    assertThat(second.headers().firstValue("link").orElseThrow())
        .contains("page=3>; rel=\"next\"", "page=1>; rel=\"prev\"", "page=3>; rel=\"last\"");
    assertThat(get("/projects/42/deployments?page=3").headers().firstValue("x-next-page"))
        .contains("");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "&pagination=keyset"})
  void aTreeIsWholeOverAllPages(String pagination) throws Exception {
    Map<String, byte[]> files = new TreeMap<>();
    for (int i = 0; i < 230; i++) {
      files.put("db/" + i % 3 + "/V" + i + ".sql", new byte[] {(byte) i});
    }
    gitLab.repository().commit("main", files);

    List<String> paths = new ArrayList<>();
    String next =
        gitLab.uri()
            + "/api/v4/projects/shop%2Forders/repository/tree?path=db&recursive=true&per_page=100"
            + pagination;
    int pages = 0;
    while (!next.isEmpty()) {
      HttpResponse<String> page = send("GET", URI.create(next), "", "PRIVATE-TOKEN", reader);
      json(page).forEach(entry -> paths.add(entry.path("path").asText()));
      next =
          page.headers()
              .firstValue("link")
              .filter(link -> link.contains("rel=\"next\""))
              .map(link -> link.replaceAll(".*?<([^>]*)>; rel=\"next\".*", "$1"))
              .orElse("");
      pages++;
    }

    assertThat(pages).isEqualTo(3);
    assertThat(paths).hasSize(233).doesNotHaveDuplicates().contains("db/0", "db/2/V2.sql");
  }

  @Test
  void whatIsNotThereIsNamedAsGitLabNamesIt() throws Exception {
    String unknown = "0".repeat(40);

    assertThat(get("/projects/42/repository/tree?ref=" + unknown).body())
        .contains("404 Tree Not Found");
    assertThat(get("/projects/42/repository/tree?path=nowhere").body())
        .contains("404 invalid revision or path Not Found");
    assertThat(get("/projects/42/repository/commits/" + unknown).body())
        .contains("404 Commit Not Found");
    assertThat(get("/projects/43/repository/commits/" + sha).body())
        .contains("404 Project Not Found");
    assertThat(get("/projects/42/nothing").body()).isEqualTo("{\"error\":\"404 Not Found\"}");
  }

  @Test
  void aTokenOpensWhatItsScopesSay() throws Exception {
    String notes = "/projects/42/merge_requests/1/notes";
    gitLab.mergeRequests().open("feature", "main");

    assertThat(send("POST", notes, "body=x", "PRIVATE-TOKEN", reader).body())
        .contains("insufficient_scope")
        .contains("\"scope\":\"api\"");
    assertThat(send("POST", notes, "body=x", "Authorization", "Bearer " + writer).statusCode())
        .isEqualTo(201);
    assertThat(send("GET", notes, "", "PRIVATE-TOKEN", "wrong").body())
        .isEqualTo("{\"message\":\"401 Unauthorized\"}");
    assertThat(send("GET", notes, "", "X-Nothing", "x").body()).contains("404 Project Not Found");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/projects/42/deployments",
        "/projects/42/environments",
        "/projects/42/repository/commits/main",
        "/projects/42/repository/branches",
        "/projects/42/repository/files/db%2FV1.sql/raw?ref=main",
        "/projects/42/merge_requests/1",
        "/projects/42/merge_requests/1/notes",
        "/job"
      })
  void aJobTokenOpens(String path) throws Exception {
    gitLab.version(18, 3);
    gitLab.mergeRequests().open("main", "main");
    String token =
        gitLab.jobEnvironment(sha, "staging", "migrate").getOrDefault("CI_JOB_TOKEN", "");

    assertThat(send("GET", path, "", "JOB-TOKEN", token).statusCode()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/projects/42/repository/tree",
        "/projects/42/repository/compare?from=main&to=main",
        "/projects/42/repository/commits/main",
      })
  void aJobTokenDoesNotOpen(String path) throws Exception {
    String token = gitLab.jobToken(1);

    assertThat(send("GET", path, "", "JOB-TOKEN", token).body()).contains("404 Project Not Found");

    gitLab.makePublic();
    assertThat(send("GET", path, "", "JOB-TOKEN", token).statusCode()).isEqualTo(401);
  }

  @Test
  void compareTellsTheDifferenceAndSaysWhereItIsCut() throws Exception {
    Map<String, byte[]> files = new TreeMap<>();
    for (int i = 0; i < 1_001; i++) {
      files.put(
          "db/V" + (i + 2) + ".sql", ("select " + i + ";\n").getBytes(StandardCharsets.UTF_8));
    }
    String some = gitLab.repository().on("main").move("db/V1.sql", "db/V0.sql").commit("Rename");
    String many = gitLab.repository().commit("main", files);

    JsonNode renamed = json(get("/projects/42/repository/compare?from=" + sha + "&to=" + some));
    assertThat(renamed.path("compare_timeout").asBoolean()).isFalse();
    assertThat(renamed.path("commits")).hasSize(1);
    assertThat(renamed.at("/diffs/0/renamed_file").asBoolean()).isTrue();

    JsonNode cut =
        json(get("/projects/42/repository/compare?straight=true&from=" + sha + "&to=" + many));
    assertThat(cut.path("compare_timeout").asBoolean()).isTrue();
    assertThat(cut.path("diffs")).hasSize(1_000);
  }

  @Test
  void compareStartsAtTheMergeBaseUnlessStraight() throws Exception {
    String ahead = gitLab.repository().on("main").put("db/V2.sql", "x").commit("V2");
    String backwards = "/projects/42/repository/compare?from=" + ahead + "&to=" + sha;

    assertThat(json(get(backwards)).path("diffs")).isEmpty();
    assertThat(json(get(backwards + "&straight=true")).at("/diffs/0/deleted_file").asBoolean())
        .isTrue();
  }

  @Test
  void aNoteCanBeWrittenReadAndRewritten() throws Exception {
    MergeRequest request = gitLab.mergeRequests().open("main", "main");
    String notes = "/projects/42/merge_requests/" + request.iid() + "/notes";

    long id = json(send("POST", notes, "body=a%20b", "PRIVATE-TOKEN", writer)).path("id").asLong();
    send("PUT", notes + "/" + id, "body=c", "PRIVATE-TOKEN", writer);

    assertThat(json(get(notes)).at("/0/body").asText()).isEqualTo("c");
    assertThat(gitLab.mergeRequests().notes(request.iid())).hasSize(1);
  }

  @Test
  void aCheckoutIsACloneWithADetachedHead(@TempDir Path folder) throws Exception {
    gitLab.repository().on("main").put("db/V2.sql", "select 2;").commit("V2");

    gitLab.repository().checkout(sha, folder);

    assertThat(folder.resolve("db/V1.sql")).hasContent("select 1;");
    assertThat(folder.resolve("db/V2.sql")).doesNotExist();
    assertThat(Files.readString(folder.resolve(".git/HEAD")).strip()).isEqualTo(sha);
  }

  @Test
  void gitFetchesOverHttpWithAJobToken(@TempDir Path folder) throws Exception {
    Path clone = folder.resolve("clone");
    String url = gitLab.uri() + "/shop/orders.git";

    Git.cloneRepository()
        .setURI(url)
        .setDirectory(clone.toFile())
        .setCredentialsProvider(
            new UsernamePasswordCredentialsProvider("gitlab-ci-token", gitLab.jobToken(1)))
        .call()
        .close();

    assertThat(clone.resolve("db/V1.sql")).hasContent("select 1;");
    assertThatThrownBy(
            () ->
                Git.lsRemoteRepository()
                    .setRemote(url)
                    .setCredentialsProvider(
                        new UsernamePasswordCredentialsProvider("gitlab-ci-token", "wrong"))
                    .call())
        .hasMessageContaining("not authorized");
  }

  @Test
  void aDirectoryCanBeCommittedAsItIs(@TempDir Path folder) throws Exception {
    Files.createDirectories(folder.resolve("db/sub"));
    Files.writeString(folder.resolve("db/sub/V5.sql"), "select 5;");

    gitLab.repository().commit("main", folder);

    assertThat(get("/projects/42/repository/files/db%2Fsub%2FV5%2Esql/raw?ref=main").body())
        .isEqualTo("select 5;");
    assertThat(get("/projects/42/repository/files/db%2FV1%2Esql/raw?ref=main").statusCode())
        .isEqualTo(404);
  }

  @Test
  void eachJobHasItsOwnNumberAndVariables() {
    Map<String, String> one = gitLab.jobEnvironment(sha, "staging", "migrate");
    Map<String, String> two = gitLab.jobEnvironment(sha, "staging", "migrate");

    assertThat(one)
        .containsEntry("CI_COMMIT_SHA", sha)
        .containsEntry("CI_ENVIRONMENT_NAME", "staging")
        .containsEntry("CI_PROJECT_PATH", "shop/orders");
    assertThat(Long.parseLong(two.getOrDefault("CI_JOB_ID", "0")))
        .isGreaterThan(Long.parseLong(one.getOrDefault("CI_JOB_ID", "0")));
  }

  @Test
  void aMergeRequestsJobKnowsItsNumber() {
    gitLab.repository().on("feature").put("db/V2.sql", "x").commit("V2");
    MergeRequest request = gitLab.mergeRequests().open("feature", "main");

    assertThat(gitLab.mergeRequestEnvironment(request, "plan"))
        .containsEntry("CI_MERGE_REQUEST_IID", "1")
        .containsEntry("CI_PIPELINE_SOURCE", "merge_request_event")
        .doesNotContainKey("CI_COMMIT_BRANCH");
  }

  @Test
  void orderedFaultsHitTheNextRequestsOnly() throws Exception {
    gitLab.faults().answer(2, "/projects/42/dep", Response.empty(503).with("Retry-After", "7"));
    gitLab.faults().closeConnection(1, "/job");

    assertThat(get("/projects/42/environments").statusCode()).isEqualTo(200);
    assertThat(get("/projects/42/deployments").headers().firstValue("Retry-After")).contains("7");
    assertThat(get("/projects/42/deployments").statusCode()).isEqualTo(503);
    assertThat(get("/projects/42/deployments").statusCode()).isEqualTo(200);
    assertThatThrownBy(() -> get("/job")).isInstanceOf(IOException.class);
    assertThat(gitLab.requests()).hasSizeGreaterThanOrEqualTo(5);
  }

  private HttpResponse<String> get(String path) throws Exception {
    return send("GET", path, "", "PRIVATE-TOKEN", reader);
  }

  private HttpResponse<String> send(
      String method, String path, String form, String header, String value) throws Exception {
    return send(method, URI.create(gitLab.uri() + "/api/v4" + path), form, header, value);
  }

  private HttpResponse<String> send(
      String method, URI uri, String form, String header, String value) throws Exception {
    return http.send(
        HttpRequest.newBuilder(uri)
            .method(method, HttpRequest.BodyPublishers.ofString(form))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .header(header, value)
            .build(),
        HttpResponse.BodyHandlers.ofString());
  }

  private static JsonNode json(HttpResponse<String> response) throws IOException {
    return new JsonMapper().readTree(response.body());
  }

  private static List<Long> idsOf(HttpResponse<String> response) throws IOException {
    List<Long> ids = new ArrayList<>();
    json(response).forEach(entry -> ids.add(entry.path("id").asLong()));
    return ids;
  }
}
