package io.darkroom.engine.cli;

import io.darkroom.codecs.failure.FailureException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** Renders many files at once; a file that fails does not stop the others. */
final class Batch {
  private final FileRenderer renderer;
  private final int jobs;
  private final ProgressBar progress;

  Batch(FileRenderer renderer, int jobs, ProgressBar progress) {
    this.renderer = renderer;
    this.jobs = jobs;
    this.progress = progress;
  }

  /** Whether every file was rendered. */
  boolean run(List<FilePair> files) {
    AtomicInteger failed = new AtomicInteger();
    try (ExecutorService pool = Executors.newFixedThreadPool(Math.min(jobs, files.size()))) {
      for (FilePair file : files) {
        pool.execute(() -> one(file, failed));
      }
    }
    progress.finish(failed.get());
    return failed.get() == 0;
  }

  private void one(FilePair file, AtomicInteger failed) {
    try {
      renderer.render(file);
      progress.done();
    } catch (FailureException e) {
      fail(file, e.failure().detail() + " (" + e.failure().code().wire() + ")", failed);
    } catch (NoSuchFileException e) {
      fail(file, "there is no file " + e.getFile(), failed);
    } catch (AccessDeniedException e) {
      fail(file, "no access to " + e.getFile(), failed);
    } catch (IOException e) {
      fail(file, String.valueOf(e.getMessage()), failed);
    }
  }

  private void fail(FilePair file, String why, AtomicInteger failed) {
    failed.incrementAndGet();
    progress.failed(file.input() + ": " + why);
  }
}
