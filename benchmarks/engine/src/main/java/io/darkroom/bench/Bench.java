package io.darkroom.bench;

import io.darkroom.bench.Duel.Median;
import io.darkroom.bench.Finding.Pair;
import io.darkroom.engine.ImageEngine;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Runs rows: the wanted lanes against sharp, or against themselves where many outputs share. */
final class Bench {
  private static final String PEER = "sharp";

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
    Map<String, Map<Integer, Median>> medians = duel.fight(sides, order);
    List<Finding> findings = new ArrayList<>();
    for (Map.Entry<String, byte[]> file : files.entrySet()) {
      Map<Integer, Median> ours = medians.get(file.getKey());
      Map<Integer, Double> ratio = new LinkedHashMap<>();
      ours.forEach(
          (callers, median) ->
              ratio.put(callers, median.perSecond() / rate(medians.get(PEER), callers)));
      Quality quality = Quality.of(peer.decode(file.getValue()), reference);
      findings.add(
          finding(
              row,
              file.getKey(),
              new EngineSide(lanes.get(file.getKey()), row, source, mark, false).ranOn(),
              ratio,
              ours,
              medians.get(PEER),
              new Pair<>((long) file.getValue().length, (long) theirs.length),
              new Pair<>(quality, theirQuality),
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
      Map<String, Map<Integer, Median>> medians =
          duel.fight(Map.of("together", together, "apart", apart), order);
      Map<Integer, Median> ours = medians.get("together");
      Map<Integer, Double> ratio = new LinkedHashMap<>();
      ours.forEach(
          (callers, median) ->
              ratio.put(
                  callers, median.cpuMillis() / medians.get("apart").get(callers).cpuMillis()));
      findings.add(
          finding(
              row,
              lane.getKey(),
              together.ranTogetherOn(),
              ratio,
              ours,
              medians.get("apart"),
              new Pair<>(length(together), length(apart)),
              null,
              ratio.values().stream().allMatch(r -> r <= row.goal())));
    }
    return findings;
  }

  private Finding finding(
      Row row,
      String lane,
      String ranOn,
      Map<Integer, Double> ratio,
      Map<Integer, Median> ours,
      Map<Integer, Median> theirs,
      Pair<Long> bytes,
      Pair<Quality> quality,
      boolean met) {
    Map<Integer, Pair<Double>> perSecond = new LinkedHashMap<>();
    ours.forEach((n, median) -> perSecond.put(n, new Pair<>(median.perSecond(), rate(theirs, n))));
    int first = ours.keySet().iterator().next();
    return new Finding(
        row.name(),
        row.title(),
        lane,
        ranOn,
        ratio,
        perSecond,
        new Pair<>(ours.get(first).cpuMillis(), theirs.get(first).cpuMillis()),
        bytes,
        quality,
        row.goal(),
        met);
  }

  private static double rate(Map<Integer, Median> medians, int callers) {
    return medians.get(callers).perSecond();
  }

  private static long length(EngineSide side) {
    return side.results().stream().mapToLong(file -> file.length).sum();
  }
}
