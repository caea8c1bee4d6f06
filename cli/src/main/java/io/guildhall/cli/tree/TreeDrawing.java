package io.guildhall.cli.tree;

import io.guildhall.cli.table.Lines;
import java.util.ArrayList;
import java.util.List;

/// Draws a tree in lines. Pure.
final class TreeDrawing {
    /// One line with those below it.
    record Node(String label, List<Node> below) {
        Node {
            below = List.copyOf(below);
        }
    }

    private final String branch;
    private final String last;
    private final String through;
    private final String blank = "    ";

    private TreeDrawing(String branch, String last, String through) {
        this.branch = branch;
        this.last = last;
        this.through = through;
    }

    static List<String> draw(Node root, Lines lines) {
        TreeDrawing drawing =
                lines == Lines.BOX ? new TreeDrawing("├── ", "└── ", "│   ") : new TreeDrawing("|-- ", "`-- ", "|   ");
        List<String> drawn = new ArrayList<>();
        drawn.add(root.label());
        drawing.below(root, "", drawn);
        return drawn;
    }

    private void below(Node node, String before, List<String> drawn) {
        for (int index = 0; index < node.below().size(); index++) {
            Node child = node.below().get(index);
            boolean isLast = index == node.below().size() - 1;
            drawn.add(before + (isLast ? last : branch) + child.label());
            below(child, before + (isLast ? blank : through), drawn);
        }
    }
}
