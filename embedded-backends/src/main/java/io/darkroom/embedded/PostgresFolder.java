package io.darkroom.embedded;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A PostgreSQL data folder. It is made beside its place and renamed when complete, so that a crash
 * at the first start leaves no half-made folder to trip over.
 */
record PostgresFolder(EmbeddedPostgresConfig config, Path programs, Account account) {

  /** Makes the folder when there is none. */
  void prepare(Deadline deadline) {
    Path folder = config.folder();
    if (Files.exists(folder.resolve("PG_VERSION"))) {
      return;
    }
    Path partial = folder.resolveSibling(folder.getFileName() + ".partial");
    Path secret = folder.resolveSibling(folder.getFileName() + ".secret");
    Path log = folder.resolveSibling(folder.getFileName() + ".log");
    try {
      PrivateFiles.createFolder(folder.getParent());
      PrivateFiles.deleteTree(partial);
      PrivateFiles.createFolder(partial);
      PrivateFiles.write(secret, config.password());
      account.admitTo(folder.getParent());
      account.own(partial);
      account.own(secret);
      run(initdb(partial, secret), "", log, deadline);
      if (!config.database().equals("postgres")) {
        run(singleUser(partial), "CREATE DATABASE " + config.database() + "\n", log, deadline);
      }
      Files.move(partial, folder, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new BackendException("cannot make the PostgreSQL folder " + folder + ": " + e, e);
    } finally {
      delete(secret);
    }
  }

  private List<String> initdb(Path partial, Path secret) {
    List<String> command =
        new ArrayList<>(
            List.of(
                programs.resolve("bin/initdb").toString(),
                "--pgdata=" + partial,
                "--username=" + config.user(),
                "--pwfile=" + secret,
                "--auth=scram-sha-256",
                "--encoding=UTF8",
                // PostgreSQL's own locale: the same order whatever the machine has installed.
                "--locale-provider=builtin",
                "--builtin-locale=C.UTF-8",
                "--locale=C"));
    if (config.durability() == Durability.VOLATILE) {
      command.add("--no-sync");
    }
    return command;
  }

  private List<String> singleUser(Path partial) {
    return List.of(
        programs.resolve("bin/postgres").toString(),
        "--single",
        "-D",
        partial.toString(),
        "postgres");
  }

  private void run(List<String> command, String input, Path log, Deadline deadline)
      throws IOException {
    Process process =
        new ProcessBuilder(account.command(command))
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
            .start();
    try (OutputStream stdin = process.getOutputStream()) {
      stdin.write(input.getBytes(StandardCharsets.UTF_8));
    }
    try {
      boolean ended = process.waitFor(deadline.millisLeft(), TimeUnit.MILLISECONDS);
      if (!ended || process.exitValue() != 0) {
        process.destroyForcibly();
        throw new BackendException(
            "the PostgreSQL folder could not be made" + (ended ? "" : " in time") + ", see " + log);
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
      throw new BackendException("interrupted while making the PostgreSQL folder", e);
    }
  }

  private static void delete(Path secret) {
    try {
      Files.deleteIfExists(secret);
    } catch (IOException e) {
      throw new BackendException("cannot delete " + secret, e);
    }
  }
}
