package io.guildhall.company.domain;

import static io.guildhall.error.ErrorCode.COMPANY_CANNOT_BE_ACTIVATED;
import static io.guildhall.error.ErrorCode.COMPANY_CYCLE;
import static io.guildhall.error.ErrorCode.COMPANY_EXISTS;
import static io.guildhall.error.ErrorCode.COMPANY_INACTIVE;
import static io.guildhall.error.ErrorCode.COMPANY_KEY_EMPTY;
import static io.guildhall.error.ErrorCode.COMPANY_OWN_PARENT;
import static io.guildhall.error.ErrorCode.HIERARCHY_INACTIVE;
import static io.guildhall.error.ErrorCode.HIERARCHY_UNKNOWN;
import static io.guildhall.error.ErrorCode.MANDATORY_FIELD_MISSING;
import static io.guildhall.error.ErrorCode.MEMBER_IGNORED;
import static io.guildhall.error.ErrorCode.PARENT_COMPANY_UNKNOWN;
import static io.guildhall.error.ErrorCode.UNKNOWN_EXTENDED_FIELD;

import io.guildhall.company.domain.CompanyDraft.ParentWish;
import io.guildhall.error.Pointer;
import io.guildhall.error.Problem;
import io.guildhall.hierarchy.domain.Hierarchy;
import io.guildhall.org.domain.FieldDefinition;
import io.guildhall.org.domain.FieldValues;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// What may be created and changed about a company (`spec/domain.md` §4, `spec/codes.md` §3). A decision is either what
/// to write, or everything that speaks against it.
public final class CompanyRules {
    private static final Pointer EXTERNAL_ID = Pointer.ROOT.child("externalId");
    private static final Pointer NAME = Pointer.ROOT.child("name");
    private static final Pointer HIERARCHY = Pointer.ROOT.child("hierarchyDefinitionCode");
    private static final Pointer PARENT = Pointer.ROOT.child("parentCompany").child("externalId");
    private static final Pointer FIELDS = Pointer.ROOT.child("extendedFields");
    private static final Pointer ACTIVE = Pointer.ROOT.child("isActive");

    private CompanyRules() {}

    /// What the organisation's set-up says about companies.
    ///
    /// @param hierarchies all of the organisation, inactive ones included
    /// @param rejectEmptyFields whether null, "null" and "" are no values
    public record Setup(
            List<Hierarchy> hierarchies, Map<String, FieldDefinition> extendedFields, boolean rejectEmptyFields) {
        public Setup {
            hierarchies = List.copyOf(hierarchies);
        }
    }

    /// What is to be written, with warnings; or, where problems are found, nothing.
    ///
    /// @param <T> what is written
    public record Decision<T>(@Nullable T wanted, List<Problem> problems, List<Problem> warnings) {
        public Decision {
            problems = List.copyOf(problems);
            warnings = List.copyOf(warnings);
            if ((wanted == null) == problems.isEmpty()) {
                throw new IllegalArgumentException("A decision is either something to write or problems");
            }
        }
    }

    /// A company as it is to be after an update.
    ///
    /// @param switchedOff whether it, and every company below it, becomes inactive
    public record Update(Company after, boolean moved, boolean switchedOff) {}

    private static void checkParentKey(CompanyDraft draft, List<Problem> problems) {
        if (draft.parent() instanceof ParentWish.Of(String externalId) && externalId.isEmpty()) {
            problems.add(Problem.of(COMPANY_KEY_EMPTY, PARENT));
        }
    }

    /// Decides on a new company. Without a hierarchyDefinitionCode it belongs to the organisation's default hierarchy.
    ///
    /// @param named the companies that the draft's key and parent key already name
    public static Decision<NewCompany> create(long id, CompanyDraft draft, Collection<Company> named, Setup setup) {
        List<Problem> problems = new ArrayList<>();
        String key = Objects.requireNonNullElse(draft.externalId(), "");
        Company parent = find(named, draft.parentKey());
        if (key.isEmpty()) {
            problems.add(Problem.of(COMPANY_KEY_EMPTY, EXTERNAL_ID));
        } else if (find(named, key) != null) {
            problems.add(taken(key));
        }
        String name = Objects.requireNonNullElse(draft.name(), "");
        checkName(name, problems);
        Hierarchy hierarchy = hierarchy(draft, setup.hierarchies(), problems);
        checkParentKey(draft, problems);
        if (key.equals(draft.parentKey())) {
            problems.add(Problem.of(COMPANY_OWN_PARENT, PARENT));
        } else {
            checkParent(draft.parentKey(), parent, problems);
        }
        FieldValues.Checked fields = fields(draft, setup);
        problems.addAll(fields.missing());
        if (hierarchy == null || !problems.isEmpty()) {
            return new Decision<>(null, problems, List.of());
        }
        NewCompany wanted = new NewCompany(
                id,
                key,
                name,
                hierarchy.id(),
                parent == null ? null : parent.id(),
                pathBelow(parent, id),
                fields.accepted());
        return new Decision<>(wanted, List.of(), fields.warnings());
    }

    /// The refusal of a key that another company has.
    public static Problem taken(String key) {
        return Problem.of(COMPANY_EXISTS, EXTERNAL_ID, key);
    }

