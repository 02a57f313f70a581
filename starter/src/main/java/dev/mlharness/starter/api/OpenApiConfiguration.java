package dev.mlharness.starter.api;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mlharness.payload.Payloads;
import io.swagger.v3.core.jackson.ModelResolver;
import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.info.License;
import io.swagger.v3.oas.models.media.ArraySchema;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import io.swagger.v3.oas.models.security.SecurityScheme;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springdoc.core.customizers.OperationCustomizer;
import org.springdoc.core.utils.SpringDocUtils;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The OpenAPI document: what the code says, and for each route who may call it. */
@Configuration(proxyBeanMethods = false)
class OpenApiConfiguration {
  /** The extension of an operation that lists the roles of which one is needed. */
  static final String ROLES = "x-roles";

  private static final String TOKEN = "token";

  /** What any route may answer, beside what it is for. */
  private static final Map<String, String> FAILURES =
      new TreeMap<>(
          Map.of(
              "400", "The request cannot be read",
              "401", "No token, or one that proves nothing",
              "403", "None of the caller's groups has the role",
              "404", "There is no such thing",
              "409", "It is not in a state for that",
              "413", "The body is too large",
              "415", "The body is no JSON",
              "422", "The recipe cannot run",
              "429", "Too many requests",
              "503", "Temporal, a worker or the identity provider does not answer"));

  static {
    SpringDocUtils.getConfig()
        .addRequestWrapperToIgnore(Caller.class)
        .replaceWithSchema(JsonNode.class, new Schema<>())
        .replaceWithSchema(Duration.class, new Schema<>().type("string").example("30m"));
  }

  @Bean
  OpenAPI document() {
    Schema<?> problem =
        new Schema<>()
            .type("object")
            .description("RFC 9457")
            .addProperty("type", new Schema<>().type("string"))
            .addProperty("title", new Schema<>().type("string"))
            .addProperty("status", new Schema<>().type("integer"))
            .addProperty("detail", new Schema<>().type("string"))
            .addProperty("instance", new Schema<>().type("string"))
            .addProperty(
                "next",
                new Schema<>().type("string").description("What to do next, where that is known."))
            .addProperty("problems", new ArraySchema().items(new Schema<>()));
    return new OpenAPI()
        .info(
            new Info()
                .title("ML Harness")
                .version("v1")
                .description("Pipelines that train, validate, approve and deploy models.")
                .license(new License().name("Apache-2.0").identifier("Apache-2.0")))
        .components(
            new Components()
                .addSchemas("Problem", problem)
                .addSecuritySchemes(
                    TOKEN,
                    new SecurityScheme()
                        .type(SecurityScheme.Type.HTTP)
                        .scheme("bearer")
                        .bearerFormat("JWT")
                        .description("A token of the identity provider of people.")))
        .addSecurityItem(new SecurityRequirement().addList(TOKEN));
  }

  /** Properties are named as they are sent. */
  @Bean
  ModelResolver modelResolver() {
    return new ModelResolver(Payloads.mapper());
  }

  /** So are the words of enums. */
  @Bean
  OpenApiCustomizer words() {
    return document -> {
      document.getComponents().getSchemas().values().forEach(OpenApiConfiguration::words);
      document.getPaths().values().stream()
          .flatMap(path -> path.readOperations().stream())
          .map(Operation::getParameters)
          .filter(Objects::nonNull)
          .flatMap(List::stream)
          .forEach(parameter -> words(parameter.getSchema()));
    };
  }

  /** What may be left out of a body may be null as well. */
  @Bean
  OpenApiCustomizer nulls() {
    return document ->
        document.getPaths().values().stream()
            .flatMap(path -> path.readOperations().stream())
            .map(Operation::getRequestBody)
            .filter(Objects::nonNull)
            .flatMap(body -> body.getContent().values().stream())
            .map(media -> media.getSchema().get$ref())
            .filter(Objects::nonNull)
            .map(ref -> ref.substring(ref.lastIndexOf('/') + 1))
            .distinct()
            .map(document.getComponents().getSchemas()::get)
            .forEach(OpenApiConfiguration::mayHaveNulls);
  }

  private static void mayHaveNulls(Schema<?> body) {
    body.getProperties().forEach((name, property) -> mayBeNull(body, name, property));
  }

  private static void mayBeNull(Schema<?> body, String name, Schema<?> property) {
    boolean required = body.getRequired() != null && body.getRequired().contains(name);
    if (!required && property.getEnum() == null && property.getTypes() != null) {
      property.addType("null");
    }
  }

  private static void words(@Nullable Schema<?> schema) {
    if (schema == null) {
      return;
    }
    if (schema.getEnum() != null) {
      rename(schema);
    }
    words(schema.getItems());
    if (schema.getProperties() != null) {
      schema.getProperties().values().forEach(OpenApiConfiguration::words);
    }
  }

  @SuppressWarnings("unchecked") // The words of an enum are texts, whatever the schema is of.
  private static void rename(Schema<?> schema) {
    ((Schema<Object>) schema)
        .setEnum(
            schema.getEnum().stream()
                .<Object>map(constant -> word(String.valueOf(constant)))
                .toList());
  }

  private static String word(String constant) {
    return constant.toLowerCase(Locale.ROOT);
  }

  @Bean
  OperationCustomizer rolesAndFailures() {
    return (operation, method) -> {
      Allowed allowed = method.getMethodAnnotation(Allowed.class);
      List<String> roles =
          allowed == null
              ? List.of("nobody")
              : Arrays.stream(allowed.value()).map(ApiRole::word).toList();
      operation.addExtension(ROLES, roles);
      FAILURES.forEach(
          (status, description) ->
              operation
                  .getResponses()
                  .addApiResponse(
                      status,
                      new ApiResponse()
                          .description(description)
                          .content(
                              new Content()
                                  .addMediaType(
                                      "application/problem+json",
                                      new MediaType()
                                          .schema(
                                              new Schema<>()
                                                  .$ref("#/components/schemas/Problem"))))));
      return operation;
    };
  }
}
