package dev.migratedeploy.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarInputStream;
import org.junit.jupiter.api.Test;

/** The observer's jar goes into every image, and into a Flyway that nobody here has chosen. */
class ObserverJarTest {
  private static final int MOST_BYTES = 64 * 1024;

  /** Java 11's version of class files. */
  private static final int JAVA_11 = 55;

  @Test
  void itIsSmall() {
    assertThat(ObserverFiles.jar()).hasSizeLessThan(MOST_BYTES);
  }

  @Test
  void everyClassRunsOnJava11() throws IOException {
    assertThat(versions(ObserverFiles.jar())).hasSizeGreaterThan(20).containsOnly(JAVA_11);
  }

  private static List<Integer> versions(byte[] jar) throws IOException {
    List<Integer> versions = new ArrayList<>();
    JarInputStream entries = new JarInputStream(new ByteArrayInputStream(jar));
    for (JarEntry entry = entries.getNextJarEntry();
        entry != null;
        entry = entries.getNextJarEntry()) {
      byte[] content = entries.readAllBytes();
      if (entry.getName().endsWith(".jar")) {
        versions.addAll(versions(content));
      } else if (entry.getName().endsWith(".class")) {
        DataInputStream bytes = new DataInputStream(new ByteArrayInputStream(content));
        bytes.skipBytes(6);
        versions.add(bytes.readUnsignedShort());
      }
    }
    return versions;
  }
}
