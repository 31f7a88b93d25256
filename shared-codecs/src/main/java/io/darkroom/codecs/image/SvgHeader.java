package io.darkroom.codecs.image;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads width, height and view box of an SVG's root element. */
final class SvgHeader implements HeaderParser {
  private static final int SEARCHED = 64 * 1024;
  private static final Pattern ROOT = Pattern.compile("<svg\\b([^>]{0,8192})>");
  private static final Pattern WIDTH =
      Pattern.compile("\\swidth\\s*=\\s*[\"']([0-9.]{1,12})(px)?[\"']");
  private static final Pattern HEIGHT =
      Pattern.compile("\\sheight\\s*=\\s*[\"']([0-9.]{1,12})(px)?[\"']");
  private static final Pattern VIEW_BOX =
      Pattern.compile(
          "\\sviewBox\\s*=\\s*[\"']\\s*[-0-9.]{1,12}[\\s,]+[-0-9.]{1,12}[\\s,]+([0-9.]{1,12})[\\s,]+([0-9.]{1,12})");

  @Override
  public void parse(Prefix file, Draft draft) {
    draft.alpha = true;
    draft.channels = 4;
    int length = (int) Math.min(SEARCHED, file.available());
    Matcher root = ROOT.matcher(file.ascii(0, length));
    if (!root.find()) {
      if (length < SEARCHED && !file.endsBy(length)) {
        throw new Prefix.MoreNeeded(SEARCHED);
      }
      throw Prefix.corrupt("it has no root element");
    }
    String attributes = root.group(1);
    double width = number(WIDTH.matcher(attributes), 1);
    double height = number(HEIGHT.matcher(attributes), 1);
    double boxWidth = number(VIEW_BOX.matcher(attributes), 1);
    double boxHeight = number(VIEW_BOX.matcher(attributes), 2);
    if (boxWidth > 0 && boxHeight > 0) {
      width = width > 0 ? width : height > 0 ? height * boxWidth / boxHeight : boxWidth;
      height = height > 0 ? height : width * boxHeight / boxWidth;
    }
    draft.size((long) Math.ceil(width), (long) Math.ceil(height));
  }

  private static double number(Matcher matcher, int group) {
    try {
      return matcher.find() ? Double.parseDouble(matcher.group(group)) : 0;
    } catch (NumberFormatException expected) {
      return 0;
    }
  }
}
