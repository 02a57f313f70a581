package dev.mlharness.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;

/**
 * Looks for tokens in files as they lie on the disk: for certain ones, and for anything that looks
 * like a JWT. In every form in which software writes text down: as it is, in base64 and base64url
 * at each alignment, in hex, in URL form, and each of these within what gzip and zlib have
 * compressed.
 */
final class TokenSearch {
  /** How a JWT looks, as itself, in base64 (each alignment) and in hex. */
  private static final Pattern ANY =
      Pattern.compile(
          "eyJ[A-Za-z0-9_-]{16,}\\.eyJ[A-Za-z0-9_-]{16,}\\.[A-Za-z0-9_-]{16,}"
              + "|(ZXlK|V5S|leUp)[A-Za-z0-9+/_-]{20,}?(LmV5S|5leU|uZXlK)"
              + "|(?i:65794a[0-9a-f]{60,}2e65794a)");

  private static final Pattern PROOF =
      Pattern.compile("\"typ\":\"mlharness-(start|decision)\\+jwt\"");

  /** Where a compressed stream may begin: gzip, and zlib at each usual level. */
  private static final Pattern COMPRESSED =
      Pattern.compile("\\x1f\\x8b\\x08|\\x78[\\x01\\x5e\\x9c\\xda]", Pattern.DOTALL);

  private static final int NESTED = 2;
  private static final int LARGEST_STREAM = 16 * 1024 * 1024;

  private final List<String> planted;

  TokenSearch(List<String> planted) {
    this.planted = planted.stream().flatMap(TokenSearch::forms).distinct().toList();
  }

  /** Each form of a text; the ends of base64 that depend on what stands beside it are left off. */
  static Stream<String> forms(String token) {
    List<String> forms = new ArrayList<>();
    forms.add(token);
    forms.add(URLEncoder.encode(token, UTF_8));
    String hex = HexFormat.of().formatHex(bytes(token));
    forms.add(hex);
    forms.add(hex.toUpperCase(Locale.ROOT));
    for (int shift = 0; shift < 3; shift++) {
      byte[] shifted = bytes("x".repeat(shift) + token);
      String whole = Base64.getEncoder().withoutPadding().encodeToString(shifted);
      String inner = whole.substring(shift == 0 ? 0 : 4, whole.length() - whole.length() % 4);
      forms.add(inner);
      forms.add(inner.replace('+', '-').replace('/', '_'));
    }
    return forms.stream();
  }

  /** The files below a folder that hold a token, each with how it was found. */
  Map<Path, String> in(Path folder) {
    Map<Path, String> found = new TreeMap<>();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).filter(TokenSearch::isData).toList()) {
        String how = in(content(file), 0);
        if (!how.isEmpty()) {
          found.put(file, how);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return found;
  }

  /** How a text holds a token; empty: it holds none. */
  String in(String text) {
    return in(bytes(text), 0);
  }

  private String in(byte[] content, int depth) {
    // One character a byte: databases are searched as they are.
    String text = new String(content, StandardCharsets.ISO_8859_1);
    for (String form : planted) {
      if (text.contains(form)) {
        return "a planted token: " + form.substring(0, 8) + "…";
      }
    }
    Matcher looks = ANY.matcher(text);
    while (looks.find()) {
      if (!isProof(looks.group())) {
        return "what looks like one: " + looks.group().substring(0, 8) + "…";
      }
    }
    return depth == NESTED ? "" : inStreams(content, text, depth);
  }

  /** What the worker's desk signs says of itself that it proves something. It opens nothing. */
  private static boolean isProof(String jwt) {
    int end = jwt.indexOf('.');
    try {
      return end > 0
          && PROOF
              .matcher(new String(Base64.getUrlDecoder().decode(jwt.substring(0, end)), UTF_8))
              .find();
    } catch (IllegalArgumentException noHeader) {
      // Then it looks like one, and that is enough.
      return false;
    }
  }

  private String inStreams(byte[] content, String text, int depth) {
    Matcher begins = COMPRESSED.matcher(text);
    while (begins.find()) {
      byte[] unpacked = unpacked(content, begins.start());
      String how = unpacked.length == 0 ? "" : in(unpacked, depth + 1);
      if (!how.isEmpty()) {
        return "compressed, " + how;
      }
    }
    return "";
  }

  /** As far as it can be unpacked: what only looks like a stream ends soon. */
  private static byte[] unpacked(byte[] content, int at) {
    InputStream in = new ByteArrayInputStream(content, at, content.length - at);
    var out = new java.io.ByteArrayOutputStream();
    byte[] buffer = new byte[8192];
    try (InputStream stream =
        content[at] == 0x1f
            ? new GZIPInputStream(in)
            : new InflaterInputStream(in, new Inflater())) {
      for (int n = stream.read(buffer); n > 0 && out.size() < LARGEST_STREAM; ) {
        out.write(buffer, 0, n);
        n = stream.read(buffer);
      }
    } catch (IOException noStream) {
      // Up to here it was one.
      return out.toByteArray();
    }
    return out.toByteArray();
  }

  private static boolean isData(Path file) {
    String name = file.toString();
    return !name.endsWith(".jar") && !name.endsWith(".class");
  }

  private static byte[] content(Path file) throws IOException {
    try {
      return Files.readAllBytes(file);
    } catch (NoSuchFileException e) {
      // A log or a journal that was rotated away meanwhile holds nothing any more.
      return new byte[0];
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }
}
