package dev.migratedeploy;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaConstructor;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Which room may know which, and which room may know a library. */
class ArchitectureTest {
  private static final String HOUSE = "dev.migratedeploy";

  private static final int MOST_PARAMETERS = 7;

  /** What the compiler gives the constructor of an enum: its name and its ordinal. */
  private static final int OF_AN_ENUM = 2;

  /** A floor of the house: its rooms know each other, and those of the floors below. */
  private record Floor(String name, List<String> rooms) {
    String[] packages() {
      return rooms.stream().map(room -> HOUSE + "." + room).toArray(String[]::new);
    }

    @Override
    public String toString() {
      return name;
    }
  }

  /** From the top. */
  private static final List<Floor> FLOORS =
      List.of(
          new Floor("commands", List.of("cli")),
          new Floor("output", List.of("report..")),
          new Floor(
              "use cases",
              List.of(
                  "deploy..",
                  "fleet",
                  "plan..",
                  "rehearsal..",
                  "doctor",
                  "history",
                  "init",
                  "runner..")),
          new Floor("settings as a whole", List.of("project")),
          new Floor(
              "systems", List.of("gitlab..", "image", "aws..", "flyway..", "findings..", "notify")),
          new Floor("ground", List.of("config", "changes", "targets", "ci", "network", "secrets")),
          new Floor("bottom", List.of("verdict", "support")));

  private static final JavaClasses MAIN =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages(HOUSE);

  static List<Floor> floors() {
    return FLOORS;
  }

  @ParameterizedTest
  @MethodSource("floors")
  void aFloorKnowsNoneAbove(Floor floor) {
    String[] above =
        FLOORS.subList(0, FLOORS.indexOf(floor)).stream()
            .flatMap(higher -> List.of(higher.packages()).stream())
            .toArray(String[]::new);
    noClasses()
        .that()
        .resideInAnyPackage(floor.packages())
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(above)
        .allowEmptyShould(above.length == 0)
        .check(MAIN);
  }

  @Test
  void everyRoomHasAFloor() {
    classes()
        .that()
        .resideOutsideOfPackages(HOUSE, "com.google..")
        .should()
        .resideInAnyPackage(
            FLOORS.stream()
                .flatMap(floor -> List.of(floor.packages()).stream())
                .toArray(String[]::new))
        .check(MAIN);
  }

  /** It is told everything, so that many tasks can share a clock and a budget of requests. */
  @Test
  void theMonitorOfATaskAsksNobodyAndWaitsForNothing() {
    noClasses()
        .that()
        .haveNameMatching(
            ".*\\.(TaskMonitor|TaskObserver|LogProgress|CancellationHandler|Heartbeat"
                + "|PollSchedule|MonitorStep|Observation)(\\$.*)?")
        .should()
        .dependOnClassesThat()
        .haveNameMatching(
            ".*\\.(Tasks|LogSource|WaitableClock|SystemClock|DeployListener|Cancellation"
                + "|Thread|Clock)")
        .orShould()
        .callMethod(Instant.class, "now")
        .check(MAIN);
  }

  @Test
  void packagesDependOnEachOtherInOneDirectionOnly() {
    slices().assignedFrom(packages()).should().beFreeOfCycles().check(MAIN);
  }

