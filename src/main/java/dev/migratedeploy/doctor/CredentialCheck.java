package dev.migratedeploy.doctor;

import dev.migratedeploy.aws.ecs.TaskTemplate;
import dev.migratedeploy.flyway.CredentialSearch;
import dev.migratedeploy.verdict.Problem;
import java.util.List;

/** How the container comes to its database credentials. */
record CredentialCheck(TaskTemplate template) {
  static final String SECRETS = "secrets";

  private static final String CREDENTIALS = "credentials";

  void into(Checklist list) {
    secrets(list);
    executionRole(list);
    inPlain(list);
  }

  private void secrets(Checklist list) {
    List<String> names = template.secrets();
    if (names.isEmpty()) {
      list.warning(
          SECRETS,
          "the container " + template.container() + " gets no secret",
          "put the database's password into Secrets Manager, and name it in the container's secrets"
              + " as FLYWAY_PASSWORD");
      return;
    }
    list.ok(SECRETS, "the container gets " + String.join(", ", names));
  }

  private void executionRole(Checklist list) {
    if (template.executionRole().isPresent()) {
      list.ok("execution role", template.executionRole().orElseThrow());
    } else if (!template.secrets().isEmpty()) {
      list.error(
          "execution role",
          Problem.of(
              "the task definition "
                  + template.family()
                  + " has none, and ECS needs one for"
                  + " secrets",
              "set executionRoleArn to a role that may pull the image, write the log and call"
                  + " secretsmanager:GetSecretValue"));
    }
  }

  private void inPlain(Checklist list) {
    List<String> inPlain = template.variables().stream().filter(this::carriesSecret).toList();
    if (inPlain.isEmpty()) {
      list.ok(CREDENTIALS, "none in the container's plain environment");
      return;
    }
    list.warning(
        CREDENTIALS,
        String.join(", ", inPlain)
            + (inPlain.size() == 1 ? " is" : " are")
            + " in the container's plain environment, visible to everyone who may read task"
            + " definitions",
        "move the value to Secrets Manager, name it under secrets, and change the password");
  }

  private boolean carriesSecret(String variable) {
    return template
        .variable(variable)
        .map(value -> CredentialSearch.secretsIn(variable, variable + "=" + value))
        .filter(found -> !found.isEmpty())
        .isPresent();
  }
}
