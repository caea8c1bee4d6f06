package io.guildhall.benchmarks;

import io.guildhall.benchmarks.data.Organisation;
import io.guildhall.benchmarks.data.People;
import io.guildhall.benchmarks.measure.Cpu;
import io.guildhall.benchmarks.measure.Load;
import io.guildhall.benchmarks.measure.Load.Times;
import io.guildhall.benchmarks.measure.Load.Worker;
import io.guildhall.benchmarks.measure.ProcessTree;
import io.guildhall.benchmarks.service.BenchFailure;
import io.guildhall.benchmarks.service.Database;
import io.guildhall.benchmarks.service.HttpConnection;
import io.guildhall.benchmarks.service.Reply;
import io.guildhall.benchmarks.service.Request;
import io.guildhall.benchmarks.service.ServerProcess;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The running service with its database, and the calls that scenarios make.
final class Stage implements AutoCloseable {
    private static final String BULK = "/v2/customers/bulk?source=INSTORE";
    private static final String SECRET = "only-for-benchmarks-0123456789";

    private final ServerProcess.Settings settings;
    private final @Nullable Database given;
    private final String operator;
    /// Tells organisations of this run from those of earlier ones in the same database.
    private final String suffix = Long.toString(System.currentTimeMillis(), 36);

    private ServerProcess server;

    Stage(ServerProcess.Settings settings, @Nullable Database given) throws InterruptedException {
        this.settings = settings;
        this.given = given;
        String[] pair = settings.operator().split(":", 2);
        this.operator = HttpConnection.basic(pair[0], pair[1]);
        this.server = ServerProcess.start(settings);
    }

    /// Ends the service and starts it again over the same data.
    Duration restart(List<String> moreJavaOptions) throws InterruptedException {
        server.close();
        server = ServerProcess.start(settings.withJavaOptions(moreJavaOptions));
        return server.startup();
    }

    Database database() {
        return given == null ? Database.embedded(settings.data()) : given;
    }

    boolean isEmbedded() {
        return given == null;
    }

    /// Makes an organisation with companies, each with an owner.
    Organisation found(String name) throws IOException {
        Organisation made = new Organisation("bench-" + name + "-" + suffix, SECRET);
        byte[] document = made.document().getBytes(StandardCharsets.UTF_8);
        call(Request.of("PUT", operator, "/admin/v1/orgs/" + made.code(), document, 0));
        call(post(made, People.founders(0), People.PARENTS));
        return made;
    }

    long idOf(Organisation organisation) throws SQLException {
        try (Connection owner = database().asOwner();
                PreparedStatement query = owner.prepareStatement("SELECT org_id FROM org WHERE code = ?")) {
            query.setString(1, organisation.code());
            try (ResultSet rs = query.executeQuery()) {
                rs.next();
                return rs.getLong(1);
            }
        }
    }

    Request post(Organisation organisation, byte[] body, int people) {
        return Request.of("POST", authorization(organisation), BULK, body, people);
    }

    Request put(Organisation organisation, byte[] body, int people) {
        return Request.of("PUT", authorization(organisation), BULK, body, people);
    }

    Request put(Organisation organisation, String target, byte[] body) {
        return Request.of("PUT", authorization(organisation), target, body, 1);
    }

    Request get(Organisation organisation, String target) {
        return Request.get(authorization(organisation), target);
    }

    /// A call that is not sent by plain sockets.
    HttpRequest.Builder request(Organisation organisation, String target) {
        return HttpRequest.newBuilder(server.address().resolve(target))
                .header("Authorization", authorization(organisation));
    }

    private static String authorization(Organisation organisation) {
        return HttpConnection.basic(organisation.till(), organisation.secret());
    }

    /// One successful call.
    Reply call(Request request) throws IOException {
        Reply reply = answer(request);
        reply.check();
        return reply;
    }

    /// One call, whatever comes of it.
    Reply answer(Request request) throws IOException {
        try (HttpConnection connection = new HttpConnection(server.address())) {
            return connection.send(request);
        }
    }

    /// Makes all calls over some connections, each answer read and parsed.
    Times load(List<Request> requests, int connections) throws Exception {
        return Load.run(
                requests,
                connections,
                () -> caller((connection, request) -> connection.send(request).check()));
    }

    /// Does one piece of work over a connection.
    interface Task<T> {
        void run(HttpConnection connection, T piece) throws IOException;
    }

    <T> Worker<T> caller(Task<T> task) {
        HttpConnection connection = new HttpConnection(server.address());
        return new Worker<>() {
            @Override
            public void work(T piece) throws IOException {
                task.run(connection, piece);
            }

            @Override
            public void close() throws IOException {
                connection.close();
            }
        };
    }

    Cpu cpu() {
        Long postmaster = database().postmaster();
        return Cpu.now(server.pid(), postmaster == null ? 0 : postmaster);
    }

    long residentMegabytes() {
        return ProcessTree.residentMegabytes(server.pid());
    }

    long peakResidentMegabytes() {
        return ProcessTree.peakResidentMegabytes(server.pid());
    }

    Duration startup() {
        return server.startup();
    }

    /// @return how the database calls itself
    String databaseVersion() {
        try (Connection owner = database().asOwner();
                ResultSet rs = owner.createStatement().executeQuery("SHOW server_version")) {
            rs.next();
            return "PostgreSQL " + rs.getString(1) + (isEmbedded() ? ", embedded, durable" : ", of the operator");
        } catch (SQLException e) {
            throw new BenchFailure("The database cannot be asked for its version (%s).".formatted(e.getMessage()), e);
        }
    }

    @Override
    public void close() {
        server.close();
    }
}
