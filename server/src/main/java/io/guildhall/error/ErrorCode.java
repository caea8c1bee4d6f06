package io.guildhall.error;

import java.util.List;

/// The catalogue: every code that an answer can carry (`spec/codes.md`).
///
/// Numbers are contract: never reuse or renumber one. A number may stand twice where the reference gives it two
/// meanings; the names and texts then differ. Messages are free text; callers key on the number.
public enum ErrorCode {
    BAD_REQUEST(
            400,
            Level.ERROR,
            400,
            "The request cannot be read: {0}",
            "The body is not what the call takes: not JSON, not UTF-8, a member of the wrong type, a missing path or query value."),
    UNAUTHORIZED(
            401,
            Level.ERROR,
            401,
            "Login failed",
            "No credentials, or wrong ones, or of a till or organisation that is switched off."),
    MANDATORY_FIELD_MISSING(
            403,
            Level.ERROR,
            400,
            "Mandatory field {0} is missing",
            "A member that the call cannot do without is missing (body code 403 with HTTP 400, as in the reference)."),
    FORBIDDEN(
            403,
            Level.ERROR,
            403,
            "Access denied",
            "The credentials are right, but do not carry the right for this call."),
    NOT_FOUND(404, Level.ERROR, 404, "Unknown resource", "There is nothing at this address."),
    METHOD_NOT_ALLOWED(
            405, Level.ERROR, 405, "Method not supported", "The address exists, but does not take this HTTP method."),
    NOT_ACCEPTABLE(
            406,
            Level.ERROR,
            406,
            "Only JSON is answered",
            "The Accept header excludes every representation that the call can give."),
    CONFLICT(
            409,
            Level.ERROR,
            409,
            "{0}",
            "The organisation document contradicts what is there: a till code or client key of somebody else, or an object that is still in use."),
    UNSUPPORTED_MEDIA_TYPE(
            415,
            Level.ERROR,
            415,
            "Content type not supported, send application/json",
            "The body's Content-Type is not JSON."),
    INTERNAL_ERROR(
            500, Level.ERROR, 500, "Something went wrong on our side", "A fault of the service. Nothing was written."),
    UNAVAILABLE(
            503,
            Level.ERROR,
            503,
            "The service is not ready",
            "The database does not answer, or more large calls are waiting for their turn than memory serves in time. Nothing was written, unless it failed in the moment of writing: send the call again, best with the same `Idempotency-Key`."),
    CONCURRENT_CHANGE(
            521,
            Level.ERROR,
            409,
            "Several actions on the same customer at once, send it again",
            "Another call holds or changed the same people for too long. In bulk an item error, else HTTP 409. Retrying is safe."),
    CALL_UNDER_WAY(
            521,
            Level.ERROR,
            409,
            "The first call with this Idempotency-Key is still running, send it again later",
            "Two calls with the same key at once: one is carried out, the other may be sent again for its answer."),
    NUMBERS_USED_UP(
            702,
            Level.ERROR,
            409,
            "Card series {0} has no number left",
            "Every number that prefix, suffix and length allow has been given, or fewer are left than are asked for."),
    GENERATION_DISABLED(
            703,
            Level.ERROR,
            400,
            "Numbers of card series {0} are not generated",
            "The series is external: its cards bring their numbers along."),
    INVALID_LOYALTY_TYPE(
            1046,
            Level.ERROR,
            400,
            "Loyalty type {0} is invalid, use loyalty or non_loyalty",
            "loyaltyInfo.loyaltyType is neither loyalty nor non_loyalty (non-loyalty and any case are accepted)."),
    UNKNOWN_CUSTOM_FIELD(
            1022,
            Level.WARNING,
            200,
            "Invalid Custom-field name {0}",
            "The organisation has no custom field of this name; the value is dropped."),
    BATCH_TOO_LARGE(
            1060,
            Level.ERROR,
            400,
            "Batch limit size exceeded: at most {0} {1}",
            "More items, or more people in total, than a call may carry. Nothing was written."),
    PROGRAM_UNKNOWN(
            1213,
            Level.WARNING,
            200,
            "Programme {0} does not exist",
            "The organisation has no such programme, or none was named; the person is registered all the same."),
    ENROLMENT_DATE_PAST(
            1215,
            Level.WARNING,
            200,
            "An expiry date of the enrolment is in the past",
            "tierExpiryDate or pointsExpiryDate; the enrolment is dropped."),
    ENROLMENT_DATE_FORMAT(
            1216,
            Level.WARNING,
            200,
            "An expiry date of the enrolment cannot be read",
            "ISO 8601 with offset is expected; the enrolment is dropped."),
    ENROLMENT_DATE_TOO_FAR(
            1217,
            Level.WARNING,
            200,
            "An expiry date of the enrolment is more than 100 years ahead",
            "The enrolment is dropped."),
    HIERARCHY_CODE_EXISTS(
            1600,
            Level.ERROR,
            409,
            "Hierarchy code {0} exists",
            "Codes of hierarchies are unique within the organisation."),
    TOO_FEW_ROLES(1601, Level.ERROR, 400, "A hierarchy needs at least {0} roles", ""),
    TOO_MANY_ROLES(1602, Level.ERROR, 400, "A hierarchy has at most {0} roles", ""),
    ROLE_CODE_EMPTY(
            1603, Level.ERROR, 400, "Role code is empty", "A role without a code, or an association without one."),
    MAX_CHILD_NEGATIVE(1604, Level.ERROR, 400, "maxChild of role {0} is negative", ""),
    MAX_CHILD_TOO_LARGE(1605, Level.ERROR, 400, "maxChild of role {1} is over the limit {0}", ""),
    DUPLICATE_ROLE_CODE(1606, Level.ERROR, 400, "Role code {0} occurs twice", ""),
    CHILD_ROLE_UNKNOWN(1607, Level.ERROR, 400, "childRoleCode {0} is not a role of this hierarchy", ""),
    CYCLE(
            1608,
            Level.ERROR,
            400,
            "Cyclic hierarchy: {0}",
            "Roles, or people of one call, form a circle; also a person who is their own parent."),
    HIERARCHY_NOT_FOUND(1609, Level.ERROR, 404, "Hierarchy {0} is invalid", "No hierarchy has this id or code."),
    HIERARCHY_INACTIVE(1610, Level.ERROR, 409, "Hierarchy {0} is inactive", "The hierarchy has been switched off."),
    MAX_CHILD_MISSING(
            1611, Level.ERROR, 400, "maxChild of role {0} is missing", "A role with a childRoleCode needs maxChild."),
    CHILD_ROLE_MISSING(
            1612,
            Level.ERROR,
            400,
            "childRoleCode of role {0} is missing",
            "Only the last role may stand without childRoleCode."),
    HIERARCHY_CODE_EMPTY(1613, Level.ERROR, 400, "Hierarchy code is empty", ""),
    AGGREGATION_ROLE_MISSING(1614, Level.ERROR, 400, "Automatic groups need a points aggregation role", ""),
    ROLE_INVALID(
            1615,
            Level.ERROR,
            400,
            "Role code {0} is invalid, the hierarchy has {1}",
            "The hierarchy has no such role."),
    HIERARCHY_INVALID(
            1616,
            Level.ERROR,
            400,
            "Hierarchy code {0} is invalid",
            "No hierarchy has this code, or the company belongs to another one."),
    ROLE_DOES_NOT_FIT(
            1617,
            Level.ERROR,
            400,
            "Role {0} cannot stand under role {1}",
            "Parent and child roles must follow the hierarchy: adjacent, or any lower role where skipRoleAllowed is set."),
    PARENT_FULL(
            1618,
            Level.ERROR,
            400,
            "Children of role {0} may not exceed {1}",
            "The parent already has as many active direct children as its role allows."),
    GROUP_ID_INVALID(1619, Level.ERROR, 404, "Group id {0} is invalid", "No group has this id."),
    COMPANIES_DIFFER(
            1622,
            Level.ERROR,
            409,
            "Users are not of the same company",
            "The child's company is neither the parent's nor one below it."),
    PARENT_NOT_MAPPED(
            1625,
            Level.ERROR,
            400,
            "Parent customer {0} is not mapped in the hierarchy",
            "The parent is unknown, not in the hierarchy, or failed in the same call; or a strict hierarchy misses the role above."),
    OTHER_HIERARCHY(1626, Level.ERROR, 400, "Customer is mapped to another hierarchy", ""),
    ROLE_CHANGED(1627, Level.ERROR, 400, "Customer fleet user role can't be changed", ""),
    COMPANY_CHANGED(1628, Level.ERROR, 400, "Customer fleet company can't be changed", ""),
    PERMISSION_CODE_EMPTY(1629, Level.ERROR, 400, "Permission code is empty", ""),
    PERMISSION_CODE_UNKNOWN(1630, Level.ERROR, 400, "Permission code {0} is unknown", ""),
    PERMISSION_CODE_DUPLICATE(1631, Level.ERROR, 400, "Permission code {0} occurs twice", ""),
    GROUP_KEY_INVALID(
            1632, Level.ERROR, 404, "Group id/externalId/primaryUserId {0} is invalid", "No group is known by it."),
    GROUP_KEY_MISSING(1635, Level.ERROR, 400, "Group id, externalId or primaryUserId is missing", ""),
    GROUP_FULL(
            1638,
            Level.WARNING,
            200,
            "The group has no room for this customer",
            "Automatic groups have 30,000 members at most; the link stands."),
    SEVERAL_DEFAULT_CHILDREN(
            1648,
            Level.ERROR,
            400,
            "A parent has one default child",
            "A second default child in the same item, or while another one is the default."),
    SEVERAL_AGGREGATION_ROLES(1649, Level.ERROR, 400, "Only one role may aggregate points", ""),
    AGGREGATION_ROLE_CONTRADICTORY(
            1650, Level.ERROR, 400, "Role {0} cannot be both an automatic and a non-automated aggregation role", ""),
    LINKED_ELSEWHERE(
            1680,
            Level.ERROR,
            400,
            "Customer is linked to another parent, use the update call",
            "POST never moves anybody."),
    COMPANY_NAME_DIFFERS(1681, Level.WARNING, 200, "Company name differs from the stored one, which stays", ""),
    MEMBER_IGNORED(
            1682,
            Level.WARNING,
            200,
            "Member {0} is ignored",
            "An unknown member inside associationDetails or fleetCompany, or a member that this call cannot change."),
    PARENT_ROLE_AMBIGUOUS(
            1683,
            Level.ERROR,
            400,
            "The parent's role is ambiguous, send parentCustomer.roleCode: one of {0}",
            "Several roles have the child's role below them."),
    IDEMPOTENCY_KEY_REUSED(1684, Level.ERROR, 422, "The Idempotency-Key was used with another request", ""),
    UNDONE_WITH_OTHERS(
            1685,
            Level.ERROR,
            400,
            "Not at fault, undone because of another failure in the same call",
            "atomicity=tree or batch, or a child of a failed item."),
    QUERY_PARAMETER_INVALID(1686, Level.ERROR, 400, "Query parameter {0} has an unusable value", ""),
    CONTRADICTS_EARLIER(
            1687,
            Level.ERROR,
            400,
            "This person appears earlier in the call with another {0}",
            "Role, parent, company or hierarchy differ between two mentions of one person."),
    BODY_TOO_LARGE(1688, Level.ERROR, 413, "The body is longer than {0} bytes", ""),
    BODY_TOO_DEEP(1688, Level.ERROR, 400, "The body nests deeper than {0} levels", ""),
    LIST_TOO_LONG(
            1688,
            Level.ERROR,
            400,
            "At most {0} {1} are taken here",
            "A person with more profiles, or a profile with more identifiers or channels, than is allowed."),
    SUBSCRIPTION_INVALID(
            1689,
            Level.WARNING,
            200,
            "Subscription dropped, its {0} is unusable",
            "channel names none of the channels, priority is not TRANS or BULK, type is not OPTIN or OPTOUT, or the source is unknown."),
    UNKNOWN_EXTENDED_FIELD(
            1690,
            Level.WARNING,
            200,
            "Unknown extended field {0}",
            "The organisation has no extended field of this name for this entity; the value is dropped."),
    FIELD_TYPE_WRONG(
            1691,
            Level.WARNING,
            200,
            "Field {0} takes {1}",
            "The value does not fit the field's data type; it is dropped."),
    FIELD_VALUE_EMPTY(1692, Level.WARNING, 200, "Field {0} is empty or null and dropped", ""),
    FIELD_MISSING(
            1693,
            Level.ERROR,
            400,
            "Mandatory field {0} is missing",
            "An error on the registered person, a warning on people registered along the way."),
    TIER_UNKNOWN(1695, Level.WARNING, 200, "The programme has no tier {0}, the lowest is taken", ""),
    POINTS_NOT_CREDITED(1696, Level.WARNING, 200, "Points are {0} and not credited", ""),
    ALREADY_ENROLLED(1697, Level.WARNING, 200, "Already enrolled in programme {0}, nothing changed", ""),
    HIERARCHY_UNKNOWN(
            1701,
            Level.ERROR,
            400,
            "Hierarchy code {0} does not exist",
            "The company's hierarchyDefinitionCode names no hierarchy."),
    COMPANY_EXISTS(1702, Level.ERROR, 409, "Company externalId {0} exists", ""),
    PARENT_COMPANY_UNKNOWN(1703, Level.ERROR, 400, "Parent company {0} is unknown", ""),
    COMPANY_UNKNOWN(1704, Level.ERROR, 404, "Company {0} is unknown", ""),
    COMPANY_INACTIVE(
            1705,
            Level.ERROR,
            409,
            "Company {0} is inactive",
            "An inactive company keeps its links and takes no new one."),
    COMPANY_CANNOT_BE_ACTIVATED(1706, Level.ERROR, 409, "A company cannot be activated again", ""),
    COMPANY_KEY_EMPTY(1707, Level.ERROR, 400, "Company externalId is empty", ""),
    COMPANY_KEY_MISSING(1708, Level.ERROR, 400, "Neither id nor externalId of the company is given", ""),
    COMPANY_OWN_PARENT(1709, Level.ERROR, 400, "A company cannot be its own parent", ""),
    COMPANY_CYCLE(1710, Level.ERROR, 400, "Companies form a circle", ""),
    HIERARCHY_IN_USE(
            1711,
            Level.ERROR,
            409,
            "Hierarchy {0} is in use, this change is not allowed",
            "Once people are linked only name, description, permissions, a higher maxChild or a new leaf role are allowed; deleting needs force=true."),
    SERIES_CONTRADICTORY(
            3000,
            Level.ERROR,
            400,
            "Card series is invalid: {0}",
            "seriesId and seriesCode name different series, or the card is one of another series."),
    SERIES_CODE_EMPTY(3001, Level.ERROR, 400, "Card series code is empty", ""),
    SERIES_CODE_EXISTS(3002, Level.ERROR, 409, "Card series code {0} exists", ""),
    SERIES_TYPE_EMPTY(3003, Level.ERROR, 400, "Type of the card series is empty", ""),
    SERIES_UNKNOWN(3004, Level.ERROR, 404, "Card series {0} is unknown", "In bulk a warning: no card is given."),
    NUMBER_LENGTH_INVALID(
            3005,
            Level.ERROR,
            400,
            "Length of the card numbers is invalid: {0}",
            "Missing, or prefix, suffix and check digit leave no room for the counter."),
    NUMBER_SPACE_EXISTS(
            3006, Level.ERROR, 409, "Card series {0} has the same prefix, suffix and length", "Numbers would clash."),
    GENERATION_MISSING(3007, Level.ERROR, 400, "Card series {0} does not say how its numbers are generated", ""),
    SERIES_INACTIVE(
            3008,
            Level.ERROR,
            409,
            "Card series {0} is not active and gives no cards",
            "Cards that people have stay with them. In bulk a warning: no card is given."),
    CARD_NUMBER_EXISTS(
            3009,
            Level.ERROR,
            409,
            "Card number exists",
            "Another card has this number; in bulk, somebody else holds the card."),
    CARD_NUMBER_UNKNOWN(3010, Level.ERROR, 404, "Card number is unknown", ""),
    CARD_NUMBER_MISSING(
            3010,
            Level.ERROR,
            400,
            "Card number is missing",
            "Cards of an external series bring their number along; calls about one card name it."),
    CARD_STATUS_MISSING(3011, Level.ERROR, 400, "Status label of the card is missing", ""),
    CARD_STATUS_UNCHANGED(3012, Level.ERROR, 400, "The card is as it is meant to be already, nothing changed", ""),
    CARD_STATUS_NOT_SETTABLE(
            3013,
            Level.ERROR,
            400,
            "A card can only become expired, deleted or suspended, or active again, not {0}",
            ""),
    LABELS_EMPTY(3014, Level.ERROR, 400, "There are no labels {0}", ""),
    LABELS_DUPLICATE(3015, Level.ERROR, 400, "Label {0} occurs twice for status {1}", ""),
    CARD_STATUS_INVALID(3016, Level.ERROR, 400, "Card status {0} is invalid", ""),
    CARD_LABEL_INVALID(
            3017,
            Level.ERROR,
            400,
            "Status label {0} is invalid",
            "The organisation has no such label for cards. In bulk a warning: no card is given."),
    CARD_LABEL_UNFIT(
            3018,
            Level.ERROR,
            400,
            "Status label {0} stands for {1}, here {2} is needed",
            "New cards are not issued, cards of people are active or issued. In bulk a warning: no card is given."),
    EXPIRY_DAYS_INVALID(3019, Level.ERROR, 400, "expiryDays is not between 1 and {0}", ""),
    SERIES_TYPE_INVALID(3020, Level.ERROR, 400, "Type of the card series is neither PHYSICAL nor DIGITAL", ""),
    GENERATION_FIXED(
            3021,
            Level.ERROR,
            409,
            "Card series {0} has cards, its way of making numbers stays",
            "Also whether it is external."),
    PREFIX_INVALID(3022, Level.ERROR, 400, "The prefix has at most 50 letters and digits", ""),
    SUFFIX_INVALID(3023, Level.ERROR, 400, "The suffix has at most 50 letters and digits", ""),
    NUMBER_LENGTH_TOO_LARGE(3024, Level.ERROR, 400, "A card number has at most 150 characters", ""),
    CARD_COUNT_INVALID(3025, Level.ERROR, 400, "The count of cards is missing or not positive", ""),
    CARD_COUNT_TOO_LARGE(3026, Level.ERROR, 400, "At most {0} cards are generated by one call", ""),
    CARD_NOT_LINKABLE(
            3027,
            Level.WARNING,
            409,
            "A card that is {0} cannot be given to anybody",
            "Expired, suspended and deleted cards stay where they are. In single calls an error."),
    NUMBER_LENGTH_TOO_SMALL(3028, Level.ERROR, 400, "A card number has at least 5 characters", ""),
    CARD_NUMBER_TOO_LONG(3029, Level.ERROR, 400, "A card number or external id has at most {0} characters", ""),
    CARD_NOT_UNLINKABLE(
            3031, Level.ERROR, 409, "The card cannot be taken from its holder", "It is nobody's, or deleted."),
    SERIES_CODE_INVALID(3032, Level.ERROR, 400, "Card series code has at most 50 letters and digits", ""),
    EXPIRY_DAYS_MISSING(3033, Level.ERROR, 400, "Cards of a series that expire need expiryDays", ""),
    CARD_CAP_NEGATIVE(3034, Level.ERROR, 400, "maxActiveCardsPerCustomer is not between 0 and {0}", ""),
    DEFAULT_LABEL_MISSING(3034, Level.ERROR, 400, "Status {0} has no default label", ""),
    SECOND_CARD(
            3035,
            Level.WARNING,
            409,
            "One card is given by one call, this further one is not",
            "A person is given the first card that the call asks for. In single calls an error."),
    SEVERAL_DEFAULT_LABELS(3035, Level.ERROR, 400, "Status {0} has more than one default label", ""),
    SERIES_CAP_REACHED(
            3036,
            Level.ERROR,
            409,
            "Nobody has more than {0} active cards of series {1}",
            "maxActiveCardsPerCustomer of the series. In bulk a warning: no card is given."),
    LABEL_OF_ANOTHER_STATUS(3036, Level.ERROR, 400, "Label {0} belongs to status {1} already", ""),
    SECOND_RETURN(
            3037,
            Level.ERROR,
            400,
            "One card is given back by one call, this further one is not",
            "A card may be given back and another one be given in its place."),
    CARD_TRANSITION_FORBIDDEN(3038, Level.ERROR, 409, "A card cannot become {1} when it is {0}", ""),
    REGISTRATION_TRIGGER_TAKEN(
            3038, Level.ERROR, 409, "Card series {0} is the one that registration gives cards of", ""),
    CARD_LABEL_UNCHANGED(3039, Level.WARNING, 200, "The card has this status label already", ""),
    CARD_CAP_REACHED(
            3039,
            Level.ERROR,
            409,
            "Nobody has more than {0} cards",
            "maxCardsPerCustomer of the organisation. In bulk a warning: no card is given."),
    CUSTOMER_DELETED(3042, Level.ERROR, 409, "Customer is deleted, no change is possible", ""),
    CARD_EXTERNAL_ID_EXISTS(3045, Level.ERROR, 409, "Card external id exists", "Another card has this external id."),
    CARD_EXTERNAL_ID_MISMATCH(3046, Level.ERROR, 409, "Card external id and card number belong to different cards", ""),
    OFFSET_INVALID(3047, Level.ERROR, 400, "The offset of the card numbers is negative or longer than they are", ""),
    MAPPED_ENTITY_INVALID(3048, Level.ERROR, 400, "Mapped entity {0} is invalid", "There is no till of this code."),
    MAPPED_ENTITY_TYPE_INVALID(3049, Level.ERROR, 400, "Type of the mapped entity is not TILL", ""),
    SOURCE_MISSING(8001, Level.ERROR, 400, "Source is missing", ""),
    IDENTIFIERS_MISSING(8002, Level.ERROR, 400, "Identifier is missing", ""),
    SOURCE_INVALID(
            8003,
            Level.ERROR,
            400,
            "Source {0} is invalid",
            "The organisation does not know this source, or it cannot be used for registration."),
    NO_VALID_IDENTIFIER(8005, Level.ERROR, 400, "No valid identifier", "At least one valid identifier is needed."),
    CUSTOMER_EXISTS(8006, Level.ERROR, 409, "Add failed, Customer already exists with id {0} for same source", ""),
    IDENTIFIER_OF_ANOTHER(
            8007,
            Level.ERROR,
            409,
            "Identifier {0} belongs to another customer of the same source",
            "Where people are joined across sources, any source counts."),
    IDENTIFIERS_OF_ANOTHER(8008, Level.ERROR, 409, "Identifiers belong to different customers", ""),
    CUSTOMER_NOT_FOUND(8009, Level.ERROR, 404, "Update failed, Customer not found", ""),
    CHANNEL_INVALID(8010, Level.ERROR, 400, "Channel type {0} is invalid", ""),
    ACCOUNT_INVALID(8011, Level.ERROR, 400, "Account {0} is invalid for source {1}", ""),
    IDENTIFIER_TYPE_INVALID(8013, Level.ERROR, 400, "Identifier name {0} is invalid", ""),
    PRIMARY_IDENTIFIER_INVALID(8014, Level.ERROR, 400, "Primary identifier {0} is invalid", ""),
    NO_SUCH_CUSTOMER(8015, Level.ERROR, 404, "Customer not found", ""),
    SOURCE_PARAMETER_MISSING(8016, Level.ERROR, 400, "Source is missing", ""),
    DATE_INVALID(8017, Level.ERROR, 400, "Registration date is invalid", "Unreadable, or in the future."),
    LOYALTY_CANNOT_END(8018, Level.ERROR, 400, "A loyalty customer cannot become non-loyalty", ""),
    DELETED_CANNOT_RETURN(8026, Level.ERROR, 409, "Customer was deleted and cannot be registered again", ""),
    CUSTOMER_LINKED_AS_IS(8028, Level.WARNING, 200, "Customer seems registered, the profile is not changed", ""),
    ACCOUNT_MISSING(8045, Level.ERROR, 400, "Account id is missing for source {0}", ""),
    PROFILE_JOINS(
            8050, Level.WARNING, 200, "Same customer in another source, the profile joins it", "autoMerge is on."),
    PEOPLE_JOINED(8051, Level.WARNING, 200, "Same customer in other sources, merging with {0}", "autoMerge is on."),
    CONFLICTING_CUSTOMERS(
            8052, Level.ERROR, 409, "Identifiers belong to different customers, see conflictingProfileList", ""),
    CONFLICTING_CUSTOMERS_ACROSS_SOURCES(
            8053, Level.ERROR, 409, "Identifiers belong to different customers in different sources", ""),
    EMAIL_INVALID(8055, Level.WARNING, 200, "Invalid email", "The identifier is dropped."),
    MOBILE_INVALID(8056, Level.WARNING, 200, "Invalid mobile", "The identifier is dropped."),
    CHANNEL_EMAIL_INVALID(8057, Level.WARNING, 200, "Invalid email in comm channel", "The channel is dropped."),
    CHANNEL_MOBILE_INVALID(8058, Level.WARNING, 200, "Invalid mobile in comm channel", "The channel is dropped."),
    IDENTIFIER_INVALID(8064, Level.WARNING, 200, "Identifier {0} is empty or too long and dropped", ""),
    NOT_IN_SOURCE(
            8065,
            Level.ERROR,
            404,
            "Customer is not known in source {0}",
            "An update names a profile that the person does not have."),
    PROFILE_TAKEN(8066, Level.ERROR, 409, "Customers cannot be combined, {0}", "Nothing was changed."),
    MERGE_ALREADY_DONE(8067, Level.ERROR, 409, "Customers cannot be combined, merge already done with {0}", ""),
    CUSTOMER_MERGED(
            8069,
            Level.WARNING,
            200,
            "Customer {0} has been merged into {1}",
            "The person asked for was joined with another one, who is answered instead."),
    IDENTIFIER_ALREADY_OWN(8070, Level.WARNING, 200, "Identifier {0} is already this customer's", ""),
    NOTHING_TO_CHANGE(8070, Level.WARNING, 200, "Nothing to change: {0}", ""),
    MOBILE_ALREADY_OWN(8071, Level.WARNING, 200, "Mobile {0} is already this customer's", ""),
    EMAIL_ALREADY_OWN(8072, Level.WARNING, 200, "Email {0} is already this customer's", ""),
    EXTERNAL_ID_ALREADY_OWN(8073, Level.WARNING, 200, "externalId {0} is already this customer's", ""),
    IDENTIFIER_OF_SEVERAL(
            8074,
            Level.ERROR,
            409,
            "Change failed, identifier {0} belongs to several customers in several sources",
            "The organisation joins people across sources, and here it cannot be told with whom."),
    PRIMARY_IDENTIFIER_DOUBLED(
            8075, Level.WARNING, 200, "Primary identifier {0} stands beside another one of its type", ""),
    TILL_INVALID(8077, Level.WARNING, 200, "Till {0} is invalid, attribution unchanged", ""),
    STATUS_LABEL_INVALID(
            8086, Level.ERROR, 400, "Status label {0} is invalid", "The organisation has no such label for customers."),
    ACCOUNT_PARAMETER_MISSING(8091, Level.ERROR, 400, "Account id is missing", ""),
    IDENTIFIER_NAME_MISSING(8092, Level.ERROR, 400, "Identifier name is missing", ""),
    IDENTIFIER_VALUE_MISSING(8093, Level.ERROR, 400, "Identifier value is missing", ""),
    OFFSET_NEGATIVE(8100, Level.ERROR, 400, "Offset is negative", ""),
    LIMIT_NOT_POSITIVE(8101, Level.ERROR, 400, "Limit must be positive", ""),
    LIMIT_TOO_LARGE(8102, Level.ERROR, 400, "Limit is over {0}", ""),
    CHANNEL_TYPE_MISSING(8106, Level.ERROR, 400, "Channel type is missing", ""),
    CUSTOMER_NON_LOYALTY(8121, Level.WARNING, 200, "No loyalty customer, not enrolled", ""),
    DUPLICATE_PROFILE(8127, Level.ERROR, 400, "Two profiles of the same source and account", ""),
    IDENTIFIER_NOT_UPDATABLE(
            91006,
            Level.WARNING,
            200,
            "Identifier {0} is not stored",
            "An unknown type, or an identifier that this call cannot add to a registered customer."),
    TEXT_CUT(91015, Level.WARNING, 200, "{0} is longer than {1} characters and was cut", "");

    private final int number;
    private final Level usualLevel;
    private final int httpStatus;
    private final String template;
    private final String explanation;

    ErrorCode(int number, Level usualLevel, int httpStatus, String template, String explanation) {
        this.number = number;
        this.usualLevel = usualLevel;
        this.httpStatus = httpStatus;
        this.template = template;
        this.explanation = explanation;
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

    /// What the message does not say, for `docs/errors.md`; may be empty.
    public String explanation() {
        return explanation;
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
