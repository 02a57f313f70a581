package dev.mlharness.activities.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.mlharness.check.Measurement;
import dev.mlharness.recipe.EndpointMetric;
import dev.mlharness.recipe.LiveCheck.OfEndpoint;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EndpointSamplesTest {
  private static final EndpointSamples FRAUD =
      new EndpointSamples(
          MetricsText.parse(
              """
              # HELP request_count_total Requests in the last minute
              # TYPE request_count_total gauge
              request_count_total{endpoint_name="fraud",served_model_name="fraud-3"} 90 1700000000000
              request_count_total{endpoint_name="fraud",served_model_name="fraud-4"} 10 1700000000000
              request_4xx_count_total{endpoint_name="fraud",served_model_name="fraud-4"} 1
              request_5xx_count_total{endpoint_name="fraud",served_model_name="fraud-3"} 2
              request_5xx_count_total{endpoint_name="fraud",served_model_name="fraud-4"} 3
              request_latency_ms_bucket{served_model_name="fraud-4",le="10"} 4
              request_latency_ms_bucket{served_model_name="fraud-4",le="100"} 9
              request_latency_ms_bucket{served_model_name="fraud-4",le="+Inf"} 10
              request_latency_ms_sum{served_model_name="fraud-4"} 500
              request_latency_ms_count{served_model_name="fraud-4"} 10
              cpu_usage_percentage{served_model_name="fraud-3"} 4.25
              cpu_usage_percentage{served_model_name="fraud-4"} 71.5
              """));

  @Test
  void theErrorRateOfAnEndpointIsThatOfAllItServes() {
    assertThat(value(FRAUD, EndpointMetric.ERROR_RATE)).isEqualTo(0.06);
    assertThat(value(FRAUD, EndpointMetric.REQUEST_COUNT)).isEqualTo(100);
  }

  @Test
  void aCandidateIsMeasuredApartFromTheChampion() {
    EndpointSamples candidate = FRAUD.of("fraud-4");

    assertThat(value(candidate, EndpointMetric.ERROR_RATE)).isEqualTo(0.4);
    assertThat(value(candidate, EndpointMetric.ERROR_RATE_4XX)).isEqualTo(0.1);
    assertThat(value(candidate, EndpointMetric.ERROR_RATE_5XX)).isEqualTo(0.3);
    assertThat(value(candidate, EndpointMetric.CPU_USAGE_PERCENTAGE)).isEqualTo(71.5);
  }

  @Test
  void latenciesAreReadFromTheBuckets() {
    EndpointSamples candidate = FRAUD.of("fraud-4");

    assertThat(value(candidate, EndpointMetric.LATENCY_P50_MS)).isCloseTo(28, within(1e-9));
    assertThat(value(candidate, EndpointMetric.LATENCY_MEAN_MS)).isEqualTo(50);
    assertThat(value(candidate, EndpointMetric.LATENCY_P99_MS))
        .as("beyond the last bound nothing more is known")
        .isEqualTo(100);
  }

  @Test
  void withTooFewRequestsARateIsNotKnown() {
    Measurement few = FRAUD.of("fraud-4").measure(new OfEndpoint(EndpointMetric.ERROR_RATE, 50));
    Measurement none = FRAUD.of("fraud-9").measure(new OfEndpoint(EndpointMetric.ERROR_RATE, 1));

    assertThat(few.value()).isNull();
    assertThat(few.detail()).contains("10 requests", "50");
    assertThat(none.value()).isNull();
  }

  @Test
  void whatIsNotExportedIsNotKnown() {
    assertThat(FRAUD.measure(new OfEndpoint(EndpointMetric.MEM_USAGE_PERCENTAGE, 1)).detail())
        .contains("mem_usage_percentage");
    assertThat(
            FRAUD.of("fraud-3").measure(new OfEndpoint(EndpointMetric.LATENCY_P95_MS, 1)).value())
        .isNull();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "#", "{}", "a{b=\"}", "a{b=\"c\"} x", "a NaN", "\u0000"})
  void whateverIsNoSampleIsPassedOver(String text) {
    assertThat(MetricsText.parse(text)).isEmpty();
  }

  private static double value(EndpointSamples samples, EndpointMetric metric) {
    return Objects.requireNonNull(samples.measure(new OfEndpoint(metric, 1)).value());
  }
}
