package io.darkroom.engine.cli;

import java.io.Console;
import java.util.Optional;

/** One line that fills up on a terminal; only failures and a last line elsewhere. */
final class ProgressBar {
  private static final int WIDTH = 30;

  private final int total;
  private final boolean live;
  private int done;

  ProgressBar(int total) {
    this.total = total;
    this.live = total > 1 && terminal();
  }

  synchronized void done() {
    done++;
    draw();
  }

  synchronized void failed(String line) {
    done++;
    System.err.println((live ? "\r\033[K" : "") + "darkroom render: " + line);
    draw();
  }

  synchronized void finish(int failed) {
    if (live) {
      System.err.print("\r\033[K");
    }
    if (total > 1) {
      System.err.println((total - failed) + " of " + total + " images rendered");
    }
  }

  private static boolean terminal() {
    return Optional.ofNullable(System.console()).map(Console::isTerminal).orElse(false);
  }

  private void draw() {
    if (live) {
      int full = WIDTH * done / total;
      System.err.print(
          "\r[" + "#".repeat(full) + " ".repeat(WIDTH - full) + "] " + done + "/" + total);
    }
  }
}
