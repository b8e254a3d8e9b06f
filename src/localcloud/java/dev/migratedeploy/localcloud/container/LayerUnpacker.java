package dev.migratedeploy.localcloud.container;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;

/**
 * Lays one layer over what the layers below have left. Owners, devices and pipes are left out: they
 * need root.
 */
final class LayerUnpacker {
  private static final List<PosixFilePermission> FROM_HIGH_BIT =
      List.of(PosixFilePermission.values());

  private final RootDirectory root;
  private final Whiteouts whiteouts = new Whiteouts();

  LayerUnpacker(RootDirectory root) {
    this.root = root;
  }

  void unpack(InputStream layer) throws IOException {
    TarArchiveInputStream tar = new TarArchiveInputStream(layer, "UTF-8");
    TarArchiveEntry entry = tar.getNextEntry();
    while (entry != null) {
      Path path = root.place(entry.getName());
      if (!path.equals(root.path())) {
        unpack(path, entry, tar);
      }
      entry = tar.getNextEntry();
    }
  }

  private void unpack(Path path, TarArchiveEntry entry, InputStream content) throws IOException {
    String name = String.valueOf(path.getFileName());
    if (Whiteouts.is(name)) {
      whiteouts.apply(root.parent(path), name);
      return;
    }
    if (entry.isDirectory()) {
      directory(path, entry);
    } else if (entry.isSymbolicLink()) {
      Tree.delete(path);
      Files.createSymbolicLink(path, root.linkTarget(path, entry.getLinkName()));
    } else if (entry.isLink()) {
      hardLink(path, entry);
    } else if (!entry.isCharacterDevice() && !entry.isBlockDevice() && !entry.isFIFO()) {
      Tree.delete(path);
      Files.copy(content, path);
      decorate(path, entry, 0400);
    }
    whiteouts.spare(path);
  }

  private static void directory(Path path, TarArchiveEntry entry) throws IOException {
    if (!Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
      Tree.delete(path);
      Files.createDirectory(path);
    }
    decorate(path, entry, 0700);
  }

  private void hardLink(Path path, TarArchiveEntry entry) throws IOException {
    Path target = root.place(entry.getLinkName());
    if (!Files.exists(target, LinkOption.NOFOLLOW_LINKS)) {
      throw new NoSuchFileException(entry.getLinkName());
    }
    if (!target.equals(path)) {
      Tree.delete(path);
      Files.createLink(path, target);
    }
  }

  /**
   * Sets mode and time.
   *
   * @param own what the owner may do in any case: here the image's root is an ordinary user
   */
  private static void decorate(Path path, TarArchiveEntry entry, int own) throws IOException {
    int mode = entry.getMode() | own;
    Set<PosixFilePermission> permissions = EnumSet.noneOf(PosixFilePermission.class);
    int bit = 0400;
    for (PosixFilePermission permission : FROM_HIGH_BIT) {
      if ((mode & bit) != 0) {
        permissions.add(permission);
      }
      bit >>= 1;
    }
    Files.setPosixFilePermissions(path, permissions);
    Files.setLastModifiedTime(path, FileTime.from(entry.getLastModifiedDate().toInstant()));
  }
}
