package io.darkroom.engine.portable;

import io.darkroom.engine.RenderOptions;
import io.darkroom.engine.plan.Profile;
import java.util.Optional;

/** A decoded source, as stored and in sRGB. Used by one thread. */
final class Decoded {
  private final Clip stored;
  private final Extras extras;
  private final RenderOptions options;
  private Clip converted;

  /**
   * A clip whose pixels are still in the space of the profile beside it.
   *
   * @param extras without a profile when there is nothing to convert
   */
  Decoded(Clip stored, Extras extras, RenderOptions options) {
    this.stored = stored;
    this.extras = extras;
    this.options = options;
  }

  /** The pixels in sRGB, or as they are when their profile may stay with them. */
  Clip clip(boolean keepProfile) {
    if (keepProfile && keeps()) {
      return stored;
    }
    if (converted == null) {
      int components = Profile.isRgb(extras.profile()) ? 3 : 1;
      Optional<ProfileConversion> conversion =
          ProfileConversion.of(extras.profile(), components, options);
      converted = conversion.map(c -> stored.map(c::convert)).orElse(stored);
    }
    return converted;
  }

  /** What goes with the pixels of {@link #clip}. */
  Extras extras(boolean keepProfile) {
    return keepProfile && keeps() ? extras : extras.withoutProfile();
  }

  /** Pixels are written as red, green and blue, so that only such a profile can stay. */
  private boolean keeps() {
    return Profile.isRgb(extras.profile());
  }
}