  /** Flyway's words and the clients of AWS are shared; apart from them a system stands alone. */
  @Test
  void noSystemKnowsAnother() {
    for (String system :
        List.of("gitlab..", "image", "aws..", "flyway..", "findings..", "notify")) {
      List<String> others = new ArrayList<>(List.of("gitlab..", "image", "findings..", "notify"));
      if (system.equals("aws..") || system.equals("flyway..")) {
        others.addAll(List.of("aws..", "flyway.."));
      }
      others.remove(system);
      noClasses()
          .that()
          .resideInAPackage(HOUSE + "." + system)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              others.stream().map(other -> HOUSE + "." + other).toArray(String[]::new))
          .check(MAIN);
    }
  }

  /** The policy of the runner's host is a file of its own, of the same sections. */
  @Test
  void onlyTheWholeFilesKnowSectionsOfTheSettings() {
    noClasses()
        .that()
        .resideOutsideOfPackages("..project..", "..runner.policy..")
        .should()
        .dependOnClassesThat(
            JavaClass.Predicates.simpleNameEndingWith("Section")
                .and(resideOutsideOfPackage("..config..")))
        .check(MAIN);
  }

  @ParameterizedTest
  @CsvSource({
    "org.gitlab4j.., gitlab..",
    "jakarta.ws.rs.., gitlab..",
    "org.eclipse.jgit.., gitlab.git..",
    "com.google.., image..",
    "org.yaml.., config..",
    "org.apache.commons.csv.., targets..",
    "org.jose4j.., runner.token..",
    "net.sf.jsqlparser.., findings..",
    "picocli.., cli..",
  })
  void aLibraryIsKnownToOneRoom(String library, String room) {
    noClasses()
        .that()
        .resideOutsideOfPackages(HOUSE + "." + room, "com.google..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage(library)
        .check(MAIN);
  }

  /**
   * Flyway runs in a container of its own, and for a rehearsal in a process of its own; neither is
   * on our class path.
   */
  @Test
  void neitherFlywaysApiNorTheObserverIsKnownToTheTool() {
    noClasses()
        .that()
        .resideOutsideOfPackage(HOUSE + ".rehearsal.engine..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "org.flywaydb..", "java.sql..", HOUSE + ".observer..", HOUSE + ".rehearsal.engine..")
        .check(MAIN);
  }

  @Test
  void awsIsKnownToItsAdaptersAndTheCompositionRoot() {
    noClasses()
        .that()
        .resideOutsideOfPackages("..aws..", "..image..", "..cli..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("software.amazon..")
        .check(MAIN);
  }

  @Test
  void theCustomExecutorIsKnownToTheCommandsAndTheEndOfTheProcess() {
    noClasses()
        .that()
        .resideOutsideOfPackages("..runner..", "..cli..")
        .and()
        .doNotHaveSimpleName("EndOfProcess")
        .should()
        .dependOnClassesThat()
        .resideInAPackage(HOUSE + ".runner..")
        .check(MAIN);
  }

  @Test
  void whoDecidesOnAJobKnowsNothingOfDeploying() {
    noClasses()
        .that()
        .resideInAnyPackage("..runner.job..", "..runner.token..", "..runner.policy..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "..deploy..", "..aws.logs..", "..report..", "..cli..", "software.amazon..")
        .check(MAIN);
  }

  @Test
  void theEnvironmentIsReadAtTheEntryPointOnly() {
    noClasses()
        .that()
        .doNotHaveSimpleName("MigrateDeploy")
        .should()
        .callMethod(System.class, "getenv")
        .orShould()
        .callMethod(System.class, "getenv", String.class)
        .because("everything else gets the environment as a map, so that a test can make one")
        .check(MAIN);
  }

  @Test
  void theProcessIsEndedAtTheEntryPointOnly() {
    noClasses()
        .that()
        .doNotHaveSimpleName("ProcessExit")
        .should()
        .callMethod(System.class, "exit", int.class)
        .check(MAIN);
  }

  @Test
  void everyPackageIsNullMarked() {
    classes()
        .that()
        .haveSimpleName("package-info")
        .should()
        .beAnnotatedWith(NullMarked.class)
        .check(MAIN);
  }

  /** Nobody can tell the eighth of many arguments from the ninth: smaller records or a builder. */
  @Test
  void noConstructorHasMoreThanSevenParameters() {
    assertThat(
            MAIN.stream()
                .flatMap(type -> type.getConstructors().stream())
                .filter(constructor -> length(constructor) > MOST_PARAMETERS)
                .map(JavaConstructor::getFullName))
        .isEmpty();
  }

  private static int length(JavaConstructor constructor) {
    return constructor.getRawParameterTypes().size()
        - (constructor.getOwner().isEnum() ? OF_AN_ENUM : 0);
  }

  /** Every package is a slice of its own, also one below another. */
  private static SliceAssignment packages() {
    return new SliceAssignment() {
      @Override
      public SliceIdentifier getIdentifierOf(JavaClass type) {
        return SliceIdentifier.of(type.getPackageName());
      }

      @Override
      public String getDescription() {
        return "packages";
      }
    };
  }
}
