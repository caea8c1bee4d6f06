package io.guildhall.error.web;

import io.guildhall.TestOrganisation;
import io.guildhall.TestOrganisation.Answer;

/// The least that makes the service answer one code, in an organisation as `Fleet` makes it.
interface Scenario {
    Answer play(TestOrganisation org);
}
