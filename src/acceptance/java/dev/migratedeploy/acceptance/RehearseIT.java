package dev.migratedeploy.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migratedeploy.demo.ToolProcess;
import dev.migratedeploy.localcloud.LocalDatabase;
import dev.migratedeploy.localcloud.ScratchFolders;
import dev.migratedeploy.localcloud.gitlab.LocalMergeRequests.MergeRequest;
import dev.migratedeploy.localcloud.gitlab.LocalRepository;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The new scripts of a change on an empty database, with nothing but the job's own token. */
class RehearseIT extends EndToEnd {
  private static final String SCRIPTS = "db-migrations/scripts/";
  private static final String OLD = "CREATE TABLE tea (name text);";

  private final int before = cloud.aws().calls().all().size();
  private final String branch = "feature-" + environment;
  private String settings = settings();

  @AfterEach
  void awsWasAskedNothing() {
    assertThat(cloud.aws().calls().all()).hasSize(before);
  }

  /** The checkout is no clone: what the base held comes from GitLab, with the job's own token. */
  @Test
  void inAMergeRequestTheNewScriptsRunOnTheStateOfTheTargetBranch() throws IOException {
    Path checkout =
        pushed(
            Map.of(
                "V1__tea.sql", OLD, "R__names.sql", "CREATE VIEW names AS SELECT name FROM tea;"),
            Map.of(
                "V1__tea.sql",
                OLD,
                "V2__kind.sql",
                "ALTER TABLE tea ADD kind text;",
                "V3__typo.sql",
                "SELECT 1;\nALTER TABLE tea ALTER kindd SET NOT NULL;",
                "R__names.sql",
                "CREATE OR REPLACE VIEW names AS SELECT name, kind FROM tea;"));

    assertExit(
        rehearse(checkout, mergeRequest(), url(environment)),
        1,
        "3 of 4 scripts changed",
        "compared with the commit where this merge request has left main",
        "V2__kind.sql",
        "Result   WOULD FAIL  " + SCRIPTS + "V3__typo.sql, line 2: column \"kindd\" of relation",
        "ALTER TABLE tea ALTER kindd SET NOT NULL",
        "not tried: R__names.sql",
        "Next     fix V3__typo.sql and push");
    assertThat(Files.readString(checkout.resolve("migrate-deploy-report/result.json")))
        .contains("\"verdict\" : \"WOULD FAIL\"");
    assertThat(applied()).containsExactly("V1__tea.sql", "R__names.sql", "V2__kind.sql");
    passwordIsNowhere(checkout);
  }

  @Test
  void inAnotherJobTheBaseIsWhatIsDeployed() {
    String deployed = commit(Map.of("V1__tea.sql", OLD));
    cloud.gitlab().deployments().record(environment, deployed, "migrate-deploy", "success");
    String sha =
        commit(Map.of("V1__tea.sql", OLD, "V2__kind.sql", "ALTER TABLE tea ADD kind text;"));
    Map<String, String> job =
        new LinkedHashMap<>(
            cloud.gitlab().jobEnvironment(sha, environment, "migrate-rehearse:" + environment));
    job.put("CI_ENVIRONMENT_ACTION", "verify");

    assertExit(
        rehearse(exported(sha), job, url(environment)),
        0,
        "1 of 2 scripts changed since " + deployed.substring(0, 8) + ", deployed on",
        "Result   REHEARSED  1 script applied on PostgreSQL 1");
  }

  /** A clone is all: no variable, no token, no project on GitLab. */
  @Test
  void inACheckoutOfOnesOwnNothingElseIsNeeded() throws IOException {
    Path checkout = scratch();
    commit(Map.of("V1__tea.sql", OLD));
    cloud.gitlab().repository().cloneTo(checkout);
    write(checkout, "V2__kind.sql", "ALTER TABLE tea ADD kind text;");

    assertExit(
        rehearse(checkout, Map.of(), url(environment)),
        0,
        "compared with",
        "where this checkout has left origin/main",
        "Result   REHEARSED  1 script applied");
    assertExit(
        rehearse(checkout, Map.of(), url(environment), "--since", "HEAD"),
        2,
        "Result   REFUSED",
        "not empty",
        "after an earlier rehearsal drop it and create it again");
    Files.delete(checkout.resolve(SCRIPTS + "V2__kind.sql"));
    assertExit(
        rehearse(checkout, Map.of(), ""), 0, "Result   NOTHING TO DO  no script of " + environment);
  }

