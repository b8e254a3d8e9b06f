package dev.migratedeploy.localcloud.gitlab;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A job that a Runner has picked: what GitLab answers to its {@code POST /jobs/request}, in the
 * form that the Runner writes down ({@code common/spec} in its sources).
 */
public final class PickedJob {
  private static final int TOKEN_LIVES = 3_600;
  private static final String RUN = "[{\"name\":\"hello\",\"script\":\"echo hello\"}]";

  private final Site site;
  private final LocalJobs.Job job;
  private final String token;
  private final Map<String, String> predefined;
  private final Map<String, String> own = new LinkedHashMap<>();
  private final Set<String> files = new HashSet<>();
  private final Set<String> masked = new HashSet<>();
  private final List<String> more = new ArrayList<>();
  private String script = "migrate-deploy";
  private boolean steps;
  private boolean keeps;
  private int timeout = TOKEN_LIVES;
  private String ref = LocalRepository.DEFAULT_BRANCH;
  private String refType = "branch";
  private boolean isProtected = true;

  PickedJob(Site site, LocalJobs.Job job, Map<String, String> predefined) {
    this.site = site;
    this.job = job;
    this.predefined = new LinkedHashMap<>(predefined);
    this.token = predefined.getOrDefault("CI_JOB_TOKEN", "");
  }

  public long id() {
    return job.id();
  }

  public String token() {
    return token;
  }

  public String sha() {
    return job.sha();
  }

  /** A variable from the pipeline's {@code variables:} or from the form of a manual pipeline. */
  public PickedJob variable(String name, String value) {
    own.put(name, value);
    return this;
  }

  /** A variable of the type file: the job gets the path of a file with this text. */
  public PickedJob file(String name, String text) {
    files.add(name);
    return variable(name, text);
  }

  /** A variable that the Runner hides in the log. */
  public PickedJob masked(String name, String value) {
    masked.add(name);
    return variable(name, value);
  }

  /** The job's {@code timeout:} in seconds. */
  public PickedJob timeout(int seconds) {
    timeout = seconds;
    return this;
  }

  /** The job's {@code environment:action}. */
  public PickedJob action(String action) {
    predefined.put("CI_ENVIRONMENT_ACTION", action);
    return this;
  }

  /** The job's {@code script:}. */
  public PickedJob script(String lines) {
    script = lines;
    return this;
  }

  /**
   * The job has {@code run:} instead, which the Runner turns into a script and a variable for an
   * executor that does not know it ({@code ValidateStepsJobRequest} in its {@code common/spec}).
   */
  public PickedJob gitLabSteps() {
    steps = true;
    return variable("STEPS", RUN).script("step-runner ci");
  }

  /** A step beside the script, such as {@code release}. */
  public PickedJob step(String name) {
    more.add(name);
    return this;
  }

  /** {@code cache:}, {@code artifacts:} and an earlier job's artifacts: the Runner's own stages. */
  public PickedJob cacheAndArtifacts() {
    keeps = true;
    return this;
  }

  /** What the pipeline runs on, {@code branch} or {@code tag} being its type. */
  public PickedJob ref(String type, String name, boolean protectedRef) {
    ref = name;
    refType = type;
    isProtected = protectedRef;
    return this;
  }

  /** The job's variables in the Runner's order: a user's own stand behind, and win. */
  public Map<String, String> variables() {
    Map<String, String> all = new LinkedHashMap<>(predefined);
    all.putAll(own);
    return all;
  }

  /** Whether a variable is of the type file. */
  public boolean isFile(String name) {
    return files.contains(name);
  }