    /// Decides on changes of a company: its name, its fields, its place; or whether it goes inactive with all below it.
    /// Its key and hierarchy stay (1682, `spec/decisions.md` 33). An inactive company stays as it is.
    ///
    /// @param parent the company of the draft's parent key, null where there is none
    public static Decision<Update> update(Company before, CompanyDraft draft, @Nullable Company parent, Setup setup) {
        List<Problem> problems = new ArrayList<>();
        if (draft.name() != null) {
            checkName(draft.name(), problems);
        }
        checkParentKey(draft, problems);
        if (!before.active()) {
            problems.add(
                    Boolean.TRUE.equals(draft.active())
                            ? Problem.of(COMPANY_CANNOT_BE_ACTIVATED, ACTIVE)
                            : Problem.of(COMPANY_INACTIVE, null, before.externalId()));
        }
        checkNewParent(before, draft.parentKey(), parent, problems);
        if (!problems.isEmpty()) {
            return new Decision<>(null, problems, List.of());
        }
        FieldValues.Checked fields = fields(draft, setup);
        List<Problem> warnings = new ArrayList<>(unchangeable(before, draft, setup.hierarchies()));
        warnings.addAll(fields.warnings());
        Long parentId = switch (draft.parent()) {
            case ParentWish.Unsaid _ -> before.parentId();
            case ParentWish.None _ -> null;
            case ParentWish.Of _ -> parent == null ? null : parent.id();
        };
        boolean moved = !Objects.equals(parentId, before.parentId());
        Company after = new Company(
                before.id(),
                before.externalId(),
                Objects.requireNonNullElse(draft.name(), before.name()),
                before.hierarchyId(),
                parentId,
                moved ? pathBelow(parent, before.id()) : before.path(),
                before.extendedFields().with(fields.accepted()),
                !Boolean.FALSE.equals(draft.active()));
        return new Decision<>(new Update(after, moved, !after.active()), List.of(), warnings);
    }

    private static @Nullable Company find(Collection<Company> companies, @Nullable String key) {
        for (Company company : companies) {
            if (company.externalId().equals(key)) {
                return company;
            }
        }
        return null;
    }

    private static void checkName(String name, List<Problem> problems) {
        if (name.isEmpty()) {
            problems.add(Problem.of(MANDATORY_FIELD_MISSING, NAME, "name"));
        }
    }

    private static @Nullable Hierarchy hierarchy(
            CompanyDraft draft, List<Hierarchy> hierarchies, List<Problem> problems) {
        String code = Objects.requireNonNullElse(draft.hierarchyCode(), "");
        if (code.isEmpty()) {
            for (Hierarchy hierarchy : hierarchies) {
                if (hierarchy.isDefault() && hierarchy.active()) {
                    return hierarchy;
                }
            }
            problems.add(Problem.of(MANDATORY_FIELD_MISSING, HIERARCHY, "hierarchyDefinitionCode"));
            return null;
        }
        for (Hierarchy hierarchy : hierarchies) {
            if (hierarchy.code().equals(code)) {
                if (!hierarchy.active()) {
                    problems.add(Problem.of(HIERARCHY_INACTIVE, HIERARCHY, code));
                }
                return hierarchy;
            }
        }
        problems.add(Problem.of(HIERARCHY_UNKNOWN, HIERARCHY, code));
        return null;
    }

    private static void checkParent(@Nullable String key, @Nullable Company parent, List<Problem> problems) {
        if (key == null) {
            return;
        }
        if (parent == null) {
            problems.add(Problem.of(PARENT_COMPANY_UNKNOWN, PARENT, key));
        } else if (!parent.active()) {
            problems.add(Problem.of(COMPANY_INACTIVE, PARENT, key));
        }
    }

    private static void checkNewParent(
            Company company, @Nullable String key, @Nullable Company parent, List<Problem> problems) {
        checkParent(key, parent, problems);
        if (parent == null) {
            return;
        }
        if (parent.id() == company.id()) {
            problems.add(Problem.of(COMPANY_OWN_PARENT, PARENT));
        } else if (parent.isWithin(company.id())) {
            problems.add(Problem.of(COMPANY_CYCLE, PARENT));
        }
    }

    /// The members that say something else than what is stored, and stay without effect.
    private static List<Problem> unchangeable(Company before, CompanyDraft draft, List<Hierarchy> hierarchies) {
        List<Problem> warnings = new ArrayList<>();
        if (draft.externalId() != null && !draft.externalId().equals(before.externalId())) {
            warnings.add(Problem.of(MEMBER_IGNORED, EXTERNAL_ID, "externalId"));
        }
        boolean sameHierarchy = isEmpty(draft.hierarchyCode())
                || hierarchies.stream()
                        .anyMatch(hierarchy -> hierarchy.id() == before.hierarchyId()
                                && hierarchy.code().equals(draft.hierarchyCode()));
        if (!sameHierarchy) {
            warnings.add(Problem.of(MEMBER_IGNORED, HIERARCHY, "hierarchyDefinitionCode"));
        }
        return warnings;
    }

    private static FieldValues.Checked fields(CompanyDraft draft, Setup setup) {
        return FieldValues.check(
                draft.extendedFields(),
                setup.extendedFields(),
                FIELDS,
                UNKNOWN_EXTENDED_FIELD,
                setup.rejectEmptyFields());
    }

    private static List<Long> pathBelow(@Nullable Company parent, long id) {
        List<Long> path = new ArrayList<>(parent == null ? List.of() : parent.path());
        path.add(id);
        return path;
    }

    private static boolean isEmpty(@Nullable String text) {
        return text == null || text.isEmpty();
    }
}
