package io.guildhall.postgres;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// The network between service and database, for tests that break it.
final class FaultyWire implements AutoCloseable {
    private static final byte[] COMMITTED = "COMMIT\0".getBytes(StandardCharsets.US_ASCII);

    private final ServerSocket entrance;
    private final int target;
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private volatile State state = State.WHOLE;

    private enum State {
        WHOLE,
        /// Connections break, new ones are closed at once.
        CUT,
        /// Connections stay and nothing comes through.
        SILENT,
        /// Whole until the database says that it has committed: that gets lost, with the connection.
        LOSES_COMMIT
    }

    private FaultyWire(ServerSocket entrance, int target) {
        this.entrance = entrance;
        this.target = target;
    }

    /// @param target port on this machine
    static FaultyWire to(int target) throws IOException {
        FaultyWire wire = new FaultyWire(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()), target);
        Thread.startVirtualThread(wire::accept);
        return wire;
    }

    int port() {
        return entrance.getLocalPort();
    }

    void cut() {
        state = State.CUT;
        closeAll();
    }

    void silence() {
        state = State.SILENT;
    }

    void loseNextCommit() {
        state = State.LOSES_COMMIT;
    }

    /// New connections work; what was broken stays so.
    void mend() {
        if (state == State.SILENT) {
            closeAll();
        }
        state = State.WHOLE;
    }

    @Override
    public void close() throws IOException {
        entrance.close();
        closeAll();
    }

    private void closeAll() {
        sockets.forEach(FaultyWire::close);
        sockets.clear();
    }

    private void accept() {
        try {
            while (true) {
                Socket client = entrance.accept();
                if (state == State.CUT) {
                    client.close();
                    continue;
                }
                Socket server = new Socket(InetAddress.getLoopbackAddress(), target);
                sockets.add(client);
                sockets.add(server);
                Thread.startVirtualThread(() -> pump(client, server, false));
                Thread.startVirtualThread(() -> pump(server, client, true));
            }
        } catch (IOException closed) {
            closeAll();
        }
    }

    private void pump(Socket from, Socket to, boolean answers) {
        byte[] buffer = new byte[64 * 1024];
        try {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            int count;
            while ((count = in.read(buffer)) >= 0) {
                if (state == State.SILENT) {
                    continue;
                }
                if (answers && state == State.LOSES_COMMIT && contains(buffer, count)) {
                    state = State.WHOLE;
                    break;
                }
                out.write(buffer, 0, count);
            }
        } catch (IOException broken) {
            // the other side is told below
        } finally {
            close(from);
            close(to);
        }
    }

    private static boolean contains(byte[] buffer, int count) {
        return new String(buffer, 0, count, StandardCharsets.ISO_8859_1)
                .contains(new String(COMMITTED, StandardCharsets.ISO_8859_1));
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException alreadyGone) {
            // so it is closed
        }
    }
}
