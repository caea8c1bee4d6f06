package io.guildhall.imports.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class NearestTest {
    @Test
    void theNameWithTheFewestChangesIsNearest() {
        assertThat(Nearest.of("DRVER", List.of("OWNER", "DRIVER"))).isEqualTo("DRIVER");
        assertThat(Nearest.of("moblie", List.of("email", "mobile"))).isEqualTo("mobile");
        assertThat(Nearest.of("x", List.of())).isEqualTo("x");
    }

    @Test
    void longNamesCostNoMoreThanShortOnes() {
        assertThat(Nearest.of("x".repeat(1_000_000), List.of("mobile"))).isEqualTo("mobile");
        assertThat(Nearest.distance("kitten", "sitting")).isEqualTo(3);
    }
}
