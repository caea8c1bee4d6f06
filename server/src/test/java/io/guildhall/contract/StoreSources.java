package io.guildhall.contract;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreeScanner;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;

/// The statements that stand in the sources of the stores.
final class StoreSources {
    private static final Pattern STATEMENT =
            Pattern.compile(".*\\b(SELECT|INSERT INTO|UPDATE|DELETE FROM|FROM|WHERE|RETURNING)\\b.*", Pattern.DOTALL);
    private static final Pattern NAMED = Pattern.compile("(?<!:):[a-zA-Z]\\w*");
    private static final Pattern PUT_IN = Pattern.compile("%(\\d\\$)?[sd]");

    private StoreSources() {}

    /// A text that is a statement or a part of one, and where it stands.
    record Written(String place, List<String> parts) {
        /// @param sent as [#plain]
        boolean isIn(String sent) {
            int from = 0;
            for (String part : parts) {
                int at = sent.indexOf(part, from);
                if (at < 0) {
                    return false;
                }
                from = at + part.length();
            }
            return true;
        }
    }

    /// A statement as it is compared: one space between words, `?` for parameters.
    static String plain(String sql) {
        return NAMED.matcher(sql).replaceAll("?").replaceAll("\\s+", " ").strip();
    }

    static List<Written> statements() {
        List<Written> found = new ArrayList<>();
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        try (var files = compiler.getStandardFileManager(null, null, null);
                Stream<Path> sources = Files.walk(Path.of("src/main/java"))) {
            List<Path> stores = sources.filter(file -> file.toString().endsWith(".java")
                            && file.getParent().endsWith("store"))
                    .toList();
            var task = (JavacTask)
                    compiler.getTask(null, files, null, null, null, files.getJavaFileObjectsFromPaths(stores));
            for (CompilationUnitTree unit : task.parse()) {
                new Literals(unit, found).scan(unit, null);
            }
            return found;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static final class Literals extends TreeScanner<Void, Void> {
        private final String file;
        private final List<Written> found;

        Literals(CompilationUnitTree unit, List<Written> found) {
            this.file = Path.of(unit.getSourceFile().toUri()).getFileName().toString();
            this.found = found;
        }

        @Override
        public Void visitLiteral(LiteralTree literal, Void nothing) {
            if (literal.getValue() instanceof String text
                    && STATEMENT.matcher(text).matches()) {
                List<String> parts = PUT_IN.splitAsStream(text)
                        .map(StoreSources::plain)
                        .filter(part -> !part.isEmpty())
                        .toList();
                found.add(new Written(file, parts));
            }
            return null;
        }
    }
}
