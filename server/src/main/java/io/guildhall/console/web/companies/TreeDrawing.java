package io.guildhall.console.web.companies;

import io.guildhall.association.domain.CompanyBranch;
import io.guildhall.association.domain.CompanyBranch.Member;
import io.guildhall.association.domain.CompanyBranch.RoleCount;
import io.guildhall.console.web.people.Names;
import java.util.ArrayList;
import java.util.List;

/// A company and those below it as boxes with lines between them, from left to right: what a [TreePicture] draws.
///
/// @param boxes each after the one above it
record TreeDrawing(int width, int height, List<Box> boxes) {
    static final int BOX_WIDTH = 300;
    static final int HEAD = 52;
    static final int LINE = 22;
    private static final int FOOT = 10;
    private static final int COLUMN = BOX_WIDTH + 64;
    private static final int GAP = 18;
    private static final int MARGIN = 32;
    private static final int TITLE = 72;
    /// A picture that nobody can take in is none.
    private static final int MOST_BOXES = 200;

    TreeDrawing {
        boxes = List.copyOf(boxes);
    }

    enum Style {
        ROLE,
        PERSON,
        REST
    }

    /// @param number what stands at the end, empty for nothing
    record Line(Style style, String text, String number) {
        @Override
        public String toString() {
            return "Line[" + style + "]"; // personal data stays out of logs
        }
    }

    /// @param above index of the box above, -1 for the topmost
    record Box(int x, int y, int height, int above, boolean isActive, String name, String detail, List<Line> lines) {
        Box {
            lines = List.copyOf(lines);
        }
    }

    /// The words that are drawn beside names.
    interface Words {
        String number(long count);

        /// So many more people in the role.
        String more(long people);

        /// So many more companies below.
        String moreCompanies(long companies);

        String nameless(long customerId);
    }

    static TreeDrawing of(CompanyBranch company, Words words) {
        Layout layout = new Layout(words);
        int bottom = layout.place(company, -1, MARGIN, TITLE + MARGIN);
        int right = layout.boxes.stream().mapToInt(Box::x).max().orElse(0) + BOX_WIDTH + MARGIN;
        return new TreeDrawing(Math.max(right, 2 * BOX_WIDTH), bottom + MARGIN, layout.boxes);
    }

    private static final class Layout {
        private final Words words;
        private final List<Box> boxes = new ArrayList<>();

        private Layout(Words words) {
            this.words = words;
        }

        /// @return where the next box of the same column may begin, the gap left out
        private int place(CompanyBranch company, int above, int x, int y) {
            int index = boxes.size();
            List<CompanyBranch> drawn = company.subCompanies();
            List<Line> lines = new ArrayList<>(lines(company, words));
            boxes.add(box(company, above, x, y, lines));
            int next = y;
            int bottom = y;
            int left = 0;
            for (CompanyBranch below : drawn) {
                if (boxes.size() >= MOST_BOXES) {
                    left++;
                    continue;
                }
                bottom = place(below, index, x + COLUMN, next);
                next = bottom + GAP;
            }
            long hidden = company.subCompanyCount() - drawn.size() + left;
            if (hidden > 0) {
                lines.add(new Line(Style.REST, words.moreCompanies(hidden), ""));
                boxes.set(index, box(company, above, x, y, lines));
            }
            return Math.max(bottom, y + boxes.get(index).height());
        }

        private static Box box(CompanyBranch company, int above, int x, int y, List<Line> lines) {
            return new Box(
                    x,
                    y,
                    HEAD + lines.size() * LINE + FOOT,
                    above,
                    company.isActive(),
                    company.name(),
                    company.externalId(),
                    lines);
        }
    }

    /// Each role with its count, the people that came along, and how many more there are.
    private static List<Line> lines(CompanyBranch company, Words words) {
        List<Line> lines = new ArrayList<>();
        for (RoleCount role : company.roles()) {
            lines.add(new Line(Style.ROLE, role.roleCode(), words.number(role.people())));
            List<Member> people = company.people().stream()
                    .filter(person -> person.roleCode().equals(role.roleCode()))
                    .toList();
            for (Member person : people) {
                String name = Names.joined(person.firstName(), person.lastName());
                lines.add(new Line(Style.PERSON, name.isEmpty() ? words.nameless(person.customerId()) : name, ""));
            }
            if (!people.isEmpty() && role.people() > people.size()) {
                lines.add(new Line(Style.REST, words.more(role.people() - people.size()), ""));
            }
        }
        return lines;
    }
}
