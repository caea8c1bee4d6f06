package io.guildhall.cli.demo;

import java.util.List;

/// One cell that somebody has got wrong.
///
/// @param line of the file, from 1
/// @param code of the error that comes of it
record Slip(int line, int code, String column, String wrong) {
    /// Each in another way, each in the line of a driver.
    static final List<Slip> ALL = List.of(
            new Slip(1204, 1615, "role", "DRVER"),
            new Slip(2733, 1603, "role", ""),
            new Slip(4018, 1616, "hierarchy", "NORFLET"),
            new Slip(5550, 1704, "company", "FLEET-99"),
            new Slip(6207, 1622, "company", "BRACKWATER-HQ"),
            new Slip(8391, 1742, "mobile", "4.4771E+11"),
            new Slip(9876, 8045, "source", "WECHAT"),
            new Slip(11_112, 1617, "parent.externalId", "NF-D02000"),
            new Slip(13_020, 1608, "parent.externalId", "NF-D01000"),
            new Slip(14_741, 1628, "externalId", "BRK-DRV-311"),
            new Slip(16_400, 8003, "source", "INSTOR"),
            new Slip(18_999, 1628, "mobile", "447700900311"));
}
