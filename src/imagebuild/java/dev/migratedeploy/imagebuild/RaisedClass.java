package dev.migratedeploy.imagebuild;

import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Opcodes;

/**
 * A class of a library that was compiled for Java 5 and older, such as all of picocli's. The AOT
 * cache leaves these out, since they must be verified by inference (JEP 483 calls them "old
 * classes"); with the stack maps of Java 8 it takes them.
 */
final class RaisedClass {
  private static final int MAJOR_VERSION = 6;
  private static final byte[] MAGIC = {(byte) 0xCA, (byte) 0xFE, (byte) 0xBA, (byte) 0xBE};

  private RaisedClass() {}

  /**
   * The class in a newer form, or as it is where it is new enough.
   *
   * @param libraries finds the classes that this one is compared with
   */
  static byte[] of(byte[] compiled, ClassLoader libraries) {
    if (!isOld(compiled)) {
      return compiled;
    }
    ClassWriter writer =
        new ClassWriter(ClassWriter.COMPUTE_FRAMES) {
          @Override
          protected ClassLoader getClassLoader() {
            return libraries;
          }
        };
    ClassVisitor raise =
        new ClassVisitor(Opcodes.ASM9, writer) {
          @Override
          public void visit(
              int version,
              int access,
              String name,
              String signature,
              String superName,
              String[] interfaces) {
            super.visit(Opcodes.V1_8, access, name, signature, superName, interfaces);
          }
        };
    new ClassReader(compiled).accept(raise, ClassReader.SKIP_FRAMES);
    return writer.toByteArray();
  }

  private static boolean isOld(byte[] compiled) {
    for (int i = 0; i < MAGIC.length; i++) {
      if (compiled[i] != MAGIC[i]) {
        return false;
      }
    }
    return (compiled[MAJOR_VERSION] << 8 | compiled[MAJOR_VERSION + 1]) < Opcodes.V1_6;
  }
}
