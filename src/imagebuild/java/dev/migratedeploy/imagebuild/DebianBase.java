package dev.migratedeploy.imagebuild;

import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.migratedeploy.localcloud.registry.TarLayer;
import dev.migratedeploy.thirdparty.KnownLicences;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;

/**
 * The base where no other is named: of Debian just the C library, the locale {@code C.UTF-8}, a
 * shell with the usual programs (busybox) and the certificates: less than 4 MB to pull.
 */
final class DebianBase {
  private static final List<String> PACKAGES =
      List.of("base-files", "busybox-static", "ca-certificates", "libc-bin", "libc6", "libgcc-s1");

  /**
   * Handbooks, translations, character sets that only {@code iconv} reads, tools of apt and of the
   * C library. Of {@code libc-bin} it is the locale that is wanted: where its files are missing,
   * {@code LC_ALL=C.UTF-8} means ASCII, and Java does not find a script whose name has an umlaut.
   */
  private static final Pattern LEFT_OUT =
      Pattern.compile(
          "(bin|sbin|lib|lib64|usr|usr/s?bin)/?|usr/share/(?!ca-certificates/|common-licenses/"
              + "|doc/[^/]+/copyright$).*|.*/gconv/.*|(usr/)?sbin/.*|usr/bin/(?!busybox$).*"
              + "|etc/(dpkg|update-motd.d)/.*");

  private static final Pattern MERGED = Pattern.compile("(bin|sbin|lib|lib64)/.+");
  private static final Pattern CERTIFICATE = Pattern.compile("usr/share/ca-certificates/.+\\.crt");
  private static final String BUSYBOX = "usr/bin/busybox";

  private final TarLayer layer = new TarLayer();
  private final ByteArrayOutputStream certificates = new ByteArrayOutputStream();
  private byte[] busybox = {};

  private DebianBase() {}

  /** Writes an image in the form of {@code docker save}. */
  static ImageBuild.Base.File write(Path work, KnownLicences known) throws IOException {
    DebianBase base = new DebianBase();
    for (String directory : List.of("bin", "sbin", "lib", "lib64")) {
      base.layer.directory("usr/" + directory, 0755).symlink(directory, "usr/" + directory);
    }
    List<Path> packages = AptPackages.download(PACKAGES, work.resolve("packages")).files();
    for (Path file : packages) {
      base.unpack(file, work.resolve("package.tar"));
      base.register(file);
    }
    base.complete(work);
    return new ImageBuild.Base.File(
        Files.write(work.resolve("base.tar"), image(base.layer)),
        DebianParts.ofThisMachine(known).of(packages));
  }

  private void unpack(Path file, Path tar) throws IOException {
    Command.of("sh", "-c", "exec dpkg-deb --fsys-tarfile \"$0\" > \"$1\"")
        .and(List.of(file.toString(), tar.toString()))
        .output();
    try (InputStream in = Files.newInputStream(tar);
        TarArchiveInputStream entries = new TarArchiveInputStream(in, "UTF-8")) {
      for (TarArchiveEntry entry = entries.getNextEntry();
          entry != null;
          entry = entries.getNextEntry()) {
        String name = entry.getName().replaceFirst("^\\./", "");
        if (!name.isEmpty() && !LEFT_OUT.matcher(name).matches()) {
          add(MERGED.matcher(name).matches() ? "usr/" + name : name, entry, entries);
        }
      }
    }
    Files.delete(tar);
  }

  /** Where scanners look for the packages of an image that has no dpkg: a file for each. */
  private void register(Path file) {
    String fields = Command.of("dpkg-deb", "--field").and(List.of(file.toString())).output();
    String name = file.getFileName().toString().replaceFirst("_.*", "");
    layer.file("var/lib/dpkg/status.d/" + name, fields + "\n", 0644);
  }

  private void add(String name, TarArchiveEntry entry, InputStream content) throws IOException {
    if (entry.isDirectory()) {
      layer.directory(name.replaceFirst("/$", ""), entry.getMode());
    } else if (entry.isSymbolicLink()) {
      layer.symlink(name, entry.getLinkName());
    } else {
      byte[] bytes = content.readAllBytes();
      layer.file(name, bytes, entry.getMode());
      if (CERTIFICATE.matcher(name).matches()) {
        certificates.write(bytes);
      }
      if (name.equals(BUSYBOX)) {
        busybox = bytes;
      }
    }
  }

  /** What the packages' own scripts would do, had they been installed. */
  private void complete(Path work) throws IOException {
    Path program = Files.write(work.resolve("busybox"), busybox);
    Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
    Command.of(program.toString(), "--list")
        .output()
        .lines()
        .filter(name -> !name.equals("busybox"))
        .forEach(name -> layer.symlink("usr/bin/" + name, "busybox"));
    layer
        .directory("var/tmp", 01777)
        .file("etc/ssl/certs/ca-certificates.crt", certificates.toByteArray(), 0644)
        .file("etc/nsswitch.conf", "hosts: files dns\n", 0644)
        .file("etc/group", "root:x:0:\nnogroup:x:65534:\n", 0644)
        .file(
            "etc/passwd",
            """
            root:x:0:0:root:/root:/bin/sh
            nobody:x:65534:65534:nobody:/nonexistent:/bin/sh
            """,
            0644);
  }

  private static byte[] image(TarLayer layer) throws IOException {
    TarLayer file = new TarLayer();
    var content = layer.plain();
    Map<String, ?> configuration =
        Map.of(
            "architecture",
            Architecture.ofThisMachine().image(),
            "os",
            "linux",
            "config",
            Map.of("Cmd", List.of("sh")),
            "rootfs",
            Map.of("type", "layers", "diff_ids", List.of(content.diffId().value())));
    Map<String, ?> manifest =
        Map.of(
            "Config",
            "config.json",
            "RepoTags",
            List.of("base:latest"),
            "Layers",
            List.of("layer.tar"));
    return file.file("layer.tar", content.blob(), 0644)
        .file("config.json", json(configuration), 0644)
        .file("manifest.json", json(List.of(manifest)), 0644)
        .plain()
        .blob();
  }

  private static byte[] json(Object value) throws IOException {
    return new JsonMapper().writeValueAsString(value).getBytes(StandardCharsets.UTF_8);
  }
}
