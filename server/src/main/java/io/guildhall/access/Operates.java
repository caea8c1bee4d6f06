package io.guildhall.access;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.security.access.annotation.Secured;

/// The handler sets organisations up: the operator alone may call it.
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@Secured("OPERATOR")
public @interface Operates {}
