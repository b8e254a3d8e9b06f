package dev.migratedeploy.acceptance;

import java.util.List;

/** Moments of the custom executor at which its driver is killed. */
final class SealedKillMoments {
  private static final String ECS = "AmazonEC2ContainerServiceV20141113.";
  private static final String LOGS = "Logs_20140328.";
  private static final String PACK = ".*/git-upload-pack";
  private static final String ARTIFACTS = ".*/artifacts.*";

  private SealedKillMoments() {}

  static List<KillMoment> ofPrepare() {
    return List.of(
        gitLab("prepare asks where GitLab's keys are", "GET", ".*/openid-configuration", 1, false),
        gitLab("prepare has GitLab's keys", "GET", ".*/keys", 1, true),
        aws("prepare asks who the runner is", "/", 1, false, false),
        aws("prepare has the template", ECS + "DescribeTaskDefinition", 1, true, false));
  }

  static List<KillMoment> ofRun() {
    return List.of(
        gitLab("run asks where GitLab's keys are", "GET", ".*/openid-configuration", 1, false),
        gitLab("the commit is to be fetched", "POST", PACK, 1, false),
        gitLab("the settings are to be fetched", "POST", PACK, 2, false),
        gitLab("the scripts are fetched", "POST", PACK, 3, true),
        gitLab("detection asks GitLab", "GET", ".*/deployments.*", 1, false),
        registry("the base is asked for", "GET", ".*/flyway/manifests/.*", 1, false),
        registry("a layer is uploaded", "PUT", ".*/blobs/uploads/.*", 1, true),
        registry("the manifest is pushed", "PUT", ".*/manifests/.*", 1, true),
        aws("running tasks are looked for", ECS + "ListTasks", 1, false, false),
        aws("the revision is registered", ECS + "RegisterTaskDefinition", 1, true, false),
        aws("RunTask has been sent", ECS + "RunTask", 1, false, false),
        aws("RunTask is answered", ECS + "RunTask", 1, true, false),
        aws("the task migrates when RunTask is answered", ECS + "RunTask", 1, true, true),
        aws("the task is looked at while it migrates", ECS + "DescribeTasks", 1, false, true),
        aws("a part of the log is read", LOGS + "GetLogEvents", 1, true, true),
        aws("the log is read to its end", LOGS + "GetLogEvents", 2, true, false),
        gitLab("the first report is to be uploaded", "POST", ARTIFACTS, 1, false),
        gitLab("some reports are uploaded", "POST", ARTIFACTS, 3, true));
  }

  private static KillMoment gitLab(
      String name, String method, String what, int number, boolean done) {
    return new KillMoment(name, "gitlab", method, what, number, done, false);
  }

  private static KillMoment registry(
      String name, String method, String what, int number, boolean done) {
    return new KillMoment(name, "registry", method, what, number, done, false);
  }

  private static KillMoment aws(
      String name, String what, int number, boolean done, boolean heldBack) {
    return new KillMoment(name, "local-aws", "POST", what, number, done, heldBack);
  }
}
