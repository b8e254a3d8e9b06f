package dev.migratedeploy.gitlab;

import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static dev.migratedeploy.gitlab.GitLabStub.SHA;
import static dev.migratedeploy.gitlab.GitLabStub.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.migratedeploy.changes.CommitPaths;
import dev.migratedeploy.verdict.RefusedException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class GitLabTreeTest {
  private static final String TREE = "repository/tree";
  private static final String COMMIT = "repository/commits/" + SHA;
  private static final String BLOB = "473a0f4c3be8a93681a267e3b1e9a7dcda118543";
  private static final String TREE_NOT_FOUND = "{\"message\":\"404 Tree Not Found\"}";

  private final GitLabStub gitLab = new GitLabStub();

  @AfterEach
  void stop() {
    gitLab.close();
  }

  @Test
  void onlyFilesCount() {
    gitLab.answer(
        TREE,
        json(
            200,
            "["
                + entry("tree", "040000", "db/old")
                + ","
                + entry("blob", "100644", "db/old/ä.sql")
                + ","
                + entry("blob", "100755", "db/V1.sql")
                + ","
                + entry("blob", "120000", "db/link.sql")
                + ","
                + entry("commit", "160000", "db/module")
                + "]"));

    assertThat(blobs("db")).contains(Map.of("old/ä.sql", BLOB, "V1.sql", BLOB));
  }

  @Test
  void theFolderIsEncodedAndTheCommitNamed() {
    gitLab.answer(TREE, json(200, "[]"));

    blobs("db {x}/100%41 a+b");

    gitLab.server.verify(
        getRequestedFor(urlPathEqualTo("/gitlab/api/v4/projects/42/repository/tree"))
            .withQueryParam("path", equalTo("db {x}/100%41 a+b"))
            .withQueryParam("ref", equalTo(SHA))
            .withQueryParam("recursive", equalTo("true"))
            .withQueryParam("per_page", equalTo("100")));
  }

  @Test
  void keysetPagesAreFollowedToTheEnd() {
    gitLab.answer(TREE, page(0, 100).withHeader("Link", link("page_token=a%2Bb%3D")));
    gitLab.answer(
        TREE, "page_token", "a+b=", page(100, 100).withHeader("Link", link("page_token=c")));
    gitLab.answer(TREE, "page_token", "c", page(200, 51));

    assertThat(blobs("db").orElseThrow()).hasSize(251);
  }

  @Test
  void aLinkIsNeverFollowedToAnotherHost() {
    gitLab.answer(
        TREE,
        page(0, 100).withHeader("Link", "<http://elsewhere.invalid/x?page_token=c>; rel=\"next\""));
    gitLab.answer(TREE, "page_token", "c", page(100, 1));

    assertThat(blobs("db").orElseThrow()).hasSize(101);
  }

  @Test
  void offsetPagesAreFollowedToTheEndWithoutTotals() {
    gitLab.answer(TREE, page(0, 100).withHeader("X-Next-Page", "2"));
    gitLab.answer(TREE, "page", "2", page(100, 100).withHeader("X-Next-Page", "3"));
    gitLab.answer(TREE, "page", "3", page(200, 100).withHeader("X-Next-Page", ""));

    assertThat(blobs("db").orElseThrow()).hasSize(300);
  }

  @Test
  void theNextOfSeveralLinksIsFollowed() {
    gitLab.answer(
        TREE,
        page(0, 100)
            .withHeader(
                "Link",
                link("page=1").replace("next", "first")
                    + ", "
                    + link("page=2")
                    + ", "
                    + link("page=9").replace("next", "last")));
    gitLab.answer(
        TREE, "page", "2", page(100, 3).withHeader("Link", link("page=1").replace("next", "prev")));

    assertThat(blobs("db").orElseThrow()).hasSize(103);
  }

  @Test
  void aFullPageWithoutAnyHeaderIsFollowedByCountingPages() {
    gitLab.answer(TREE, page(0, 100));
    gitLab.answer(TREE, "page", "2", page(100, 100));
    gitLab.answer(TREE, "page", "3", page(200, 7));

    assertThat(blobs("db").orElseThrow()).hasSize(207);
  }

  @Test
  void aKeysetThatTurnsInCirclesIsLeftForPageNumbers() {
    gitLab.answer(TREE, page(0, 100).withHeader("Link", link("page_token=V1.sql")));
    gitLab.answer(TREE, "page", "1", page(0, 100).withHeader("X-Next-Page", "2"));
    gitLab.answer(TREE, "page", "2", page(100, 20).withHeader("X-Next-Page", ""));

    assertThat(blobs("db").orElseThrow()).hasSize(120);
  }

  @Test
  void aListThatNeverEndsIsRefused() {
    gitLab.answer(TREE, page(0, 100).withHeader("X-Next-Page", "1"));

    assertThatThrownBy(() -> blobs("db"))
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining("a list without an end");
  }

  @Test
  void aCommitWithoutTheFolderHasNoFiles() {
    gitLab.answer(TREE, json(404, TREE_NOT_FOUND));
    gitLab.answer(COMMIT, json(200, "{\"id\":\"" + SHA + "\"}"));

    assertThat(blobs("db")).contains(Map.of());
  }

  @Test
  void aCommitThatIsGoneIsToldFromAFolderThatIsNotThere() {
    gitLab.answer(TREE, json(404, "{\"message\":\"404 invalid revision or path Not Found\"}"));
    gitLab.answer(COMMIT, json(404, "{\"message\":\"404 Commit Not Found\"}"));

    assertThat(blobs("db")).isEmpty();
  }

  @Test
  void anUnknownKindOfNotFoundIsNotTakenForALostCommit() {
    gitLab.answer(TREE, json(404, TREE_NOT_FOUND));
    gitLab.answer(COMMIT, json(404, "{\"error\":\"404 Not Found\"}"));

    assertThatThrownBy(() -> blobs("db"))
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining("404 Not Found");
  }

  @Test
  void anEntryOutsideTheFolderIsNotGitLabsAnswer() {
    gitLab.answer(TREE, json(200, "[" + entry("blob", "100644", "other/V1.sql") + "]"));

    assertThatThrownBy(() -> blobs("db")).isInstanceOf(RefusedException.class);
  }

  @Test
  void theWholeRepositoryHasNoPath() {
    gitLab.server.stubFor(
        any(anyUrl()).willReturn(json(200, "[" + entry("blob", "100644", "V1.sql") + "]")));

    assertThat(blobs("")).contains(Map.of("V1.sql", BLOB));
    assertThat(gitLab.requests().get(0).getQueryParams()).doesNotContainKey("path");
  }

  private Optional<Map<String, String>> blobs(String folder) {
    return gitLab
        .deployments()
        .blobsOf(SHA, CommitPaths.below(folder))
        .map(
            files ->
                files.entrySet().stream()
                    .collect(
                        Collectors.toMap(
                            file ->
                                file.getKey().substring(folder.isEmpty() ? 0 : folder.length() + 1),
                            Map.Entry::getValue)));
  }

  private static com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder page(
      int from, int count) {
    List<String> entries = new ArrayList<>();
    IntStream.range(from, from + count)
        .forEach(i -> entries.add(entry("blob", "100644", "db/V" + i + ".sql")));
    return json(200, entries.stream().collect(Collectors.joining(",", "[", "]")));
  }

  private static String entry(String type, String mode, String path) {
    return "{\"id\":\"%s\",\"name\":\"x\",\"type\":\"%s\",\"path\":\"%s\",\"mode\":\"%s\"}"
        .formatted(BLOB, type, path, mode);
  }

  private static String link(String position) {
    return "<https://git.example.com/api/v4/projects/42/repository/tree?id=42&"
        + position
        + "&per_page=100>; rel=\"next\"";
  }
}
