package io.guildhall.benchmarks.measure;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// What Linux tells about processes below `/proc`. Elsewhere everything is 0.
public final class ProcessTree {
    private static final Path PROC = Path.of("/proc");
    /// Fields of `/proc/PID/stat` behind the command's closing bracket, see proc(5): 4 is the first of them.
    private static final int PARENT = 1;

    private static final int USER_TIME = 11;
    private static final int CHILDREN_SYSTEM_TIME = 14;
    /// USER_HZ is 100 wherever Linux runs a JVM.
    private static final double TICKS_A_SECOND = 100;

    private ProcessTree() {}

    /// Processor seconds of a process, those of children that it has waited for included.
    public static double cpuSeconds(long pid) {
        List<String> fields = stat(pid);
        long ticks = 0;
        for (int field = USER_TIME; field <= CHILDREN_SYSTEM_TIME && field < fields.size(); field++) {
            ticks += Long.parseLong(fields.get(field));
        }
        return ticks / TICKS_A_SECOND;
    }

    /// Processor seconds of a process and its living children.
    public static double cpuSecondsWithChildren(long pid) {
        double sum = cpuSeconds(pid);
        try (Stream<Path> processes = Files.list(PROC)) {
            List<Long> children = processes
                    .map(path -> path.getFileName().toString())
                    .filter(name -> name.matches("\\d+"))
                    .map(Long::valueOf)
                    .filter(child -> isChild(child, pid))
                    .toList();
            for (long child : children) {
                sum += cpuSeconds(child);
            }
        } catch (IOException _) {
            return sum; // no /proc here
        }
        return sum;
    }

    private static boolean isChild(long child, long parent) {
        List<String> fields = stat(child);
        return fields.size() > PARENT && fields.get(PARENT).equals(Long.toString(parent));
    }

    private static List<String> stat(long pid) {
        try {
            String line = Files.readString(PROC.resolve(Long.toString(pid)).resolve("stat"));
            return List.of(line.substring(line.lastIndexOf(')') + 2).strip().split(" "));
        } catch (IOException _) {
            return List.of(); // it has ended
        }
    }

    public static long residentMegabytes(long pid) {
        return megabytes(pid, "VmRSS");
    }

    /// The most that it ever had.
    public static long peakResidentMegabytes(long pid) {
        return megabytes(pid, "VmHWM");
    }

    private static long megabytes(long pid, String line) {
        try {
            Matcher found = Pattern.compile(line + ":\\s+(\\d+) kB")
                    .matcher(Files.readString(PROC.resolve(Long.toString(pid)).resolve("status")));
            return found.find() ? Long.parseLong(found.group(1)) / 1024 : 0;
        } catch (IOException _) {
            return 0;
        }
    }
}
