package dev.migratedeploy.localcloud.aws;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * GetLogEvents gives the page once more that it gave last, under the token that it was asked with:
 * it leads nowhere, and its events are no news.
 */
public final class RepeatedPages implements Fault {
  private final Fault otherwise;
  private final BooleanSupplier when;
  private Optional<ObjectNode> last = Optional.empty();

  /** What comes where no page is repeated is decided by another fault. */
  public RepeatedPages(Fault otherwise, BooleanSupplier when) {
    this.otherwise = otherwise;
    this.when = when;
  }

  @Override
  public synchronized ObjectNode answer(ObjectNode input, Work work) {
    Optional<String> token = new Fields(input).text("nextToken");
    if (last.isPresent() && token.isPresent() && when.getAsBoolean()) {
      return last.get().deepCopy().put("nextForwardToken", token.get());
    }
    ObjectNode answer = otherwise.answer(input, work);
    if (!answer.path("events").isEmpty()) {
      last = Optional.of(answer.deepCopy());
    }
    return answer;
  }
}
