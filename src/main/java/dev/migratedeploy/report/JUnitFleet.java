package dev.migratedeploy.report;

import dev.migratedeploy.deploy.event.FleetOutline;
import dev.migratedeploy.deploy.event.FleetOutline.WaveOutline;
import dev.migratedeploy.deploy.event.RunInfo;
import dev.migratedeploy.deploy.event.TargetResult;
import dev.migratedeploy.support.Ellipsis;
import dev.migratedeploy.verdict.Verdict;
import dev.migratedeploy.verdict.VerdictDetails;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/** A test suite for each wave of a run over many databases, with a test case for each of them. */
final class JUnitFleet {
  /** So many failures tell all that is known; thousands of them would make a file nobody opens. */
  private static final int MOST_DETAILED = 200;

  private static final int MOST_LINES = 20;
  private static final int LONGEST = 300;

  private final XMLStreamWriter xml;
  private final FleetSummary fleet;
  private final String environment;
  private int failures;

  JUnitFleet(XMLStreamWriter xml, RunSummary run) {
    this.xml = xml;
    this.fleet = run.fleet();
    this.environment = run.info().map(RunInfo::environment).orElse("migrate-deploy");
  }

  /** Whether a database has a failure of its own, which need not be told of the command again. */
  static boolean told(RunSummary run) {
    return !run.fleet().failed().isEmpty();
  }

  void write() throws XMLStreamException {
    List<WaveOutline> waves = fleet.outline().map(FleetOutline::waves).orElse(List.of());
    for (WaveOutline wave : waves) {
      xml.writeStartElement("testsuite");
      xml.writeAttribute("name", JUnitXml.clean("wave " + wave.name()));
      xml.writeAttribute("time", JUnitXml.seconds(fleet.took(wave.name())));
      for (TargetResult target : fleet.targets(wave.name())) {
        write(target);
      }
      xml.writeEndElement();
    }
  }

  private void write(TargetResult target) throws XMLStreamException {
    Verdict verdict = target.verdict();
    xml.writeStartElement("testcase");
    xml.writeAttribute("classname", environment);
    xml.writeAttribute("name", JUnitXml.clean(target.target()));
    xml.writeAttribute("time", JUnitXml.seconds(target.run().took()));
    if (target.isNotTried()) {
      xml.writeEmptyElement("skipped");
      xml.writeAttribute("message", cut(verdict.explanation().cause()));
    } else if (!verdict.isSuccess()) {
      xml.writeStartElement(verdict.isUncertain() ? "error" : "failure");
      xml.writeAttribute("type", verdict.title());
      xml.writeAttribute("message", cut(verdict.explanation().cause()));
      xml.writeCharacters(text(target));
      xml.writeEndElement();
    }
    xml.writeEndElement();
  }

  /** GitLab shows this text, and not the message. */
  private String text(TargetResult target) {
    VerdictDetails said = target.verdict().explanation();
    List<String> lines = new ArrayList<>(List.of(said.cause()));
    if (++failures <= MOST_DETAILED) {
      said.details().stream().limit(MOST_LINES).forEach(lines::add);
      said.state().ifPresent(state -> lines.add("State: " + state));
      said.next().ifPresent(next -> lines.add("Next: " + next));
      target
          .run()
          .log()
          .ifPresent(
              log ->
                  lines.add("Log: " + TargetLogFiles.DIRECTORY + "/" + target.target() + ".log"));
      return JUnitXml.clean(String.join("\n", lines));
    }
    return lines.stream().map(JUnitFleet::cut).collect(Collectors.joining("\n"));
  }

  private static String cut(String text) {
    return JUnitXml.clean(Ellipsis.cut(text, LONGEST));
  }
}
