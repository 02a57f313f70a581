package dev.mlharness.starter.api;

import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.jose.jwk.source.JWKSetBasedJWKSource;
import com.nimbusds.jose.jwk.source.JWKSetCacheRefreshEvaluator;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.jwk.source.RateLimitReachedException;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jose.util.DefaultResourceRetriever;
import com.nimbusds.oauth2.sdk.GeneralException;
import com.nimbusds.oauth2.sdk.id.Issuer;
import com.nimbusds.openid.connect.sdk.op.OIDCProviderMetadata;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The keys of the identity provider of people, kept for a while. A token names the key that it was
 * signed with, and whoever invents names has them fetched no more than twice in half a minute.
 */
final class PeopleKeys implements JWKSource<SecurityContext> {
  private static final int TIMEOUT_MILLIS = 5_000;
  private static final int LARGEST_ANSWER = 256 * 1024;

  private final URI issuer;
  private final @Nullable URI address;
  private volatile @Nullable JWKSetBasedJWKSource<SecurityContext> known;

  /**
   * @param address where they are; null: where the issuer's discovery document says
   */
  PeopleKeys(URI issuer, @Nullable URI address) {
    this.issuer = issuer;
    this.address = address;
  }

  @Override
  public List<JWK> get(JWKSelector selector, @Nullable SecurityContext context)
      throws KeySourceException {
    JWKSetBasedJWKSource<SecurityContext> keys = keys();
    try {
      return keys.get(selector, context);
    } catch (RateLimitReachedException e) {
      // They were fetched just now: what is not among them is no key. Fails where none are kept.
      return selector.select(
          keys.getJWKSetSource()
              .getJWKSet(
                  JWKSetCacheRefreshEvaluator.noRefresh(), System.currentTimeMillis(), context));
    }
  }

  /** Not before somebody brings a token: the identity provider may be started after the API. */
  private JWKSetBasedJWKSource<SecurityContext> keys() throws KeySourceException {
    JWKSetBasedJWKSource<SecurityContext> keys = known;
    if (keys == null) {
      synchronized (this) {
        keys = known == null ? found() : known;
        known = keys;
      }
    }
    return keys;
  }

  private JWKSetBasedJWKSource<SecurityContext> found() throws KeySourceException {
    try {
      return (JWKSetBasedJWKSource<SecurityContext>)
          JWKSourceBuilder.create(
                  (address == null ? discovered() : address).toURL(),
                  new DefaultResourceRetriever(TIMEOUT_MILLIS, TIMEOUT_MILLIS, LARGEST_ANSWER))
              .retrying(true)
              .build();
    } catch (IOException | GeneralException e) {
      throw new KeySourceException(
          "%s does not say where its keys are: %s. Check mlharness.people.issuer, or set mlharness.people.keys."
              .formatted(issuer, e.getMessage()),
          e);
    }
  }

  private URI discovered() throws IOException, GeneralException {
    return OIDCProviderMetadata.resolve(new Issuer(issuer), TIMEOUT_MILLIS, TIMEOUT_MILLIS)
        .getJWKSetURI();
  }
}
