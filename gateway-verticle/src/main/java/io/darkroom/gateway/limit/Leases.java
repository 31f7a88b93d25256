package io.darkroom.gateway.limit;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * Requests that Redis has counted already and that were not made yet, so that a busy caller does
 * not cost a round trip for each. A lease lives for a second; who used one up within that time gets
 * twice as much the next time, one that is half used is filled up, and what is left is given back.
 * Everything in a lease is paid for, so no limit is ever exceeded; a caller may be refused early by
 * what other instances hold for it, at most a sixteenth of its burst each and for one life of a
 * lease. Bounded, the least recently used leave first. To be used from one event loop.
 */
final class Leases {
  private static final long LIFE_MICROS = 1_000_000;
  private static final int MOST_CALLERS = 10_000;
  private static final int MOST_CELLS = 4_096;
  private static final int SHARE = 16;

  private final LongSupplier micros;
  private final Map<RateCaller, Lease> leases = new LinkedHashMap<>(64, 0.75f, true);

  /** What was paid for and not used. */
  record Leftover(RateCaller caller, int cells) {}

  private static final class Lease {
    private RateDecision last;
    private int size;
    private int left;
    private long until;
    private boolean renewing;
  }

  Leases(LongSupplier micros) {
    this.micros = micros;
  }

  /** Takes a request out of a caller's lease; null when there is none and Redis must be asked. */
  RateDecision take(RateCaller caller) {
    Lease lease = leases.get(caller);
    if (lease == null || lease.left == 0 || micros.getAsLong() >= lease.until) {
      return null;
    }
    lease.left--;
    RateDecision last = lease.last;
    lease.last =
        new RateDecision(
            true,
            last.rate(),
            last.remaining() - 1,
            last.reset().plusNanos(last.rate().intervalMicros() * 1_000),
            Duration.ZERO);
    return lease.last;
  }

  /** How many requests to pay for when Redis is asked now; more than one for one asker only. */
  int want(RateCaller caller, int smallestBurst) {
    Lease lease = leases.get(caller);
    if (lease == null || lease.renewing || micros.getAsLong() >= lease.until) {
      return 1;
    }
    int want = size(lease, smallestBurst);
    lease.renewing = want > 1;
    return want;
  }

  /** Whether a lease is half used and nobody has asked for more yet. */
  boolean isLow(RateCaller caller) {
    Lease lease = leases.get(caller);
    return lease != null && !lease.renewing && lease.size > 1 && lease.left * 2 < lease.size;
  }

  /** How many requests to pay for, to fill up a lease that is low. */
  int wantMore(RateCaller caller, int smallestBurst) {
    Lease lease = leases.get(caller);
    lease.renewing = true;
    return Math.max(1, size(lease, smallestBurst) - lease.left);
  }

  /** Adds what was paid for to a lease; returns what must be given back. */
  List<Leftover> refilled(RateCaller caller, Gcra.Grant grant) {
    Lease lease = leases.get(caller);
    if (lease == null) {
      return grant.cells() == 0 ? List.of() : List.of(new Leftover(caller, grant.cells()));
    }
    lease.renewing = false;
    if (grant.cells() > 0) {
      lease.last = grant.decision();
      lease.until = micros.getAsLong() + LIFE_MICROS;
      lease.left += grant.cells();
    }
    lease.size = Math.max(1, lease.left);
    return List.of();
  }

  private static int size(Lease lease, int smallestBurst) {
    return Math.min(Math.max(1, Math.min(MOST_CELLS, smallestBurst / SHARE)), lease.size * 2);
  }

  /** Keeps what was paid for beyond the request that asked; returns what must be given back. */
  List<Leftover> keep(RateCaller caller, int wanted, Gcra.Grant grant) {
    long now = micros.getAsLong();
    List<Leftover> leftovers = new ArrayList<>(0);
    Lease lease = leases.computeIfAbsent(caller, unknown -> new Lease());
    boolean alive = lease.size > 0 && (lease.renewing || now < lease.until);
    if (wanted == 1 && alive) {
      return leftovers;
    }
    if (lease.left > 0) {
      leftovers.add(new Leftover(caller, lease.left));
    }
    lease.last = grant.decision();
    lease.size = Math.max(1, grant.cells());
    lease.left = lease.size - 1;
    lease.until = now + LIFE_MICROS;
    lease.renewing = false;
    if (leases.size() > MOST_CALLERS) {
      Iterator<Map.Entry<RateCaller, Lease>> all = leases.entrySet().iterator();
      release(all.next(), all, leftovers);
    }
    return leftovers;
  }

  /** Redis did not answer. */
  void abandon(RateCaller caller) {
    Lease lease = leases.get(caller);
    if (lease != null) {
      lease.renewing = false;
    }
  }

  /** Ends the leases whose time is over and returns what is left of them. */
  List<Leftover> expire() {
    return expire(micros.getAsLong());
  }

  /** Ends every lease. */
  List<Leftover> end() {
    return expire(Long.MAX_VALUE);
  }

  private List<Leftover> expire(long now) {
    List<Leftover> leftovers = new ArrayList<>();
    Iterator<Map.Entry<RateCaller, Lease>> all = leases.entrySet().iterator();
    while (all.hasNext()) {
      Map.Entry<RateCaller, Lease> entry = all.next();
      if (now >= entry.getValue().until) {
        release(entry, all, leftovers);
      }
    }
    return leftovers;
  }

  private static void release(
      Map.Entry<RateCaller, Lease> entry,
      Iterator<Map.Entry<RateCaller, Lease>> at,
      List<Leftover> leftovers) {
    if (entry.getValue().left > 0) {
      leftovers.add(new Leftover(entry.getKey(), entry.getValue().left));
    }
    at.remove();
  }
}
