package dev.mlharness.activities.admission;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * The identity provider of people.
 *
 * @param issuer as the {@code iss} of its tokens
 * @param audience that a token must have been issued for
 * @param keys where its public keys are; null: where its discovery document says
 * @param nameClaim that names the person; where a token has none, {@code sub} does
 * @param groupsClaim a list of the person's groups
 */
public record PeopleIssuer(
    URI issuer, String audience, @Nullable URI keys, String nameClaim, String groupsClaim) {}
