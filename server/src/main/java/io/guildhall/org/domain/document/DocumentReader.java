package io.guildhall.org.domain.document;

import static io.guildhall.error.ErrorCode.BAD_REQUEST;
import static io.guildhall.error.ErrorCode.MANDATORY_FIELD_MISSING;

import io.guildhall.error.Pointer;
import io.guildhall.error.Problem;
import io.guildhall.org.domain.document.Member.Presence;
import io.guildhall.org.domain.document.Shape.Flag;
import io.guildhall.org.domain.document.Shape.Keyed;
import io.guildhall.org.domain.document.Shape.Members;
import io.guildhall.org.domain.document.Shape.Objects;
import io.guildhall.org.domain.document.Shape.Text;
import io.guildhall.org.domain.document.Shape.Texts;
import io.guildhall.org.domain.document.Shape.Whole;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Reads a sent document: every member known, of its type and with a usable value, no object twice. Members may be
/// absent, since the stored document may have them; only keys, and members of lists given as a whole, must be there.
public final class DocumentReader {
    private static final int MAX_OBJECTS = 10_000;

    private final List<Problem> problems = new ArrayList<>();

    private DocumentReader() {}

    /// @param document what the document says; meaningless when there are problems
    public record Read(Part document, List<Problem> problems) {
        public Read {
            problems = List.copyOf(problems);
        }
    }

    /// @param sent as read from JSON: Map, List, String, Long, Boolean, null, or a number that is not whole
    /// @param elsewhere members of the document that somebody else reads
    public static Read read(Members shape, Map<?, ?> sent, Set<String> elsewhere) {
        DocumentReader reader = new DocumentReader();
        Part document = reader.members(shape, sent, Pointer.ROOT, _ -> false, elsewhere);
        return new Read(document, reader.problems);
    }

    /// The text with a replacement for what no answer can carry.
    public static String presentable(String text) {
        return isStorable(text)
                ? text
                : text.codePoints()
                        .map(point -> isSurrogate(point) ? 0xFFFD : point)
                        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                        .toString();
    }

    private @Nullable Object value(Shape shape, @Nullable Object sent, Pointer at) {
        return switch (shape) {
            case Text text -> text(text, sent, at);
            case Whole(long least, long most) ->
                sent instanceof Long number && least <= number && number <= most
                        ? number
                        : refuse(at, "a whole number from " + least + " to " + most);
            case Flag _ -> sent instanceof Boolean ? sent : refuse(at, "true or false");
            case Texts(Text each) -> texts(each, sent, at);
            case Members members ->
                sent instanceof Map<?, ?> map
                        ? members(members, map, at, _ -> false, Set.of())
                        : refuse(at, "an object");
            case Keyed keyed -> keyed(keyed, sent, at);
            case Objects objects -> parts(objects.each(), sent, at, member -> member.presence() == Presence.REQUIRED);
        };
    }

    private Part members(Members shape, Map<?, ?> sent, Pointer at, Predicate<Member> needed, Set<String> elsewhere) {
        Map<String, Member> known = shape.members().stream().collect(Collectors.toMap(Member::name, member -> member));
        Map<String, Object> read = new LinkedHashMap<>();
        sent.forEach((key, value) -> {
            String name = String.valueOf(key);
            Member member = known.get(name);
            if (member != null) {
                Object usable = value(member.shape(), value, at.child(name));
                if (usable != null) {
                    read.put(name, usable);
                }
            } else if (!elsewhere.contains(name)) {
                String shown = presentable(name);
                problems.add(Problem.of(BAD_REQUEST, at.child(shown), shown + " is not a member of the document here"));
            }
        });
        for (Member member : shape.members()) {
            if (needed.test(member) && !sent.containsKey(member.name())) {
                problems.add(Problem.of(MANDATORY_FIELD_MISSING, at.child(member.name()), member.name()));
            }
        }
        return new Part(read);
    }

    private @Nullable String text(Text shape, @Nullable Object sent, Pointer at) {
        if (!(sent instanceof String text)) {
            refuse(at, "a text: " + shape.expected());
            return null;
        }
        if (!isStorable(text)) {
            refuse(at, "a text without NUL and lone surrogates");
            return null;
        }
        String normal = shape.normal().apply(text);
        if (!shape.allowed().test(normal)) {
            refuse(at, shape.expected());
            return null;
        }
        return normal;
    }

    private @Nullable List<String> texts(Text each, @Nullable Object sent, Pointer at) {
        if (!(sent instanceof List<?> list) || list.isEmpty() || list.size() > MAX_OBJECTS) {
            refuse(at, "a list of 1 to " + MAX_OBJECTS + " texts");
            return null;
        }
        List<String> read = new ArrayList<>(list.size());
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < list.size(); i++) {
            String text = text(each, list.get(i), at.child(i));
            if (text != null) {
                distinct(seen.add(text), at.child(i), text);
                read.add(text);
            }
        }
        return read;
    }

    private @Nullable List<Part> keyed(Keyed shape, @Nullable Object sent, Pointer at) {
        List<Part> read = parts(
                shape.each(),
                sent,
                at,
                member -> member.presence() == Presence.REQUIRED && shape.key().contains(member.name()));
        if (read == null) {
            return null;
        }
        Set<List<Object>> seen = new HashSet<>();
        for (int i = 0; i < read.size(); i++) {
            List<Object> key = shape.keyOf(read.get(i));
            if (key.size() == shape.key().size()) {
                distinct(seen.add(key), at.child(i).child(shape.key().getLast()), String.valueOf(key.getLast()));
            }
        }
        return read;
    }

    /// As many parts as were sent, so that positions stay; an element that is no object is an empty part.
    private @Nullable List<Part> parts(Members each, @Nullable Object sent, Pointer at, Predicate<Member> needed) {
        if (!(sent instanceof List<?> list) || list.size() > MAX_OBJECTS) {
            refuse(at, "a list of at most " + MAX_OBJECTS + " objects");
            return null;
        }
        List<Part> read = new ArrayList<>(list.size());
        for (int i = 0; i < list.size(); i++) {
            if (list.get(i) instanceof Map<?, ?> map) {
                read.add(members(each, map, at.child(i), needed, Set.of()));
            } else {
                refuse(at.child(i), "an object");
                read.add(Part.EMPTY);
            }
        }
        return read;
    }

    private void distinct(boolean isNew, Pointer at, String what) {
        if (!isNew) {
            problems.add(Problem.of(BAD_REQUEST, at, what + " occurs twice"));
        }
    }

    private @Nullable Object refuse(Pointer at, String expected) {
        problems.add(Problem.of(BAD_REQUEST, at, "the value must be " + expected));
        return null;
    }

    /// PostgreSQL's text has no NUL, and UTF-8 no lone surrogate.
    private static boolean isStorable(String text) {
        return text.indexOf('\0') < 0 && text.codePoints().noneMatch(DocumentReader::isSurrogate);
    }

    private static boolean isSurrogate(int point) {
        return point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE;
    }
}
