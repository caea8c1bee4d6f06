/// `guildhall associate` and `guildhall update`: files of people through the bulk calls, a batch at a time.
///
/// Start at [BulkCommand]. [ItemFile] reads, [BatchSender] sends and splits, [BulkReport] shows.
@NullMarked
package io.guildhall.cli.bulk;

import org.jspecify.annotations.NullMarked;
