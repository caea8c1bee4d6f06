package io.guildhall.docs;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.ClassPathResource;
import org.springframework.stereotype.Component;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/// The contract out of `api/openapi.yaml`, read when it is first asked for and then kept: reading takes longer than a
/// page should, and most starts never show one.
@Component
public class ContractDocument {
    /// Our own document shares lists of parameters and answers between calls.
    private static final int MOST_ALIASES = 1_000;

    private volatile @Nullable Contract known;

    public Contract contract() {
        Contract contract = known;
        if (contract == null) {
            contract = read();
            known = contract;
        }
        return contract;
    }

    private static Contract read() {
        LoaderOptions options = new LoaderOptions();
        options.setMaxAliasesForCollections(MOST_ALIASES);
        try (InputStream text = new ClassPathResource("api/openapi.yaml").getInputStream()) {
            Map<?, ?> root = new Yaml(new SafeConstructor(options)).load(text);
            return ContractReader.read(root);
        } catch (IOException missing) {
            throw new UncheckedIOException(missing);
        }
    }
}
