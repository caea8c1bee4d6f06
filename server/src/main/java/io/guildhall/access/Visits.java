package io.guildhall.access;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.security.access.annotation.Secured;

/// The handler shows what is nobody's in particular: whoever is logged in may call it, any till and the operator.
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@Secured({"READ", "OPERATOR"})
public @interface Visits {}
