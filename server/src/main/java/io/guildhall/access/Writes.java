package io.guildhall.access;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.security.access.prepost.PreAuthorize;

/// The handler writes: tills with the role WRITE may call it. A handler with a parameter `dryRun` lets readers try out
/// what they may not do (`spec/org.md`, Roles).
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@PreAuthorize("hasAuthority('WRITE') or (hasAuthority('READ') and 'true'.equals(#dryRun))")
public @interface Writes {}
