package dev.mlharness.encryption;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import dev.mlharness.payload.Payloads;
import io.temporal.api.common.v1.Payload;
import io.temporal.common.converter.DataConverter;
import io.temporal.common.converter.DataConverterException;
import io.temporal.failure.ApplicationFailure;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;

class EncryptionCodecTest {
  private static final String OLD = "2026-10:" + key('o');
  private static final String NEW = "2026-11:" + key('n');
  private static final Payload PLAIN =
      Payload.newBuilder()
          .putMetadata("encoding", ByteString.copyFromUtf8("json/plain"))
          .setData(ByteString.copyFromUtf8("\"a planted word\""))
          .build();

  @Test
  void whatWasEncryptedIsReadAgain() {
    EncryptionCodec codec = codec(NEW);

    assertThat(codec.decode(codec.encode(List.of(PLAIN)))).containsExactly(PLAIN);
  }

  @Test
  void nothingOfThePayloadIsLegibleAndTheKeyIsNamed() {
    Payload sealed = codec(NEW).encode(List.of(PLAIN)).get(0);

    assertThat(sealed.toString()).doesNotContain("planted", "json/plain");
    assertThat(sealed.getMetadataOrThrow("encryption-key-id").toStringUtf8()).isEqualTo("2026-11");
  }

  @Test
  void theSamePayloadNeverLooksTheSameTwice() {
    List<Payload> sealed = codec(NEW).encode(List.of(PLAIN, PLAIN));

    assertThat(sealed.get(0)).isNotEqualTo(sealed.get(1));
  }

  @Test
  void anOldKeyStillDecryptsButNoLongerEncrypts() {
    List<Payload> old = codec(OLD).encode(List.of(PLAIN));
    EncryptionCodec rotated = codec(NEW + "\n" + OLD);

    assertThat(rotated.decode(old)).containsExactly(PLAIN);
    assertThat(rotated.encode(List.of(PLAIN)).get(0).getMetadataOrThrow("encryption-key-id"))
        .isEqualTo(ByteString.copyFromUtf8("2026-11"));
  }

  @Test
  void aMissingKeyIsNamedWithWhatToDo() {
    List<Payload> old = codec(OLD).encode(List.of(PLAIN));

    assertThatThrownBy(() -> codec(NEW).decode(old))
        .isInstanceOf(DataConverterException.class)
        .hasMessageContaining("2026-10")
        .hasMessageContaining("Add its line to the key file");
  }

  @Test
  void oneChangedBitIsNoticed() {
    Payload sealed = codec(NEW).encode(List.of(PLAIN)).get(0);
    byte[] data = sealed.getData().toByteArray();
    for (int i = 0; i < data.length; i++) {
      byte[] changed = data.clone();
      changed[i] ^= 1;
      Payload payload = sealed.toBuilder().setData(ByteString.copyFrom(changed)).build();
      assertThatThrownBy(() -> codec(NEW).decode(List.of(payload)))
          .isInstanceOf(DataConverterException.class);
    }
  }

  @Test
  void aPayloadThatIsTooShortIsRefusedAndNotACrash() {
    Payload sealed = codec(NEW).encode(List.of(PLAIN)).get(0);
    for (int length : new int[] {0, 5, 12, 20}) {
      Payload cut = sealed.toBuilder().setData(sealed.getData().substring(0, length)).build();
      assertThatThrownBy(() -> codec(NEW).decode(List.of(cut)))
          .isInstanceOf(DataConverterException.class);
    }
  }

  @Test
  void aKeyIdThatWasExchangedIsNoticed() {
    EncryptionCodec twice = codec("a:" + key('s') + "\nb:" + key('s'));
    Payload sealed = twice.encode(List.of(PLAIN)).get(0);
    Payload renamed =
        sealed.toBuilder().putMetadata("encryption-key-id", ByteString.copyFromUtf8("b")).build();

    assertThatThrownBy(() -> twice.decode(List.of(renamed)))
        .isInstanceOf(DataConverterException.class);
  }

  @Test
  void plainPayloadsAreReadAsTheyAre() {
    assertThat(codec(NEW).decode(List.of(PLAIN))).containsExactly(PLAIN);
  }

  @Test
  void failuresAreEncryptedToo() {
    DataConverter converter = Payloads.dataConverter(codec(NEW));
    var failure =
        converter.exceptionToFailure(ApplicationFailure.newFailure("a planted word", "TYPE"));

    assertThat(failure.toString()).doesNotContain("planted");
    assertThat(converter.failureToException(failure)).hasMessageContaining("a planted word");
  }

  private static EncryptionCodec codec(String keys) {
    KeyRing ring = KeyRing.parse(keys);
    return new EncryptionCodec(() -> ring);
  }

  static String key(char letter) {
    return Base64.getEncoder()
        .encodeToString(String.valueOf(letter).repeat(32).getBytes(StandardCharsets.US_ASCII));
  }
}
