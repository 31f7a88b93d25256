package io.darkroom.engine.portable;

import io.darkroom.codecs.failure.FailureException;
import io.darkroom.engine.RenderOptions;
import javax.imageio.ImageReader;
import javax.imageio.event.IIOReadProgressListener;

/** Stops a reader when the work is cancelled or late. */
final class ReadAbort implements IIOReadProgressListener {
  private final ImageReader reader;
  private final RenderOptions options;

  ReadAbort(ImageReader reader, RenderOptions options) {
    this.reader = reader;
    this.options = options;
  }

  @Override
  public void imageProgress(ImageReader source, float percentageDone) {
    try {
      options.check();
    } catch (FailureException stopped) {
      reader.abort(); // the decoder checks the options again once the reader is back
    }
  }

  @Override
  public void imageStarted(ImageReader source, int imageIndex) {}

  @Override
  public void imageComplete(ImageReader source) {}

  @Override
  public void sequenceStarted(ImageReader source, int minIndex) {}

  @Override
  public void sequenceComplete(ImageReader source) {}

  @Override
  public void thumbnailStarted(ImageReader source, int imageIndex, int thumbnailIndex) {}

  @Override
  public void thumbnailProgress(ImageReader source, float percentageDone) {}

  @Override
  public void thumbnailComplete(ImageReader source) {}

  @Override
  public void readAborted(ImageReader source) {}
}
