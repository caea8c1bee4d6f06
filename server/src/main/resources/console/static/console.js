// What all pages of the console do by script; each works without it, only less smoothly.
document.addEventListener("click", (event) => {
  if (event.target.closest("[data-theme-switch]")) {
    const dark = matchMedia("(prefers-color-scheme: dark)").matches;
    const now = document.documentElement.dataset.theme ?? (dark ? "dark" : "light");
    const next = now === "dark" ? "light" : "dark";
    document.documentElement.dataset.theme = next;
    localStorage.setItem("guildhall.theme", next);
  }
});

// A form that asks again as soon as one of its fields changes.
document.addEventListener("change", (event) => {
  const form = event.target.closest("form[data-submit-on-change]");
  if (form) {
    form.requestSubmit();
  }
});

// Where a part of a page cannot be had, the whole page tells why.
document.addEventListener("htmx:responseError", (event) => {
  if (event.detail.xhr.status !== 401) {
    location.reload();
  }
});

// In a narrow window the menu is wider than what one sees of it: the room that one is in comes into sight.
{
  const current = document.querySelector(".rooms [aria-current]");
  if (current) {
    const menu = current.parentElement;
    menu.scrollLeft = current.offsetLeft - menu.offsetLeft - (menu.clientWidth - current.offsetWidth) / 2;
  }
}
