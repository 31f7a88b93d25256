package io.darkroom.engine.vips;

import io.darkroom.engine.Failures;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import javax.xml.stream.XMLEventFactory;
import javax.xml.stream.XMLEventReader;
import javax.xml.stream.XMLEventWriter;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.events.Attribute;
import javax.xml.stream.events.StartElement;
import javax.xml.stream.events.XMLEvent;
import javax.xml.transform.stream.StreamSource;

/**
 * Makes an SVG harmless: no document type, scripts, event handlers or foreign content, and nothing
 * that points outside of the file.
 */
final class SvgFilter {
  private static final int MOST_EVENTS = 500_000;
  private static final Set<String> DROPPED =
      Set.of(
          "script",
          "foreignobject",
          "iframe",
          "embed",
          "object",
          "audio",
          "video",
          "handler",
          "listener",
          "include");
  private static final Pattern INLINE =
      Pattern.compile("\\s*(#.*|data:image/(png|jpe?g|gif|webp)[;,].*)", Pattern.DOTALL);
  private static final Pattern OUTSIDE =
      Pattern.compile(
          "@import|url\\(\\s*['\"]?\\s*(?!['\"#\\s]|data:image/)", Pattern.CASE_INSENSITIVE);

  private final XMLEventFactory events = XMLEventFactory.newDefaultFactory();

  private SvgFilter() {}

  /** The same picture, without what could reach out. */
  static byte[] harmless(MemorySegment svg) {
    XMLInputFactory input = XMLInputFactory.newDefaultFactory();
    input.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    input.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    input.setProperty(XMLInputFactory.IS_REPLACING_ENTITY_REFERENCES, false);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      byte[] text = svg.toArray(ValueLayout.JAVA_BYTE);
      XMLEventReader reader =
          input.createXMLEventReader(new StreamSource(new ByteArrayInputStream(text)));
      XMLEventWriter writer =
          XMLOutputFactory.newDefaultFactory().createXMLEventWriter(bytes, "UTF-8");
      new SvgFilter().copy(reader, writer);
      writer.close();
    } catch (XMLStreamException e) {
      throw Failures.corrupt(e);
    }
    return bytes.toByteArray();
  }

  private void copy(XMLEventReader reader, XMLEventWriter writer) throws XMLStreamException {
    int count = 0;
    int dropped = 0;
    while (reader.hasNext()) {
      XMLEvent event = reader.nextEvent();
      if (++count > MOST_EVENTS) {
        throw new XMLStreamException("too many elements");
      }
      if (dropped > 0) {
        dropped += event.isStartElement() ? 1 : event.isEndElement() ? -1 : 0;
      } else if (event.isStartElement()) {
        String name = event.asStartElement().getName().getLocalPart().toLowerCase(Locale.ROOT);
        if (DROPPED.contains(name)) {
          dropped = 1;
        } else {
          writer.add(cleaned(event.asStartElement()));
        }
      } else if (event.isEndElement() || harmlessText(event)) {
        writer.add(event);
      }
    }
  }

  /** Text, unless it is a style sheet that fetches something. */
  private static boolean harmlessText(XMLEvent event) {
    return event.isCharacters() && !OUTSIDE.matcher(event.asCharacters().getData()).find();
  }

  private StartElement cleaned(StartElement element) {
    List<Attribute> kept = new ArrayList<>();
    for (Iterator<Attribute> i = element.getAttributes(); i.hasNext(); ) {
      Attribute attribute = i.next();
      String name = attribute.getName().getLocalPart().toLowerCase(Locale.ROOT);
      boolean link = name.equals("href") || name.equals("src") || name.equals("base");
      if (!name.startsWith("on")
          && (!link || INLINE.matcher(attribute.getValue()).matches())
          && !OUTSIDE.matcher(attribute.getValue()).find()) {
        kept.add(attribute);
      }
    }
    return events.createStartElement(element.getName(), kept.iterator(), element.getNamespaces());
  }
}
