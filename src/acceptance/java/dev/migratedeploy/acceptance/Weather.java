package dev.migratedeploy.acceptance;

import dev.migratedeploy.localcloud.aws.AwsError;
import dev.migratedeploy.localcloud.aws.Fault;
import dev.migratedeploy.localcloud.aws.LocalAws;
import dev.migratedeploy.localcloud.aws.RepeatedPages;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;

/** Faults of all kinds that come over the local cloud's AWS at random, the same for one seed. */
final class Weather {
  private static final Map<String, List<Fault>> FAULTS = new LinkedHashMap<>();

  static {
    List<Fault> any =
        List.of(
            Fault.error(AwsError.throttling()),
            Fault.error(AwsError.server()),
            Fault.reset(),
            Fault.loseAnswer(),
            Fault.late(Duration.ofMillis(300)));
    FAULTS.put("DescribeTaskDefinition", any);
    FAULTS.put("RegisterTaskDefinition", any);
    FAULTS.put("ListTasks", any);
    FAULTS.put("RunTask", with(any, Fault.refuseTask("RESOURCE:MEMORY")));
    FAULTS.put("DescribeTasks", with(any, Fault.missing()));
    FAULTS.put("GetLogEvents", with(any, Fault.emptyPage()));
  }

  private final Random random;

  Weather(Random random) {
    this.random = random;
  }

  /** Some operations fail at some rate, and the log is late. */
  void over(LocalAws aws) {
    FAULTS.forEach((operation, faults) -> aws.faults().always(operation, some(operation, faults)));
    aws.logs().ingestionDelay(Duration.ofMillis(random.nextInt(400)));
  }

  private Fault some(String operation, List<Fault> faults) {
    int chance = random.nextInt(30);
    Fault some =
        (input, work) ->
            random.nextInt(100) < chance
                ? faults.get(random.nextInt(faults.size())).answer(input, work)
                : work.run();
    return operation.equals("GetLogEvents")
        ? new RepeatedPages(some, () -> random.nextInt(100) < 10)
        : some;
  }

  static void clear(LocalAws aws) {
    aws.faults().clear();
    aws.logs().ingestionDelay(Duration.ZERO);
  }

  private static List<Fault> with(List<Fault> any, Fault one) {
    return Stream.concat(any.stream(), Stream.of(one)).toList();
  }
}
