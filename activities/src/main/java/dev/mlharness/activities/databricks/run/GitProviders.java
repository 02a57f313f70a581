package dev.mlharness.activities.databricks.run;

import com.databricks.sdk.service.jobs.GitProvider;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Databricks wants to be told what kind of server a repository lies on. */
final class GitProviders {
  private static final Pattern HOST = Pattern.compile("^(?:\\w+://)?(?:[^@/]*@)?([^:/]+)");

  private GitProviders() {}

  /** The provider by the server's name; for a server of one's own that says nothing, GitHub's. */
  static GitProvider of(String url) {
    Matcher matcher = HOST.matcher(url.toLowerCase(Locale.ROOT));
    String host = matcher.find() ? matcher.group(1) : "";
    return switch (host) {
      case "github.com" -> GitProvider.GIT_HUB;
      case "gitlab.com" -> GitProvider.GIT_LAB;
      case "bitbucket.org" -> GitProvider.BITBUCKET_CLOUD;
      case "dev.azure.com", "ssh.dev.azure.com" -> GitProvider.AZURE_DEV_OPS_SERVICES;
      default -> ofOwnServer(host);
    };
  }

  private static GitProvider ofOwnServer(String host) {
    if (host.endsWith(".visualstudio.com")) {
      return GitProvider.AZURE_DEV_OPS_SERVICES;
    }
    if (host.startsWith("git-codecommit.")) {
      return GitProvider.AWS_CODE_COMMIT;
    }
    if (host.contains("gitlab")) {
      return GitProvider.GIT_LAB_ENTERPRISE_EDITION;
    }
    return host.contains("bitbucket")
        ? GitProvider.BITBUCKET_SERVER
        : GitProvider.GIT_HUB_ENTERPRISE;
  }
}
