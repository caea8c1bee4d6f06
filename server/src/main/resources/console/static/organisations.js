// Line numbers beside the document, faults marked among them, and the way from a fault to its line.
(() => {
  const text = document.getElementById("text");
  const gutter = document.getElementById("gutter");
  if (!text || !gutter) {
    return;
  }
  const number = () => {
    const marked = document.querySelector("#judgement [data-lines]")?.dataset.lines ?? "";
    const wrong = new Set(marked.split(" "));
    const count = text.value.split("\n").length;
    const lines = [];
    for (let line = 1; line <= count; line++) {
      lines.push((wrong.has(String(line)) ? "● " : "") + line);
    }
    gutter.textContent = lines.join("\n");
    gutter.scrollTop = text.scrollTop;
  };
  text.addEventListener("input", number);
  text.addEventListener("scroll", () => {
    gutter.scrollTop = text.scrollTop;
  });
  document.addEventListener("htmx:afterSwap", number);
  document.addEventListener("click", (event) => {
    const line = Number(event.target.closest?.("[data-line]")?.dataset.line);
    if (!line) {
      return;
    }
    const lines = text.value.split("\n");
    const start = lines.slice(0, line - 1).reduce((sum, each) => sum + each.length + 1, 0);
    text.focus();
    text.setSelectionRange(start, start + (lines[line - 1] ?? "").length);
    text.scrollTop = Math.max(0, (text.scrollHeight / lines.length) * (line - 4));
    number();
  });
  number();
})();
