/// Files of any length as jobs (`spec/beyond.md` row 13): taken in as they arrive, cut into chunks that lean on
/// earlier ones only, worked on in the background by as many instances as there are.
///
/// No rule about people lives here. A row becomes an item of the bulk calls in `file`, a chunk is a batch of
/// [io.guildhall.association.BulkAssociation]. What is ours: reading and writing files (`file`), which row
/// leans on which (`domain`), the queue (`store`), the steps from upload to end ([io.guildhall.imports.Upload],
/// [io.guildhall.imports.Preparation], [io.guildhall.imports.ChunkWork]) and who takes them
/// ([io.guildhall.imports.ImportWorkers]).
@ApplicationModule(
        allowedDependencies = {
            "error",
            "wire",
            "postgres",
            "access",
            "org :: domain",
            "org :: store",
            "hierarchy :: domain",
            "hierarchy :: store",
            "customer :: domain",
            "customer :: wire",
            "association",
            "association :: domain",
            "association :: wire",
            "change",
            "change :: domain",
            "undo",
            "undo :: domain"
        })
@NullMarked
package io.guildhall.imports;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
