package dev.migratedeploy.localcloud.container;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.migratedeploy.localcloud.registry.Digest;
import dev.migratedeploy.localcloud.registry.LayeredImage;
import dev.migratedeploy.localcloud.registry.TarLayer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UnpackingTest {
  private final Path directory;
  private final Path root;
  private final Path secret;

  UnpackingTest(@TempDir Path directory) throws IOException {
    this.directory = directory.toRealPath();
    root = Files.createDirectories(this.directory.resolve("a/root"));
    secret = this.directory.resolve("a/secret");
  }

  @BeforeEach
  void somethingOutsideTheRoot() throws IOException {
    Files.writeString(secret, "outside");
  }

  @Test
  void filesAndModesAreAsInTheLayer() throws Exception {
    unpack(
        new TarLayer().directory("bin", 0755).file("bin/run", "run", 0750).gzip(),
        new TarLayer().file("bin/other", "other", 0644).plain());

    assertThat(root.resolve("bin/run")).hasContent("run");
    assertThat(root.resolve("bin/other")).hasContent("other");
    assertThat(
            PosixFilePermissions.toString(Files.getPosixFilePermissions(root.resolve("bin/run"))))
        .isEqualTo("rwxr-x---");
  }

  @Test
  void aWhiteoutTakesAwayWhatTheLayersBelowHave() throws Exception {
    unpack(
        new TarLayer()
            .file("d/a", "a", 0644)
            .file("d/b", "b", 0644)
            .file("e/f/g", "g", 0644)
            .gzip(),
        new TarLayer().whiteout("d", "a").whiteout("e", "f").gzip());

    assertThat(root.resolve("d/a")).doesNotExist();
    assertThat(root.resolve("d/b")).exists();
    assertThat(root.resolve("e")).isEmptyDirectory();
  }

  @Test
  void anOpaqueDirectoryKeepsOnlyWhatItsOwnLayerHas() throws Exception {
    unpack(
        new TarLayer().file("d/old", "", 0644).file("d/sub/old", "", 0644).gzip(),
        new TarLayer().file("d/sub/new", "", 0644).opaque("d").file("d/new", "", 0644).gzip());

    assertThat(root.resolve("d/old")).doesNotExist();
    assertThat(root.resolve("d/sub/old")).doesNotExist();
    assertThat(root.resolve("d/sub/new")).exists();
    assertThat(root.resolve("d/new")).exists();
  }

  @Test
  void directoriesAndFilesReplaceEachOther() throws Exception {
    unpack(
        new TarLayer().file("a/b/c", "", 0644).file("x", "", 0644).gzip(),
        new TarLayer().file("a", "a file", 0644).directory("x", 0755).file("x/y", "", 0644).gzip());

    assertThat(root.resolve("a")).hasContent("a file");
    assertThat(root.resolve("x/y")).exists();
  }

  @Test
  void hardLinksShareAFile() throws Exception {
    unpack(
        new TarLayer().file("a", "a", 0644).gzip(),
        new TarLayer().hardLink("b", "a").hardLink("c", "/a").gzip());

    assertThat(Files.isSameFile(root.resolve("a"), root.resolve("b"))).isTrue();
    assertThat(Files.isSameFile(root.resolve("a"), root.resolve("c"))).isTrue();
  }

  @Test
  void anAbsoluteLinkLeadsToItsPlaceWithinTheRoot() throws Exception {
    unpack(
        new TarLayer()
            .file("usr/bin/real", "real", 0755)
            .symlink("usr/bin/link", "/usr/bin/real")
            .symlink("bin", "usr/bin")
            .symlink("bin/through", "/bin/real")
            .gzip());

    assertThat(root.resolve("bin/link")).hasContent("real");
    assertThat(root.resolve("usr/bin/through")).hasContent("real");
  }

  @Test
  void aFileBelowALinkedDirectoryIsWrittenThroughTheLink() throws Exception {
    unpack(
        new TarLayer().directory("usr/lib", 0755).symlink("lib", "usr/lib").gzip(),
        new TarLayer().file("lib/x", "x", 0644).gzip());

    assertThat(Files.isSymbolicLink(root.resolve("lib"))).isTrue();
    assertThat(root.resolve("usr/lib/x")).hasContent("x");
  }

  @ParameterizedTest
  @ValueSource(strings = {"../secret", "x/../../secret", "x/./../../secret", "/../secret"})
  void aNameMayNotLeadOutOfTheRoot(String name) throws Exception {
    assertThatThrownBy(() -> unpack(new TarLayer().file(name, "written", 0644).gzip()))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("path escapes from the root");

    assertNothingOutsideWasTouched();
  }

  @ParameterizedTest
  @ValueSource(strings = {"../secret", "../../a/secret", "x/../../secret"})
  void aHardLinkMayNotLeadOutOfTheRoot(String target) throws Exception {
    assertThatThrownBy(() -> unpack(new TarLayer().hardLink("link", target).gzip()))
        .isInstanceOf(IOException.class);

    assertThat(root.resolve("link")).doesNotExist();
    assertNothingOutsideWasTouched();
  }

  @ParameterizedTest
  @ValueSource(strings = {"..", "../..", "/..", "sub/../..", "../../../../../..", "sub/up/.."})
  void nothingIsWrittenThroughALinkToTheOutside(String target) throws Exception {
    unpack(
        new TarLayer().directory("sub", 0755).symlink("sub/up", "..").gzip(),
        new TarLayer().symlink("out", target).file("out/secret", "written", 0644).gzip(),
        new TarLayer().hardLink("copy", "out/secret").whiteout("out", "secret").gzip());

    assertNothingOutsideWasTouched();
    assertThat(root.resolve("out").toRealPath()).startsWithRaw(root);
  }

  @Test
  void aLinkItselfIsReplacedAndNotWrittenThrough() throws Exception {
    unpack(
        new TarLayer().symlink("link", secret.toString()).gzip(),
        new TarLayer().file("link", "written", 0644).gzip());

    assertThat(Files.isRegularFile(root.resolve("link"), LinkOption.NOFOLLOW_LINKS)).isTrue();
    assertNothingOutsideWasTouched();
  }

  @Test
  void aLinkThatIsReplacedByAnotherStillStaysInside() throws Exception {
    unpack(
        new TarLayer().directory("x/y", 0755).symlink("out", "x/y/../../../secret").gzip(),
        new TarLayer().whiteout(".", "x").symlink("x", ".").symlink("y", ".").gzip());

    assertThat(Files.readSymbolicLink(root.resolve("out"))).hasToString("secret");
  }

  @ParameterizedTest
  @ValueSource(strings = {".", ".."})
  void aWhiteoutMayNotTakeAwayItsOwnDirectoryOrTheOneAbove(String name) {
    assertThatThrownBy(() -> unpack(new TarLayer().whiteout("d", name).gzip()))
        .hasMessageContaining("invalid whiteout name");
    assertThat(root).exists();
  }

  @Test
  void linksInACircleAreRefused() {
    TarLayer layer = new TarLayer().symlink("a", "b").symlink("b", "a").file("a/x", "", 0644);

    assertThatThrownBy(() -> unpack(layer.gzip())).hasMessageContaining("too many levels");
  }

  @Test
  void aLayerWithAnotherDigestThanTheImageSaysIsRefused() throws Exception {
    LayeredImage.Layer layer = new TarLayer().file("a", "a", 0644).gzip();
    Path file = Files.write(directory.resolve("layer"), layer.blob());

    assertThatThrownBy(
            () -> new Layer(file, Digest.of(new byte[0])).unpack(new RootDirectory(root)))
        .hasMessageContaining("wrong diff id");
  }

  private void unpack(LayeredImage.Layer... layers) throws IOException {
    RootDirectory target = new RootDirectory(root);
    for (LayeredImage.Layer layer : layers) {
      Path file = Files.write(directory.resolve("layer"), layer.blob());
      new Layer(file, layer.diffId()).unpack(target);
    }
  }

  private void assertNothingOutsideWasTouched() throws IOException {
    assertThat(secret).hasContent("outside");
    assertThat(Files.getAttribute(secret, "unix:nlink")).isEqualTo(1);
    try (var files = Files.list(secret.resolveSibling("."))) {
      assertThat(files.map(Path::getFileName).map(Path::toString))
          .containsExactlyInAnyOrder("root", "secret");
    }
  }
}
