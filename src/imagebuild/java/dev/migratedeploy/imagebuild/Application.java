package dev.migratedeploy.imagebuild;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * The application in two jars: our own code, and all libraries together. One jar is opened once,
 * where ninety would each be looked through for every service.
 *
 * @param classes the folder of our own compiled code
 * @param wholeJar the one for Java 17, with everything in it
 */
record Application(Path classes, Path wholeJar) {
  void install(Home home) throws IOException {
    writeCode(home.code());
    writeLibraries(home.libraries());
  }

  private void writeCode(Path jar) throws IOException {
    try (PlainJar out = new PlainJar(jar);
        Stream<Path> files = Files.walk(classes)) {
      for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
        String name = classes.relativize(file).toString();
        // The image has the licences of all that is in it elsewhere.
        if (!name.startsWith("META-INF/")) {
          out.put(name, Files.readAllBytes(file));
        }
      }
    }
  }

  private void writeLibraries(Path jar) throws IOException {
    try (ZipFile whole = new ZipFile(wholeJar.toFile());
        URLClassLoader loader = new URLClassLoader(new URL[] {wholeJar.toUri().toURL()}, null);
        PlainJar out = new PlainJar(jar)) {
      List<? extends ZipEntry> entries = whole.stream().toList();
      for (ZipEntry entry : entries) {
        String name = entry.getName();
        if (!entry.isDirectory() && !Files.exists(classes.resolve(name))) {
          try (InputStream in = whole.getInputStream(entry)) {
            byte[] content = in.readAllBytes();
            out.put(name, name.endsWith(".class") ? RaisedClass.of(content, loader) : content);
          }
        }
      }
    }
  }
}
