package dev.mlharness.activities.databricks.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.databricks.sdk.service.jobs.GitProvider;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GitProvidersTest {

  @ParameterizedTest
  @CsvSource({
    "https://github.com/a/b.git, GIT_HUB",
    "https://user@GitHub.com/a/b, GIT_HUB",
    "git@github.com:a/b.git, GIT_HUB",
    "https://gitlab.com/a/b, GIT_LAB",
    "https://gitlab.example.com:8443/a/b, GIT_LAB_ENTERPRISE_EDITION",
    "https://bitbucket.org/a/b, BITBUCKET_CLOUD",
    "https://bitbucket.example.com/scm/a/b.git, BITBUCKET_SERVER",
    "https://dev.azure.com/org/p/_git/b, AZURE_DEV_OPS_SERVICES",
    "https://org.visualstudio.com/p/_git/b, AZURE_DEV_OPS_SERVICES",
    "https://git-codecommit.eu-west-1.amazonaws.com/v1/repos/b, AWS_CODE_COMMIT",
    "https://git.example.com/a/b.git, GIT_HUB_ENTERPRISE",
    "file:///srv/git/b, GIT_HUB_ENTERPRISE"
  })
  void theServersNameTellsTheProvider(String url, GitProvider provider) {
    assertThat(GitProviders.of(url)).isEqualTo(provider);
  }
}
