/// Made-up people, the same in every run: pure functions from numbers to requests.
@NullMarked
package io.guildhall.benchmarks.data;

import org.jspecify.annotations.NullMarked;
