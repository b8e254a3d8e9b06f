package dev.migratedeploy.runner;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.migratedeploy.runner.job.RunnerJob;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;

/** What the Runner writes to {@code JOB_RESPONSE_FILE}, for a job of the tests to change. */
public final class RunnerPayload {
  public static final URI GITLAB = URI.create("https://gitlab.example.com");
  public static final String SHA = "9be01d4a5f0c3e6b7d8a9c0b1e2f3a4b5c6d7e8f";

  private static final ObjectMapper JSON = new ObjectMapper();

  private final ObjectNode root;

  private RunnerPayload(ObjectNode root) {
    this.root = root;
  }

  /** A job on the protected branch {@code main}, which wishes for {@code production}. */
  public static RunnerPayload ofDefaultBranch() {
    return read("""
            {"id": 1001, "token": "glcbt-64_abc", "allow_git_fetch": true,
             "job_info": {"name": "migrate", "stage": "deploy", "project_id": 42,
                          "project_name": "orders", "project_full_path": "shop/orders"},
             "git_info": {"repo_url":
                            "https://gitlab-ci-token:glcbt-64_abc@gitlab.example.com/shop/orders.git",
                          "repo_object_format": "sha1", "ref": "main", "sha": "%s",
                          "before_sha": "0000000000000000000000000000000000000000",
                          "ref_type": "branch", "refspecs": [], "depth": 20, "protected": true},
             "runner_info": {"timeout": 3600},
             "variables": [], "steps": [{"name": "script", "script": ["rm -rf /"]}],
             "image": {"name": "evil"}, "credentials": []}
            """
            .formatted(SHA))
        .wishing("MIGRATE_DEPLOY_ENV", "production");
  }

  private static RunnerPayload read(String json) {
    try {
      return new RunnerPayload((ObjectNode) JSON.readTree(json));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Sets a value, or leaves it out where it is null. */
  public RunnerPayload with(
      String section, String key, @org.jspecify.annotations.Nullable Object value) {
    ObjectNode parent = section.isEmpty() ? root : root.withObject("/" + section);
    if (value == null) {
      parent.remove(key);
    } else {
      parent.set(key, JSON.valueToTree(value));
    }
    return this;
  }

  /** Adds a variable, behind those that are there. */
  public RunnerPayload wishing(String variable, String value) {
    root.withArray("variables").addObject().put("key", variable).put("value", value);
    return this;
  }

  public RunnerPayload onRef(String type, String name, boolean isProtected) {
    return with("git_info", "ref_type", type)
        .with("git_info", "ref", name)
        .with("git_info", "protected", isProtected);
  }

  public JsonNode json() {
    return root;
  }

  public RunnerJob job() {
    return job(GITLAB);
  }

  public RunnerJob job(URI gitLab) {
    try {
      Path file = Files.createTempFile("job", ".json");
      try {
        Files.writeString(file, root.toString());
        return RunnerJob.read(file, gitLab);
      } finally {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
