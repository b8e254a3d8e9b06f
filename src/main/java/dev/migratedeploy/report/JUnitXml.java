package dev.migratedeploy.report;

import dev.migratedeploy.changes.ScriptChange;
import dev.migratedeploy.deploy.event.RunInfo;
import dev.migratedeploy.findings.Finding;
import dev.migratedeploy.flyway.FlywayError;
import dev.migratedeploy.flyway.MigrationResult;
import dev.migratedeploy.plan.state.Plan;
import dev.migratedeploy.verdict.Verdict;
import dev.migratedeploy.verdict.VerdictDetails;
import java.io.StringWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/**
 * {@code junit.xml}: a test case for each changed script, and one for the command as a whole. A
 * cause is one failure: that of a script, if it is one's, else that of the command.
 */
final class JUnitXml {
  private JUnitXml() {}

  static String of(RunSummary run, Duration took) {
    StringWriter text = new StringWriter();
    try {
      XMLStreamWriter xml = XMLOutputFactory.newInstance().createXMLStreamWriter(text);
      write(xml, run, took);
      xml.close();
    } catch (XMLStreamException e) {
      throw new IllegalStateException("a string can always be written to", e);
    }
    return text + "\n";
  }

  private static void write(XMLStreamWriter xml, RunSummary run, Duration took)
      throws XMLStreamException {
    List<ScriptChange> changes =
        run.changes().map(found -> found.changes().changes()).orElse(List.of());
    xml.writeStartDocument();
    xml.writeStartElement("testsuites");
    xml.writeStartElement("testsuite");
    xml.writeAttribute("name", "migrate-deploy");
    xml.writeAttribute("time", seconds(took));
    Set<String> paths = new LinkedHashSet<>();
    changes.forEach(change -> paths.add(change.path()));
    JUnitRehearsal rehearsal = new JUnitRehearsal(run);
    paths.addAll(rehearsal.paths());
    run.plan().map(Plan::remarkable).orElse(List.of()).forEach(script -> paths.add(script.name()));
    Map<String, List<Finding>> errors =
        PlanFindings.with(run).stream()
            .filter(Finding::isError)
            .collect(Collectors.groupingBy(Finding::path, TreeMap::new, Collectors.toList()));
    paths.addAll(errors.keySet());
    JUnitScripts scripts = new JUnitScripts(run);
    boolean told = JUnitFleet.told(run);
    for (String path : paths) {
      List<Finding> ofPath = errors.getOrDefault(path, List.of());
      told |=
          rehearsal.has(path)
              ? rehearsed(xml, path, ofPath, run, rehearsal)
              : script(xml, path, ofPath, run, scripts);
    }
    if (run.verdict().isPresent()) {
      command(xml, run.verdict().get(), told, run, took);
    }
    xml.writeEndElement();
    new JUnitFleet(xml, run).write();
    xml.writeEndDocument();
  }

  /** Whether it failed. */
  private static boolean script(
      XMLStreamWriter xml, String path, List<Finding> errors, RunSummary run, JUnitScripts scripts)
      throws XMLStreamException {
    start(xml, path, run);
    Optional<Duration> time = scripts.time(path);
    if (time.isPresent()) {
      xml.writeAttribute("time", seconds(time.get()));
    }
    boolean failed =
        run.flyway()
            .flatMap(MigrationResult::error)
            .flatMap(FlywayError::script)
            .filter(name -> path.equals(name) || path.endsWith("/" + name))
            .isPresent();
    boolean red = failed || (isUnapplied(path, run) && is(Verdict.Kind.INCOMPLETE, run));
    if (!errors.isEmpty()) {
      for (Finding error : errors) {
        finding(xml, error, Optional.empty());
      }
    } else if (red) {
      failure(xml, run.verdict());
    } else if (isUnapplied(path, run)
        || !(is(Verdict.Kind.APPLIED, run)
            || is(Verdict.Kind.INCOMPLETE, run)
            || scripts.isInDatabase(path))) {
      xml.writeEmptyElement("skipped");
    }
    Optional<String> output = scripts.output(path);
    if (output.isPresent()) {
      xml.writeStartElement("system-out");
      xml.writeCharacters(clean(output.get()));
      xml.writeEndElement();
    }
    xml.writeEndElement();
    return red || !errors.isEmpty();
  }

