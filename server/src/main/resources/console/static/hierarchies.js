// Marks the fields of a hierarchy that an error stands beside, for those who do not see the colour.
(() => {
  const mark = () => {
    for (const error of document.querySelectorAll("#hierarchy .field-error")) {
      const wrong = error.textContent.trim() !== "";
      for (const field of document.querySelectorAll(`[aria-describedby="${error.id}"]:is(input)`)) {
        if (wrong) {
          field.setAttribute("aria-invalid", "true");
        } else {
          field.removeAttribute("aria-invalid");
        }
      }
    }
  };
  document.addEventListener("htmx:load", mark);
  document.addEventListener("htmx:oobAfterSwap", mark);
  mark();
})();
