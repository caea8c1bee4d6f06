package io.guildhall.benchmarks;

import io.guildhall.benchmarks.data.Files;
import io.guildhall.benchmarks.data.Organisation;
import io.guildhall.benchmarks.data.People;
import io.guildhall.benchmarks.floor.Floor;
import io.guildhall.benchmarks.floor.Floor.Piece;
import io.guildhall.benchmarks.floor.LookupFloor;
import io.guildhall.benchmarks.floor.Recording;
import io.guildhall.benchmarks.measure.Load;
import io.guildhall.benchmarks.measure.Load.Hiring;
import io.guildhall.benchmarks.measure.Load.Team;
import io.guildhall.benchmarks.measure.Load.Times;
import io.guildhall.benchmarks.report.Figure;
import io.guildhall.benchmarks.service.Request;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/// The scenarios that are held against what the database does by itself: service and floor by turns, in the same
/// database, in an organisation each.
final class FloorScenarios implements AutoCloseable {
    private static final int BULK_SESSIONS = 2;
    private static final String XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
    private static final int SINGLE_SESSIONS = 8;
    /// Floors are quick: they get twice the work, to be measured over a similar time.
    private static final int FLOOR_SHARE = 2;
    /// Families whose parents one call registers: 1,000 people.
    private static final int FAMILIES_A_CALL = 10;

    private static final long FIRST_SINGLE = 1_000;
    /// Parents, one of each repetition, that single people are written below.
    private static final int SINGLE_CONTEXTS = 300;
    /// Full details, and what the person has in programmes and where in a hierarchy the person stands.
    private static final String DETAILS = "/v2/customers/lookup/customerDetails?source=INSTORE"
            + "&embed=points,mlp,fleetParentDetails&identifierName=mobile&identifierValue=";

    private final Stage stage;
    private final Scale scale;
    private final Organisation served;
    private final Floor floor;
    private final Recording parents;
    private final Recording children;
    private final Recording moves;
    private final Recording single;
    private int nextFamily;
    private int written;
    private long nextSingle = FIRST_SINGLE;
    private long singlesWritten;

    FloorScenarios(Stage stage, Scale scale) throws Exception {
        this.stage = stage;
        this.scale = scale;
        served = stage.found("served");
        Organisation repeated = stage.found("floor");
        floor = new Floor(stage.database(), stage.idOf(repeated));
        // the first calls of a connection or a process may store what later ones find
        stage.call(stage.post(repeated, People.owners(FIRST_SINGLE - 100, 1), 1));
        parents = floor.record(() -> stage.call(stage.post(repeated, People.parents(0, 1), 2 * People.PARENTS)));
        children = floor.record(() -> stage.call(stage.post(repeated, People.children(0), People.CHILDREN)));
        moves = floor.record(() -> stage.call(stage.put(repeated, People.move(0), People.CHILDREN)));
        single = floor.record(() ->
                stage.call(stage.post(repeated, People.childrenOf(People.parent(0, 0), 0, FIRST_SINGLE, 1), 1)));
    }

    Map<String, Map<String, Integer>> rows() {
        Map<String, Map<String, Integer>> rows = new LinkedHashMap<>();
        rows.put("W, one call", children.counts());
        rows.put("PUT, one call", moves.counts());
        rows.put("POST of one person", single.counts());
        return rows;
    }

    /// Lets the service compile what it runs often.
    void warmUp() throws Exception {
        int first = parentsOf(scale.warmUp());
        stage.load(bulk(first, scale.warmUp(), false), BULK_SESSIONS);
        stage.load(bulk(first, scale.warmUp(), true), BULK_SESSIONS);
        stage.load(singles(scale.singles() / 2), SINGLE_SESSIONS);
        long from = written;
        writeParents(FAMILIES_A_CALL);
        write(children, from, FAMILIES_A_CALL);
        write(moves, from, FAMILIES_A_CALL);
    }

    /// Registers the parents of fresh families. They are no part of what is measured.
    private int parentsOf(int families) throws Exception {
        int first = nextFamily;
        List<Request> calls = new ArrayList<>();
        for (int done = 0; done < families; done += FAMILIES_A_CALL) {
            int some = Math.min(FAMILIES_A_CALL, families - done);
            calls.add(stage.post(served, People.parents(first + done, some), some * 2 * People.PARENTS));
        }
        stage.load(calls, BULK_SESSIONS);
        nextFamily += families;
        return first;
    }

    private List<Request> bulk(int first, int families, boolean move) {
        return IntStream.range(first, first + families)
                .mapToObj(family -> move
                        ? stage.put(served, People.move(family), People.CHILDREN)
                        : stage.post(served, People.children(family), People.CHILDREN))
                .toList();
    }

    private void writeParents(int families) throws Exception {
        write(parents, written, families);
        written += families;
    }

    private void write(Recording recording, long first, int count) throws Exception {
        List<Piece> pieces = floor.pieces(recording, first, count, own -> own);
        Load.run(pieces, BULK_SESSIONS, () -> floor.session(recording));
    }

