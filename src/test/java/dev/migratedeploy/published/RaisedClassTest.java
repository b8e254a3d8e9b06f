package dev.migratedeploy.published;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import org.junit.jupiter.api.Test;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.Opcodes;
import picocli.CommandLine;

class RaisedClassTest {
  private static final ClassLoader LIBRARIES = RaisedClassTest.class.getClassLoader();

  @Test
  void aClassForJava5BecomesOneForJava8ThatTheVerifierTakes() throws Exception {
    byte[] old = bytes("picocli/CommandLine$Help$Ansi");
    assertThat(version(old)).isLessThan(Opcodes.V1_6);

    byte[] raised = RaisedClass.of(old, LIBRARIES);

    assertThat(version(raised)).isEqualTo(Opcodes.V1_8);
    Class<?> loaded = Class.forName("picocli.CommandLine$Help$Ansi", true, new Only(raised));
    assertThat(loaded.getEnumConstants()).hasSameSizeAs(CommandLine.Help.Ansi.values());
  }

  @Test
  void aNewerClassStaysAsItIs() throws IOException {
    byte[] ours = bytes(RaisedClass.class.getName().replace('.', '/'));

    assertThat(RaisedClass.of(ours, LIBRARIES)).isSameAs(ours);
  }

  private static int version(byte[] compiled) {
    return new ClassReader(compiled).readUnsignedShort(6);
  }

  private static byte[] bytes(String name) throws IOException {
    try (InputStream in = LIBRARIES.getResourceAsStream(name + ".class")) {
      return in.readAllBytes();
    }
  }

  /** Has one class of its own, and all others from picocli. */
  private static final class Only extends ClassLoader {
    private final byte[] compiled;

    Only(byte[] compiled) {
      super(LIBRARIES);
      this.compiled = compiled;
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
      return name.equals("picocli.CommandLine$Help$Ansi")
          ? defineClass(name, compiled, 0, compiled.length)
          : super.loadClass(name, resolve);
    }
  }
}
