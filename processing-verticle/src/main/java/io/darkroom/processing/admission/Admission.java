package io.darkroom.processing.admission;

import io.darkroom.codecs.failure.Failure;
import io.darkroom.codecs.failure.FailureCode;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * Hands idle workers to waiting work. The bus alone would deal work out in turns, busy worker or
 * not, and a short job would wait behind a long one while another worker is idle.
 *
 * <p>Renders come before tasks, but never more than three in a row while a task waits. Within a
 * rank it is first come, first served, except that work which does not fit yet lets smaller work
 * pass, for two seconds at most; then the budget is kept for it. Confined to one thread.
 */
public final class Admission {
  private static final long PATIENCE_NANOS = Duration.ofSeconds(2).toNanos();
  private static final int RENDERS_IN_A_ROW = 3;

  private final Deque<String> idle;
  private final MemoryPermits memory;
  private final int heavyLimit;
  private final int renderQueue;
  private final LongSupplier nanos;
  private final Map<Rank, Deque<Ticket>> waiting = new EnumMap<>(Rank.class);
  private int heavy;
  private int rendersInARow;

  /**
   * Starts with all workers idle.
   *
   * @param addresses of the workers
   * @param heavyLimit workers that may do heavy work at once
   * @param memory bytes for all work together
   * @param renderQueue renders that may wait
   * @param nanos a monotonic clock
   */
  public Admission(
      Collection<String> addresses,
      int heavyLimit,
      long memory,
      int renderQueue,
      LongSupplier nanos) {
    this.idle = new ArrayDeque<>(addresses);
    this.heavyLimit = heavyLimit;
    this.memory = new MemoryPermits(memory);
    this.renderQueue = renderQueue;
    this.nanos = nanos;
    for (Rank rank : Rank.values()) {
      waiting.put(rank, new ArrayDeque<>());
    }
  }

  /** A place in the line. */
  public final class Ticket {
    private final Demand demand;
    private final long cost;
    private final long since = nanos.getAsLong();
    private final Consumer<Slot> granted;

    private Ticket(Demand demand, Consumer<Slot> granted) {
      this.demand = demand;
      this.cost = memory.cost(demand.bytes());
      this.granted = granted;
    }

    /** Leaves the line; false when it was granted already. */
    public boolean leave() {
      boolean left = waiting.get(demand.rank()).remove(this);
      if (left) {
        serve();
      }
      return left;
    }
  }

  /**
   * Asks for a worker; {@code granted} is called once, maybe before this returns.
   *
   * @throws io.darkroom.codecs.failure.FailureException {@code overloaded} when too many renders
   *     wait
   */
  public Ticket request(Demand demand, Consumer<Slot> granted) {
    Ticket ticket = new Ticket(demand, granted);
    Deque<Ticket> line = waiting.get(demand.rank());
    line.addLast(ticket);
    serve();
    if (demand.rank() == Rank.RENDER && line.size() > renderQueue && line.remove(ticket)) {
      throw Failure.of(FailureCode.OVERLOADED, "All workers are busy")
          .retryingAfter(Duration.ofSeconds(1))
          .asException();
    }
    return ticket;
  }

  private void serve() {
    while (!idle.isEmpty()) {
      Ticket next = next();
      if (next == null) {
        return;
      }
      grant(next);
    }
  }

  private Ticket next() {
    boolean tasksFirst = rendersInARow >= RENDERS_IN_A_ROW;
    Rank first = tasksFirst ? Rank.TASK : Rank.RENDER;
    Rank second = tasksFirst ? Rank.RENDER : Rank.TASK;
    Pick pick = pick(waiting.get(first));
    if (pick.ticket == null && !pick.reserved) {
      pick = pick(waiting.get(second));
    }
    return pick.ticket;
  }

  /**
   * The first that may start.
   *
   * @param reserved nothing may start, because one that has waited long needs the memory
   */
  private record Pick(Ticket ticket, boolean reserved) {}

  private Pick pick(Deque<Ticket> line) {
    for (Iterator<Ticket> tickets = line.iterator(); tickets.hasNext(); ) {
      Ticket ticket = tickets.next();
      if (ticket.demand.heavy() && heavy >= heavyLimit) {
        continue;
      }
      if (memory.fits(ticket.cost)) {
        tickets.remove();
        return new Pick(ticket, false);
      }
      if (nanos.getAsLong() - ticket.since > PATIENCE_NANOS) {
        return new Pick(null, true);
      }
    }
    return new Pick(null, false);
  }

  private void grant(Ticket ticket) {
    rendersInARow = ticket.demand.rank() == Rank.RENDER ? rendersInARow + 1 : 0;
    memory.take(ticket.cost);
    heavy += ticket.demand.heavy() ? 1 : 0;
    ticket.granted.accept(new Granted(idle.removeFirst(), ticket));
  }

  private final class Granted implements Slot {
    private final String address;
    private final Ticket ticket;
    private boolean released;

    private Granted(String address, Ticket ticket) {
      this.address = address;
      this.ticket = ticket;
    }

    @Override
    public String address() {
      return address;
    }

    @Override
    public void release() {
      if (!released) {
        released = true;
        memory.giveBack(ticket.cost);
        heavy -= ticket.demand.heavy() ? 1 : 0;
        idle.addLast(address);
        serve();
      }
    }
  }

  /** Workers without work. */
  public int idleSlots() {
    return idle.size();
  }

  /** Bytes taken. */
  public long usedMemory() {
    return memory.used();
  }

  /** Work in line. */
  public int waiting() {
    return waiting.values().stream().mapToInt(Deque::size).sum();
  }
}
