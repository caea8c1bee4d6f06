// Before the first paint: the theme chosen on this browser, else the system's.
(() => {
  const chosen = localStorage.getItem("guildhall.theme");
  if (chosen === "light" || chosen === "dark") {
    document.documentElement.dataset.theme = chosen;
  }
})();
