// Keys in the list of findings, and only while the keyboard is in it: j next, k before, a may stand.
const list = document.querySelector("[data-keys]");
list?.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.target.matches("input:not([type=checkbox]), select, textarea")) return;
  const items = [...list.children];
  const at = items.findIndex((item) => item.contains(document.activeElement));
  const step = { j: 1, k: -1 }[event.key];
  if (step && items[at + step]) {
    items[at + step].querySelector("a").focus();
    event.preventDefault();
  } else if (event.key === "a") {
    items[at]?.querySelector("[name=allowed]")?.click();
  }
});
document.documentElement.classList.add("has-keys");
