package io.darkroom.bench;

import io.darkroom.bench.Finding.Pair;
import io.darkroom.engine.ImageEngine;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.ToDoubleFunction;

/** Runs rows: the wanted lanes against sharp, or against themselves where many outputs share. */
final class Bench {
  private static final String PEER = "sharp";
  private static final String TOGETHER = "together";
  private static final String APART = "apart";

  private final Duel duel;
  private final Map<String, ImageEngine> lanes;
  private final Peer peer;
  private final Sources sources;
  private final ByteBuffer mark;
  private final Random order;

  Bench(Duel duel, Map<String, ImageEngine> lanes, Peer peer, Sources sources, long seed)
      throws IOException {
    this.duel = duel;
    this.lanes = lanes;
    this.peer = peer;
    this.sources = sources;
    this.mark = sources.bytes("mark.png");
    this.order = new Random(seed);
    peer.useMark(sources.file("mark.png"));
  }

  /** One finding for each lane that can do the row. */
  List<Finding> compare(Row row) throws IOException {
    ByteBuffer source = sources.bytes(row.source());
    peer.load(row.source(), sources.file(row.source()));
    byte[] theirs = peer.result(row);
    Quality theirQuality = Quality.of(peer.decode(theirs), peer.reference(row, false));
    Samples reference = peer.reference(row, true);
    Map<String, Side> sides = new LinkedHashMap<>();
    Map<String, byte[]> files = new LinkedHashMap<>();
    lanes.forEach(
        (name, engine) -> {
          EngineSide side = new EngineSide(engine, row, source, mark, false);
          if (side.able()) {
            sides.put(name, side);
            files.put(name, side.results().getFirst());
          }
        });
    sides.put(PEER, peer.side(row));
    Rounds rounds = duel.fight(sides, order);
    List<Finding> findings = new ArrayList<>();
    for (Map.Entry<String, byte[]> file : files.entrySet()) {
      String lane = file.getKey();
      byte[] ours = file.getValue();
      Quality quality = Quality.of(peer.decode(ours), reference);
      Map<Integer, Double> ratio = ratio(rounds, lane, PEER, Slice::perSecond);
      findings.add(
          new Finding(
              row.name(),
              row.title(),
              lane,
              new EngineSide(lanes.get(lane), row, source, mark, false).ranOn(),
              ratio,
              perSecond(rounds, lane, PEER),
              cpuMillis(rounds, lane, PEER),
              new Pair<>((long) ours.length, (long) theirs.length),
              new Pair<>(quality, theirQuality),
              row.goal(),
              ratio.values().stream().allMatch(r -> r >= row.goal())
                  && Finding.asGood(quality, theirQuality)));
    }
    return findings;
  }

  /** The same recipes in one call and one by one; the ratio is that of processor time. */
  List<Finding> share(Row row) throws IOException {
    ByteBuffer source = sources.bytes(row.source());
    List<Finding> findings = new ArrayList<>();
    for (Map.Entry<String, ImageEngine> lane : lanes.entrySet()) {
      EngineSide together = new EngineSide(lane.getValue(), row, source, mark, true);
      EngineSide apart = new EngineSide(lane.getValue(), row, source, mark, false);
      Rounds rounds = duel.fight(Map.of(TOGETHER, together, APART, apart), order);
      Map<Integer, Double> ratio = ratio(rounds, TOGETHER, APART, Slice::cpuPerImage);
      findings.add(
          new Finding(
              row.name(),
              row.title(),
              lane.getKey(),
              together.ranTogetherOn(),
              ratio,
              perSecond(rounds, TOGETHER, APART),
              cpuMillis(rounds, TOGETHER, APART),
              new Pair<>(length(together), length(apart)),
              null,
              row.goal(),
              ratio.values().stream().allMatch(r -> r <= row.goal())));
    }
    return findings;
  }

  private static Map<Integer, Double> ratio(
      Rounds rounds, String ours, String theirs, ToDoubleFunction<Slice> value) {
    Map<Integer, Double> ratio = new LinkedHashMap<>();
    for (int callers : rounds.callers(ours)) {
      ratio.put(callers, rounds.ratio(ours, theirs, callers, value));
    }
    return ratio;
  }

  private static Map<Integer, Pair<Double>> perSecond(Rounds rounds, String ours, String theirs) {
    Map<Integer, Pair<Double>> perSecond = new LinkedHashMap<>();
    for (int callers : rounds.callers(ours)) {
      perSecond.put(
          callers,
          new Pair<>(
              rounds.median(ours, callers, Slice::perSecond),
              rounds.median(theirs, callers, Slice::perSecond)));
    }
    return perSecond;
  }

  private static Pair<Double> cpuMillis(Rounds rounds, String ours, String theirs) {
    int first = rounds.callers(ours).iterator().next();
    return new Pair<>(
        rounds.median(ours, first, Slice::cpuPerImage),
        rounds.median(theirs, first, Slice::cpuPerImage));
  }

  private static long length(EngineSide side) {
    return side.results().stream().mapToLong(file -> file.length).sum();
  }
}
