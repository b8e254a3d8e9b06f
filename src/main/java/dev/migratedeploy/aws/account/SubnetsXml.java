package dev.migratedeploy.aws.account;

import java.io.IOException;
import java.io.StringReader;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;
import org.xml.sax.helpers.DefaultHandler;

/**
 * What EC2 answers to DescribeSubnets.
 *
 * @param free addresses by subnet, in EC2's order; empty in an error
 * @param code of the error; else empty
 * @param message of the error; else empty
 */
record SubnetsXml(Map<String, Integer> free, String code, String message) {
  SubnetsXml {
    free = Collections.unmodifiableMap(new LinkedHashMap<>(free));
  }

  /** Reads it; what is no XML of EC2's is an answer without anything. */
  static SubnetsXml parse(String text) {
    Document document;
    try {
      document = builder().parse(new InputSource(new StringReader(text)));
    } catch (SAXException | IOException e) {
      return new SubnetsXml(Map.of(), "", "");
    }
    Map<String, Integer> free = new LinkedHashMap<>();
    NodeList ids = document.getElementsByTagName("subnetId");
    for (int i = 0; i < ids.getLength(); i++) {
      if (ids.item(i).getParentNode() instanceof Element subnet) {
        String count = text(subnet.getElementsByTagName("availableIpAddressCount"));
        if (count.matches("\\d{1,9}")) {
          free.put(ids.item(i).getTextContent().strip(), Integer.valueOf(count));
        }
      }
    }
    return new SubnetsXml(
        free,
        text(document.getElementsByTagName("Code")),
        text(document.getElementsByTagName("Message")));
  }

  private static String text(NodeList elements) {
    return elements.getLength() == 0 ? "" : elements.item(0).getTextContent().strip();
  }

  /** Without document types, and so without entities and files. */
  private static DocumentBuilder builder() {
    try {
      DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
      factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
      factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
      factory.setXIncludeAware(false);
      factory.setExpandEntityReferences(false);
      DocumentBuilder builder = factory.newDocumentBuilder();
      builder.setErrorHandler(new DefaultHandler()); // the default one writes to standard error
      return builder;
    } catch (ParserConfigurationException e) {
      throw new IllegalStateException("the JDK's own parser does not have its own features", e);
    }
  }
}
