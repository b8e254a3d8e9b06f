package dev.migratedeploy;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

/** The picture of the packages, kept true. */
class ArchitectureTest {
  private static final JavaClasses MAIN =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("dev.migratedeploy");

  @Test
  void packagesDependOnEachOtherInOneDirectionOnly() {
    slices().matching("dev.migratedeploy.(*)..").should().beFreeOfCycles().check(MAIN);
  }

  @Test
  void gitLabIsKnownToDetectionAndReviewAlone() {
    noClasses()
        .that()
        .resideOutsideOfPackages("..gitlab..", "..changes..", "..plan.comment..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("org.gitlab4j..", "jakarta.ws.rs..")
        .check(MAIN);
  }

  @Test
  void gitIsKnownToOnePartOfDetectionAlone() {
    knownOnlyTo("..gitlab.git..", "org.eclipse.jgit..");
  }

  @Test
  void jibIsKnownToTheImageAlone() {
    knownOnlyTo("..image..", "com.google..");
  }

  @Test
  void ecsIsKnownToTheTaskAlone() {
    noClasses()
        .that()
        .resideOutsideOfPackages("..aws.ecs..", "..cli..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("software.amazon.awssdk.services.ecs..")
        .check(MAIN);
  }

  @Test
  void theRestOfAwsIsKnownToItsAdaptersAlone() {
    noClasses()
        .that()
        .resideOutsideOfPackages("..aws..", "..aws.ecs..", "..aws.logs..", "..image..", "..cli..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("software.amazon..")
        .check(MAIN);
  }

  @Test
  void picocliIsKnownToTheCommandsAlone() {
    knownOnlyTo("..cli..", "picocli..");
  }

  @Test
  void yamlIsKnownToTheSettingsAlone() {
    knownOnlyTo("..config..", "org.yaml..");
  }

  @Test
  void signedTokensAreKnownToOnePartOfSealedModeAlone() {
    knownOnlyTo("..runner.token..", "org.jose4j..");
  }

  @Test
  void sealedModeIsKnownToTheCommandsAndTheEndOfTheProcessAlone() {
    noClasses()
        .that()
        .resideOutsideOfPackages("..runner..", "..cli..")
        .and()
        .doNotHaveSimpleName("EndOfProcess")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("..runner..")
        .check(MAIN);
  }

  @Test
  void whoDecidesOnAJobKnowsNothingOfDeploying() {
    noClasses()
        .that()
        .resideInAnyPackage("..runner.job..", "..runner.token..", "..runner.policy..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("..deploy..", "..aws.ecs..", "..aws..", "..report..", "..cli..")
        .check(MAIN);
  }

  @Test
  void theSqlParserIsKnownToTheFindingsAlone() {
    knownOnlyTo("..findings..", "net.sf.jsqlparser..");
  }

  @Test
  void theEnvironmentIsReadAtTheEntryPointAlone() {
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
  void theProcessIsEndedAtTheEntryPointAlone() {
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

  private static void knownOnlyTo(String adapter, String... library) {
    ArchRule rule =
        noClasses()
            .that()
            .resideOutsideOfPackage(adapter)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(library);
    rule.check(MAIN);
  }
}
