package dev.migratedeploy.changes;

import dev.migratedeploy.localcloud.gitlab.LocalCommit;
import dev.migratedeploy.localcloud.gitlab.LocalDeployments;
import dev.migratedeploy.localcloud.gitlab.LocalRepository;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/**
 * A piece of a project's life, deployed to an environment of its own: commits, merges, squashed
 * merges, force pushes, rollbacks, pipelines that fail. Few paths and few contents, so that
 * everything happens to every file.
 */
final class RandomHistory {
  static final String JOB = "migrate";

  /** The same for all: thousands of branches would make every fetch slow. */
  private static final String BRANCH = "main";

  private static final String FEATURE = "feature";

  private static final List<String> PATHS =
      List.of(
          "db/V1__tea.sql",
          "db/V2__assam.sql",
          "db/V3__ä & \"b\".sql",
          "db/views/R__teas.sql",
          "db/views/deep/R__cups.sql",
          "db/views/deep/V4__cups.sql",
          "db/README.md",
          "db/views/NOTES.MD",
          "db/.hidden.sql",
          "db/.old/V5__cups.sql",
          "dbx/V1__tea.sql",
          "README.md");

  private static final List<String> CONTENTS =
      List.of("", "select 1;", "select 1;\n", "select 2;", "create table tea (id int);");

  private static final List<String> OUTCOMES =
      List.of("success", "success", "success", "failed", "canceled", "running");

  private final LocalRepository repository;
  private final LocalDeployments deployments;
  private final Random random;
  private final String environment;
  private final List<String> commits = new ArrayList<>();
  private Optional<String> deployed = Optional.empty();

  RandomHistory(LocalRepository repository, LocalDeployments deployments, long seed) {
    this.repository = repository;
    this.deployments = deployments;
    this.random = new Random(seed);
    this.environment = "history-" + seed;
    commit(repository.on(BRANCH).clear());
    for (int step = 2 + random.nextInt(5); step > 0; step--) {
      live();
    }
  }

  String environment() {
    return environment;
  }

  /** The commit that the environment's last successful deployment by the job was of. */
  Optional<String> deployed() {
    return deployed;
  }

  /** A commit to deploy next: mostly the branch's head, at times one of before. */
  String next() {
    return random.nextInt(4) == 0 ? anyCommit() : repository.head(BRANCH);
  }

  private void live() {
    switch (random.nextInt(9)) {
      case 0, 1 -> commit(repository.on(BRANCH));
      case 2 -> merge();
      case 3 -> squash();
      case 4 -> repository.forcePush(BRANCH, anyCommit());
      case 5 -> deploy(anyCommit(), JOB);
      case 6 -> deploy(repository.head(BRANCH), "deploy app");
      default -> deploy(repository.head(BRANCH), JOB);
    }
  }

  private void merge() {
    String feature = feature();
    LocalCommit merge = repository.on(BRANCH).merging(feature);
    commits.add((random.nextBoolean() ? merge.takingOver(feature) : merge).commit("Merge"));
  }

  private void squash() {
    commits.add(repository.on(BRANCH).takingOver(feature()).commit("Squash"));
  }

  /** A branch from anywhere, and what became of it. */
  private String feature() {
    repository.forcePush(FEATURE, anyCommit());
    return commit(repository.on(FEATURE));
  }

  private void deploy(String sha, String job) {
    String outcome = OUTCOMES.get(random.nextInt(OUTCOMES.size()));
    long id = deployments.record(environment(), sha, job, "running").id();
    deployments.update(id, outcome);
    if (job.equals(JOB) && outcome.equals("success")) {
      deployed = Optional.of(sha);
    }
  }

  private String commit(LocalCommit commit) {
    for (int change = random.nextInt(5); change >= 0; change--) {
      change(commit);
    }
    commits.add(commit.commit("Change"));
    return commits.get(commits.size() - 1);
  }

  private void change(LocalCommit commit) {
    String target = any(PATHS);
    List<String> paths = commit.paths();
    int kind = paths.isEmpty() ? 0 : random.nextInt(8);
    switch (kind) {
      case 1, 2 -> commit.move(any(paths), target);
      case 3 -> commit.remove(any(paths));
      case 4 -> commit.switchMode(any(paths));
      case 5 -> commit.link(target, "V1__tea.sql");
      default -> commit.put(target, any(CONTENTS));
    }
  }

  private String anyCommit() {
    return any(commits);
  }

  private String any(List<String> values) {
    return values.get(random.nextInt(values.size()));
  }
}
