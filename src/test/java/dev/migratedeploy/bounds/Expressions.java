package dev.migratedeploy.bounds;

import java.io.IOException;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** All regular expressions in the sources: the constants, and those in calls such as matches. */
final class Expressions {
  private static final Path SOURCES = Path.of("src/main/java");
  private static final Pattern CALL =
      Pattern.compile(
          "\\.(matches|replaceAll|replaceFirst)\\(\\s*\"((?:[^\"\\\\]|\\\\.)*+)\"\\s*[,)]");

  private static final Pattern VARIABLE = Pattern.compile("Matcher (\\w+) = $");

  private Expressions() {}

  static List<Expression> all() throws IOException, ReflectiveOperationException {
    List<Expression> all = new ArrayList<>();
    List<Path> files;
    try (Stream<Path> walk = Files.walk(SOURCES)) {
      files = walk.filter(file -> file.toString().endsWith(".java")).sorted().toList();
    }
    for (Path file : files) {
      String source = Files.readString(file);
      inCalls(file, source, all);
      if (source.contains("Pattern ")) {
        constants(file, source, all);
      }
    }
    return all;
  }

  private static void constants(Path file, String source, List<Expression> all)
      throws ReflectiveOperationException {
    boolean searches =
        Stream.of(".find()", ".results()", ".replaceAll(", ".replaceFirst(", ".split")
            .anyMatch(source::contains);
    Class<?> type = Class.forName(className(file), true, Expressions.class.getClassLoader());
    for (Field field : type.getDeclaredFields()) {
      if (Modifier.isStatic(field.getModifiers()) && field.getType() == Pattern.class) {
        field.setAccessible(true);
        String use = field.getName() + ".matcher(";
        boolean whole = !searches || isOnlyCompared(source, use);
        all.add(
            new Expression(
                type.getSimpleName() + "." + field.getName(), (Pattern) field.get(null), !whole));
      }
    }
  }

  /** Whether each matcher of it is asked for the whole text at once. */
  private static boolean isOnlyCompared(String source, String use) {
    int uses = 0;
    int compared = 0;
    for (int at = source.indexOf(use); at >= 0; at = source.indexOf(use, at + 1)) {
      uses++;
      int end = Math.min(source.length(), at + 60 + use.length());
      boolean atOnce = source.substring(at, end).contains(").matches()");
      compared += atOnce || isComparedLater(source.substring(0, at), source) ? 1 : 0;
    }
    return uses > 0 && uses == compared;
  }

  private static boolean isComparedLater(String before, String source) {
    Matcher variable = VARIABLE.matcher(before.substring(Math.max(0, before.length() - 60)));
    return variable.find()
        && source.contains(variable.group(1) + ".matches()")
        && !source.contains(variable.group(1) + ".find()")
        && !source.contains(variable.group(1) + ".lookingAt()");
  }

  private static void inCalls(Path file, String source, List<Expression> all) {
    Matcher call = CALL.matcher(source);
    while (call.find()) {
      all.add(
          new Expression(
              file.getFileName() + " " + call.group(1),
              Pattern.compile(call.group(2).translateEscapes()),
              !call.group(1).equals("matches")));
    }
  }

  private static String className(Path file) {
    String path = SOURCES.relativize(file).toString();
    return path.substring(0, path.length() - ".java".length()).replace('/', '.');
  }
}
