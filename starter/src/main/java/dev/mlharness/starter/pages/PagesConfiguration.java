package dev.mlharness.starter.pages;

import dev.mlharness.starter.api.ApiProperties;
import java.net.URI;
import java.util.Objects;
import org.springframework.boot.web.servlet.ServletContextInitializer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Gives each page its frame, and their session its cookie. */
@Configuration(proxyBeanMethods = false)
@OnPages
class PagesConfiguration implements WebMvcConfigurer {
  private final Frame frame;

  PagesConfiguration(Frame frame) {
    this.frame = frame;
  }

  /** Beside what Tomcat does by itself for a request that came by https. */
  @Bean
  ServletContextInitializer cookiesByHttpsAlone(ApiProperties properties) {
    URI address = Objects.requireNonNull(properties.api().pages()).address();
    return context -> {
      if (address != null && "https".equals(address.getScheme())) {
        context.getSessionCookieConfig().setSecure(true);
      }
    };
  }

  @Override
  public void addInterceptors(InterceptorRegistry registry) {
    registry.addInterceptor(frame);
  }
}
