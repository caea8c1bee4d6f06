/// The organisation's document as data and its pure rules: which members there are ([DocumentShape]), what a sent
/// document says ([DocumentReader]), what it makes of the stored one ([DocumentMerge]), which rules the result must
/// satisfy ([DocumentRules]) and what has changed ([DocumentDiff]).
///
/// Knows no JSON: documents arrive as maps, lists, texts, whole numbers and flags.
@NullMarked
package io.guildhall.org.domain.document;

import org.jspecify.annotations.NullMarked;
