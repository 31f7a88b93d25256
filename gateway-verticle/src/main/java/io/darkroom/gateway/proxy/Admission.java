package io.darkroom.gateway.proxy;

/**
 * Bounds how many requests are under way for one purpose; what is beyond is shed at once, so that
 * those inside keep their pace. To be used from one event loop.
 */
public final class Admission {
  private final int most;
  private int inside;

  /** Admits so many at once. */
  public Admission(int most) {
    this.most = most;
  }

  /** Takes a place if there is one. */
  public boolean tryEnter() {
    if (inside >= most) {
      return false;
    }
    inside++;
    return true;
  }

  /** Gives a place back. */
  public void leave() {
    inside--;
  }

  /** How many are inside. */
  public int inside() {
    return inside;
  }
}
