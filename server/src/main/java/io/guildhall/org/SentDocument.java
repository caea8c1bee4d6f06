package io.guildhall.org;

import io.guildhall.org.domain.document.Part;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.node.ObjectNode;

/// A document that has been read and found usable by itself.
///
/// @param sections the objects of the lists that other modules keep, in normal form, by member; absent where not sent
record SentDocument(Part document, Map<String, List<ObjectNode>> sections) {
    SentDocument {
        sections = Map.copyOf(sections);
    }
}
