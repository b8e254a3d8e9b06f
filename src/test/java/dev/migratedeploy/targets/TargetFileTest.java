package dev.migratedeploy.targets;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Files that hold the list: YAML, JSON, and CSV as different programs write it. */
class TargetFileTest {
  private static final String TEMPLATE =
      "\nenvironment: {FLYWAY_URL: \"jdbc:postgresql://${target.host}/${target.name}\"}";

  private final TargetsText project;

  TargetFileTest(@TempDir Path directory) {
    this.project = new TargetsText(directory);
  }

  @Test
  void yamlAndJsonAreListsOfMappings() {
    assertThat(read("t.yml", "- name: acme\n  host: db1\n- {name: beta, host: db2}\n"))
        .isEqualTo("acme=db1 beta=db2");
    assertThat(
            read(
                "t.json",
                "[\n\t{\"name\": \"acme\", \"host\": \"db1\"},\n\t{\"name\": \"beta\", \"host\":"
                    + " \"db\\/2\"}\n]\n"))
        .isEqualTo("acme=db1 beta=db/2");
  }

  /** Excel's own, a byte order mark, Windows' line ends, blanks, comments, rows of separators. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "name,host\\nacme,db1\\nbeta,db2",
        "\uFEFFname,host\\r\\nacme,db1\\r\\nbeta,db2\\r\\n",
        "\uFEFF\"name\",\"host\"\\n\"acme\",\"db1\"\\nbeta,db2",
        "name;host\\nacme;db1\\nbeta;db2\\n",
        "name\\thost\\nacme\\tdb1\\nbeta\\tdb2\\n",
        "# of the crm\\n\\nname , host\\n\\nacme, db1\\n# beta,gone\\nbeta,\"db2\"\\n",
        "host,name\\ndb1,acme\\n,\\ndb2,beta\\n,\\n",
      })
  void commaSeparatedValuesComeInMoreThanOneForm(String text) {
    assertThat(
            read(
                "tenants.csv", text.replace("\\n", "\n").replace("\\r", "\r").replace("\\t", "\t")))
        .isEqualTo("acme=db1 beta=db2");
  }

  @Test
  void aValueInQuotationMarksMayHoldSeparators() {
    assertThat(
            project
                .with("t.csv", "name,host,note\nacme,db1,\"a, \"\"b\"\"\"\n")
                .resolve("from: t.csv" + TEMPLATE)
                .all()
                .get(0)
                .fields())
        .containsEntry("note", "a, \"b\"");
  }

  @Test
  void aFileWithOtherColumnsOrRowsIsToldWithItsLines() {
    assertThat(problems("t.csv", "Name,Host\nacme,db1\n"))
        .isEqualTo(
            "t.csv:1: the first line names the columns; name must be one of them, and it has"
                + " \"Name, Host\"; rename Name to name");
    assertThat(problems("t.csv", "acme,db1\nbeta,db2\n"))
        .isEqualTo(
            "t.csv:1: the first line names the columns; name must be one of them, and it has"
                + " \"acme, db1\"");
    assertThat(problems("t.yml", "- {nmae: acme, host: db1}\n- {host: db2}\n"))
        .isEqualTo(
            "t.yml:1: no name; each target has one; rename nmae to name"
                + " / t.yml:2: no name; each target has one");
    assertThat(problems("t.csv", "name,host\nacme\n\nbeta,db2,x\n,db3\n"))
        .isEqualTo(
            "t.csv:2: acme: 1 value, and the header has 2 columns: name, host"
                + " / t.csv:4: beta: 3 values, and the header has 2 columns: name, host"
                + " / t.csv:5: no name; each target has one");
    assertThat(problems("t.csv", "name,host,host,\n"))
        .isEqualTo(
            "t.csv:1: two columns have the name host / t.csv:1: column 4 of the header has no name");
  }

  @Test
  void ofAThousandWrongLinesAHundredAreTold() {
    assertThat(
            project
                .with("t.csv", "name,host\n" + "a b,db1\n".repeat(1_000))
                .problems("from: t.csv" + TEMPLATE))
        .hasSize(101)
        .endsWith("and 900 more");
  }

  @Test
  void aQuotationMarkThatIsNotClosedIsToldWithItsLine() {
    assertThat(problems("t.csv", "name,host\nacme,db1\nbeta,\"db2\ngamma,db3\n"))
        .isEqualTo("t.csv:3: a quotation mark is opened here or below and never closed");
    assertThat(problems("t.csv", "name,host\nacme,\"db1\"x\n"))
        .isEqualTo(
            "t.csv:2: something follows a closing quotation mark here or below; one within a value"
                + " is written twice");
  }

  @ParameterizedTest
  @CsvSource({
    "t.yml,'',it is empty",
    "t.csv,'  ',it is empty",
    "t.csv,'name,host',it holds no target",
    "t.yml,'[]',it holds no target",
    "t.yml,'# nothing',it is empty",
    "t.yml,'tenants: [{name: a}]','it is no list of targets, each with name: and fields of its own'",
    "t.json,'{\"name\": \"a\"}','it is no list of targets, each with name: and fields of its own'",
  })
  void aFileWithoutTargetsIsRefused(String name, String text, String why) {
    assertThat(project.with(name, text).refusal("from: " + name + TEMPLATE).cause())
        .isEqualTo("could not read the targets " + name + ": " + why);
  }

  @Test
  void aFileThatIsNotThereIsRefused() {
    assertThat(project.refusal("from: tenants.yml" + TEMPLATE).cause())
        .isEqualTo("could not read the targets tenants.yml: no such file");
  }

  @Test
  void aFileThatIsNoYamlIsToldWithItsLine() {
    assertThat(problems("t.yml", "- {name: acme, host: db1}\n- {name: beta\n"))
        .startsWith("t.yml:3:1: ");
  }

  /** Nobody's variable is put into the list; one who believes that must hear it. */
  @Test
  void placeholdersOfAFileAreNotReplaced() {
    assertThat(problems("t.yml", "- {name: acme, host: \"${DB_HOST}\"}\n"))
        .isEqualTo(
            "t.yml:1: acme: ${…} in host is not replaced here; write it in the settings'"
                + " environment");
  }

  @Test
  void tenThousandAreRead() {
    String text =
        "name,host\n"
            + java.util.stream.IntStream.range(0, 10_000)
                .mapToObj(i -> "tenant-" + i + ",db" + i % 7 + "\n")
                .collect(Collectors.joining());
    assertThat(project.with("t.csv", text).resolve("from: t.csv" + TEMPLATE).all()).hasSize(10_000);
  }

  private String problems(String name, String text) {
    return String.join(" / ", project.with(name, text).problems("from: " + name + TEMPLATE));
  }

  private String read(String name, String text) {
    return project.with(name, text).resolve("from: " + name + TEMPLATE).all().stream()
        .map(target -> target.name() + "=" + target.fields().get("host"))
        .collect(Collectors.joining(" "));
  }
}
