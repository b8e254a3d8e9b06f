package dev.migratedeploy.acceptance;

import java.util.List;

/**
 * A moment of a deploy: when one request of a kind has come, or its work is done and its answer is
 * not out yet.
 *
 * @param host of the local cloud
 * @param what a regular expression for the operation or path
 * @param number which of these requests
 * @param done whether its work is done
 * @param heldBack whether the migration waits in its middle until the job is dead
 */
record KillMoment(
    String name,
    String host,
    String method,
    String what,
    int number,
    boolean done,
    boolean heldBack) {
  private static final String ECS = "AmazonEC2ContainerServiceV20141113.";
  private static final String LOGS = "Logs_20140328.";

  static List<KillMoment> all() {
    return List.of(
        gitLab("detection asks GitLab", ".*/deployments.*", 1),
        aws("the template is asked for", ECS + "DescribeTaskDefinition", 1),
        registry("the base is asked for", "GET", ".*/flyway/manifests/.*", 1),
        registry("a layer is to be uploaded", "POST", ".*/blobs/uploads/.*", 1),
        registry("a layer is uploaded", "PUT", ".*/blobs/uploads/.*", 1).whenDone(),
        registry("the configuration is to be uploaded", "PUT", ".*/blobs/uploads/.*", 3),
        registry("the manifest is to be pushed", "PUT", ".*/manifests/.*", 1),
        registry("the manifest is pushed", "PUT", ".*/manifests/.*", 1).whenDone(),
        aws("running tasks are looked for", ECS + "ListTasks", 1),
        aws("stopped tasks are looked for", ECS + "ListTasks", 2).whenDone(),
        aws("the revision is to be registered", ECS + "RegisterTaskDefinition", 1),
        aws("the revision is registered", ECS + "RegisterTaskDefinition", 1).whenDone(),
        aws("RunTask has been sent", ECS + "RunTask", 1),
        aws("RunTask is answered", ECS + "RunTask", 1).whenDone(),
        aws("the task migrates when RunTask is answered", ECS + "RunTask", 1).whenDone().held(),
        aws("the task is looked at", ECS + "DescribeTasks", 1),
        aws("the task is looked at while it migrates", ECS + "DescribeTasks", 2).held(),
        aws("the log is to be read", LOGS + "GetLogEvents", 1).held(),
        aws("a part of the log is read", LOGS + "GetLogEvents", 1).whenDone().held(),
        aws("the log is read to its end", LOGS + "GetLogEvents", 2).whenDone());
  }

  private static KillMoment gitLab(String name, String what, int number) {
    return new KillMoment(name, "gitlab", "GET", what, number, false, false);
  }

  private static KillMoment aws(String name, String what, int number) {
    return new KillMoment(name, "local-aws", "POST", what, number, false, false);
  }

  private static KillMoment registry(String name, String method, String what, int number) {
    return new KillMoment(name, "registry", method, what, number, false, false);
  }

  private KillMoment whenDone() {
    return new KillMoment(name, host, method, what, number, true, heldBack);
  }

  private KillMoment held() {
    return new KillMoment(name, host, method, what, number, done, true);
  }

  boolean is(String host, String method, String what) {
    return this.host.equals(host) && this.method.equals(method) && what.matches(this.what);
  }

  /**
   * Whether there is a revision that no task was started of. Its label names the job that
   * registered it, by which a later deploy knows what the last one ran with: another job registers
   * its own.
   */
  boolean leavesARevision() {
    return done && what.equals(ECS + "RegisterTaskDefinition");
  }

  @Override
  public String toString() {
    return name;
  }
}
