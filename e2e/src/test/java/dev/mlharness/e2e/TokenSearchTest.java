package dev.mlharness.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The control: a search that finds nothing proves something only if it finds what is there. */
class TokenSearchTest {
  private static final String OPAQUE = "dapi~planted+secret/of=the test";
  private static final String JWT =
      "eyJhbGciOiJSUzI1NiIsImtpZCI6IjEifQ"
          + ".eyJzdWIiOiJwbGFudGVkLXRva2VuIiwiaXNzIjoiaHR0cHM6Ly9pZHAifQ"
          + ".c2lnbmF0dXJlLW9mLXRoZS1wbGFudGVkLXRva2Vu";

  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(strings = {OPAQUE, JWT})
  void aPlantedTokenIsFoundInEveryForm(String token) throws IOException {
    Map<String, byte[]> forms = forms(token);
    for (Map.Entry<String, byte[]> form : forms.entrySet()) {
      Files.write(folder.resolve(form.getKey()), form.getValue());
      Files.write(folder.resolve(form.getKey() + " in gzip"), gzip(form.getValue()));
      Files.write(folder.resolve(form.getKey() + " in zlib"), zlib(form.getValue()));
      Files.write(
          folder.resolve(form.getKey() + " within a database"),
          join("pages before".repeat(99), gzip(gzip(form.getValue())), "pages after".repeat(99)));
    }
    Files.writeString(folder.resolve("none"), "eyJ is how a token begins, and this is none");

    assertThat(new TokenSearch(List.of(token)).in(folder)).hasSize(4 * forms.size());
  }

  @Test
  void whatTheDeskSignedIsNoTokenAndHidesNone() throws IOException {
    String proof =
        Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(
                    "{\"kid\":\"1\",\"typ\":\"mlharness-start+jwt\",\"alg\":\"ES256\"}"
                        .getBytes(StandardCharsets.UTF_8))
            + JWT.substring(JWT.indexOf('.'));
    Files.writeString(folder.resolve("proof"), "{\"start\":\"" + proof + "\"}");
    Files.writeString(folder.resolve("both"), proof + " " + JWT);

    assertThat(new TokenSearch(List.of()).in(folder)).containsOnlyKeys(folder.resolve("both"));
  }

  @Test
  void aTokenOfWhichNobodyKnowsIsFoundByItsLooks() throws IOException {
    Files.writeString(folder.resolve("raw"), "token: " + JWT);
    Files.write(folder.resolve("gzip"), gzip(JWT.getBytes(StandardCharsets.UTF_8)));
    Files.writeString(
        folder.resolve("hex"), HexFormat.of().formatHex(JWT.getBytes(StandardCharsets.UTF_8)));
    for (int shift = 0; shift < 3; shift++) {
      byte[] shifted = ("x".repeat(shift) + JWT).getBytes(StandardCharsets.UTF_8);
      Files.writeString(
          folder.resolve("base64-" + shift), Base64.getEncoder().encodeToString(shifted));
    }

    assertThat(new TokenSearch(List.of()).in(folder)).hasSize(6);
  }

  private static Map<String, byte[]> forms(String token) {
    byte[] bytes = token.getBytes(StandardCharsets.UTF_8);
    Map<String, byte[]> forms = new LinkedHashMap<>();
    forms.put("raw", join("before", bytes, "after"));
    forms.put("url", ascii("a=b&token=" + URLEncoder.encode(token, StandardCharsets.UTF_8)));
    forms.put("hex", ascii("0x" + HexFormat.of().formatHex(bytes)));
    forms.put("HEX", ascii(HexFormat.of().withUpperCase().formatHex(bytes)));
    for (int shift = 0; shift < 3; shift++) {
      byte[] shifted = join("\u00ff".repeat(shift), bytes, "\u00ff\u00fe");
      forms.put("base64 " + shift, ascii(Base64.getEncoder().encodeToString(shifted)));
      forms.put("base64url " + shift, ascii(Base64.getUrlEncoder().encodeToString(shifted)));
    }
    return forms;
  }

  private static byte[] gzip(byte[] bytes) throws IOException {
    var out = new ByteArrayOutputStream();
    try (var packed = new GZIPOutputStream(out)) {
      packed.write(bytes);
    }
    return out.toByteArray();
  }

  private static byte[] zlib(byte[] bytes) throws IOException {
    var out = new ByteArrayOutputStream();
    try (var packed = new DeflaterOutputStream(out)) {
      packed.write(bytes);
    }
    return out.toByteArray();
  }

  private static byte[] join(String before, byte[] bytes, String after) {
    var out = new ByteArrayOutputStream();
    out.writeBytes(ascii(before));
    out.writeBytes(bytes);
    out.writeBytes(ascii(after));
    return out.toByteArray();
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }
}
