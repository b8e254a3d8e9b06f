package dev.migratedeploy.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.migratedeploy.demo.Project;
import dev.migratedeploy.demo.RunningTool;
import dev.migratedeploy.demo.ToolProcess;
import dev.migratedeploy.localcloud.LocalDatabase;
import dev.migratedeploy.localcloud.registry.StoredManifest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** A deploy that is held to its plan, on a real Flyway and a real database. */
class AsPlannedIT extends EndToEnd {
  private static final String V1 = "CREATE TABLE tea (name text NOT NULL);";
  private static final String V2 = "ALTER TABLE tea ADD COLUMN origin text;";

  /** A job whose plan has run in its folder. */
  private record Planned(String sha, Path directory, Path plan) {}

  @Test
  void whatWasPlannedIsAppliedAndItsRetryFindsTheWorkDone() throws IOException {
    assertExit(deploy(commit(Map.of("V1__tea.sql", V1))), 0);
    Planned planned = plan(commit(Map.of("V1__tea.sql", V1, "V2__origin.sql", V2)));

    assertExit(deploy(planned), 0, "Result   APPLIED  1 script applied", "V2__origin.sql");
    assertThat(applied()).containsExactly("V1__tea.sql", "V2__origin.sql");
  }

  @Test
  void anEmptyDatabaseCanBePlannedToo() throws IOException {
    Planned planned = plan(commit(Map.of("V1__tea.sql", V1)));
    JsonNode history = json(planned.plan()).at("/planned/history");

    assertThat(history.path("rows").asInt(-1)).isZero();
    assertExit(deploy(planned), 0, "Result   APPLIED  1 script applied");
  }

  @Test
  void aScriptThatSomebodyElseHasAppliedMeanwhileIsTheDifferenceAndNothingIsApplied()
      throws IOException {
    assertExit(deploy(commit(Map.of("V1__tea.sql", V1))), 0);
    Planned planned = plan(commit(Map.of("V1__tea.sql", V1, "V3__origin.sql", V2)));
    somebodyApplies("V2__else.sql");

    assertExit(
        deploy(planned),
        2,
        "Result   REFUSED  the database is not as the plan saw it: it was at version 1, and is at"
            + " version 2",
        "V2__else.sql: applied there since the plan",
        "State    none of the scripts was applied by this run",
        "Next     run migrate-deploy plan --env " + environment + " again and look at it");
    assertThat(applied()).containsExactly("V1__tea.sql", "V2__else.sql");
    JsonNode result = json(planned.directory().resolve("migrate-deploy-report/result.json"));
    assertThat(result.path("verdict").asText()).isEqualTo("REFUSED");
    assertThat(result.at("/details/0").asText()).contains("V2__else.sql");
  }

  @Test
  void whoComesBetweenTheCheckAndTheFirstScriptIsSeenToo() throws IOException {
    assertExit(deploy(commit(Map.of("V1__tea.sql", V1))), 0);
    Planned planned = plan(commit(Map.of("V1__tea.sql", V1, "V3__origin.sql", V2)));
    RunningTool deploy;

    try (LocalDatabase.Held lock = cloud.database().holdFlywaysLock(environment)) {
      deploy =
          ToolProcess.launch(planned.directory(), variables(planned), arguments(planned))
              .awaitLine("is as planned");
      somebodyApplies("V2__else.sql");
    }

    assertExit(
        deploy.result(), 2, "Result   REFUSED  ", "V2__else.sql: applied there since the plan");
    assertThat(applied()).containsExactly("V1__tea.sql", "V2__else.sql");
  }

  @Test
  void aNewCommitIsRefusedByTheNameOfItsScriptBeforeAnyTask() throws IOException {
    Planned planned = plan(commit(Map.of("V1__tea.sql", V1)));
    Files.writeString(planned.directory().resolve("db-migrations/scripts/V2__new.sql"), V2);
    Files.writeString(
        planned.directory().resolve("db-migrations/scripts/V1__tea.sql"), V1 + "-- edited");
    int tasks = cloud.aws().ecs().taskArns().size();
    int tags = cloud.registry().tags("flyway").size();

    assertExit(
        deploy(planned),
        2,
        "Result   REFUSED  the scripts are not those of the plan",
        "V1__tea.sql: not the text that was planned",
        "V2__new.sql: not in the plan",
        "nothing was pushed or started");
    assertThat(cloud.aws().ecs().taskArns()).hasSize(tasks);
    assertThat(cloud.registry().tags("flyway")).hasSize(tags);
  }

