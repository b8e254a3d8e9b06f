package dev.migratedeploy.imagebuild;

import dev.migratedeploy.demo.Project;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Makes the AOT caches (JEP 483, 514 and 515): a run of the launcher that finds none leaves one of
 * what it has loaded. A deploy is trained as most jobs are, one changed script after an earlier
 * deployment, and on the longest way to GitLab and AWS, of which each shorter one is a part.
 */
final class Training {
  private final Home home;
  private final Path project;

  Training(Home home, Path project) {
    this.home = home;
    this.project = project;
  }

  void run(Jdk25 jdk, Path work) throws IOException {
    Path keys = keys(jdk, work);
    try (TrainingCloud cloud = new TrainingCloud(project);
        TlsDoor gitLab = TlsDoor.to(cloud.cloud().gitlab().uri(), keys);
        TlsDoor aws = TlsDoor.to(cloud.cloud().aws().uri(), keys)) {
      deploy(cloud.theLongWay(cloud.job(1), gitLab, aws), keys);
      cloud.succeeded();
      // One run makes one cache, and that was not the run which is like most.
      Files.delete(home.deployCache());
      deploy(cloud.theLongWay(cloud.job(2), gitLab, aws), keys);
    }
    Command.of(home.launcher().toString()).and(List.of("--help")).output();
    for (Path cache : home.caches().values()) {
      if (!Files.exists(cache)) {
        throw new BuildException("the training has left no " + cache);
      }
      ImageRoot.fixTime(cache);
    }
  }

  private void deploy(Project.Job job, Path keys) {
    Command.of(home.launcher().toString(), "deploy", "--env", TrainingCloud.ENVIRONMENT)
        .in(job.directory())
        .with(job.variables())
        .with("PATH", home.launcher().getParent() + ":" + System.getenv("PATH"))
        .with(
            "JDK_JAVA_OPTIONS",
            "-Djavax.net.ssl.trustStore=%s -Djavax.net.ssl.trustStorePassword=%s"
                .formatted(keys, TlsDoor.PASSWORD))
        .output();
  }

  private static Path keys(Jdk25 jdk, Path work) throws IOException {
    Path keys = work.resolve("local-cloud.p12");
    Files.deleteIfExists(keys);
    Command.of(jdk.home().resolve("bin/keytool").toString())
        .and(
            List.of(
                ("-genkeypair -alias local-cloud -keyalg EC -dname CN=127.0.0.1"
                        + " -ext SAN=IP:127.0.0.1 -storetype PKCS12")
                    .split(" ")))
        .and(List.of("-storepass", TlsDoor.PASSWORD, "-keystore", keys.toString()))
        .output();
    return keys;
  }
}
