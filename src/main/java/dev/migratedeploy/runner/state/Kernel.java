package dev.migratedeploy.runner.state;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Whether the locks of a directory are those of this machine's kernel.
 *
 * @param boot an id of its last start; empty if it does not tell
 */
record Kernel(String boot) {
  private static final Path BOOT_ID = Path.of("/proc/sys/kernel/random/boot_id");

  /** Types of file systems that several kernels can write to, as Linux and Java name them. */
  private static final Pattern SHARED =
      Pattern.compile("nfs.*|cifs|smb.*|9p|virtiofs|fuse.*|ceph|glusterfs|lustre|gfs2?|ocfs2|afs");

  static Kernel running() {
    try {
      return new Kernel(Files.readString(BOOT_ID).strip());
    } catch (IOException notLinux) {
      return new Kernel("");
    }
  }

  /**
   * Whether a lock that could be taken was nobody's: a driver of another machine may have it if its
   * file system is one that machines share and does not hand locks on, such as NFS with {@code
   * nolock}.
   */
  boolean canTell(JobLock lock, Path directory) throws IOException {
    String signed = lock.boot();
    return signed.isEmpty() || signed.equals(boot) || !isShared(directory);
  }

  private static boolean isShared(Path directory) throws IOException {
    return isShared(Files.getFileStore(directory).type());
  }

  static boolean isShared(String type) {
    return SHARED.matcher(type.toLowerCase(Locale.ROOT)).matches();
  }
}