  /** A job of an earlier pipeline, whose own commit is deployed: git alone sees nothing to do. */
  @Test
  void aPlanOfALaterCommitIsNotTakenForNothingToDo() throws IOException {
    String deployed = commit(Map.of("V1__tea.sql", V1));
    assertExit(deploy(deployed), 0);
    Planned later = plan(commit(Map.of("V1__tea.sql", V1, "V2__origin.sql", V2)));
    Project.Job job = project.prepare(deployed, environment);
    Path plan = Files.copy(later.plan(), job.directory().resolve("plan.json"));

    assertExit(
        deploy(new Planned(deployed, job.directory(), plan)),
        2,
        "Result   REFUSED  the scripts are not those of the plan",
        "V2__origin.sql: in the plan, and gone");
  }

  @Test
  void otherArgumentsForFlywayAreRefused() throws IOException {
    Planned planned = plan(commit(Map.of("V1__tea.sql", V1)));

    assertExit(
        deploy(planned, "--", "-outOfOrder=true"),
        2,
        "Result   REFUSED  the settings are not those of the plan",
        "Flyway's arguments changed since the plan");
  }

  /** The tag of an image tells what is in it, before it is there. */
  @Test
  void aBaseImageThatHasMovedIsRefusedBeforeAnythingIsPushed() throws IOException {
    StoredManifest base = cloud.registry().manifest("flyway/flyway", "12").orElseThrow();
    cloud.registry().putManifest("flyway/flyway", environment, base);
    String settings =
        settings()
            .replace(
                "${FLYWAY_BASE_IMAGE}",
                cloud.registry().authority() + "/flyway/flyway:" + environment);
    Planned planned = plan(commit(settings, Map.of("V1__tea.sql", V1)));
    String moved = base.json().replaceFirst("\\{", "{\"annotations\":{\"moved\":\"yes\"},");
    cloud
        .registry()
        .putManifest("flyway/flyway", environment, new StoredManifest(base.mediaType(), moved));
    int tags = cloud.registry().tags("flyway").size();

    String[] said = {
      "Result   REFUSED  the image is not that of the plan",
      "the scripts are the same: the base image has changed",
      "nothing was pushed or started"
    };
    assertExit(deploy(planned), 2, said);
    assertThat(cloud.registry().tags("flyway")).hasSize(tags);
    assertThat(applied()).isEmpty();
  }

  /** A configuration of Flyway may refer to any of them. */
  @Test
  void anotherVariableOrSecretOfTheTaskDefinitionIsRefused() throws IOException {
    Planned planned = plan(commit(Map.of("V1__tea.sql", V1)));
    ObjectNode definition = cloud.aws().ecs().newestRevision("flyway-" + environment).deepCopy();
    ObjectNode container = (ObjectNode) definition.path("containerDefinitions").get(0);
    container.withArray("environment").addObject().put("name", "REGION").put("value", "eu");
    ObjectNode secret = (ObjectNode) container.path("secrets").get(0);
    secret.put("valueFrom", secret.path("valueFrom").asText() + "-other");
    cloud.aws().ecs().registerTaskDefinition(definition.toString());

    assertExit(
        deploy(planned),
        2,
        "Result   REFUSED  the settings are not those of the plan",
        "the variables of the task definition changed since the plan",
        "the secrets of the task definition changed since the plan");
    assertThat(applied()).isEmpty();
  }

  @Test
  void aDryRunTellsTheSameDifference() throws IOException {
    Planned planned = plan(commit(Map.of("V1__tea.sql", V1)));
    assertExit(dryRun(planned), 0, "DRY RUN");
    Files.writeString(
        planned.directory().resolve("db-migrations/scripts/V1__tea.sql"), V1 + "-- edited");

    assertExit(dryRun(planned), 2, "Result   REFUSED  the scripts are not those of the plan");
  }

  /** What the first try has applied is not what the plan saw. */
  @Test
  void aRetryAfterAScriptThatFailedIsTheDifference() throws IOException {
    Planned planned = plan(commit(Map.of("V1__tea.sql", V1, "V2__typo.sql", "ALTER TABLE te;")));

    assertExit(deploy(planned), 1, "Result   FAILED  V2__typo.sql");
    assertExit(deploy(planned), 2, "V1__tea.sql: applied there since the plan");
    assertThat(applied()).containsExactly("V1__tea.sql");
  }

  @Test
  void aPlanThatWasEditedIsRefused() throws IOException {
    Planned planned = plan(commit(Map.of("V1__tea.sql", V1, "V2__origin.sql", V2)));
    edit(planned, plan -> ((ObjectNode) plan.at("/scripts/1")).put("state", "applied"));

    assertExit(deploy(planned), 2, "plan.json was changed after the plan was made");
    assertThat(applied()).isEmpty();
  }

