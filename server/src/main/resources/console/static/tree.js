// Trees whose lines open without loading the page anew, and the slider beside a day. Both only shorten ways that links
// and forms go, too. A module runs once, however often its page is put together.

const twists = (within) => [...within.querySelectorAll("a.twist")];
const isOpen = (twist) => twist.getAttribute("aria-expanded") === "true";
const isShown = (element) => element.closest("ul[hidden]") === null;

// What is open, as long as it is no more than the server would open again.
const openNodes = () => twists(document).filter((twist) => isOpen(twist) && isShown(twist)).slice(0, 40)
  .map((twist) => twist.dataset.node);

// It stands in the address.
const remember = () => {
  const address = new URL(location.href);
  const open = openNodes();
  address.searchParams.delete("open");
  open.forEach((node) => address.searchParams.append("open", node));
  if (open.length === 0) {
    address.searchParams.set("open", "");
  }
  history.replaceState(history.state, "", address);
};

const turn = async (twist) => {
  const item = twist.closest("li");
  const open = !isOpen(twist);
  twist.setAttribute("aria-expanded", String(open));
  const branch = item.querySelector(":scope > ul");
  if (branch) {
    branch.hidden = !open;
  } else if (open) {
    const empty = document.createElement("ul");
    empty.setAttribute("aria-busy", "true");
    item.append(empty);
    await htmx.ajax("GET", twist.dataset.source, { source: twist, target: empty, swap: "outerHTML" });
    if (empty.isConnected) { // nothing came
      empty.remove();
      twist.setAttribute("aria-expanded", "false");
    }
  }
  remember();
};

document.addEventListener("click", (event) => {
  const twist = event.target.closest("a.twist");
  if (twist && event.button === 0 && !event.ctrlKey && !event.metaKey && !event.shiftKey) {
    event.preventDefault();
    turn(twist);
  }
});

// Arrows go through a tree as elsewhere; Tab and Enter do as well.
const lines = (tree) => [...tree.querySelectorAll("li")].filter((item) => isShown(item));
const enter = (item) => item?.querySelector("a")?.focus();

const arrows = {
  ArrowDown: (item, tree) => enter(lines(tree)[lines(tree).indexOf(item) + 1]),
  ArrowUp: (item, tree) => enter(lines(tree)[lines(tree).indexOf(item) - 1]),
  ArrowRight: (item) => {
    const twist = item.querySelector(":scope > .line > a.twist");
    if (twist && !isOpen(twist)) {
      turn(twist);
    } else {
      enter(item.querySelector(":scope > ul:not([hidden]) > li"));
    }
  },
  ArrowLeft: (item) => {
    const twist = item.querySelector(":scope > .line > a.twist");
    if (twist && isOpen(twist)) {
      turn(twist);
    } else {
      enter(item.parentElement.closest("li"));
    }
  },
};

document.addEventListener("keydown", (event) => {
  const item = event.target.closest(".tree li");
  const arrow = arrows[event.key];
  if (item && arrow && !event.altKey && !event.ctrlKey && !event.metaKey && !event.shiftKey) {
    event.preventDefault();
    arrow(item, item.closest(".tree"));
  } else if (event.key === " " && event.target.matches("a.twist")) {
    event.preventDefault();
    turn(event.target);
  }
});

// The slider counts days after the first one.
const DAY = 86_400_000;
const dayOf = (slider) => new Date(Date.parse(slider.dataset.first) + slider.value * DAY).toISOString().slice(0, 10);
const tell = (slider) => slider.setAttribute("aria-valuetext", dayOf(slider));

const showSliders = () => document.querySelectorAll(".day input[type=range]").forEach((slider) => {
  slider.closest("label").hidden = slider.max === "0";
  tell(slider);
});

document.addEventListener("input", (event) => {
  const form = event.target.closest("form.day");
  const slider = form?.querySelector("input[type=range]");
  if (!slider) {
    return;
  }
  const date = form.elements.asOf;
  if (event.target === slider) {
    date.value = dayOf(slider);
  } else if (event.target === date && date.value) {
    slider.value = Math.round((Date.parse(date.value) - Date.parse(slider.dataset.first)) / DAY);
  }
  tell(slider);
});

document.addEventListener("htmx:configRequest", (event) => {
  const form = event.target.closest("form.day");
  if (!form) {
    return;
  }
  const date = form.elements.asOf;
  if (!date.value || date.value === date.max) {
    delete event.detail.parameters.asOf; // the present has no name
  }
  if (document.querySelector(".tree")) {
    const open = openNodes();
    event.detail.parameters.open = open.length === 0 ? "" : open;
  }
});

document.addEventListener("htmx:afterSettle", () => {
  const told = document.querySelector("[data-told]");
  const news = document.querySelector("[data-news]")?.dataset.news;
  if (told && news && told.textContent !== news) {
    told.textContent = news;
  }
  showSliders();
});

showSliders();
