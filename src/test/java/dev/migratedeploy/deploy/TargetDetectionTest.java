package dev.migratedeploy.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.migratedeploy.aws.ecs.PlainTemplate;
import dev.migratedeploy.aws.ecs.TaskTemplate;
import dev.migratedeploy.aws.ecs.Tasks;
import dev.migratedeploy.changes.CommitPaths;
import dev.migratedeploy.changes.ComparisonBase;
import dev.migratedeploy.changes.ComparisonBase.LastDeployment;
import dev.migratedeploy.changes.ComparisonBase.NoDeploymentYet;
import dev.migratedeploy.changes.ComparisonBase.RecordedJob;
import dev.migratedeploy.changes.ConfigurationChange;
import dev.migratedeploy.changes.Deployments;
import dev.migratedeploy.changes.ScriptChange;
import dev.migratedeploy.changes.ScriptChanges;
import dev.migratedeploy.deploy.request.DeployRequest;
import dev.migratedeploy.deploy.task.SampleDeploy;
import dev.migratedeploy.support.Prefetch;
import dev.migratedeploy.targets.Target;
import dev.migratedeploy.targets.Targets;
import dev.migratedeploy.targets.Wave;
import dev.migratedeploy.verdict.RefusedException;
import java.lang.reflect.Proxy;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Deploys one after another, as GitLab and the task definition remember them: one for some of the
 * databases never lets a later one believe that all are done with.
 */
class TargetDetectionTest {
  private static final Targets ALL = targets("acme", "beta");
  private static final Targets ACME = part(ALL, "acme");

  private static final Tasks NOBODY =
      (Tasks)
          Proxy.newProxyInstance(
              Tasks.class.getClassLoader(),
              new Class<?>[] {Tasks.class},
              (proxy, method, arguments) -> {
                throw new AssertionError(method);
              });

  /** The last one first. */
  private final List<RecordedJob> deployments = new ArrayList<>();

  private final Map<String, String> reports = new HashMap<>();
  private final List<String> notes = new ArrayList<>();
  private TaskTemplate template = PlainTemplate.of("flyway");
  private int jobs = 8000;

  @Test
  void whatWasDeployedToAllIsNothingToDo() {
    assertThat(deploy(ALL, 1)).isEqualTo("V1");
    assertThat(deploy(ALL, 1)).isEmpty();
    assertThat(deploy(ALL, 2)).isEqualTo("V2");
    assertThat(deploy(ALL, 2)).isEmpty();
  }

  @Test
  void aDeployToSomeLeavesItsScriptsDueForAll() {
    deploy(ALL, 1);
    assertThat(deploy(ACME, 2)).isEqualTo("V2");
    assertThat(deploy(ALL, 2)).as("beta has no V2").isEqualTo("V2");
    assertThat(deploy(ALL, 2)).isEmpty();
  }

  /** The logs of a run for some of them do not miss the others. */
  @Test
  void theRecordTellsThatTheLastDeployWasForSome() {
    deploy(ALL, 1);
    assertThat(lastWasForPart()).isFalse();
    deploy(ACME, 2);
    assertThat(lastWasForPart()).isTrue();
  }

  private boolean lastWasForPart() {
    return new WantedTask(of(SampleDeploy.request(), ALL), Optional.empty(), NOBODY)
        .wasForPart(template);
  }

  @Test
  void soDoesOneThatIsRepeatedOrFollowedByAnotherOrFails() {
    deploy(ALL, 1);
    deploy(ACME, 2);
    assertThat(deploy(ACME, 3)).isEqualTo("V2 V3");
    assertThat(deploy(part(ALL, "beta"), 3)).isEqualTo("V2 V3");
    assertThat(failing(ALL, 3)).isEqualTo("V2 V3");
    assertThat(deploy(ALL, 3)).isEqualTo("V2 V3");
    assertThat(deploy(ALL, 4)).isEqualTo("V4");
  }

  @Test
  void theFirstDeployToSomeIsNoDeployment() {
    assertThat(deploy(ACME, 1)).isEqualTo("V1");
    assertThat(deploy(ALL, 1)).isEqualTo("V1");
    assertThat(deploy(ALL, 1)).isEmpty();
  }

  @Test
  void someOfWhatWasDeployedToAllHaveNothingToDo() {
    deploy(ALL, 1);
    assertThat(deploy(ACME, 1)).isEmpty();
    assertThat(deploy(ALL, 2)).isEqualTo("V2");
  }

  @Test
  void aNewTargetOrAnotherVariableIsSomethingToDo() {
    deploy(ALL, 1);
    assertThat(deploy(targets("acme", "beta", "gamma"), 1))
        .isEqualTo("targets: their names or variables are not those of the last deployment");
    assertThat(deploy(targets("gamma", "beta", "acme"), 1)).as("in another order").isEmpty();
    assertThat(deploy(Targets.NONE, 1)).isEqualTo("targets, which it has none of any more");
    assertThat(deploy(Targets.NONE, 1)).isEmpty();
    assertThat(deploy(ALL, 1)).startsWith("targets: their names");
  }

