/// The service under measurement: its process, its calls over HTTP/1.1, its database. Shares no class with it.
@NullMarked
package io.guildhall.benchmarks.service;

import org.jspecify.annotations.NullMarked;
