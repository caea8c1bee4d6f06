package io.guildhall.console.web.organisations;

/// The document that a new organisation begins with: everything that must be said, a till with a secret of its own, and
/// a hierarchy to change.
final class StarterDocument {
    private StarterDocument() {}

    static String text() {
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
                """.formatted(FreshSecret.text());
    }
}