  /** What an ID token of this job claims. */
  public ObjectNode claims(String audience, String environment, Instant now) {
    return Site.object()
        .put("iss", site.server().toString())
        .put("aud", audience)
        .put(
            "sub", "project_path:%s:ref_type:%s:ref:%s".formatted(site.projectPath(), refType, ref))
        .put("iat", now.getEpochSecond())
        .put("nbf", now.getEpochSecond() - 5)
        .put("exp", now.getEpochSecond() + TOKEN_LIVES)
        .put("jti", "local-" + job.id())
        .put("namespace_path", "shop")
        .put("project_id", String.valueOf(site.projectId()))
        .put("project_path", site.projectPath())
        .put("user_login", "ada")
        .put("pipeline_id", String.valueOf(job.pipelineId()))
        .put("pipeline_source", "push")
        .put("job_id", String.valueOf(job.id()))
        .put("ref", ref)
        .put("ref_type", refType)
        .put("ref_path", (refType.equals("tag") ? "refs/tags/" : "refs/heads/") + ref)
        .put("ref_protected", String.valueOf(isProtected))
        .put("environment", environment)
        .put("environment_protected", "true")
        .put("environment_action", predefined.getOrDefault("CI_ENVIRONMENT_ACTION", "start"))
        .put("sha", job.sha())
        .put("runner_environment", "self-hosted");
  }

  /** What GitLab itself answers: {@code run:} is a text, and no step has a script then. */
  ObjectNode offer() {
    if (!steps) {
      return json();
    }
    own.remove("STEPS");
    ObjectNode json = json().put("run", RUN);
    json.putArray("steps");
    return json;
  }

  /** The Runner's record of the job. */
  public ObjectNode json() {
    ObjectNode json =
        Site.object().put("id", job.id()).put("token", token).put("allow_git_fetch", true);
    json.putObject("job_info")
        .put("name", job.name())
        .put("stage", "deploy")
        .put("project_id", site.projectId())
        .put("project_name", "orders")
        .put("project_full_path", site.projectPath());
    json.putObject("git_info")
        .put("repo_url", repositoryUrl())
        .put("ref", ref)
        .put("sha", job.sha())
        .put("before_sha", "0".repeat(40))
        .put("ref_type", refType)
        .put("depth", 20)
        .put("protected", isProtected)
        .putArray("refspecs")
        .add("+refs/pipelines/" + job.pipelineId() + ":refs/pipelines/" + job.pipelineId());
    json.putObject("runner_info").put("timeout", timeout).put("runner_session_url", "");
    ArrayNode variables = json.putArray("variables");
    predefined.forEach((name, value) -> variables.add(variable(name, value, !isSecret(name))));
    own.forEach(
        (name, value) ->
            variables.add(
                variable(name, value, !masked.contains(name)).put("file", files.contains(name))));
    ArrayNode all = json.putArray("steps");
    addStep(all, "script");
    more.forEach(name -> addStep(all, name));
    if (steps) {
      json.putArray("run").addObject().put("name", "hello").put("script", "echo hello");
    }
    if (keeps) {
      addKept(json);
    }
    json.putObject("image").put("name", "");
    json.putObject("features").put("trace_sections", true);
    return json;
  }

  private static void addKept(ObjectNode json) {
    json.putArray("cache")
        .addObject()
        .put("key", "all")
        .put("policy", "pull-push")
        .put("when", "always")
        .putArray("paths")
        .add("kept");
    json.putArray("artifacts")
        .addObject()
        .put("when", "always")
        .put("artifact_type", "archive")
        .put("artifact_format", "zip")
        .putArray("paths")
        .add("report");
    json.putArray("dependencies")
        .addObject()
        .put("id", 1)
        .put("token", "glcbt-local-1")
        .put("name", "build")
        .putObject("artifacts_file")
        .put("filename", "artifacts.zip")
        .put("size", 1);
  }

  private void addStep(ArrayNode all, String name) {
    all.addObject()
        .put("name", name)
        .put("timeout", 3_600)
        .put("when", "on_success")
        .put("allow_failure", false)
        .putArray("script")
        .add(script);
  }

  private String repositoryUrl() {
    URI server = site.server();
    return "%s://gitlab-ci-token:%s@%s/%s.git"
        .formatted(server.getScheme(), token, server.getAuthority(), site.projectPath());
  }

  private static boolean isSecret(String name) {
    return name.endsWith("_TOKEN");
  }

  private static ObjectNode variable(String name, String value, boolean isPublic) {
    return Site.object()
        .put("key", name)
        .put("value", value)
        .put("public", isPublic)
        .put("file", false)
        .put("masked", !isPublic)
        .put("raw", false);
  }
}
