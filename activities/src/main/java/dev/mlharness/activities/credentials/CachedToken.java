package dev.mlharness.activities.credentials;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A short-lived credential in memory, with at most one exchange under way however many callers
 * wait. Renewed five minutes before it expires, or at half of a short life.
 */
public final class CachedToken<T extends Perishable> {
  private static final Logger log = LoggerFactory.getLogger(CachedToken.class);
  private static final Duration LONGEST_MARGIN = Duration.ofMinutes(5);
  private static final Duration PAUSE_AFTER_FAILURE = Duration.ofSeconds(15);

  private final Supplier<T> exchange;
  private final Clock clock;
  private @Nullable T token;
  private Instant renewAt = Instant.MIN;
  private @Nullable CompletableFuture<T> flight;

  /**
   * @param exchange gets a fresh one
   */
  public CachedToken(Supplier<T> exchange, Clock clock) {
    this.exchange = exchange;
    this.clock = clock;
  }

  /**
   * One that is valid now.
   *
   * @throws RuntimeException whatever the exchange throws, while there is none to go on with
   */
  public T get() {
    CompletableFuture<T> shared;
    boolean mine;
    synchronized (this) {
      T current = token;
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

  /** Forgets it if it is one of those. */
  public synchronized void dropIf(Predicate<T> refused) {
    if (token != null && refused.test(token)) {
      token = null;
    }
  }

  /** Whether forgetting all of this loses nothing. */
  public synchronized boolean idle() {
    return flight == null && (token == null || !valid(token));
  }

  private void fly(CompletableFuture<T> shared) {
    try {
      T fresh = exchange.get();
      land(fresh);
      shared.complete(fresh);
    } catch (RuntimeException e) {
      T old = afterFailure();
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

  private synchronized void land(T fresh) {
    Duration life = Duration.between(clock.instant(), fresh.expiry());
    Duration half = life.dividedBy(2);
    token = fresh;
    renewAt = fresh.expiry().minus(half.compareTo(LONGEST_MARGIN) < 0 ? half : LONGEST_MARGIN);
    flight = null;
  }

  private synchronized @Nullable T afterFailure() {
    flight = null;
    renewAt = clock.instant().plus(PAUSE_AFTER_FAILURE);
    return token != null && valid(token) ? token : null;
  }

  private boolean fresh() {
    return clock.instant().isBefore(renewAt) && token != null && valid(token);
  }

  private boolean valid(T current) {
    return clock.instant().isBefore(current.expiry());
  }

  private static <T> T join(CompletableFuture<T> shared) {
    try {
      return shared.join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof RuntimeException failure ? failure : e;
    }
  }
}
