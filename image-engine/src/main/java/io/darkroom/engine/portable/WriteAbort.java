package io.darkroom.engine.portable;

import io.darkroom.codecs.failure.FailureException;
import io.darkroom.engine.RenderOptions;
import javax.imageio.ImageWriter;
import javax.imageio.event.IIOWriteProgressListener;

/** Stops a writer when the work is cancelled or late. */
final class WriteAbort implements IIOWriteProgressListener {
  private final RenderOptions options;

  WriteAbort(RenderOptions options) {
    this.options = options;
  }

  @Override
  public void imageProgress(ImageWriter source, float percentageDone) {
    try {
      options.check();
    } catch (FailureException stopped) {
      source.abort(); // the encoder checks the options again once the writer is back
    }
  }

  @Override
  public void imageStarted(ImageWriter source, int imageIndex) {}

  @Override
  public void imageComplete(ImageWriter source) {}

  @Override
  public void thumbnailStarted(ImageWriter source, int imageIndex, int thumbnailIndex) {}

  @Override
  public void thumbnailProgress(ImageWriter source, float percentageDone) {}

  @Override
  public void thumbnailComplete(ImageWriter source) {}

  @Override
  public void writeAborted(ImageWriter source) {}
}
