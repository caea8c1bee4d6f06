/// The operator's room: the organisations of the server and their documents.
@NullMarked
package io.guildhall.console.web.organisations;

import org.jspecify.annotations.NullMarked;