  /** Whether it failed: its own failure is one of the errors. */
  private static boolean rehearsed(
      XMLStreamWriter xml,
      String path,
      List<Finding> errors,
      RunSummary run,
      JUnitRehearsal rehearsal)
      throws XMLStreamException {
    start(xml, path, run);
    Optional<Duration> time = rehearsal.time(path);
    if (time.isPresent()) {
      xml.writeAttribute("time", seconds(time.get()));
    }
    for (Finding error : errors) {
      finding(xml, error, rehearsal.statement(path, error));
    }
    Optional<String> skipped = rehearsal.skipped(path);
    if (errors.isEmpty() && skipped.isPresent()) {
      xml.writeEmptyElement("skipped");
      xml.writeAttribute("message", clean(skipped.get()));
    }
    Optional<String> output = rehearsal.output(path);
    if (output.isPresent()) {
      xml.writeStartElement("system-out");
      xml.writeCharacters(clean(output.get()));
      xml.writeEndElement();
    }
    xml.writeEndElement();
    return !errors.isEmpty();
  }

  private static boolean is(Verdict.Kind kind, RunSummary run) {
    return run.verdict().filter(verdict -> verdict.is(kind)).isPresent();
  }

  private static boolean isUnapplied(String path, RunSummary run) {
    return run.verdict().stream()
        .flatMap(verdict -> verdict.unapplied().stream())
        .anyMatch(script -> script.path().equals(path));
  }

  private static void finding(XMLStreamWriter xml, Finding error, Optional<String> statement)
      throws XMLStreamException {
    xml.writeStartElement("failure");
    xml.writeAttribute("type", error.rule());
    xml.writeAttribute("message", clean(error.place() + ": " + error.message()));
    xml.writeCharacters(clean(statement.map(text -> text + "\n").orElse("") + error.next()));
    xml.writeEndElement();
  }

  private static void command(
      XMLStreamWriter xml, Verdict verdict, boolean told, RunSummary run, Duration took)
      throws XMLStreamException {
    start(xml, run.info().map(RunInfo::command).orElse("deploy"), run);
    xml.writeAttribute("time", seconds(took));
    if (!verdict.isSuccess() && told) {
      xml.writeEmptyElement("skipped");
      xml.writeAttribute(
          "message",
          verdict.title() + (JUnitFleet.told(run) ? ": see the databases" : ": see the scripts"));
    } else if (!verdict.isSuccess()) {
      failure(xml, Optional.of(verdict));
    }
    xml.writeEndElement();
  }

  static String seconds(Duration took) {
    return "%d.%03d".formatted(took.toSeconds(), took.toMillisPart());
  }

  private static void start(XMLStreamWriter xml, String name, RunSummary run)
      throws XMLStreamException {
    xml.writeStartElement("testcase");
    xml.writeAttribute(
        "classname", run.info().map(heading -> heading.environment()).orElse("migrate-deploy"));
    xml.writeAttribute("name", clean(name));
  }

  private static void failure(XMLStreamWriter xml, Optional<Verdict> verdict)
      throws XMLStreamException {
    xml.writeStartElement("failure");
    if (verdict.isPresent()) {
      VerdictDetails explanation = verdict.get().explanation();
      xml.writeAttribute("type", verdict.get().title());
      xml.writeAttribute("message", clean(explanation.cause()));
      xml.writeCharacters(clean(String.join("\n", lines(explanation))));
    }
    xml.writeEndElement();
  }

  /** GitLab shows the text of a failure, and neither its message nor {@code system-out}. */
  private static List<String> lines(VerdictDetails explanation) {
    List<String> lines = new ArrayList<>(explanation.details());
    explanation.state().ifPresent(state -> lines.add("State: " + state));
    return lines;
  }

  /** XML 1.0 has no way at all to hold most control characters. */
  static String clean(String text) {
    return text.replaceAll("[^\\t\\n\\x20-\\uD7FF\\uE000-\\uFFFD\\x{10000}-\\x{10FFFF}]", "�");
  }
}
