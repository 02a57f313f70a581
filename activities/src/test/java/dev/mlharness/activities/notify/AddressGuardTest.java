package dev.mlharness.activities.notify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AddressGuardTest {
  private static final AddressGuard STRICT = new AddressGuard(List.of());

  @ParameterizedTest
  @ValueSource(
      strings = {
        "127.0.0.1",
        "127.8.9.10",
        "0.0.0.0",
        "10.0.0.1",
        "100.64.0.1",
        "169.254.169.254",
        "172.16.0.1",
        "172.31.255.255",
        "192.168.1.1",
        "198.18.0.1",
        "224.0.0.1",
        "255.255.255.255",
        "::1",
        "::",
        "::ffff:127.0.0.1",
        "::ffff:169.254.169.254",
        "::127.0.0.1",
        "64:ff9b::a9fe:a9fe",
        "64:ff9b:1::1",
        "2002:7f00:1::",
        "2001:0:4136:e378:8000:63bf:3fff:fdd2",
        "fe80::1",
        "fec0::1",
        "fc00::1",
        "fd00:ec2::254",
        "ff02::1",
        "2001:db8::1"
      })
  void addressesThatAreNotOfThePublicInternetAreRefused(String address) throws Exception {
    assertThat(STRICT.permits(InetAddress.getAllByName(address)[0])).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"1.1.1.1", "172.32.0.1", "100.128.0.1", "2606:4700:4700::1111"})
  void addressesOfThePublicInternetArePermitted(String address) throws Exception {
    assertThat(STRICT.permits(InetAddress.getAllByName(address)[0])).isTrue();
  }

  @Test
  void whatTheOperatorAllowsIsPermittedAndNothingBeside() throws Exception {
    AddressGuard guard = new AddressGuard(List.of("10.1.0.0/16", "::1", "127.0.0.1"));

    assertThat(guard.permits(InetAddress.getAllByName("10.1.255.1")[0])).isTrue();
    assertThat(guard.permits(InetAddress.getAllByName("::1")[0])).isTrue();
    assertThat(guard.permits(InetAddress.getAllByName("::ffff:127.0.0.1")[0])).isTrue();
    assertThat(guard.permits(InetAddress.getAllByName("10.2.0.1")[0])).isFalse();
    assertThat(guard.permits(InetAddress.getAllByName("127.0.0.2")[0])).isFalse();
  }

  @Property(tries = 500)
  void noAddressOfAPrivateNetworkIsPermittedHoweverItIsWritten(
      @ForAll @Size(3) byte[] rest, @ForAll boolean mapped) throws UnknownHostException {
    byte[] ten = {10, rest[0], rest[1], rest[2]};
    byte[] inSix = new byte[16];
    inSix[10] = (byte) 0xff;
    inSix[11] = (byte) 0xff;
    System.arraycopy(ten, 0, inSix, 12, 4);

    assertThat(STRICT.permits(InetAddress.getByAddress(mapped ? inSix : ten))).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "example.com", "10.*.0.1", "10.0.0.0/33"})
  void aBlockThatIsNoneIsNamed(String block) {
    assertThatThrownBy(() -> new AddressGuard(List.of(block)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("'" + block + "' is no block of addresses");
  }
}
