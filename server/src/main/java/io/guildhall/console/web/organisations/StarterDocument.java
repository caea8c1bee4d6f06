package io.guildhall.console.web.organisations;

import java.security.SecureRandom;
import java.util.Base64;

/// The document that a new organisation begins with: everything that must be said, a till with a secret of its own, and
/// a hierarchy to change.
final class StarterDocument {
    private static final int SECRET_BYTES = 30;
    private static final SecureRandom RANDOM = new SecureRandom();

    private StarterDocument() {}

    static String text() {
        byte[] secret = new byte[SECRET_BYTES];
        RANDOM.nextBytes(secret);
        return """
                {
                  "code": "acme",
                  "name": "Acme Fuels",
                  "baseCountry": "GB",
                  "timeZone": "Europe/London",
                  "currency": "GBP",
                  "language": "en",
                  "tills": [
                    {
                      "code": "acme.desk",
                      "name": "Desk",
                      "secret": "%s",
                      "role": "WRITE"
                    }
                  ],
                  "hierarchies": [
                    {
                      "code": "FLEET",
                      "name": "Fleets",
                      "default": true,
                      "hierarchyCreationStrict": false,
                      "roles": [
                        {
                          "code": "OWNER",
                          "childRoleCode": "DRIVER",
                          "maxChild": 50
                        },
                        {
                          "code": "DRIVER"
                        }
                      ]
                    }
                  ]
                }
                """.formatted(Base64.getUrlEncoder().withoutPadding().encodeToString(secret));
    }
}
