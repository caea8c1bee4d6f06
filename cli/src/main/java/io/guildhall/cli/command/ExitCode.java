package io.guildhall.cli.command;

import java.util.LinkedHashMap;
import java.util.Map;

/// The statuses that a command ends with. Scripts rely on them: never change the meaning of a number.
public enum ExitCode {
    DONE(0, "Done."),
    PARTLY(1, "Done in part: some items failed, or a check found something wrong."),
    USAGE(2, "Wrong usage, an unusable file or configuration. Nothing was sent."),
    CONNECTION(3, "No usable answer from the service, also after trying again."),
    RIGHTS(4, "The service does not accept the credentials, or they lack the right."),
    REFUSED(5, "The service refused the request as a whole."),
    DEFECT(70, "A fault of this program."),
    INTERRUPTED(130, "Ended by Ctrl-C.");

    private final int number;
    private final String meaning;

    ExitCode(int number, String meaning) {
        this.number = number;
        this.meaning = meaning;
    }

    public int number() {
        return number;
    }

    public String meaning() {
        return meaning;
    }

    /// Meanings by number, for help.
    public static Map<String, String> list() {
        Map<String, String> list = new LinkedHashMap<>();
        for (ExitCode code : values()) {
            list.put(Integer.toString(code.number), code.meaning);
        }
        return list;
    }
}
