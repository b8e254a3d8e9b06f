package dev.migratedeploy.localcloud.aws;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/** What goes wrong with one call. It decides whether the work is done, and what is answered. */
@FunctionalInterface
public interface Fault {
  /** The work that the call would have done without the fault. */
  @FunctionalInterface
  interface Work {
    ObjectNode run();
  }

  /** Answers instead of the operation, or throws. */
  ObjectNode answer(ObjectNode input, Work work);

  /** Nothing is done. */
  static Fault error(AwsError error) {
    return (input, work) -> {
      throw error;
    };
  }

  /** Nothing is done and the connection is closed without an answer. */
  static Fault reset() {
    return (input, work) -> {
      throw new ConnectionLost();
    };
  }

  /** The work is done, but the caller never hears of it. */
  static Fault loseAnswer() {
    return (input, work) -> {
      work.run();
      throw new ConnectionLost();
    };
  }

  /** The work is done, and the answer takes its time. */
  static Fault late(Duration time) {
    return (input, work) -> {
      ObjectNode answer = work.run();
      LockSupport.parkNanos(time.toNanos());
      return answer;
    };
  }

  /**
   * RunTask answers 200 and starts nothing.
   *
   * @param reason such as {@code RESOURCE:MEMORY} or {@code Capacity is unavailable at this time.
   *     Please try again later or in a different availability zone}
   */
  static Fault refuseTask(String reason) {
    return refuseTask(List.of(reason));
  }

  /**
   * The same with a reason for each of several instances.
   *
   * @param reasons the n-th is that of the container instance n
   */
  static Fault refuseTask(List<String> reasons) {
    return (input, work) -> {
      ObjectNode answer = Json.object();
      answer.putArray("tasks");
      for (String reason : reasons) {
        answer
            .withArray("failures")
            .addObject()
            .put(
                "arn",
                Arns.ecs(
                    Arns.DEFAULT_REGION,
                    "container-instance/staging/" + answer.path("failures").size()))
            .put("reason", reason);
      }
      return answer;
    };
  }

  /** DescribeTasks says MISSING of every task, as it may shortly after RunTask. */
  static Fault missing() {
    return (input, work) -> {
      ObjectNode answer = Json.object();
      answer.putArray("tasks");
      answer.set(
          "failures",
          Json.objects(
              new Fields(input)
                  .texts("tasks").stream()
                      .map(arn -> Json.object().put("arn", arn).put("reason", "MISSING"))
                      .toList()));
      return answer;
    };
  }

  /** DescribeTasks leaves out the exit code of every container. */
  static Fault hideExitCodes() {
    return edit(
        answer ->
            answer
                .path("tasks")
                .forEach(
                    task ->
                        task.path("containers")
                            .forEach(container -> ((ObjectNode) container).remove("exitCode"))));
  }

  /** GetLogEvents answers an empty page although events follow, as it does mid-stream at times. */
  static Fault emptyPage() {
    return (input, work) -> {
      LogToken token =
          new Fields(input).text("nextToken").map(LogToken::parse).orElse(LogToken.head());
      ObjectNode answer = Json.object();
      answer.putArray("events");
      return answer
          .put("nextForwardToken", token.renamed().toString())
          .put("nextBackwardToken", token.turned().toString());
    };
  }

  /** The work is done and its answer changed. */
  static Fault edit(Consumer<ObjectNode> change) {
    return (input, work) -> {
      ObjectNode answer = work.run();
      change.accept(answer);
      return answer;
    };
  }
}
