package io.guildhall.access.web;

/// Which texts the firewall lets through: what Spring Security's own patterns do, looked at letter by letter, since
/// every header that anybody asks for is checked anew.
final class HeaderText {
    private HeaderText() {}

    /// Assigned characters that are no controls.
    static boolean isName(String text) {
        return isAllowed(text, false);
    }

    /// The same, and tabs.
    static boolean isValue(String text) {
        return isAllowed(text, true);
    }

    private static boolean isAllowed(String text, boolean tabs) {
        for (int i = 0; i < text.length(); ) {
            int point = text.codePointAt(i);
            boolean allowed = point >= ' ' && point <= '~' || tabs && point == '\t' || isPrintable(point);
            if (!allowed) {
                return false;
            }
            i += Character.charCount(point);
        }
        return true;
    }

    private static boolean isPrintable(int point) {
        int type = Character.getType(point);
        return type != Character.UNASSIGNED && type != Character.CONTROL;
    }
}
