package dev.migratedeploy.observer.packed;

import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarInputStream;
import org.jspecify.annotations.Nullable;

/** Loads the classes of a jar that is a resource of this one. */
public final class PackedClasses extends ClassLoader {
  private static final String JAR = "/migrate-deploy-observer-classes.jar";
  private static final String SUFFIX = ".class";

  private final Map<String, byte[]> classes = new HashMap<>();

  /**
   * Reads all of them.
   *
   * @param outer a class of the jar around it, whose version counts for what is loaded
   * @throws IOException if the jar is damaged
   */
  public PackedClasses(Class<?> outer, String packageName) throws IOException {
    super(outer.getClassLoader());
    @Nullable String version = outer.getPackage().getImplementationVersion();
    definePackage(packageName, null, null, null, null, version, null, null);
    try (InputStream resource = outer.getResourceAsStream(JAR)) {
      if (resource == null) {
        throw new IOException(JAR + " is not there");
      }
      JarInputStream jar = new JarInputStream(resource, false);
      for (JarEntry entry = jar.getNextJarEntry(); entry != null; entry = jar.getNextJarEntry()) {
        String name = entry.getName();
        if (name.endsWith(SUFFIX)) {
          String plain = name.substring(0, name.length() - SUFFIX.length());
          classes.put(plain.replace('/', '.'), jar.readAllBytes());
        }
      }
    }
  }

  @Override
  protected Class<?> findClass(String name) throws ClassNotFoundException {
    byte[] bytes = classes.get(name);
    if (bytes == null) {
      throw new ClassNotFoundException(name);
    }
    return defineClass(name, bytes, 0, bytes.length);
  }
}
