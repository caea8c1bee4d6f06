package io.guildhall;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.LineMap;
import com.sun.source.tree.MethodTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreeScanner;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;

/// The limits that keep every file readable in one sitting.
class SourceFormTest {
    private static final int LONGEST_FILE = 400;
    private static final int LONGEST_METHOD = 60;

    private static final String MAIN = "src/main/java";
    private static final String TEST = "src/test/java";

    @Test
    void noFileIsLongerThanFourHundredLines() {
        List<String> tooLong = Stream.concat(sources(MAIN), sources(TEST))
                .filter(file -> lines(file).size() > LONGEST_FILE)
                .map(file -> file + " has " + lines(file).size())
                .toList();

        assertThat(tooLong).isEmpty();
    }

    @Test
    void noMethodIsLongerThanSixtyLines() throws IOException {
        List<String> tooLong = new ArrayList<>();
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        try (var files = compiler.getStandardFileManager(null, null, null)) {
            var task = (JavacTask) compiler.getTask(
                    null,
                    files,
                    null,
                    null,
                    null,
                    files.getJavaFileObjectsFromPaths(sources(MAIN).toList()));
            SourcePositions positions = Trees.instance(task).getSourcePositions();
            for (CompilationUnitTree unit : task.parse()) {
                new LongMethods(unit, positions, tooLong).scan(unit, null);
            }
        }

        assertThat(tooLong).isEmpty();
    }

    @Test
    void everyPackageIntroducesItself() {
        List<Path> silent = sources(MAIN)
                .map(Path::getParent)
                .distinct()
                .filter(folder -> !Files.exists(folder.resolve("package-info.java"))
                        || !lines(folder.resolve("package-info.java"))
                                .getFirst()
                                .startsWith("///"))
                .toList();

        assertThat(silent).isEmpty();
    }

    private static final class LongMethods extends TreeScanner<Void, Void> {
        private final CompilationUnitTree unit;
        private final SourcePositions positions;
        private final List<String> found;
        private String type = "";

        LongMethods(CompilationUnitTree unit, SourcePositions positions, List<String> found) {
            this.unit = unit;
            this.positions = positions;
            this.found = found;
        }

        @Override
        public Void visitClass(ClassTree tree, Void nothing) {
            type = tree.getSimpleName().toString();
            return super.visitClass(tree, nothing);
        }

        @Override
        public Void visitMethod(MethodTree tree, Void nothing) {
            LineMap lines = unit.getLineMap();
            if (tree.getBody() != null && positions.getEndPosition(unit, tree.getBody()) > 0) {
                long length = lines.getLineNumber(positions.getEndPosition(unit, tree.getBody()))
                        - lines.getLineNumber(positions.getStartPosition(unit, tree.getBody()))
                        + 1;
                if (length > LONGEST_METHOD) {
                    found.add(type + "." + tree.getName() + " has " + length);
                }
            }
            return super.visitMethod(tree, nothing);
        }
    }

    /// Of this Maven module and of those beside it.
    private static Stream<Path> sources(String root) {
        try (Stream<Path> modules = Files.list(Path.of(".."))) {
            return modules
                    .map(module -> module.resolve(root))
                    .filter(Files::isDirectory)
                    .flatMap(SourceFormTest::javaFiles)
                    .toList()
                    .stream();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static Stream<Path> javaFiles(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(".java")).toList().stream();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
