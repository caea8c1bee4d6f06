/// HTTP of the contract and its page, open to everybody.
@NullMarked
package io.guildhall.docs.web;

import org.jspecify.annotations.NullMarked;
