package io.darkroom.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.UserPrincipal;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * As whom a server runs that refuses to be root. A normal user runs it directly; root runs it in a
 * user namespace (which keeps access to folders below a private home), or as {@code nobody} where
 * namespaces are refused, as in most containers.
 *
 * @param prefix put before the server's command line
 * @param owner the name of the user that must own the server's files
 */
record Account(List<String> prefix, String owner) {
  private static final String NOBODY = "nobody";

  static Account unprivileged() {
    if (!runsAsRoot()) {
      return new Account(List.of(), System.getProperty("user.name"));
    }
    if (succeeds(List.of("unshare", "-U", "true"))) {
      return new Account(List.of("unshare", "-U"), "root");
    }
    List<String> setpriv =
        List.of("setpriv", "--reuid=nobody", "--regid=nogroup", "--clear-groups");
    if (succeeds(Stream.concat(setpriv.stream(), Stream.of("true")).toList())) {
      return new Account(setpriv, NOBODY);
    }
    throw new BackendException(
        "PostgreSQL does not run as root, and neither unshare nor setpriv works here:"
            + " start Darkroom as a normal user");
  }

  /** The command line that runs a command as this account. */
  List<String> command(List<String> command) {
    return Stream.concat(prefix.stream(), command.stream()).toList();
  }

  /** Lets this account pass through a folder of root's, without letting it list the folder. */
  void admitTo(Path folder) {
    if (!owner.equals(NOBODY)) {
      return;
    }
    try {
      Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(folder);
      if (permissions.add(PosixFilePermission.OTHERS_EXECUTE)) {
        Files.setPosixFilePermissions(folder, permissions);
      }
    } catch (IOException e) {
      throw new BackendException("cannot let user " + owner + " into " + folder, e);
    }
  }

  /** Hands a file or folder with all below it to this account, if it is not its own already. */
  void own(Path tree) {
    if (!runsAsRoot()) {
      return;
    }
    try {
      UserPrincipal user =
          tree.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName(owner);
      if (Files.getOwner(tree, LinkOption.NOFOLLOW_LINKS).equals(user)) {
        return;
      }
      List<Path> all;
      try (Stream<Path> walk = Files.walk(tree)) {
        all = walk.toList();
      }
      for (Path path : all) {
        Files.setOwner(path, user);
      }
    } catch (IOException e) {
      throw new BackendException("cannot hand " + tree + " to user " + owner, e);
    }
  }

  /** Fails with advice when this account cannot run a program, such as one below a private home. */
  void requireExecutable(Path program) {
    if (!succeeds(command(List.of("test", "-x", program.toString())))) {
      throw new BackendException(
          "user "
              + owner
              + " cannot run "
              + program
              + ": set DARKROOM_HOME to a folder that it can read, such as /var/lib/darkroom");
    }
  }

  private static boolean runsAsRoot() {
    try {
      return Integer.valueOf(0).equals(Files.getAttribute(Path.of("/proc/self"), "unix:uid"));
    } catch (IOException e) {
      return "root".equals(System.getProperty("user.name"));
    }
  }

  private static boolean succeeds(List<String> command) {
    try {
      Process process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      return process.waitFor(10, TimeUnit.SECONDS) && process.exitValue() == 0;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new BackendException("interrupted while choosing an account", e);
    }
  }
}
