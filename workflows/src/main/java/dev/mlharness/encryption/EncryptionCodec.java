package dev.mlharness.encryption;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import io.temporal.api.common.v1.Payload;
import io.temporal.common.converter.DataConverterException;
import io.temporal.payload.codec.PayloadCodec;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.function.Supplier;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;

/**
 * AES-256-GCM over whole payloads, with the id of the key beside each. What is not encrypted is
 * left as it is when decoding, so that a person may start a pipeline with plain JSON, and so that
 * histories from before encryption stay readable.
 */
public final class EncryptionCodec implements PayloadCodec {
  static final String ENCODING = "encoding";
  static final String KEY_ID = "encryption-key-id";
  static final ByteString ENCRYPTED = ByteString.copyFromUtf8("binary/encrypted");
  private static final ByteString CIPHER_NAME = ByteString.copyFromUtf8("AES-256-GCM");
  private static final String CIPHER = "AES/GCM/NoPadding";
  private static final int IV_BYTES = 12;
  private static final int TAG_BITS = 128;

  private final Supplier<KeyRing> keys;

  public EncryptionCodec(Supplier<KeyRing> keys) {
    this.keys = keys;
  }

  @Override
  public List<Payload> encode(List<Payload> payloads) {
    KeyRing ring = keys.get();
    return payloads.stream().map(payload -> encrypt(payload, ring)).toList();
  }

  /**
   * @throws DataConverterException for a payload whose key is not on the ring, or that was changed
   *     on its way
   */
  @Override
  public List<Payload> decode(List<Payload> payloads) {
    KeyRing ring = keys.get();
    return payloads.stream()
        .map(payload -> isEncrypted(payload) ? decrypt(payload, ring) : payload)
        .toList();
  }

  static boolean isEncrypted(Payload payload) {
    return ENCRYPTED.equals(payload.getMetadataMap().get(ENCODING));
  }

  private static Payload encrypt(Payload payload, KeyRing ring) {
    String id = ring.current();
    try {
      // Without parameters the cipher draws a fresh initialisation vector.
      Cipher cipher = Cipher.getInstance(CIPHER);
      cipher.init(Cipher.ENCRYPT_MODE, required(ring, id));
      cipher.updateAAD(id.getBytes(StandardCharsets.UTF_8));
      byte[] sealed = cipher.doFinal(payload.toByteArray());
      return Payload.newBuilder()
          .putMetadata(ENCODING, ENCRYPTED)
          .putMetadata("encryption-cipher", CIPHER_NAME)
          .putMetadata(KEY_ID, ByteString.copyFromUtf8(id))
          .setData(ByteString.copyFrom(cipher.getIV()).concat(ByteString.copyFrom(sealed)))
          .build();
    } catch (GeneralSecurityException e) {
      throw new DataConverterException("A payload cannot be encrypted with key '" + id + "'", e);
    }
  }

  private static Payload decrypt(Payload payload, KeyRing ring) {
    String id = payload.getMetadataOrDefault(KEY_ID, ByteString.EMPTY).toStringUtf8();
    SecretKey key = required(ring, id);
    byte[] data = payload.getData().toByteArray();
    try {
      if (data.length < IV_BYTES + TAG_BITS / Byte.SIZE) {
        throw new AEADBadTagException("it is too short");
      }
      Cipher cipher = Cipher.getInstance(CIPHER);
      cipher.init(Cipher.DECRYPT_MODE, key, new GCMParameterSpec(TAG_BITS, data, 0, IV_BYTES));
      cipher.updateAAD(id.getBytes(StandardCharsets.UTF_8));
      return Payload.parseFrom(cipher.doFinal(data, IV_BYTES, data.length - IV_BYTES));
    } catch (GeneralSecurityException | InvalidProtocolBufferException e) {
      throw new DataConverterException(
          "A payload that names key '" + id + "' was not encrypted with it, or was changed since",
          e);
    }
  }

  private static SecretKey required(KeyRing ring, String id) {
    SecretKey key = ring.key(id);
    if (key == null) {
      throw new DataConverterException(
          "A payload is encrypted with key '%s', which is not among %s. Add its line to the key file, after the first."
              .formatted(id, ring));
    }
    return key;
  }
}
