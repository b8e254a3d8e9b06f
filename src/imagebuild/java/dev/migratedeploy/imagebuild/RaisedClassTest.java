package dev.migratedeploy.imagebuild;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

class RaisedClassTest {
  private static final ClassLoader LIBRARIES = RaisedClassTest.class.getClassLoader();

  @Test
  void aClassForJava5BecomesOneForJava8ThatTheVerifierTakes() throws Exception {
    byte[] raised = RaisedClass.of(sign(Opcodes.V1_5), LIBRARIES);

    assertThat(new ClassReader(raised).readUnsignedShort(6)).isEqualTo(Opcodes.V1_8);
    assertThat(new Single(raised).loadClass("Sign").getMethod("of", int.class).invoke(null, -7))
        .isEqualTo(-1);
  }

  @Test
  void aNewerClassStaysAsItIs() {
    byte[] newer = sign(Opcodes.V1_7);

    assertThat(RaisedClass.of(newer, LIBRARIES)).isSameAs(newer);
  }

  /** A class with a branch, and without the stack map that a newer one needs there. */
  private static byte[] sign(int version) {
    ClassWriter sign = new ClassWriter(0);
    sign.visit(version, Opcodes.ACC_PUBLIC, "Sign", null, "java/lang/Object", null);
    MethodVisitor of =
        sign.visitMethod(Opcodes.ACC_PUBLIC | Opcodes.ACC_STATIC, "of", "(I)I", null, null);
    Label negative = new Label();
    of.visitVarInsn(Opcodes.ILOAD, 0);
    of.visitJumpInsn(Opcodes.IFLT, negative);
    of.visitInsn(Opcodes.ICONST_1);
    of.visitInsn(Opcodes.IRETURN);
    of.visitLabel(negative);
    of.visitInsn(Opcodes.ICONST_M1);
    of.visitInsn(Opcodes.IRETURN);
    of.visitMaxs(1, 1);
    sign.visitEnd();
    return sign.toByteArray();
  }

  /** Has one class of its own. */
  private static final class Single extends ClassLoader {
    private final byte[] compiled;

    Single(byte[] compiled) {
      this.compiled = compiled;
    }

    @Override
    protected Class<?> findClass(String name) {
      return defineClass(name, compiled, 0, compiled.length);
    }
  }
}
