package dev.migratedeploy.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migratedeploy.demo.Stage;
import dev.migratedeploy.demo.ToolProcess;
import dev.migratedeploy.localcloud.LocalCloud;
import dev.migratedeploy.localcloud.http.Traffic;
import java.util.List;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What does not depend on each other is asked at once. */
class RoundTripsIT {
  private static final String LAST = ".RunTask";

  private final LocalCloud cloud = SharedCloud.get();

  @AfterEach
  void letGo() {
    cloud.traffic().delay((host, what) -> {});
  }

  @Test
  void noMoreThanTwelveFollowEachOtherUntilTheTaskIsStarted() throws Exception {
    Stage stage = new Stage(cloud, "roundtrips");
    assertThat(stage.run().exitCode()).isZero();
    stage.succeeded();
    stage.script("V2__milk.sql", "CREATE TABLE milk (id int);");
    cloud.traffic().forget();
    Rounds rounds = new Rounds(LAST);
    cloud.traffic().delay(rounds);
    FutureTask<ToolProcess.Result> running = new FutureTask<>(stage::run);
    Thread run = new Thread(running, "run");

    run.start();
    rounds.answerAll(run);
    ToolProcess.Result result = running.get();

    assertThat(result.exitCode()).as(result.output()).isZero();
    assertThat(cloud.traffic().sequentialUpTo(LAST))
        .as(words(cloud.traffic().all()))
        .isLessThanOrEqualTo(12);
  }

  private static String words(List<Traffic.Exchange> exchanges) {
    StringBuilder words = new StringBuilder();
    exchanges.forEach(
        one ->
            words.append(
                "%n%4d %4d  %s %s %s"
                    .formatted(one.came(), one.answered(), one.host(), one.method(), one.what())));
    return words.toString();
  }
}
