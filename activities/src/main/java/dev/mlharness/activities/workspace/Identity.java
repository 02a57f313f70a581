package dev.mlharness.activities.workspace;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * As whom this worker introduces itself to a workspace.
 *
 * @param issuer the identity provider, as the {@code iss} of its tokens
 * @param audience for whom tokens are asked; null leaves it to the identity provider
 * @param level who exchanges the token
 * @param account null if it is not known; needed to exchange there
 */
public record Identity(
    URI issuer,
    SubjectTokens tokens,
    @Nullable String audience,
    Level level,
    @Nullable Account account) {

  /** Who exchanges this worker's token for one of a service principal. */
  public enum Level {
    /** The workspace: what it gives opens this workspace. */
    WORKSPACE,
    /** The account: what it gives opens the account and its workspaces. */
    ACCOUNT
  }

  public Identity {
    if (!issuer.isAbsolute()) {
      throw new IllegalArgumentException(
          "identity.issuer '" + issuer + "' is not an absolute URL, as in https://idp.example.com");
    }
    if (level == Level.ACCOUNT && account == null) {
      throw new IllegalArgumentException("identity.level 'account' needs identity.account-id");
    }
    if (tokens instanceof SubjectTokens.GoogleMetadata && audience == null) {
      throw new IllegalArgumentException(
          "identity.audience is not set; Google's metadata server gives no token without one");
    }
  }

  /** An identity whose tokens the workspace itself exchanges. */
  public Identity(URI issuer, SubjectTokens tokens, @Nullable String audience) {
    this(issuer, tokens, audience, Level.WORKSPACE, null);
  }

  /** The same, with tokens asked for somebody else. */
  public Identity forAudience(String other) {
    return new Identity(issuer, tokens, other, level, account);
  }
}
