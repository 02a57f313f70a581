package dev.mlharness.e2e.contract;

import com.nimbusds.jwt.JWTClaimsSet;
import java.util.Set;

/** A place that lets somebody in by a token. */
interface TokenDoor extends AutoCloseable {

  /** What became of somebody who showed a token. */
  enum Answer {
    LET_IN,
    REFUSED,
    /** Neither: it could not be told. */
    UNAVAILABLE
  }

  Answer show(String token);

  /** Whose tokens count here. */
  TokenIssuer issuer();

  /** Of a token that is let in. */
  JWTClaimsSet.Builder claims();

  /** Attacks that mean nothing here, because no token of this kind has what they turn. */
  default Set<TokenAttack> meaningless() {
    return Set.of();
  }

  /** Whether a token counts a little longer than it says, because clocks differ. */
  default boolean lenient() {
    return true;
  }

  @Override
  default void close() {}
}
