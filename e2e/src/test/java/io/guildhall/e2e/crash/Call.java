package io.guildhall.e2e.crash;

import java.util.List;
import java.util.Map;
import java.util.Set;

/// One writing call and what must be so once it has been acknowledged. People go by their identifier.
///
/// @param newcomers people whom only this call registers
/// @param moves new parent by person, all of them under another one before
/// @param companies companies that this call makes where they are not there yet
record Call(
        String key,
        String method,
        String body,
        List<Newcomer> newcomers,
        Map<String, String> moves,
        Set<String> companies) {

    /// @param parent empty for nobody
    record Newcomer(String person, String parent, String company, String role) {}
}
