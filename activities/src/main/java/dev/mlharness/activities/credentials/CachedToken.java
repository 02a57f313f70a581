package dev.mlharness.activities.credentials;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The token of one role in one workspace, with at most one exchange under way. */
final class CachedToken {
  private static final Logger log = LoggerFactory.getLogger(CachedToken.class);
  private static final Duration LONGEST_MARGIN = Duration.ofMinutes(5);
  private static final Duration PAUSE_AFTER_FAILURE = Duration.ofSeconds(15);

  private final Supplier<SecretToken> exchange;
  private final Clock clock;
  private @Nullable SecretToken token;
  private Instant renewAt = Instant.MIN;
  private @Nullable CompletableFuture<SecretToken> flight;

  CachedToken(Supplier<SecretToken> exchange, Clock clock) {
    this.exchange = exchange;
    this.clock = clock;
  }

  SecretToken get() {
    CompletableFuture<SecretToken> shared;
    boolean mine;
    synchronized (this) {
      SecretToken current = token;
      mine = flight == null;
      if (current != null && (fresh() || (!mine && valid(current)))) {
        return current;
      }
      shared = flight == null ? new CompletableFuture<>() : flight;
      flight = shared;
    }
    if (mine) {
      fly(shared);
    }
    return join(shared);
  }

  synchronized void drop() {
    token = null;
  }

  synchronized void drop(String refused) {
    if (token != null && token.is(refused)) {
      token = null;
    }
  }

  private void fly(CompletableFuture<SecretToken> shared) {
    try {
      SecretToken fresh = exchange.get();
      land(fresh);
      shared.complete(fresh);
    } catch (RuntimeException e) {
      SecretToken old = afterFailure();
      if (old == null) {
        shared.completeExceptionally(e);
      } else {
        log.warn("Token not renewed, {} is used meanwhile: {}", old, e.getMessage());
        shared.complete(old);
      }
    } finally {
      // Nothing to do, unless an Error came by: then nobody must wait for this exchange for ever.
      if (shared.completeExceptionally(new IllegalStateException("the token exchange broke off"))) {
        afterFailure();
      }
    }
  }

  private synchronized void land(SecretToken fresh) {
    Duration life = Duration.between(clock.instant(), fresh.expiry());
    Duration half = life.dividedBy(2);
    token = fresh;
    renewAt = fresh.expiry().minus(half.compareTo(LONGEST_MARGIN) < 0 ? half : LONGEST_MARGIN);
    flight = null;
  }

  private synchronized @Nullable SecretToken afterFailure() {
    flight = null;
    renewAt = clock.instant().plus(PAUSE_AFTER_FAILURE);
    return token != null && valid(token) ? token : null;
  }

  private boolean fresh() {
    return clock.instant().isBefore(renewAt) && token != null && valid(token);
  }

  private boolean valid(SecretToken current) {
    return clock.instant().isBefore(current.expiry());
  }

  private static SecretToken join(CompletableFuture<SecretToken> shared) {
    try {
      return shared.join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof RuntimeException failure ? failure : e;
    }
  }
}
