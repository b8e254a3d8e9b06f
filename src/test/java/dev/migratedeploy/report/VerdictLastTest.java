package dev.migratedeploy.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migratedeploy.deploy.event.DeployEvent.Noted;
import dev.migratedeploy.deploy.event.DeployEvent.VerdictReached;
import dev.migratedeploy.deploy.event.DeployListener;
import dev.migratedeploy.support.VirtualTicker;
import dev.migratedeploy.verdict.Verdict;
import dev.migratedeploy.verdict.VerdictDetails;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whatever the report writers do, the verdict is printed, and after everything else. */
class VerdictLastTest {
  @ParameterizedTest
  @EnumSource(Verdict.Kind.class)
  void aReportWriterThatFailsDoesNotCostTheVerdict(Verdict.Kind kind) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);
    JobOutput output = new JobOutput(out, false, false, new VirtualTicker());
    DeployListener fails =
        event -> {
          throw new IllegalStateException("no room");
        };
    DeployListener uploads = event -> output.on(new Noted("report files are uploaded"));

    DeployListener.all(List.of(fails, uploads, output))
        .on(new VerdictReached(new Verdict(kind, VerdictDetails.of("cause").next("what to do"))));

    List<String> lines = bytes.toString(StandardCharsets.UTF_8).lines().toList();
    assertThat(lines).hasSize(4);
    assertThat(lines.get(0)).contains("could not write a report", "no room");
    assertThat(lines.get(1)).contains("report files are uploaded");
    assertThat(lines.get(2)).isEqualTo("Result   " + kind.title() + "  cause");
    assertThat(lines.get(3)).isEqualTo("Next     what to do");
  }
}
