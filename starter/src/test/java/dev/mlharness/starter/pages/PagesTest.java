package dev.mlharness.starter.pages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.mlharness.starter.api.ApiRole;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Who gets pages, and what a page lets a browser do. */
class PagesTest extends PagesStories {
  @Test
  void whoeverComesSignsInFirstAndThenSeesWhatWasAskedFor() {
    api.people().signIn(ApiRole.READER);
    HttpResponse<String> page = visitor.open("/nowhere?model=main.demo.wine");
    assertThat(page.body()).contains("lead@example.com");
    assertThat(page.uri().getQuery()).contains("model=main.demo.wine");
  }

  @Test
  void aPageLetsABrowserDoNothingButWhatItNeeds() {
    api.people().signIn(ApiRole.READER);
    var headers = visitor.open("/").headers();
    assertThat(headers.firstValue("Content-Security-Policy").orElseThrow())
        .contains("default-src 'none'", "script-src 'self'", "frame-ancestors 'none'")
        .doesNotContain("unsafe");
    assertThat(headers.firstValue("X-Content-Type-Options")).contains("nosniff");
    assertThat(headers.firstValue("Referrer-Policy")).contains("same-origin");
    assertThat(headers.firstValue("Cache-Control").orElseThrow()).contains("no-store");
    assertThat(headers.allValues("Set-Cookie").toString()).doesNotContain("JSESSIONID");
  }

  @Test
  void whatPagesLoadIsThere() {
    api.people().signIn(ApiRole.READER);
    String page = visitor.open("/").body();
    var loaded =
        java.util.regex.Pattern.compile("(?:src|href)=\"(/(?:assets|webjars)/[^\"]+)\"")
            .matcher(page);
    assertThat(loaded.results().map(found -> found.group(1)).toList())
        .hasSizeGreaterThan(4)
        .allSatisfy(path -> assertThat(visitor.open(path).statusCode()).as(path).isEqualTo(200));
  }

  @Test
  void whoeverHasNoRoleIsToldWhichGroupHelps() {
    api.people().signIn();
    HttpResponse<String> page = visitor.open("/");
    assertThat(page.statusCode()).isEqualTo(403);
    assertThat(page.body()).contains("takes the role reader", "readers", "no role here");
  }

  @Test
  void aFormThatNoPageHasSentDoesNothing() {
    api.people().signIn(ApiRole.READER);
    visitor.open("/");
    HttpResponse<String> forged = visitor.post("/logout", "x=y");
    assertThat(forged.statusCode()).isEqualTo(403);
    assertThat(forged.body()).contains("not sent by a page of this session");
    assertThat(visitor.open("/nowhere").body()).contains("lead@example.com");
  }

  @Test
  void aFormThatComesAfterTheSessionHasEndedIsNotLostWithoutAWord() {
    Instant end = Instant.now().plusSeconds(2);
    api.people().signInUntil(end, ApiRole.READER);
    HttpResponse<String> page = visitor.open("/nowhere");
    await().until(() -> Instant.now().isAfter(end));
    HttpResponse<String> late = visitor.send(page, "/pipelines/fraud/gate", Map.of());
    assertThat(late.statusCode()).isEqualTo(401);
    assertThat(late.body()).contains("Your session had ended", "Nothing was done");
  }

  @Test
  void whoeverSignsOutIsOut() {
    api.people().signIn(ApiRole.READER);
    HttpResponse<String> out = visitor.send(visitor.open("/"), "/logout", Map.of());
    assertThat(out.body()).contains("You are signed out here");
    String next = out.headers().firstValue("Refresh").orElseThrow().replace("0; url=", "");
    assertThat(next).startsWith(api.people().issuer() + "/logout").contains("id_token_hint=ey");
    HttpResponse<String> back = visitor.open(next);
    assertThat(back.uri().getPath()).isEqualTo("/signed-out");
    assertThat(back.body()).contains("Here, and at your identity provider");
    assertThat(visitor.open("/", "HX-Request", "true").statusCode()).isEqualTo(401);
  }

  @Test
  void aSessionIsNoWayIntoTheApi() {
    api.people().signIn(ApiRole.values());
    visitor.open("/");
    assertThat(visitor.open("/v1/pipelines").statusCode()).isEqualTo(401);
    assertThat(visitor.open("/%761/pipelines").statusCode()).isEqualTo(401);
  }

  @Test
  void aPathThatIsNoneIsAPageThatSaysSo() {
    api.people().signIn(ApiRole.READER);
    HttpResponse<String> page = visitor.open("/nowhere");
    assertThat(page.statusCode()).isEqualTo(404);
    assertThat(page.body()).contains("There is no page at /nowhere", "<html");
  }
}
