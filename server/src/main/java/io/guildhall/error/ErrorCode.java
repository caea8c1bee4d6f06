package io.guildhall.error;

import static io.guildhall.error.ErrorCode.Level.ERROR;
import static io.guildhall.error.ErrorCode.Level.WARNING;

import java.util.List;

/// The catalogue: every code that an answer can carry (`spec/codes.md`).
///
/// Numbers are contract: never reuse or renumber one. A number may stand twice where the reference gives it two
/// meanings; the names and texts then differ. Messages are free text; callers key on the number. What a message
/// does not say stands in `docs/errors.properties`, from which `docs/errors.md` is made.
public enum ErrorCode {
    BAD_REQUEST(400, ERROR, 400, "The request cannot be read: {0}"),
    ATTRIBUTION_UNUSABLE(400, ERROR, 400, "The call cannot be attributed: {0}"),
    UNAUTHORIZED(401, ERROR, 401, "Login failed"),
    MANDATORY_FIELD_MISSING(403, ERROR, 400, "Mandatory field {0} is missing"),
    FORBIDDEN(403, ERROR, 403, "Access denied"),
    NOT_FOUND(404, ERROR, 404, "Unknown resource"),
    METHOD_NOT_ALLOWED(405, ERROR, 405, "Method not supported"),
    NOT_ACCEPTABLE(406, ERROR, 406, "Only JSON is answered"),
    BODY_TOO_SLOW(408, ERROR, 408, "The body did not arrive within {0} seconds"),
    CONFLICT(409, ERROR, 409, "{0}"),
    UNSUPPORTED_MEDIA_TYPE(415, ERROR, 415, "Content type not supported, send application/json"),
    LOGINS_SLOWED(429, ERROR, 429, "Too many failed logins, try again later"),
    TOO_MANY_REQUESTS(429, ERROR, 429, "Too many requests of this {0}, send it again later"),
    INTERNAL_ERROR(500, ERROR, 500, "Something went wrong on our side"),
    UNAVAILABLE(503, ERROR, 503, "The service is not ready"),
    TOO_BUSY(503, ERROR, 503, "Too many large calls at once, send it again later"),
    OUT_OF_TIME(503, ERROR, 503, "The call took too long and was undone"),
    CONCURRENT_CHANGE(521, ERROR, 409, "Several actions on the same customer at once, send it again"),
    CALL_UNDER_WAY(521, ERROR, 409, "The first call with this Idempotency-Key is still running, send it again later"),
    NUMBERS_USED_UP(702, ERROR, 409, "Card series {0} has no number left"),
    GENERATION_DISABLED(703, ERROR, 400, "Numbers of card series {0} are not generated"),
    INVALID_LOYALTY_TYPE(1046, ERROR, 400, "Loyalty type {0} is invalid, use loyalty or non_loyalty"),
    UNKNOWN_CUSTOM_FIELD(1022, WARNING, 200, "Invalid Custom-field name {0}"),
    BATCH_TOO_LARGE(1060, ERROR, 400, "Batch limit size exceeded: at most {0} {1}"),
    ATTRIBUTION_TYPE_MISSING(1061, ERROR, 400, "X-CAP-API-ATTRIBUTION-LOOKUP needs X-CAP-API-ATTRIBUTION-LOOKUP-TYPE"),
    PROGRAM_UNKNOWN(1213, WARNING, 200, "Programme {0} does not exist"),
    ENROLMENT_DATE_PAST(1215, WARNING, 200, "An expiry date of the enrolment is in the past"),
    ENROLMENT_DATE_FORMAT(1216, WARNING, 200, "An expiry date of the enrolment cannot be read"),
    ENROLMENT_DATE_TOO_FAR(1217, WARNING, 200, "An expiry date of the enrolment is more than 100 years ahead"),
    HIERARCHY_CODE_EXISTS(1600, ERROR, 409, "Hierarchy code {0} exists"),
    TOO_FEW_ROLES(1601, ERROR, 400, "A hierarchy needs at least {0} roles"),
    TOO_MANY_ROLES(1602, ERROR, 400, "A hierarchy has at most {0} roles"),
    ROLE_CODE_EMPTY(1603, ERROR, 400, "Role code is empty"),
    MAX_CHILD_NEGATIVE(1604, ERROR, 400, "maxChild of role {0} is negative"),
    MAX_CHILD_TOO_LARGE(1605, ERROR, 400, "maxChild of role {1} is over the limit {0}"),
    DUPLICATE_ROLE_CODE(1606, ERROR, 400, "Role code {0} occurs twice"),
    CHILD_ROLE_UNKNOWN(1607, ERROR, 400, "childRoleCode {0} is not a role of this hierarchy"),
    CYCLE(1608, ERROR, 400, "Cyclic hierarchy: {0}"),
    HIERARCHY_NOT_FOUND(1609, ERROR, 404, "Hierarchy {0} is invalid"),
    HIERARCHY_INACTIVE(1610, ERROR, 409, "Hierarchy {0} is inactive"),
    MAX_CHILD_MISSING(1611, ERROR, 400, "maxChild of role {0} is missing"),
    CHILD_ROLE_MISSING(1612, ERROR, 400, "childRoleCode of role {0} is missing"),
    HIERARCHY_CODE_EMPTY(1613, ERROR, 400, "Hierarchy code is empty"),
    AGGREGATION_ROLE_MISSING(1614, ERROR, 400, "Automatic groups need a points aggregation role"),
    ROLE_INVALID(1615, ERROR, 400, "Role code {0} is invalid, the hierarchy has {1}"),
    HIERARCHY_INVALID(1616, ERROR, 400, "Hierarchy code {0} is invalid"),
    ROLE_DOES_NOT_FIT(1617, ERROR, 400, "Role {0} cannot stand under role {1}"),
    PARENT_FULL(1618, ERROR, 400, "Children of role {0} may not exceed {1}"),
    GROUP_ID_INVALID(1619, ERROR, 404, "Group id {0} is invalid"),
    COMPANIES_DIFFER(1622, ERROR, 409, "Users are not of the same company"),
    PARENT_NOT_MAPPED(1625, ERROR, 400, "Parent customer {0} is not mapped in the hierarchy"),
    OTHER_HIERARCHY(1626, ERROR, 400, "Customer is mapped to another hierarchy"),
    ROLE_CHANGED(1627, ERROR, 400, "Customer fleet user role can't be changed"),
    COMPANY_CHANGED(1628, ERROR, 400, "Customer fleet company can't be changed"),
    PERMISSION_CODE_EMPTY(1629, ERROR, 400, "Permission code is empty"),
    PERMISSION_CODE_UNKNOWN(1630, ERROR, 400, "Permission code {0} is unknown"),
    PERMISSION_CODE_DUPLICATE(1631, ERROR, 400, "Permission code {0} occurs twice"),
    GROUP_KEY_INVALID(1632, ERROR, 404, "Group id/externalId/primaryUserId {0} is invalid"),
    GROUP_KEY_MISSING(1635, ERROR, 400, "Group id, externalId or primaryUserId is missing"),
    GROUP_FULL(1638, WARNING, 200, "The group has no room for this customer"),
    SEVERAL_DEFAULT_CHILDREN(1648, ERROR, 400, "A parent has one default child"),
    SEVERAL_AGGREGATION_ROLES(1649, ERROR, 400, "Only one role may aggregate points"),
    AGGREGATION_ROLE_CONTRADICTORY(
            1650, ERROR, 400, "Role {0} cannot be both an automatic and a non-automated aggregation role"),
    LINKED_ELSEWHERE(1680, ERROR, 400, "Customer is linked to another parent, use the update call"),
    COMPANY_NAME_DIFFERS(1681, WARNING, 200, "Company name differs from the stored one, which stays"),
    MEMBER_IGNORED(1682, WARNING, 200, "Member {0} is ignored"),
    PARENT_ROLE_AMBIGUOUS(1683, ERROR, 400, "The parent's role is ambiguous, send parentCustomer.roleCode: one of {0}"),
    IDEMPOTENCY_KEY_REUSED(1684, ERROR, 422, "The Idempotency-Key was used with another request"),
    UNDONE_WITH_OTHERS(1685, ERROR, 400, "Not at fault, undone because of another failure in the same call"),
    QUERY_PARAMETER_INVALID(1686, ERROR, 400, "Query parameter {0} has an unusable value"),
    CONTRADICTS_EARLIER(1687, ERROR, 400, "This person appears earlier in the call with another {0}"),
    BODY_TOO_LARGE(1688, ERROR, 413, "The body is longer than {0} bytes"),
    BODY_TOO_DEEP(1688, ERROR, 400, "The body nests deeper than {0} levels"),
    LIST_TOO_LONG(1688, ERROR, 400, "At most {0} {1} are taken here"),
    SUBSCRIPTION_INVALID(1689, WARNING, 200, "Subscription dropped, its {0} is unusable"),
    UNKNOWN_EXTENDED_FIELD(1690, WARNING, 200, "Unknown extended field {0}"),
    FIELD_TYPE_WRONG(1691, WARNING, 200, "Field {0} takes {1}"),
    FIELD_VALUE_EMPTY(1692, WARNING, 200, "Field {0} is empty or null and dropped"),
    FIELD_MISSING(1693, ERROR, 400, "Mandatory field {0} is missing"),
    TIER_UNKNOWN(1695, WARNING, 200, "The programme has no tier {0}, the lowest is taken"),
    POINTS_NOT_CREDITED(1696, WARNING, 200, "Points are {0} and not credited"),
    ALREADY_ENROLLED(1697, WARNING, 200, "Already enrolled in programme {0}, nothing changed"),
    ALREADY_REVERTED(1698, ERROR, 409, "Change set {0} has been reverted by {1}"),
    REVERT_CONFLICT(1699, ERROR, 409, "{0} {1} cannot be reverted: {2}"),
    NOT_REVERTIBLE(1699, ERROR, 409, "The change set changed {0}, which is not reverted but changed by its own call"),
    HIERARCHY_UNKNOWN(1701, ERROR, 400, "Hierarchy code {0} does not exist"),
    COMPANY_EXISTS(1702, ERROR, 409, "Company externalId {0} exists"),
    PARENT_COMPANY_UNKNOWN(1703, ERROR, 400, "Parent company {0} is unknown"),
    COMPANY_UNKNOWN(1704, ERROR, 404, "Company {0} is unknown"),
    COMPANY_INACTIVE(1705, ERROR, 409, "Company {0} is inactive"),
    COMPANY_CANNOT_BE_ACTIVATED(1706, ERROR, 409, "A company cannot be activated again"),
    COMPANY_KEY_EMPTY(1707, ERROR, 400, "Company externalId is empty"),
    COMPANY_KEY_MISSING(1708, ERROR, 400, "Neither id nor externalId of the company is given"),
    COMPANY_OWN_PARENT(1709, ERROR, 400, "A company cannot be its own parent"),
    COMPANY_CYCLE(1710, ERROR, 400, "Companies form a circle"),
    HIERARCHY_IN_USE(1711, ERROR, 409, "Hierarchy {0} is in use, this change is not allowed"),
    PEOPLE_BELOW(1720, ERROR, 409, "People directly below the customer: {0}, move them first"),
    NOT_LINKED(1721, ERROR, 409, "Customer stands in no hierarchy"),
    IMPORT_COLUMN_UNKNOWN(1740, ERROR, 400, "Column {0} is unknown, the nearest one is {1}"),
    IMPORT_COLUMN_DOUBLED(1741, ERROR, 400, "Columns {0} and {1} both stand for {2}"),
    IMPORT_CELL_UNUSABLE(1742, ERROR, 400, "Column {0}: {1}"),
    IMPORT_ENCODING(1743, ERROR, 400, "The file is not in UTF-8: {0}"),
    IMPORT_STATE(1744, ERROR, 409, "The import is {0}, that cannot be changed"),
    IMPORT_NO_FAILED_ROW(1745, ERROR, 400, "Line {0} is no failed row of the import that is repaired"),
    SERIES_CONTRADICTORY(3000, ERROR, 400, "Card series is invalid: {0}"),
    SERIES_CODE_EMPTY(3001, ERROR, 400, "Card series code is empty"),
    SERIES_CODE_EXISTS(3002, ERROR, 409, "Card series code {0} exists"),
    SERIES_TYPE_EMPTY(3003, ERROR, 400, "Type of the card series is empty"),
    SERIES_UNKNOWN(3004, ERROR, 404, "Card series {0} is unknown"),
    NUMBER_LENGTH_INVALID(3005, ERROR, 400, "Length of the card numbers is invalid: {0}"),
    NUMBER_SPACE_EXISTS(3006, ERROR, 409, "Card series {0} has the same prefix, suffix and length"),
    GENERATION_MISSING(3007, ERROR, 400, "Card series {0} does not say how its numbers are generated"),
    SERIES_INACTIVE(3008, ERROR, 409, "Card series {0} is not active and gives no cards"),
    CARD_NUMBER_EXISTS(3009, ERROR, 409, "Card number exists"),
    CARD_NUMBER_UNKNOWN(3010, ERROR, 404, "Card number is unknown"),
    CARD_NUMBER_MISSING(3010, ERROR, 400, "Card number is missing"),
    CARD_STATUS_MISSING(3011, ERROR, 400, "Status label of the card is missing"),
    CARD_STATUS_UNCHANGED(3012, ERROR, 400, "The card is as it is meant to be already, nothing changed"),
    CARD_STATUS_NOT_SETTABLE(
            3013, ERROR, 400, "A card can only become expired, deleted or suspended, or active again, not {0}"),
    LABELS_EMPTY(3014, ERROR, 400, "There are no labels {0}"),
    LABELS_DUPLICATE(3015, ERROR, 400, "Label {0} occurs twice for status {1}"),
    CARD_STATUS_INVALID(3016, ERROR, 400, "Card status {0} is invalid"),
    CARD_LABEL_INVALID(3017, ERROR, 400, "Status label {0} is invalid"),
    CARD_LABEL_UNFIT(3018, ERROR, 400, "Status label {0} stands for {1}, here {2} is needed"),
    EXPIRY_DAYS_INVALID(3019, ERROR, 400, "expiryDays is not between 1 and {0}"),
    SERIES_TYPE_INVALID(3020, ERROR, 400, "Type of the card series is neither PHYSICAL nor DIGITAL"),
    GENERATION_FIXED(3021, ERROR, 409, "Card series {0} has cards, its way of making numbers stays"),
    PREFIX_INVALID(3022, ERROR, 400, "The prefix has at most 50 letters and digits"),
    SUFFIX_INVALID(3023, ERROR, 400, "The suffix has at most 50 letters and digits"),
    NUMBER_LENGTH_TOO_LARGE(3024, ERROR, 400, "A card number has at most 150 characters"),
    CARD_COUNT_INVALID(3025, ERROR, 400, "The count of cards is missing or not positive"),
    CARD_COUNT_TOO_LARGE(3026, ERROR, 400, "At most {0} cards are generated by one call"),
    CARD_NOT_LINKABLE(3027, WARNING, 409, "A card that is {0} cannot be given to anybody"),
    NUMBER_LENGTH_TOO_SMALL(3028, ERROR, 400, "A card number has at least 5 characters"),
    CARD_NUMBER_TOO_LONG(3029, ERROR, 400, "A card number or external id has at most {0} characters"),
    CARD_NOT_UNLINKABLE(3031, ERROR, 409, "The card cannot be taken from its holder"),
    SERIES_CODE_INVALID(3032, ERROR, 400, "Card series code has at most 50 letters and digits"),
    EXPIRY_DAYS_MISSING(3033, ERROR, 400, "Cards of a series that expire need expiryDays"),
    CARD_CAP_NEGATIVE(3034, ERROR, 400, "maxActiveCardsPerCustomer is not between 0 and {0}"),
    DEFAULT_LABEL_MISSING(3034, ERROR, 400, "Status {0} has no default label"),
    SECOND_CARD(3035, WARNING, 409, "One card is given by one call, this further one is not"),
    SEVERAL_DEFAULT_LABELS(3035, ERROR, 400, "Status {0} has more than one default label"),
    SERIES_CAP_REACHED(3036, ERROR, 409, "Nobody has more than {0} active cards of series {1}"),
    LABEL_OF_ANOTHER_STATUS(3036, ERROR, 400, "Label {0} belongs to status {1} already"),
    SECOND_RETURN(3037, ERROR, 400, "One card is given back by one call, this further one is not"),
    CARD_TRANSITION_FORBIDDEN(3038, ERROR, 409, "A card cannot become {1} when it is {0}"),
    REGISTRATION_TRIGGER_TAKEN(3038, ERROR, 409, "Card series {0} is the one that registration gives cards of"),
    CARD_LABEL_UNCHANGED(3039, WARNING, 200, "The card has this status label already"),
    CARD_CAP_REACHED(3039, ERROR, 409, "Nobody has more than {0} cards"),
    CUSTOMER_DELETED(3042, ERROR, 409, "Customer is deleted, no change is possible"),
    CARD_EXTERNAL_ID_EXISTS(3045, ERROR, 409, "Card external id exists"),
    CARD_EXTERNAL_ID_MISMATCH(3046, ERROR, 409, "Card external id and card number belong to different cards"),
    OFFSET_INVALID(3047, ERROR, 400, "The offset of the card numbers is negative or longer than they are"),
    MAPPED_ENTITY_INVALID(3048, ERROR, 400, "Mapped entity {0} is invalid"),
    MAPPED_ENTITY_TYPE_INVALID(3049, ERROR, 400, "Type of the mapped entity is not TILL"),
    SOURCE_MISSING(8001, ERROR, 400, "Source is missing"),
    IDENTIFIERS_MISSING(8002, ERROR, 400, "Identifier is missing"),
    SOURCE_INVALID(8003, ERROR, 400, "Source {0} is invalid"),
    NO_VALID_IDENTIFIER(8005, ERROR, 400, "No valid identifier"),
    CUSTOMER_EXISTS(8006, ERROR, 409, "Add failed, Customer already exists with id {0} for same source"),
    IDENTIFIER_OF_ANOTHER(8007, ERROR, 409, "Identifier {0} belongs to another customer of the same source"),
    IDENTIFIERS_OF_ANOTHER(8008, ERROR, 409, "Identifiers belong to different customers"),
    CUSTOMER_NOT_FOUND(8009, ERROR, 404, "Update failed, Customer not found"),
    CHANNEL_INVALID(8010, ERROR, 400, "Channel type {0} is invalid"),
    ACCOUNT_INVALID(8011, ERROR, 400, "Account {0} is invalid for source {1}"),
    IDENTIFIER_TYPE_INVALID(8013, ERROR, 400, "Identifier name {0} is invalid"),
    PRIMARY_IDENTIFIER_INVALID(8014, ERROR, 400, "Primary identifier {0} is invalid"),
    NO_SUCH_CUSTOMER(8015, ERROR, 404, "Customer not found"),
    SOURCE_PARAMETER_MISSING(8016, ERROR, 400, "Source is missing"),
    DATE_INVALID(8017, ERROR, 400, "Registration date is invalid"),
    LOYALTY_CANNOT_END(8018, ERROR, 400, "A loyalty customer cannot become non-loyalty"),
    DELETED_CANNOT_RETURN(8026, ERROR, 409, "Customer was deleted and cannot be registered again"),
    CUSTOMER_LINKED_AS_IS(8028, WARNING, 200, "Customer seems registered, the profile is not changed"),
    ACCOUNT_MISSING(8045, ERROR, 400, "Account id is missing for source {0}"),
    PROFILE_JOINS(8050, WARNING, 200, "Same customer in another source, the profile joins it"),
    PEOPLE_JOINED(8051, WARNING, 200, "Same customer in other sources, merging with {0}"),
    CONFLICTING_CUSTOMERS(8052, ERROR, 409, "Identifiers belong to different customers, see conflictingProfileList"),
    CONFLICTING_CUSTOMERS_ACROSS_SOURCES(
            8053, ERROR, 409, "Identifiers belong to different customers in different sources"),
    EMAIL_INVALID(8055, WARNING, 200, "Invalid email"),
    MOBILE_INVALID(8056, WARNING, 200, "Invalid mobile"),
    CHANNEL_EMAIL_INVALID(8057, WARNING, 200, "Invalid email in comm channel"),
    CHANNEL_MOBILE_INVALID(8058, WARNING, 200, "Invalid mobile in comm channel"),
    IDENTIFIER_INVALID(8064, WARNING, 200, "Identifier {0} is empty or too long and dropped"),
    NOT_IN_SOURCE(8065, ERROR, 404, "Customer is not known in source {0}"),
    PROFILE_TAKEN(8066, ERROR, 409, "Customers cannot be combined, {0}"),
    MERGE_ALREADY_DONE(8067, ERROR, 409, "Customers cannot be combined, merge already done with {0}"),
    CUSTOMER_MERGED(8069, WARNING, 200, "Customer {0} has been merged into {1}"),
    IDENTIFIER_ALREADY_OWN(8070, WARNING, 200, "Identifier {0} is already this customer's"),
    NOTHING_TO_CHANGE(8070, WARNING, 200, "Nothing to change: {0}"),
    MOBILE_ALREADY_OWN(8071, WARNING, 200, "Mobile {0} is already this customer's"),
    EMAIL_ALREADY_OWN(8072, WARNING, 200, "Email {0} is already this customer's"),
    EXTERNAL_ID_ALREADY_OWN(8073, WARNING, 200, "externalId {0} is already this customer's"),
    IDENTIFIER_OF_SEVERAL(
            8074, ERROR, 409, "Change failed, identifier {0} belongs to several customers in several sources"),
    PRIMARY_IDENTIFIER_DOUBLED(8075, WARNING, 200, "Primary identifier {0} stands beside another one of its type"),
    TILL_INVALID(8077, WARNING, 200, "Till {0} is invalid, attribution unchanged"),
    STATUS_LABEL_INVALID(8086, ERROR, 400, "Status label {0} is invalid"),
    ACCOUNT_PARAMETER_MISSING(8091, ERROR, 400, "Account id is missing"),
    IDENTIFIER_NAME_MISSING(8092, ERROR, 400, "Identifier name is missing"),
    IDENTIFIER_VALUE_MISSING(8093, ERROR, 400, "Identifier value is missing"),
    OFFSET_NEGATIVE(8100, ERROR, 400, "Offset is negative"),
    LIMIT_NOT_POSITIVE(8101, ERROR, 400, "Limit must be positive"),
    LIMIT_TOO_LARGE(8102, ERROR, 400, "Limit is over {0}"),
    CHANNEL_TYPE_MISSING(8106, ERROR, 400, "Channel type is missing"),
    CUSTOMER_NON_LOYALTY(8121, WARNING, 200, "No loyalty customer, not enrolled"),
    DUPLICATE_PROFILE(8127, ERROR, 400, "Two profiles of the same source and account"),
    IDENTIFIER_NOT_UPDATABLE(91006, WARNING, 200, "Identifier {0} is not stored"),
    TEXT_CUT(91015, WARNING, 200, "{0} is longer than {1} characters and was cut");

    private final int number;
    private final Level usualLevel;
    private final int httpStatus;
    private final String template;

    ErrorCode(int number, Level usualLevel, int httpStatus, String template) {
        this.number = number;
        this.usualLevel = usualLevel;
        this.httpStatus = httpStatus;
        this.template = template;
    }

    public int number() {
        return number;
    }

    /// Whether the code usually refuses something or only tells of it; the place in the answer decides in the
    /// end.
    public Level usualLevel() {
        return usualLevel;
    }

    /// The HTTP status of a request that fails with this code as a whole; in bulk calls item codes never
    /// change it.
    public int httpStatus() {
        return httpStatus;
    }

    public String template() {
        return template;
    }

    String message(List<String> arguments) {
        String text = template;
        for (int i = 0; i < arguments.size(); i++) {
            text = text.replace("{" + i + "}", arguments.get(i));
        }
        return text;
    }

    /// Whether a code stands among `errors` or among `warnings`.
    public enum Level {
        ERROR,
        WARNING
    }
}