  @Test
  void aPlanThatWouldFailIsNotDeployed() throws IOException {
    assertExit(deploy(commit(Map.of("V1__tea.sql", V1))), 0);
    Project.Job job = project.prepare(commit(Map.of("V1__tea.sql", V2)), environment);
    assertExit(project.run(job, environment, "plan"), 1);

    assertExit(
        deploy(planned("", job)),
        2,
        "is a plan that ended with WOULD FAIL: only one that is SAFE is deployed");
  }

  @Test
  void withoutTheObserverNobodyCouldTell() throws IOException {
    Planned planned = plan(commit(Map.of("V1__tea.sql", V1)));
    Path settings = planned.directory().resolve("db-migrations/migrate-deploy.yml");
    Files.writeString(settings, Files.readString(settings) + "observer: off\n");

    assertExit(
        deploy(planned),
        2,
        "could not deploy as planned: the observer compares the database with the plan, and the"
            + " settings say observer: off");
  }

  /** The image is the planned one: what is missing is found out inside the task. */
  @Test
  void whereTheObserverCannotRunFlywayDoesNotRunEither() throws IOException {
    String settings =
        settings() + "    command: [migrate, -placeholders.x=MIGRATE_DEPLOY_OBSERVER]\n";
    Project.Job job = project.prepare(commit(settings, Map.of("V1__tea.sql", V1)), environment);
    project.run(job, environment, "plan");

    assertExit(
        deploy(planned("", job)), 2, "does not say what was in the database: the observer inside");
    assertThat(applied()).isEmpty();
  }

  @Test
  void anOrdinaryDeployIsAsBefore() throws IOException {
    Planned planned = plan(commit(Map.of("V1__tea.sql", V1)));
    assertExit(deploy(planned.sha()), 0, "Result   APPLIED");
    assertThat(applied()).containsExactly("V1__tea.sql");

    assertExit(
        deploy(planned),
        2,
        "Result   REFUSED  the database is not as the plan saw it: it was at no version yet, and is"
            + " at version 1");
  }

  /** As in a job that takes the template's variables and has a script of its own. */
  @Test
  void theWordFalseAsksForNoPlan() throws IOException {
    Project.Job job = project.prepare(commit(Map.of("V1__tea.sql", V1)), environment);
    Map<String, String> variables = new LinkedHashMap<>(job.variables());
    variables.put("MIGRATE_DEPLOY_AS_PLANNED", "false");

    assertExit(
        tool.run(job.directory(), variables, List.of("--env", environment)), 0, "Result   APPLIED");
  }

  /** With another tool, as the history then has it. */
  private void somebodyApplies(String script) {
    cloud
        .database()
        .execute(
            environment,
            "INSERT INTO flyway_schema_history VALUES (2, '2', 'else', 'SQL', '"
                + script
                + "', 7, 'someone', now(), 1, true)");
  }

  private Planned plan(String sha) throws IOException {
    Project.Job job = project.prepare(sha, environment);
    assertExit(project.run(job, environment, "plan"), 0, "Result   SAFE");
    return planned(sha, job);
  }

  /** The deploy job that comes after it writes its own reports into the same folder. */
  private static Planned planned(String sha, Project.Job job) throws IOException {
    Path plan = job.directory().resolve("plan.json");
    Files.copy(job.directory().resolve("migrate-deploy-report/plan.json"), plan);
    return new Planned(sha, job.directory(), plan);
  }

  private ToolProcess.Result deploy(Planned planned, String... more) {
    List<String> arguments = new ArrayList<>(arguments(planned));
    arguments.addAll(List.of(more));
    return tool.run(planned.directory(), variables(planned), arguments);
  }

  private ToolProcess.Result dryRun(Planned planned) {
    Map<String, String> variables = new LinkedHashMap<>(variables(planned));
    variables.put("CI_ENVIRONMENT_ACTION", "verify");
    List<String> arguments = new ArrayList<>(arguments(planned));
    arguments.add("--dry-run");
    return tool.run(planned.directory(), variables, arguments);
  }

  private List<String> arguments(Planned planned) {
    return List.of("--env", environment, "--as-planned", planned.plan().getFileName().toString());
  }

  /** Of another job on the same checkout. */
  private Map<String, String> variables(Planned planned) {
    return project
        .prepare(planned.sha().isEmpty() ? head() : planned.sha(), environment)
        .variables();
  }

  private String head() {
    return cloud.gitlab().repository().head("main");
  }

  private static void edit(Planned planned, Consumer<JsonNode> change) throws IOException {
    JsonNode plan = json(planned.plan());
    change.accept(plan);
    Files.writeString(planned.plan(), plan.toPrettyString());
  }

  private static JsonNode json(Path file) throws IOException {
    return new ObjectMapper().readTree(file.toFile());
  }
}
