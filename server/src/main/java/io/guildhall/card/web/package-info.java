/// HTTP of cards: `/v2/card`, `/v2/genericStatus/card`.
@NullMarked
package io.guildhall.card.web;

import org.jspecify.annotations.NullMarked;