  /** A revision that another tool has registered bears no label. */
  @Test
  void withoutALabelTheReportTellsThatADeployWasForSome() {
    deploy(ALL, 1);
    deploy(ACME, 2);
    template = PlainTemplate.of("flyway");

    assertThat(deploy(ALL, 2)).startsWith("V2");
    assertThat(notes)
        .containsExactly(
            "job 8002 of 1 Jan 1970 deployed only some of the targets, by its result.json: its"
                + " deployment does not count");
  }

  @Test
  void anEnvironmentThatIsPinnedRemembersNothing() {
    DeployRequest pinned = SampleDeploy.request();
    assertThat(pinned.environment().isPinned()).isFalse();
    RecordedDeployment.refuseForPart(of(SampleDeploy.request(), ACME));
    assertThatExceptionOfType(RefusedException.class)
        .isThrownBy(() -> RecordedDeployment.refuseForPart(of(SampleDeploy.pinned(), ACME)))
        .satisfies(
            refused ->
                assertThat(refused.problem().cause()).startsWith("could not run a deploy with"));
    RecordedDeployment.refuseForPart(of(SampleDeploy.pinned(), ALL));
  }

  private String deploy(Targets targets, int version) {
    return job(targets, version, true);
  }

  private String failing(Targets targets, int version) {
    return job(targets, version, false);
  }

  /** A job on the commit that has the scripts V1 to that version; tells what it had to do. */
  private String job(Targets targets, int version, boolean succeeds) {
    String id = String.valueOf(++jobs);
    DeployRequest request = of(SampleDeploy.request(id), targets);
    Deployments gitLab = new Reports(reports);
    LastRun lastRun =
        new LastRun(
            request,
            Prefetch.whenNeeded(() -> template),
            new DeployReports(gitLab, "result.json", notes::add));
    Optional<LastDeployment> last = last().flatMap(lastRun::deploy);
    ComparisonBase base = last.<ComparisonBase>map(it -> it).orElseGet(NoDeploymentYet::new);
    int before = last.map(it -> Integer.parseInt(it.sha())).orElse(0);
    List<ScriptChange> scripts = new ArrayList<>();
    for (int added = before + 1; added <= version; added++) {
      scripts.add(ScriptChange.added("V" + added));
    }
    ScriptChanges changes = lastRun.and(new ScriptChanges(base, scripts));
    if (!changes.isEmpty()) {
      template = PlainTemplate.registered(lastRun.recorded(changes));
    }
    if (succeeds) {
      deployments.add(
          0, new RecordedJob(id, String.valueOf(version), Instant.EPOCH, jobs * 10L, true));
      reports.put(
          id,
          "{\"job\": \"%s\", \"verdict\": \"APPLIED\", \"scripts\": [], \"fleet\": %s}"
              .formatted(id, targets.none() ? "null" : "{\"partial\": " + targets.partial() + "}"));
    }
    return Stream.concat(
            changes.changes().stream().map(ScriptChange::path),
            changes.configuration().stream().map(ConfigurationChange::words))
        .collect(Collectors.joining(" "));
  }

  private Optional<LastDeployment> last() {
    return deployments.stream()
        .findFirst()
        .map(
            newest ->
                new LastDeployment(
                    newest.sha(),
                    newest.finishedAt(),
                    newest.deployment(),
                    deployments.stream().map(RecordedJob::job).collect(Collectors.toSet()),
                    deployments));
  }

  private static DeployRequest of(DeployRequest request, Targets targets) {
    return new DeployRequest(
        request.ci(),
        request.environment().with(targets),
        request.image(),
        request.scripts(),
        request.files(),
        request.options(),
        request.inquiry());
  }

  private static Targets targets(String... names) {
    return new Targets(
        List.of(
            new Wave(
                "all",
                Stream.of(names)
                    .map(name -> new Target(name, Map.of(), Map.of("FLYWAY_SCHEMAS", name)))
                    .toList(),
                0)),
        1,
        10,
        Map.of(),
        false);
  }

  private static Targets part(Targets all, String name) {
    Targets only = all.only(target -> target.name().equals(name));
    return new Targets(
        only.waves(), only.perTask(), only.parallel(), only.atMost(), true, all.list());
  }

  /** Knows the reports of jobs, and nothing else. */
  private record Reports(Map<String, String> texts) implements Deployments {
    @Override
    public Optional<LastDeployment> lastSuccessful(String environment, Optional<String> jobName) {
      return Optional.empty();
    }

    @Override
    public Optional<Map<String, String>> blobsOf(String revision, CommitPaths paths) {
      return Optional.of(new TreeMap<>());
    }

    @Override
    public Optional<String> textOf(String sha, String path, String blob) {
      return Optional.empty();
    }

    @Override
    public Optional<String> artifactOf(String job, String path) {
      return Optional.ofNullable(texts.get(job));
    }
  }
}
