package io.guildhall.access.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.guildhall.postgres.StartupFailure;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ForwardedAddressTest {
    private final ForwardedAddressFilter filter =
            new ForwardedAddressFilter(List.of("127.0.0.1", " 10.0.0.0/8", "2001:db8:1::/48"));

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "127.0.0.1   | 198.51.100.7                          | 198.51.100.7",
                "127.0.0.1   | 203.0.113.1, 198.51.100.7             | 198.51.100.7",
                "127.0.0.1   | 203.0.113.1, 198.51.100.7, 10.1.2.3   | 198.51.100.7",
                "127.0.0.1   | 10.0.0.1, 10.0.0.2                    | 10.0.0.1",
                "127.0.0.1   | 198.51.100.7:4711                     | 198.51.100.7",
                "127.0.0.1   | [2001:db8:2::7]:4711                  | 2001:db8:2:0:0:0:0:7",
                "127.0.0.1   | 2001:db8:2::7, 2001:db8:1::9          | 2001:db8:2:0:0:0:0:7",
                "127.0.0.1   | unknown                               | 127.0.0.1",
                "127.0.0.1   | 198.51.100.7, garbage, 10.1.2.3       | 10.1.2.3",
                "127.0.0.1   | localhost                             | 127.0.0.1",
                "127.0.0.1   | ''                                    | 127.0.0.1",
                "127.0.0.1   | ,,                                    | 127.0.0.1",
                "198.51.100.9| 203.0.113.1                           | 198.51.100.9"
            })
    void isTheLastThatIsNoProxyOfOurs(String peer, String header, String address) {
        assertThat(filter.address(peer, List.of(header))).isEqualTo(address);
    }

    @Test
    void severalHeadersAreOneList() {
        assertThat(filter.address("127.0.0.1", List.of("203.0.113.1", "198.51.100.7, 10.0.0.1")))
                .isEqualTo("198.51.100.7");
        assertThat(filter.address("127.0.0.1", List.of())).isEqualTo("127.0.0.1");
        assertThat(filter.address("127.0.0.1", List.of("10.0.0.1, ".repeat(5_000))))
                .isEqualTo("127.0.0.1");
    }

    @Test
    void anUnusableSettingStopsTheStart() {
        assertThatThrownBy(() -> new ForwardedAddressFilter(List.of("my-proxy/99")))
                .isInstanceOf(StartupFailure.class)
                .hasMessageContaining("GUILDHALL_TRUSTED_PROXIES");
    }
}
