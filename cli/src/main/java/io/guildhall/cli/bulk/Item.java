package io.guildhall.cli.bulk;

import tools.jackson.databind.JsonNode;

/// One element of the file.
///
/// @param index from 0, in the whole file
/// @param line where it begins, from 1
record Item(int index, long line, JsonNode content) {
    @Override
    public String toString() {
        return "Item[" + index + "]";
    }
}
