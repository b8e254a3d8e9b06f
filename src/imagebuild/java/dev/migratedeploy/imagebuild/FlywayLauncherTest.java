package dev.migratedeploy.imagebuild;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Flyway's launcher, with a Java that only says what it is to do, or refuses the cache. */
class FlywayLauncherTest {
  private static final String REFUSES =
      """
      case " $* " in
        *" -XX:AOTMode=on "*)
          echo "[0.02s][warning][aot] This file is not the one"
          echo "[0.02s][error  ][aot] An error has occurred while processing the AOT cache."
          exit 1 ;;
      esac
      """;

  private final FlywayHome home;

  FlywayLauncherTest(@TempDir Path work) throws IOException {
    home = FlywayHome.in(work.toRealPath().resolve("root"));
    for (String jar : List.of("flyway-core-12.4.0", "flyway-commandline-12.4.0")) {
      Files.createFile(home.libraries().resolve(jar + ".jar"));
    }
    Files.createFile(home.drivers().resolve("postgresql-42.jar"));
    Files.createDirectories(home.runtime().resolve("bin"));
    java("");
    home.finish();
    Files.createFile(home.cache());
  }

  @Test
  void itStartsFromTheCacheWithTheFlagsForAShortRun() {
    assertThat(start(Map.of(), "migrate", "-X=a b", "", "*"))
        .startsWith("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-XX:AOTCache=" + home.cache())
        .endsWith(
            "org.flywaydb.commandline.Main", "-skipCheckForUpdate", "migrate", "-X=a b", "", "*");
  }

  @Test
  void theJarsOfTheTrainingComeFirstAndTheUsersOwnAfterThem() throws IOException {
    Files.createFile(home.drivers().resolve("a-driver-of-mine.jar"));

    assertThat(classPath(Map.of()))
        .isEqualTo(
            "lib/flyway/flyway-commandline-12.4.0.jar:lib/flyway/flyway-core-12.4.0.jar"
                + ":drivers/postgresql-42.jar:drivers/a-driver-of-mine.jar");
  }

  @Test
  void theUsersClassPathWinsAsInTheOfficialImage() {
    assertThat(classPath(Map.of("CLASSPATH", "/mine/*"))).startsWith("/mine/*:lib/flyway/");
  }

  @ParameterizedTest
  @ValueSource(strings = {"-XX:+UseG1GC", "-XX:+UseZGC", "-XX:-UseSerialGC", "-XX:+UseParallelGC"})
  void aCollectorOfTheUsersOwnIsNotContradicted(String flag) {
    for (String variable : List.of("JAVA_ARGS", "JDK_JAVA_OPTIONS", "JAVA_TOOL_OPTIONS")) {
      assertThat(start(Map.of(variable, flag + " -Dkey=*")))
          .doesNotContain("-XX:+UseSerialGC")
          .contains("-XX:TieredStopAtLevel=1", "-XX:AOTCache=" + home.cache());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"-XX:TieredStopAtLevel=4", "-XX:-TieredCompilation", "-Xint"})
  void aCompilerOfTheUsersOwnIsNotContradicted(String flag) {
    assertThat(start(Map.of("JAVA_TOOL_OPTIONS", flag)))
        .doesNotContain("-XX:TieredStopAtLevel=1")
        .contains("-XX:+UseSerialGC");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "-XX:AOTCache=/mine",
        "-XX:AOTCacheOutput=/mine",
        "-XX:AOTMode=record -XX:AOTConfiguration=/mine",
        "-Xshare:off",
        "-XX:SharedArchiveFile=/mine",
      })
  void aCacheOfTheUsersOwnIsNotContradicted(String flags) {
    assertThat(start(Map.of("JAVA_ARGS", flags)))
        .doesNotContain("-XX:AOTCache=" + home.cache(), "-Xlog:aot=off")
        .contains(flags.split(" ", -1));
  }

  @Test
  void optionsInAFileStandAlone() {
    assertThat(start(Map.of("JDK_JAVA_OPTIONS", "@/mine/options")).get(0))
        .isEqualTo("-XX:-UsePerfData");
  }

  @Test
  void wordsOfJavaArgsAreNoNamesOfFiles() {
    assertThat(start(Map.of("JAVA_ARGS", "-Da=*  -Db=2"))).contains("-Da=*", "-Db=2");
  }

  @Test
  void aMissingCacheIsNoWordUnlessItIsAskedFor() throws IOException {
    Files.delete(home.cache());

    assertThat(start(Map.of())).noneMatch(line -> line.contains("AOT") || line.contains("flyway:"));
    assertThat(start(Map.of("MIGRATE_DEPLOY_VERBOSE", "true")).get(0))
        .startsWith("flyway: starts without its cache of loaded classes: it is not there");
  }

  @Test
  void aCacheThatJavaRefusesIsToldInOneLineIfItIsAskedFor() throws IOException {
    java(REFUSES);

    assertThat(start(Map.of()).get(0)).startsWith("-XX:");
    for (List<String> said :
        List.of(start(Map.of(), "-X", "info"), start(Map.of("MIGRATE_DEPLOY_VERBOSE", "1")))) {
      assertThat(said.get(0))
          .isEqualTo(
              "flyway: starts without its cache of loaded classes: Java has refused it: This file"
                  + " is not the one");
      assertThat(said.get(1)).startsWith("-XX:");
    }
  }

  @Test
  void aCacheThatJavaTakesIsNotSpokenOf() {
    assertThat(start(Map.of("MIGRATE_DEPLOY_VERBOSE", "1")).get(0)).startsWith("-XX:");
  }

  @Test
  void inAnotherFolderThanTheOneOfItsTrainingTheCacheIsNotTaken(@TempDir Path elsewhere)
      throws IOException {
    Path copy = elsewhere.resolve("flyway");
    Command.of("cp", "-r", home.folder().toString(), copy.toString()).output();

    assertThat(Command.of(copy.resolve("flyway").toString()).output())
        .contains(copy + "/lib/flyway/flyway-core-12.4.0.jar")
        .doesNotContain("AOTCache");
  }

  @Test
  void aLinkToItAndItsNameOnThePathLeadToItsFolder(@TempDir Path bin) throws IOException {
    Files.createSymbolicLink(bin.resolve("migrate"), home.launcher());

    assertThat(Command.of("sh", "-c", "migrate").with("PATH", bin + ":/usr/bin:/bin").output())
        .contains("-XX:AOTCache=" + home.cache());
    assertThat(Command.of("sh", "flyway").in(home.folder()).result().output())
        .doesNotContain("No such file");
  }

  private String classPath(Map<String, String> variables) {
    List<String> words = start(variables);
    return words.get(words.indexOf("-cp") + 1).replace(home.folder() + "/", "");
  }

  private List<String> start(Map<String, String> variables, String... arguments) {
    return Command.of(home.launcher().toString())
        .and(List.of(arguments))
        .with(variables)
        .output()
        .lines()
        .toList();
  }

  private void java(String first) throws IOException {
    ImageRoot.writeProgram(
        home.runtime().resolve("bin/java"), "#!/bin/sh\n" + first + "printf '%s\\n' \"$@\"\n");
  }
}
