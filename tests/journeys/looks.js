/* What is asked of every page, told as a list of what is wrong. */
() => {
  const wrong = [];
  const shown = (element) => element.checkVisibility({ visibilityProperty: true, opacityProperty: true });
  const named = (element) => `<${element.localName}> “${(element.innerText || element.name || element.id).trim().slice(0, 50)}”`;
  const hidden = (element) => element.closest(".visually-hidden, .trap, .skip, [hidden]");
  const width = document.documentElement.clientWidth;

  if (document.documentElement.scrollWidth > width) wrong.push(`it is ${document.documentElement.scrollWidth} pixels wide`);

  for (const [selector, number] of [["h1", 1], ["main", 1], ["[id='main'] h1", 1]]) {
    const found = document.querySelectorAll(selector).length;
    if (found !== number) wrong.push(`${found} of ${selector}`);
  }
  const names = [...document.querySelectorAll("nav")].map((nav) => nav.getAttribute("aria-label") || nav.getAttribute("aria-labelledby"));
  if (new Set(names).size !== names.length || names.includes(null)) wrong.push(`navigations are named ${names}`);
  let level = 1;
  for (const heading of document.querySelectorAll("main h1, main h2, main h3, main h4")) {
    const next = Number(heading.localName[1]);
    if (shown(heading) && next > level + 1) wrong.push(`after h${level} comes ${named(heading)}`);
    if (shown(heading)) level = next;
  }
  if (!document.title.trim()) wrong.push("it has no title");

  /* A link in a sentence may be as low as its line. All else that is pressed is 44 pixels high, alone or with its label. */
  for (const element of document.querySelectorAll("a[href], button, summary, select, input, textarea")) {
    if (!shown(element) || hidden(element) || element.type === "hidden" || element.closest("svg")) continue;
    const label = element.labels && element.type.match(/checkbox|radio/) ? element.labels[0] : null;
    const high = (label || element).getBoundingClientRect().height;
    const around = [...element.parentElement.childNodes].filter((node) => node.nodeType === Node.TEXT_NODE);
    const inSentence = element.localName === "a" && around.some((node) => node.textContent.trim().length > 1);
    if (high < 43.5 && !inSentence && !element.closest("mark, .reply__head, .findings__words")) wrong.push(`${named(element)} is ${high} pixels high`);
  }

  /* Nothing is cut off. */
  for (const element of document.querySelectorAll("main *, header *, footer *")) {
    const style = getComputedStyle(element);
    if (!shown(element) || hidden(element) || element.closest("svg, textarea, select, input, thead, pre")) continue;
    if (!["hidden", "clip"].includes(style.overflowX) && !["hidden", "clip"].includes(style.overflowY)) continue;
    if (element.scrollWidth > element.clientWidth + 1 || element.scrollHeight > element.clientHeight + 1) wrong.push(`${named(element)} is cut off`);
  }
  return wrong;
}
