package io.guildhall.access;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.security.access.annotation.Secured;

/// The handler only reads: any till may call it.
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@Secured("READ")
public @interface Reads {}