  @Test
  void aDatabaseThatIsNotEmptyIsRefusedAndNotTouched() {
    cloud.database().execute(environment, "CREATE TABLE precious (id int)");
    Path checkout = pushed(Map.of("V1__tea.sql", OLD), added("DROP TABLE precious;"));

    assertExit(
        rehearse(checkout, mergeRequest(), url(environment)),
        2,
        "Result   REFUSED",
        "precious",
        "not empty");
    assertThat(
            cloud
                .database()
                .query(
                    environment,
                    "SELECT string_agg(tablename, ',') FROM pg_tables WHERE schemaname = 'public'"))
        .isEqualTo(List.of(List.of("precious")));
  }

  @Test
  void aDatabaseThatIsNotThereIsNotStartedAndOneThatRefusesTheLoginIsRefused() throws IOException {
    Path checkout = pushed(Map.of("V1__tea.sql", OLD), added("SELECT 1;"));
    int free;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      free = socket.getLocalPort();
    }

    assertExit(
        rehearse(
            checkout,
            mergeRequest(),
            "postgresql://u:p@127.0.0.1:" + free + "/x",
            "--timeout",
            "4s"),
        3,
        "Result   NOT STARTED",
        "127.0.0.1:" + free);
    assertExit(
        rehearse(
            checkout,
            mergeRequest(),
            url(environment).replace(cloud.database().password(), "wrong-password")),
        2,
        "Result   REFUSED",
        "password authentication failed");
  }

  @Test
  void anOlderMajorVersionThanTheEnvironmentsIsSaid() {
    settings += "rehearse: {version: 99}\n";
    Path checkout = pushed(Map.of("V1__tea.sql", OLD), added("SELECT 1;"));

    assertExit(
        rehearse(checkout, mergeRequest(), url(environment)),
        0,
        "rehearsed on PostgreSQL 1",
        "and " + environment + " has 99: what came with the later version fails here",
        "Result   REHEARSED  1 script applied");
  }

  @Test
  void placeholdersThatOnlyTheTaskDefinitionSetsAreNamedWithWhatToWrite() {
    Map<String, String> scripts = added("GRANT SELECT ON tea TO ${reader};");
    Path checkout = pushed(Map.of("V1__tea.sql", OLD), scripts);

    assertExit(
        rehearse(checkout, mergeRequest(), url(environment)),
        0,
        "V2__new.sql uses placeholders that nothing here sets",
        "Result   NOT REHEARSED  the new script could not be rehearsed: V2__new.sql: it uses"
            + " ${reader}",
        "rehearse: {environment: {FLYWAY_PLACEHOLDERS_READER: …}}");

    settings +=
        "rehearse: {environment: {FLYWAY_PLACEHOLDERS_READER: %s}}\n".formatted(LocalDatabase.USER);
    cloud.addDatabase(environment + "again");
    assertExit(
        rehearse(
            pushed(Map.of("V1__tea.sql", OLD), scripts),
            mergeRequest(),
            url(environment + "again")),
        0,
        "Result   REHEARSED  1 script applied");
  }

  @Test
  void oldScriptsThatNeedWhatOnlyTheEnvironmentHasAreNamed() {
    Path checkout =
        pushed(
            Map.of("V1__tea.sql", OLD + " GRANT SELECT ON tea TO no_such_role;"),
            Map.of(
                "V1__tea.sql",
                OLD + " GRANT SELECT ON tea TO no_such_role;",
                "V2__new.sql",
                "ALTER TABLE tea ADD kind text;"));

    assertExit(
        rehearse(checkout, mergeRequest(), url(environment)),
        0,
        "passed over: V1__tea.sql",
        "Result   NOT REHEARSED",
        "CREATE ROLE \"no_such_role\";");
  }

  @Test
  void aScriptThatNeverEndsIsGivenUp() {
    Path checkout = pushed(Map.of("V1__tea.sql", OLD), added("SELECT 1;\nSELECT pg_sleep(3600);"));

    assertExit(
        rehearse(checkout, mergeRequest(), url(environment), "--timeout", "20s"),
        1,
        "Result   WOULD FAIL  " + SCRIPTS + "V2__new.sql, line 2: ",
        "did not end within",
        "SELECT pg_sleep(3600)");
  }

  @Test
  void aScriptThatDropsItsSchemaIsToldAsThat() {
    Path checkout = pushed(Map.of("V1__tea.sql", OLD), added("DROP SCHEMA public CASCADE;"));

    ToolProcess.Result result = rehearse(checkout, mergeRequest(), url(environment));
    assertThat(result.exitCode()).as(result.output()).isEqualTo(1);
    assertThat(result.output()).contains("Result   WOULD FAIL  " + SCRIPTS + "V2__new.sql");
  }

  private static Map<String, String> added(String sql) {
    return Map.of("V1__tea.sql", OLD, "V2__new.sql", sql);
  }

  /** The checkout of a branch on top of main. */
  private Path pushed(Map<String, String> main, Map<String, String> ofBranch) {
    base = commit(settings, main);
    LocalRepository repository = cloud.gitlab().repository();
    repository.forcePush(branch, base);
    repository.commit(branch, files(ofBranch));
    return exported(repository.head(branch));
  }

  private String base = "";

  private Map<String, byte[]> files(Map<String, String> scripts) {
    Map<String, byte[]> files = new LinkedHashMap<>();
    files.put("db-migrations/migrate-deploy.yml", settings.getBytes(StandardCharsets.UTF_8));
    scripts.forEach((name, sql) -> files.put(SCRIPTS + name, sql.getBytes(StandardCharsets.UTF_8)));
    return files;
  }

  private Path exported(String sha) {
    Path checkout = scratch();
    cloud.gitlab().repository().export(sha, checkout);
    return checkout;
  }

  private Map<String, String> mergeRequest() {
    MergeRequest request = cloud.gitlab().mergeRequests().open(branch, "main");
    Map<String, String> job =
        new LinkedHashMap<>(
            cloud.gitlab().mergeRequestEnvironment(request, "migrate-rehearse:" + environment));
    job.put("CI_MERGE_REQUEST_DIFF_BASE_SHA", base);
    return job;
  }

  private String url(String database) {
    return "postgresql://%s:%s@127.0.0.1:%d/%s"
        .formatted(
            LocalDatabase.USER, cloud.database().password(), cloud.database().port(), database);
  }

  /** No credentials of AWS, and no token that anybody has made; AWS would notice a question. */
  private ToolProcess.Result rehearse(
      Path directory, Map<String, String> job, String url, String... more) {
    Map<String, String> variables = new LinkedHashMap<>(job);
    variables.put("HOME", directory.toString());
    variables.put("AWS_ENDPOINT_URL", cloud.aws().uri().toString());
    variables.put("AWS_EC2_METADATA_DISABLED", "true");
    variables.put("NO_COLOR", "1");
    if (!url.isEmpty()) {
      variables.put("MIGRATE_DEPLOY_DATABASE", url);
    }
    return tool.run(
        directory,
        variables,
        Stream.concat(Stream.of("rehearse", "--env", environment), Stream.of(more)).toList());
  }

  private void passwordIsNowhere(Path checkout) throws IOException {
    try (Stream<Path> reports = Files.list(checkout.resolve("migrate-deploy-report"))) {
      for (Path report : reports.toList()) {
        assertThat(Files.readString(report))
            .as(report.toString())
            .doesNotContain(cloud.database().password());
      }
    }
  }

  private static void write(Path checkout, String script, String sql) throws IOException {
    Files.writeString(checkout.resolve(SCRIPTS + script), sql);
  }

  private static Path scratch() {
    try {
      return ScratchFolders.create("rehearsal");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
