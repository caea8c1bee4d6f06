// The form of files: what it does by itself as well, only with less to see.
(() => {
  const form = document.getElementById("file-form");
  const file = document.getElementById("file");
  const sending = form.querySelector("[data-sending]");
  const sent = document.getElementById("sent");

  for (const [event, over] of [["dragenter", true], ["dragover", true], ["dragleave", false], ["drop", false]]) {
    file.addEventListener(event, () => file.classList.toggle("over", over));
  }

  // Another file, or other text, has other columns.
  const other = () => document.getElementById("refusal").replaceChildren();
  file.addEventListener("change", other);
  document.getElementById("text").addEventListener("input", other);

  form.addEventListener("htmx:beforeRequest", () => {
    sent.value = 0;
    sending.hidden = false;
  });
  form.addEventListener("htmx:xhr:progress", (event) => {
    if (event.detail.lengthComputable && event.detail.total > 0) {
      sent.value = (event.detail.loaded * 100) / event.detail.total;
    }
  });
  form.addEventListener("htmx:afterRequest", () => {
    sending.hidden = true;
  });
  document.body.addEventListener("htmx:afterSettle", () => {
    document.querySelector("[data-refusal]")?.focus();
  });
})();
