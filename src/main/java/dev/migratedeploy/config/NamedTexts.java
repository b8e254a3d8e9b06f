package dev.migratedeploy.config;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.yaml.snakeyaml.nodes.ScalarNode;

/** A part of the file whose keys are names that its author has chosen, each with a text. */
record NamedTexts(ReadContext scope, String path, Map<String, Mappings.Entry> entries) {
  /** With every placeholder replaced. */
  Map<String, String> texts(Constraint keyRule, Constraint valueRule) {
    Map<String, String> texts = new LinkedHashMap<>();
    entries.forEach(
        (name, entry) -> {
          String itsPath = Section.join(path, name);
          String text = scope.value(itsPath, entry.line(), name).checked(keyRule, scope.findings());
          texts.put(
              text,
              Section.isNothing(entry.value())
                  ? new ConfigValue(itsPath, entry.line(), "", Optional.of(""))
                      .checked(valueRule, scope.findings())
                  : scope.value(itsPath, entry.value()).checked(valueRule, scope.findings()));
        });
    return texts;
  }

  /** The same, of which the fields of a namespace are filled in later. */
  Map<String, FieldTemplate> templates(Constraint keyRule, String namespace) {
    Map<String, FieldTemplate> templates = new LinkedHashMap<>();
    entries.forEach(
        (name, entry) -> {
          String itsPath = Section.join(path, name);
          String text =
              new ConfigValue(itsPath, entry.line(), name, Optional.of(name))
                  .checked(keyRule, scope.findings());
          if (entry.value() instanceof ScalarNode scalar) {
            String written = Section.isNothing(scalar) ? "" : scalar.getValue();
            templates.put(text, scope.template(itsPath, entry.line(), written, namespace));
          } else {
            scope
                .findings()
                .add(
                    entry.line(),
                    itsPath,
                    "expected a single value, found " + ReadContext.kind(entry.value()));
          }
        });
    return templates;
  }
}
