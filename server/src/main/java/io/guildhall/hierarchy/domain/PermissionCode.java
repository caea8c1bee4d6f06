package io.guildhall.hierarchy.domain;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/// What a role may permit its holders to do with points (`spec/domain.md` §2).
public enum PermissionCode {
    BLOCK_POINTS_REDEMPTION("Block points redemption"),
    ALLOW_POINTS_REDEMPTION("Allow points redemption"),
    BLOCK_POINTS_TRANSFER("Block points transfer"),
    ALLOW_POINTS_TRANSFER("Allow points transfer"),
    EARN_POINTS("Earn points"),
    BURN_POINTS("Burn points");

    private final String code;
    private final String label;

    PermissionCode(String label) {
        this.code = name().toLowerCase(Locale.ROOT);
        this.label = label;
    }

    public static Optional<PermissionCode> of(String code) {
        return Stream.of(values())
                .filter(permission -> permission.code.equals(code))
                .findFirst();
    }

    public String code() {
        return code;
    }

    public String label() {
        return label;
    }
}
