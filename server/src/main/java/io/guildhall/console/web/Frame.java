package io.guildhall.console.web;

import io.guildhall.access.Caller;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.security.core.Authentication;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ModelAttribute;

/// What the frame of every page needs to know.
@ControllerAdvice("io.guildhall.console")
class Frame {
    private final CurrentSetups setups;

    Frame(CurrentSetups setups) {
        this.setups = setups;
    }

    @ModelAttribute("visitor")
    Visitor visitor(Authentication login) {
        return login.getPrincipal() instanceof Caller caller
                ? new Visitor(
                        caller, caller.tillCode(), setups.of(caller.orgId()).code())
                : new Visitor(null, "operator", "");
    }

    /// The first folder of the address, which the navigation marks.
    @ModelAttribute("room")
    String room(HttpServletRequest request) {
        String[] folders = request.getRequestURI().split("/", 4);
        return folders.length > 2 ? folders[2] : "";
    }
}
