package io.guildhall.customer.wire;

import io.guildhall.customer.wire.WirePerson.WireEnrolment;
import io.guildhall.customer.wire.WirePerson.WireSubscription;
import io.guildhall.error.Pointer;
import io.guildhall.wire.JsonCursor;
import java.util.ArrayList;
import java.util.List;

/// Reads what a person is to have beside the profiles: enrolments in programmes and subscriptions.
final class BenefitReader {
    private final JsonCursor cursor;

    BenefitReader(JsonCursor cursor) {
        this.cursor = cursor;
    }

    List<WireEnrolment> enrolments(Pointer place) {
        List<WireEnrolment> read = new ArrayList<>(1);
        if (cursor.enterArray(place)) {
            for (int i = 0; cursor.nextElement(); i++) {
                Pointer element = place.child(i);
                if (cursor.enterElement(element)) {
                    read.add(enrolment(element));
                }
            }
        }
        return read;
    }

    private WireEnrolment enrolment(Pointer place) {
        Long programId = null;
        Long tierNumber = null;
        Long points = null;
        String tierExpiryDate = null;
        String pointsExpiryDate = null;
        for (String name = cursor.nextMember(); name != null; name = cursor.nextMember()) {
            Pointer member = place.child(name);
            switch (name) {
                case "programId" -> programId = cursor.wholeNumber(member);
                case "tierNumber" -> tierNumber = cursor.wholeNumber(member);
                case "loyaltyPoints" -> points = cursor.wholeNumber(member);
                case "tierExpiryDate" -> tierExpiryDate = cursor.text(member);
                case "pointsExpiryDate" -> pointsExpiryDate = cursor.text(member);
                default -> cursor.skip();
            }
        }
        return new WireEnrolment(place, programId, tierNumber, points, tierExpiryDate, pointsExpiryDate);
    }

    /// `subscriptionInfo.subscriptions`.
    List<WireSubscription> subscriptionInfo(Pointer place) {
        List<WireSubscription> read = new ArrayList<>(0);
        if (cursor.enterObject(place)) {
            for (String name = cursor.nextMember(); name != null; name = cursor.nextMember()) {
                if (name.equals("subscriptions")) {
                    read.addAll(subscriptions(place.child(name)));
                } else {
                    cursor.skip();
                }
            }
        }
        return read;
    }

    private List<WireSubscription> subscriptions(Pointer place) {
        List<WireSubscription> read = new ArrayList<>(2);
        if (cursor.enterArray(place)) {
            for (int i = 0; cursor.nextElement(); i++) {
                Pointer element = place.child(i);
                if (cursor.enterElement(element)) {
                    read.add(subscription(element));
                }
            }
        }
        return read;
    }

    private WireSubscription subscription(Pointer place) {
        String channel = null;
        String priority = null;
        String type = null;
        String source = null;
        String accountId = null;
        for (String name = cursor.nextMember(); name != null; name = cursor.nextMember()) {
            Pointer member = place.child(name);
            switch (name) {
                case "channel" -> channel = cursor.text(member);
                case "priority" -> priority = cursor.text(member);
                case "type" -> type = cursor.text(member);
                case "sourceName" -> source = cursor.text(member);
                case "accountId" -> accountId = cursor.text(member);
                default -> cursor.skip();
            }
        }
        return new WireSubscription(place, channel, priority, type, source, accountId);
    }
}
