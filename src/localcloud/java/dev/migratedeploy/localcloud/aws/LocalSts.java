package dev.migratedeploy.localcloud.aws;

import static java.util.Map.entry;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;

/** The Security Token Service. */
public final class LocalSts implements Service {
  private static final Duration AN_HOUR = Duration.ofHours(1);

  private final Clock clock;
  private final Map<String, String> sessions = new ConcurrentHashMap<>();
  private volatile Predicate<String> webIdentities = token -> true;
  private volatile Duration sessionsLast = AN_HOUR;
  private volatile Duration maxSessionDuration = AN_HOUR;

  LocalSts(Clock clock) {
    this.clock = clock;
  }

  @Override
  public String name() {
    return "sts";
  }

  @Override
  public Map<String, Operation> operations() {
    return Map.ofEntries(
        entry("GetCallerIdentity", this::getCallerIdentity),
        entry("AssumeRole", this::assumeRole),
        entry("AssumeRoleWithWebIdentity", this::assumeRoleWithWebIdentity));
  }

  /** Which OIDC tokens are good; any by default, but never an empty one. */
  public void webIdentities(Predicate<String> accepted) {
    webIdentities = accepted;
  }

  /** How long a session lasts whose length nobody asked for; an hour by default. */
  public void sessionsLast(Duration duration) {
    sessionsLast = duration;
  }

  /** The roles' own limit; an hour where nobody has set it. */
  public void maxSessionDuration(Duration duration) {
    maxSessionDuration = duration;
  }

  private ObjectNode getCallerIdentity(Fields input, Caller caller) {
    return Json.object()
        .put("Arn", sessions.getOrDefault(caller.accessKeyId(), Arns.user()))
        .put("UserId", caller.accessKeyId())
        .put("Account", Arns.ACCOUNT);
  }

  private ObjectNode assumeRole(Fields input, Caller caller) {
    return session(input);
  }

  private ObjectNode assumeRoleWithWebIdentity(Fields input, Caller caller) {
    String token = required(input, "WebIdentityToken");
    if (!webIdentities.test(token)) {
      throw AwsError.of(
          400,
          "InvalidIdentityToken",
          "The web identity token that was passed could not be validated by AWS.");
    }
    return session(input)
        .put("SubjectFromWebIdentityToken", "local")
        .put("Audience", "local")
        .put("Provider", "local");
  }

  private ObjectNode session(Fields input) {
    String role = Arns.lastPart(required(input, "RoleArn"));
    String name = required(input, "RoleSessionName");
    if (input.number("DurationSeconds").orElse(0L) > maxSessionDuration.toSeconds()) {
      throw AwsError.of(
          400,
          "ValidationError",
          "The requested DurationSeconds exceeds the MaxSessionDuration set for this role.");
    }
    String accessKeyId = "ASIA" + random(16);
    String arn = Arns.assumedRole(role, name);
    sessions.put(accessKeyId, arn);
    long seconds = input.number("DurationSeconds").orElse(sessionsLast.toSeconds());
    ObjectNode answer = Json.object();
    answer
        .putObject("Credentials")
        .put("AccessKeyId", accessKeyId)
        .put("SecretAccessKey", random(32))
        .put("SessionToken", random(32))
        .put("Expiration", clock.instant().plusSeconds(seconds).toString());
    answer.putObject("AssumedRoleUser").put("AssumedRoleId", "AROALOCAL:" + name).put("Arn", arn);
    return answer;
  }

  private static String required(Fields input, String name) {
    return input
        .text(name)
        .filter(value -> !value.isEmpty())
        .orElseThrow(
            () -> AwsError.of(400, "ValidationError", "The parameter " + name + " is missing."));
  }

  private static String random(int length) {
    return UUID.randomUUID()
        .toString()
        .replace("-", "")
        .substring(0, length)
        .toUpperCase(Locale.ROOT);
  }
}
