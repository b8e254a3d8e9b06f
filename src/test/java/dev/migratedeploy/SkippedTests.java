package dev.migratedeploy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.TestExecutionResult.Status;
import org.junit.platform.engine.support.descriptor.ClassSource;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;

/**
 * Prints what was skipped and why: Surefire and Failsafe print only how many, and nothing at all of
 * a class whose {@code @BeforeAll} gives up. If the build says where, it is noted there too, for
 * {@link SkippedSummary}; each JVM has a file of its own.
 */
public final class SkippedTests implements TestExecutionListener {
  /** Files that this JVM has begun; what an earlier build has left in one is gone. */
  private static final Set<Path> BEGUN = ConcurrentHashMap.newKeySet();

  private final Optional<Path> notes;

  /** JUnit makes one for each of its runs. */
  public SkippedTests() {
    this(Optional.ofNullable(System.getProperty("skipped.notes")).map(Path::of));
  }

  /** One that takes notes there. */
  SkippedTests(Optional<Path> notes) {
    this.notes = notes;
    notes.filter(BEGUN::add).ifPresent(SkippedTests::begin);
  }

  @Override
  public void executionSkipped(TestIdentifier test, String reason) {
    tell(test, reason);
  }

  @Override
  public void executionFinished(TestIdentifier test, TestExecutionResult result) {
    if (result.getStatus() == Status.ABORTED) {
      tell(test, result.getThrowable().map(Throwable::getMessage).orElse("an assumption failed"));
    }
  }

  private void tell(TestIdentifier test, String reason) {
    String name = name(test);
    String why = plain(reason);
    System.out.println("skipped: " + name + ": " + why);
    notes.ifPresent(file -> note(file, name + "\t" + why + "\n"));
  }

  /** The words of the test itself, without JUnit's before them. */
  static String plain(String reason) {
    return reason
        .strip()
        .replaceAll("\\s+", " ")
        .replaceFirst("^(.* ==> |Assumption failed: )", "");
  }

  private static void begin(Path file) {
    try {
      Files.createDirectories(file.toAbsolutePath().resolveSibling("."));
      Files.writeString(file, "");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void note(Path file, String line) {
    try {
      Files.writeString(file, line, StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String name(TestIdentifier test) {
    return test.getSource()
        .map(
            source ->
                source instanceof MethodSource method
                    ? simple(method.getClassName()) + "." + method.getMethodName()
                    : source instanceof ClassSource type
                        ? simple(type.getClassName())
                        : test.getDisplayName())
        .orElse(test.getDisplayName());
  }

  private static String simple(String className) {
    return className.substring(className.lastIndexOf('.') + 1);
  }
}
