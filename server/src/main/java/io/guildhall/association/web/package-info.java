/// HTTP and JSON of the bulk calls: bytes become wire records, wire records become a batch, a carried-out plan becomes
/// the answer.
@NullMarked
package io.guildhall.association.web;

import org.jspecify.annotations.NullMarked;
