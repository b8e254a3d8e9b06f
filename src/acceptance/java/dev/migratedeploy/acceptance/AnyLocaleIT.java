package dev.migratedeploy.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migratedeploy.demo.Project;
import dev.migratedeploy.demo.ToolProcess;
import dev.migratedeploy.demo.ToolRun;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Names with letters beyond ASCII, in jobs whose locale is not UTF-8: Debian's slim images set no
 * {@code LANG}, and one that is not installed counts as none. The tool runs as a process, since
 * Java reads the locale when it starts.
 */
class AnyLocaleIT extends EndToEnd {
  private static final String NORWEGIAN = "V3__legg_til_vilkår.sql";
  private static final String DECOMPOSED =
      Normalizer.normalize("R__størrelse_å.sql", Normalizer.Form.NFD);

  AnyLocaleIT() {
    super(ToolRun.processes());
  }

  @ParameterizedTest
  @ValueSource(strings = {"LANG=", "LC_ALL=C", "LANG=tr_TR.UTF-8", "LC_ALL=C.UTF-8"})
  void scriptsOfAnyNameAreApplied(String locale) throws IOException {
    Project.Job job =
        job(
            settings(),
            Map.of(
                "db-migrations/scripts/" + NORWEGIAN,
                "CREATE TABLE vilkar (id int);",
                "db-migrations/scripts/größe/V4__表.sql",
                "CREATE TABLE t (id int);",
                "db-migrations/scripts/" + DECOMPOSED,
                "SELECT 1;"),
            locale);

    ToolProcess.Result result = project.run(job, environment, "deploy");

    assertExit(result, 0, "APPLIED", "→", NORWEGIAN, "größe/V4__表.sql");
    assertThat(result.output()).doesNotContain("\ufffd").doesNotContain("??");
    assertThat(applied()).containsExactly(NORWEGIAN, "größe/V4__表.sql", DECOMPOSED);
    for (String file : List.of("junit.xml", "result.json")) {
      assertThat(Files.readString(job.directory().resolve("migrate-deploy-report").resolve(file)))
          .contains(NORWEGIAN);
    }
  }

  @Test
  void theImageIsTheSameInEveryLocale() throws IOException {
    Map<String, String> files =
        Map.of(
            "db-migrations/scripts/" + NORWEGIAN,
            "CREATE TABLE vilkar (id int);",
            "db-migrations/ekstra/ærlig.txt",
            "ja");
    String settings =
        settings()
            .replace("environments:", "  files: {db-migrations/ekstra: /ekstra}\nenvironments:");

    String digest = digest(job(settings, files, "LC_ALL=C.UTF-8"));

    assertThat(digest(job(settings, files, "LC_ALL=C"))).isEqualTo(digest);
  }

  @Test
  void foldersSettingsReportsAndEnvironmentsMayHaveAnyNameToo() throws IOException {
    String name = environment + "-größe";
    cloud.addEnvironment(name, environment + "-groesse", "flyway-" + environment + "-groesse");
    String settings =
        """
        scripts: db-migrations/skript/ändringar
        image:
          base: ${FLYWAY_BASE_IMAGE}
          repository: ${FLYWAY_REPOSITORY}
          files: {db-migrations/tillägg/läs.txt: /tillägg/läs.txt}
        environments:
          %1$s-größe:
            cluster: %1$s-groesse
            task-definition: flyway-%1$s-groesse
            subnets: [subnet-0a1b2c3d]
            security-groups: [sg-0c2d4e6f]
        """
            .formatted(environment);
    Project.Job job =
        job(
            settings,
            Map.of(
                "db-migrations/inställningar.yml", settings,
                "db-migrations/tillägg/läs.txt", "ja",
                "db-migrations/skript/ändringar/V1__å.sql", "CREATE TABLE a (id int);"),
            "LC_ALL=C");
    job.variables().put("MIGRATE_DEPLOY_REPORT_DIR", "rapport-å");
    job.variables().put("CI_ENVIRONMENT_NAME", name);

    ToolProcess.Result result =
        project.run(job, name, "deploy", "--config", "db-migrations/inställningar.yml");

    assertExit(result, 0, "APPLIED", name);
    assertThat(cloud.database().appliedScripts(name)).containsExactly("V1__å.sql");
    assertThat(job.directory().resolve("rapport-å/result.json")).exists();
  }

  @Test
  void quotesAndBlanksInNamesMeanThemselves() throws IOException {
    String name = "V1__it's \"quoted\" $HOME %41.sql";
    Project.Job job =
        job(
            settings(),
            Map.of("db-migrations/scripts/" + name, "CREATE TABLE q (id int);"),
            "LC_ALL=C");

    assertExit(project.run(job, environment, "deploy"), 0, "APPLIED", name);
    assertThat(applied()).containsExactly(name);
  }

  @Test
  void aDirectoryWhoseNameTheLocaleCannotReadIsRefused() throws IOException {
    Project.Job job =
        job(settings(), Map.of("db-migrations/scripts/V1__a.sql", "SELECT 1;"), "LC_ALL=C");
    Path directory = job.directory().resolveSibling(job.directory().getFileName() + "-å");
    Files.move(job.directory(), directory);

    ToolProcess.Result result =
        project.run(new Project.Job(directory, job.variables()), environment, "deploy");

    assertExit(result, 2, "REFUSED", "LC_ALL=C.UTF-8");
    assertThat(applied()).isEmpty();
  }

  @Test
  void aNameThatIsNoUtf8IsRefusedBeforeAnythingIsStarted() throws IOException {
    for (String locale : List.of("LC_ALL=C", "LC_ALL=C.UTF-8")) {
      Project.Job job =
          job(settings(), Map.of("db-migrations/scripts/V1__a.sql", "SELECT 1;"), locale);
      Files.writeString(
          Path.of(
              java.net.URI.create(
                  job.directory().toUri() + "db-migrations/scripts/V2__caf%E9.sql")),
          "SELECT 1;");

      ToolProcess.Result result = project.run(job, environment, "deploy");

      assertExit(result, 2, "REFUSED", "V2__caf\\xE9.sql", "rename it");
      assertThat(applied()).isEmpty();
    }
  }

  private String digest(Project.Job job) throws IOException {
    ToolProcess.Result result = project.run(job, environment, "deploy", "--force");
    assertExit(result, 0, "APPLIED");
    String reported = Files.readString(job.directory().resolve("migrate-deploy-report/deploy.env"));
    return reported
        .lines()
        .filter(line -> line.contains("DIGEST"))
        .findFirst()
        .orElseThrow(() -> new AssertionError(reported));
  }

  private Project.Job job(String settings, Map<String, String> files, String locale) {
    Map<String, byte[]> all = new LinkedHashMap<>();
    all.put("db-migrations/migrate-deploy.yml", settings.getBytes(StandardCharsets.UTF_8));
    files.forEach((path, text) -> all.put(path, text.getBytes(StandardCharsets.UTF_8)));
    Project.Job job = project.prepare(project.commitOnly(all), environment);
    String[] variable = locale.split("=", 2);
    job.variables().put(variable[0], variable[1]);
    return job;
  }
}
