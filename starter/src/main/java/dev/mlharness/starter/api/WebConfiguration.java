package dev.mlharness.starter.api;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.MethodParameter;
import org.springframework.core.convert.converter.Converter;
import org.springframework.core.convert.converter.ConverterFactory;
import org.springframework.format.FormatterRegistry;
import org.springframework.http.converter.HttpMessageConverters;
import org.springframework.security.oauth2.server.resource.authentication.AbstractOAuth2TokenAuthenticationToken;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** How requests are read, answered, and let through to controllers. */
@Configuration(proxyBeanMethods = false)
class WebConfiguration implements WebMvcConfigurer {
  private final AllowedRoutes allowed;

  WebConfiguration(AllowedRoutes allowed) {
    this.allowed = allowed;
  }

  @Override
  public void addInterceptors(InterceptorRegistry registry) {
    registry.addInterceptor(allowed);
  }

  @Override
  public void configureMessageConverters(HttpMessageConverters.ServerBuilder builder) {
    builder.withJsonConverter(new JsonBodies());
  }

  @Override
  public void addFormatters(FormatterRegistry registry) {
    // As they are written in answers: validation_failed.
    registry.addConverterFactory(new Words());
  }

  @Override
  public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
    resolvers.add(
        new HandlerMethodArgumentResolver() {
          @Override
          public boolean supportsParameter(MethodParameter parameter) {
            return parameter.getParameterType() == Caller.class;
          }

          @Override
          public Object resolveArgument(
              MethodParameter parameter,
              @Nullable ModelAndViewContainer container,
              NativeWebRequest request,
              @Nullable WebDataBinderFactory binders) {
            // Nobody comes here without having proven who they are.
            return Caller.of(
                (AbstractOAuth2TokenAuthenticationToken<?>)
                    Objects.requireNonNull(request.getUserPrincipal()));
          }
        });
  }

  @SuppressWarnings("rawtypes") // The factory is for all enums.
  private static final class Words implements ConverterFactory<String, Enum> {
    @Override
    public <T extends Enum> Converter<String, T> getConverter(Class<T> type) {
      return word ->
          Arrays.stream(type.getEnumConstants())
              .filter(constant -> constant.name().equalsIgnoreCase(word))
              .findFirst()
              .orElseThrow(() -> new IllegalArgumentException("no word known here: " + word));
    }
  }
}