    /// Workload W, and the move of its people to other parents.
    List<Figure> bulk() throws Exception {
        Tally registering = new Tally();
        Tally moving = new Tally();
        int families = scale.families();
        long people = (long) families * People.CHILDREN;
        for (int run = 0; run < scale.runs(); run++) {
            int first = parentsOf(families);
            measureBulk(registering, bulk(first, families, false), people);
            measureBulk(moving, bulk(first, families, true), people);
            long from = written;
            writeParents(FLOOR_SHARE * families);
            measureFloor(registering, children, from, people);
            measureFloor(moving, moves, from, people);
        }
        return List.of(
                registering.figure("W: new people, 1,000 a call, 2 connections", "people/s", "≥ 0.25", ""),
                moving.figure("PUT: move 1,000 people a call, 2 connections", "people/s", "≥ 0.25", ""));
    }

    private void measureFloor(Tally tally, Recording recording, long from, long people) throws Exception {
        List<Piece> pieces = floor.pieces(recording, from, FLOOR_SHARE * scale.families(), own -> own);
        floor.settle();
        measureFloor(tally, FLOOR_SHARE * people, pieces, BULK_SESSIONS, () -> floor.session(recording));
    }

    /// The sessions outlive the measuring: what a database process has used counts for its parent only once it has
    /// ended.
    private <T> void measureFloor(Tally tally, long things, List<T> pieces, int sessions, Hiring<T> hiring)
            throws Exception {
        try (Team<T> team = Team.hire(sessions, hiring)) {
            tally.floor(stage, things, () -> team.run(pieces));
        }
    }

    private void measureBulk(Tally tally, List<Request> requests, long people) throws Exception {
        floor.settle();
        tally.service(stage, people, () -> stage.load(requests, BULK_SESSIONS));
    }

    /// Workload W as files: from the first byte that is sent until the last person is in.
    List<Figure> imports() throws Exception {
        Tally ndjson = new Tally();
        Tally csv = new Tally();
        int families = scale.families();
        for (int run = 0; run < scale.runs(); run++) {
            measureImport(ndjson, "application/x-ndjson", Files.ndjson(parentsOf(families), families));
            long from = written;
            writeParents(FLOOR_SHARE * families);
            measureFloor(ndjson, children, from, (long) families * People.CHILDREN);
            measureImport(csv, "text/csv", Files.csv(parentsOf(families), families));
            csv.ratio(csv.lastRate() / ndjson.lastRate());
        }
        return List.of(
                ndjson.figure("Import of W, NDJSON", "people/s", "≥ 0.35", ""),
                csv.figure("Import of W, CSV ÷ NDJSON", "people/s", "≥ 0.90", ""));
    }

    /// The same as a workbook, for which nothing is promised.
    Figure workbook() throws Exception {
        Tally xlsx = new Tally();
        measureImport(xlsx, XLSX, Files.xlsx(parentsOf(scale.families()), scale.families()));
        return xlsx.figure("Import of W, XLSX", "people/s", "", "");
    }

    private void measureImport(Tally tally, String type, Iterator<byte[]> file) throws Exception {
        long people = (long) scale.families() * People.CHILDREN;
        floor.settle();
        tally.service(
                stage,
                people,
                () -> new Times(ImportRun.of(stage, served, type, file, people).nanos(), new long[0]));
    }

    /// One person a call, below parents that are there.
    Figure single() throws Exception {
        Tally tally = new Tally();
        writeParents(
                SINGLE_CONTEXTS); // or sessions would wait for each other's parents, which those of the service do not
        for (int run = 0; run < scale.runs(); run++) {
            List<Request> requests = singles(scale.singles());
            floor.settle();
            tally.service(stage, requests.size(), () -> stage.load(requests, SINGLE_SESSIONS));
            int count = FLOOR_SHARE * scale.singles();
            int contexts = written;
            List<Piece> pieces = floor.pieces(single, singlesWritten, count, own -> own % contexts);
            floor.settle();
            measureFloor(tally, count, pieces, SINGLE_SESSIONS, () -> floor.session(single));
            singlesWritten += count;
        }
        return tally.figure("POST of one person, 8 connections", "people/s", "≥ 0.25", "");
    }

    private List<Request> singles(int count) {
        List<Request> requests = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            long person = nextSingle++;
            int index = i % People.PARENTS;
            long parent = People.parent(i % nextFamily, index);
            requests.add(stage.post(served, People.childrenOf(parent, index, person, 1), 1));
        }
        return requests;
    }

    /// A person with everything, by mobile number.
    Figure lookup() throws Exception {
        Tally tally = new Tally();
        LookupFloor bare = new LookupFloor(stage.database(), stage.idOf(served));
        for (int run = 0; run <= scale.runs(); run++) {
            int seed = run;
            List<String> mobiles = IntStream.range(0, scale.lookups())
                    .mapToObj(i -> People.mobile(
                            People.child((i * 31 + seed) % nextFamily, (i * 17 + seed) % People.CHILDREN)))
                    .toList();
            if (run == 0) { // warms up both
                lookups(mobiles);
                Load.run(mobiles, SINGLE_SESSIONS, bare::session);
                continue;
            }
            tally.service(stage, mobiles.size(), () -> lookups(mobiles));
            measureFloor(tally, mobiles.size(), mobiles, SINGLE_SESSIONS, bare::session);
        }
        return tally.figure("GET by mobile with details, 8 connections", "lookups/s", "≥ 0.30", "");
    }

    private Times lookups(List<String> mobiles) throws Exception {
        return stage.load(
                mobiles.stream()
                        .map(mobile -> stage.get(served, DETAILS + mobile))
                        .toList(),
                SINGLE_SESSIONS);
    }

    @Override
    public void close() throws java.sql.SQLException {
        floor.close();
    }
}
