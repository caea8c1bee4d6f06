/// `guildhall tree`: a company, its sub-companies and people, drawn. [TreeDrawing] draws, [CompanyTree] reads.
@NullMarked
package io.guildhall.cli.tree;

import org.jspecify.annotations.NullMarked;
