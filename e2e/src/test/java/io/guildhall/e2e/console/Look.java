package io.guildhall.e2e.console;

import com.microsoft.playwright.options.ColorScheme;
import java.util.Locale;

/// How somebody looks at the console.
enum Look {
    LIGHT_WIDE(ColorScheme.LIGHT, 1_280, 860),
    DARK_WIDE(ColorScheme.DARK, 1_280, 860),
    LIGHT_NARROW(ColorScheme.LIGHT, 360, 780),
    DARK_NARROW(ColorScheme.DARK, 360, 780);

    final ColorScheme scheme;
    final int width;
    final int height;

    Look(ColorScheme scheme, int width, int height) {
        this.scheme = scheme;
        this.width = width;
        this.height = height;
    }

    String suffix() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
