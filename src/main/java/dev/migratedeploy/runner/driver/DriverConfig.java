package dev.migratedeploy.runner.driver;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;

/**
 * What {@code config_exec} prints ("Config" in the Runner's custom executor documentation).
 *
 * @param version this tool's
 * @param stateDirectory below which the Runner believes the job's directories to be
 */
public record DriverConfig(String version, Path stateDirectory) {
  /** One line of JSON. Nothing is ever put into the directories: no script runs in them. */
  public String json() {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.putObject("driver").put("name", "migrate-deploy").put("version", version);
    json.put("builds_dir", stateDirectory.resolve("builds").toString());
    json.put("cache_dir", stateDirectory.resolve("cache").toString());
    json.put("builds_dir_is_shared", false);
    // For the driver's later stages: a service has no locale, and scripts may have any name.
    json.putObject("job_env").put("LC_ALL", "C.UTF-8");
    return json.toString();
  }
}
