package dev.mlharness.sandbox.scopes;

import dev.mlharness.sandbox.api.ApiException;
import dev.mlharness.sandbox.api.ErrorCode;
import dev.mlharness.sandbox.identity.Caller;
import dev.mlharness.sandbox.store.DocumentCollection;
import dev.mlharness.sandbox.store.Documents;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Scopes and what is in them. Whoever makes a scope manages it; nobody else sees into it. */
@RestController
@RequestMapping("/api/2.0/secrets")
class SecretScopeController {

  private static final Pattern NAME = Pattern.compile("[\\w.@/-]{1,128}");

  private final DocumentCollection<ScopeRecord> scopes;
  private final DocumentCollection<ScopedSecret> secrets;

  SecretScopeController(Documents documents) {
    this.scopes = documents.collection("secret-scopes", ScopeRecord.class);
    this.secrets = documents.collection("scoped-secrets", ScopedSecret.class);
  }

  @PostMapping("/scopes/create")
  Map<String, String> createScope(
      @AuthenticationPrincipal Caller caller, @RequestBody NewScope wanted) {
    String manager =
        wanted.initialManagePrincipal == null ? caller.name() : wanted.initialManagePrincipal;
    if (!scopes.putIfAbsent(named(wanted.scope), new ScopeRecord(wanted.scope, manager))) {
      throw new ApiException(
          ErrorCode.RESOURCE_ALREADY_EXISTS, "Scope %s exists already.".formatted(wanted.scope));
    }
    return Map.of();
  }

  @GetMapping("/scopes/list")
  Map<String, List<Map<String, String>>> listScopes(@AuthenticationPrincipal Caller caller) {
    return Map.of(
        "scopes",
        scopes.list().stream()
            .filter(scope -> scope.isFor(caller))
            .map(scope -> Map.of("name", scope.name(), "backend_type", "DATABRICKS"))
            .toList());
  }

  @PostMapping("/scopes/delete")
  Map<String, String> deleteScope(
      @AuthenticationPrincipal Caller caller, @RequestBody ScopeName which) {
    String scope = open(caller, which.scope);
    in(scope).forEach(secret -> secrets.delete(ScopedSecret.id(scope, secret.key())));
    scopes.delete(scope);
    return Map.of();
  }

  @PostMapping("/put")
  Map<String, String> put(@AuthenticationPrincipal Caller caller, @RequestBody NewSecret wanted) {
    String scope = open(caller, wanted.scope);
    String key = named(wanted.key);
    secrets.put(
        ScopedSecret.id(scope, key),
        new ScopedSecret(scope, key, wanted.encoded(), Instant.now().toEpochMilli()));
    return Map.of();
  }

  @GetMapping("/get")
  Map<String, String> get(
      @AuthenticationPrincipal Caller caller,
      @RequestParam String scope,
      @RequestParam String key) {
    return secrets
        .get(ScopedSecret.id(open(caller, scope), key))
        .map(secret -> Map.of("key", secret.key(), "value", secret.value()))
        .orElseThrow(() -> ApiException.missing("Secret", scope + "/" + key));
  }

  @GetMapping("/list")
  Map<String, List<Listed>> list(
      @AuthenticationPrincipal Caller caller, @RequestParam String scope) {
    return Map.of(
        "secrets",
        in(open(caller, scope)).stream()
            .map(secret -> new Listed(secret.key(), secret.updated()))
            .toList());
  }

  @PostMapping("/delete")
  Map<String, String> delete(
      @AuthenticationPrincipal Caller caller, @RequestBody SecretName which) {
    if (!secrets.delete(ScopedSecret.id(open(caller, which.scope), which.key))) {
      throw ApiException.missing("Secret", which.scope + "/" + which.key);
    }
    return Map.of();
  }

  private List<ScopedSecret> in(String scope) {
    return secrets.list().stream().filter(secret -> secret.scope().equals(scope)).toList();
  }

  private String open(Caller caller, String scope) {
    ScopeRecord found = scopes.get(scope).orElseThrow(() -> ApiException.missing("Scope", scope));
    if (!found.isFor(caller)) {
      throw ApiException.denied("%s may not use scope %s.".formatted(caller.name(), scope));
    }
    return found.name();
  }

  private static String named(String name) {
    if (!NAME.matcher(name).matches()) {
      throw ApiException.invalid(
          "'%s' is no name of a scope or key: letters, digits and _-@./, 128 at most."
              .formatted(name));
    }
    return name;
  }

  private record NewScope(String scope, @Nullable String initialManagePrincipal) {}

  private record ScopeName(String scope) {}

  private record SecretName(String scope, String key) {}

  private record Listed(String key, long lastUpdatedTimestamp) {}

  private record NewSecret(
      String scope, String key, @Nullable String stringValue, @Nullable String bytesValue) {

    String encoded() {
      if (stringValue != null && bytesValue == null) {
        return Base64.getEncoder().encodeToString(stringValue.getBytes(StandardCharsets.UTF_8));
      }
      if (bytesValue != null && stringValue == null) {
        return bytesValue;
      }
      throw ApiException.invalid("Exactly one of string_value and bytes_value is needed.");
    }
  }
}
