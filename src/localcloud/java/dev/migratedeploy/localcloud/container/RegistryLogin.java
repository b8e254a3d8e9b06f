package dev.migratedeploy.localcloud.container;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Base64;

/** Who pulls; for ECR the user is {@code AWS} and the password a token. */
public record RegistryLogin(String user, String password) {
  String header() {
    return "Basic " + Base64.getEncoder().encodeToString((user + ":" + password).getBytes(UTF_8));
  }

  @Override
  public String toString() {
    return "RegistryLogin[user=" + user + ", password=***]";
  }
}
