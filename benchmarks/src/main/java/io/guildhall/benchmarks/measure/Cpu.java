package io.guildhall.benchmarks.measure;

/// Processor seconds since some start.
///
/// @param database 0 where its processes are on another machine
public record Cpu(double client, double server, double database) {
    public static Cpu now(long server, long postmaster) {
        return new Cpu(
                ProcessTree.cpuSeconds(ProcessHandle.current().pid()),
                ProcessTree.cpuSeconds(server),
                postmaster == 0 ? 0 : ProcessTree.cpuSecondsWithChildren(postmaster));
    }

    public Cpu since(Cpu start) {
        return new Cpu(client - start.client, server - start.server, database - start.database);
    }
}
