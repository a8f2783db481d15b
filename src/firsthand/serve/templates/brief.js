"use strict";
// What does the brief do beyond reading? Keys, a filter, a sortable table, jumps into closed parts.
(() => {
  const root = document.documentElement;
  const filter = document.getElementById("filter");
  const status = document.getElementById("filtered");
  const items = [...document.querySelectorAll(".item")];
  root.classList.add("js");
  for (const part of document.querySelectorAll(".filter, .keys")) part.hidden = false;
  for (const item of items) item.tabIndex = -1;

  const seen = (item) => item.getClientRects().length > 0;
  const shown = () => items.filter(seen);
  const current = () => {
    const active = document.activeElement;
    return active ? active.closest(".item") : null;
  };

  const step = (by) => {
    const list = shown();
    if (list.length === 0) return;
    const here = current();
    let at = list.indexOf(here);
    if (at < 0) {
      at = list.findIndex((item) => item.getBoundingClientRect().bottom > 1);
      at = at < 0 ? list.length - 1 : by > 0 ? at : Math.max(0, at - 1);
    } else {
      at = Math.min(list.length - 1, Math.max(0, at + by));
    }
    list[at].focus({ preventScroll: true });
    list[at].scrollIntoView({ block: "nearest" });
  };

  const toggle = (item, open) => {
    const parts = item.querySelectorAll("details.evidence, details.passages, details.fulltext");
    if (parts.length === 0) return;
    const first = parts[0];
    if (open === undefined) first.open = !first.open;
    else for (const part of parts) part.open = open;
    first.scrollIntoView({ block: "nearest" });
  };

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    const typing = event.target.closest("input, textarea, select");
    if (typing) {
      if (event.key !== "Escape") return;
      if (filter.value) {
        filter.value = "";
        narrow();
      } else filter.blur();
      event.preventDefault();
      return;
    }
    const item = current();
    const onItem = item !== null && document.activeElement === item;
    if (event.key === "j") step(1);
    else if (event.key === "k") step(-1);
    else if (event.key === "/") filter.focus();
    else if (event.key === "o" && item) toggle(item);
    else if (event.key === "Enter" && onItem) toggle(item);
    else if (event.key === "Escape" && item) {
      toggle(item, false);
      item.focus({ preventScroll: true });
    } else return;
    event.preventDefault();
  });

  // The filter hides items without the words typed, and groups left without any item. Words of
  // the sentences around a quote do not count: an item is not about its neighbours.
  const words = new Map();
  const textOf = (item) => {
    if (!words.has(item)) {
      const copy = item.cloneNode(true);
      for (const context of copy.querySelectorAll(".evidence > figure")) context.remove();
      words.set(item, copy.textContent.toLowerCase());
    }
    return words.get(item);
  };
  const groups = [...document.querySelectorAll(".group, .days > li, details.more")].filter((group) =>
    group.querySelector(".item"),
  );
  const opened = new Set();
  function narrow() {
    const wanted = filter.value.toLowerCase().split(/\s+/).filter(Boolean);
    let kept = 0;
    for (const item of items) {
      const fits = wanted.every((word) => textOf(item).includes(word));
      item.hidden = !fits;
      if (fits) kept += 1;
    }
    for (const group of groups) group.hidden = !group.querySelector(".item:not([hidden])");
    for (const more of document.querySelectorAll("details.more")) {
      if (wanted.length && !more.open && more.querySelector(".item:not([hidden])")) {
        more.open = true;
        opened.add(more);
      } else if (!wanted.length && opened.delete(more)) more.open = false;
    }
    status.textContent = wanted.length ? `${kept} of ${items.length} items` : "";
  }
  let waiting = 0;
  filter.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(narrow, 120);
  });

  // A link into a closed part opens it, and the words linked to are lit as a whole.
  let aim = { hash: "", end: 0 };
  const land = () => {
    const end = aim.hash === location.hash ? aim.end : 0;
    let target = null;
    try {
      target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    } catch {
      return;
    }
    for (const lit of document.querySelectorAll(".lit")) lit.classList.remove("lit");
    if (!target) return;
    for (let part = target.closest("details"); part; part = part.parentElement.closest("details")) {
      part.open = true;
    }
    if (target.closest("[hidden]")) {
      filter.value = "";
      narrow();
    }
    const text = target.closest(".text");
    if (text && end) light(text, target, end - Number(target.id.split("-")[1]));
    target.scrollIntoView({ block: text ? "center" : "start" });
  };
  const light = (text, target, length) => {
    let left = length;
    let on = false;
    for (const words of text.querySelectorAll(".words")) {
      for (const node of [...words.childNodes]) {
        on = on || node === target;
        if (!on) continue;
        if (left <= 0) return;
        left -= [...node.textContent].length;
        if (node.nodeType === Node.ELEMENT_NODE) node.classList.add("lit");
      }
    }
  };
  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[data-end]");
    if (!link) return;
    // The same place linked to twice gives no hashchange, so the click itself lands there too.
    aim = { hash: link.hash, end: Number(link.dataset.end) };
    if (link.hash === location.hash) land();
  });
  addEventListener("hashchange", land);
  if (location.hash) land();

  // Columns of the table of figures become buttons that sort it.
  for (const table of document.querySelectorAll("table.figures")) {
    const heads = [...table.querySelectorAll("th[data-sort]")];
    heads.forEach((head, column) => {
      const button = document.createElement("button");
      button.type = "button";
      button.textContent = head.textContent;
      head.replaceChildren(button);
      button.addEventListener("click", () => {
        const down = head.getAttribute("aria-sort") === "ascending";
        for (const other of heads) other.removeAttribute("aria-sort");
        head.setAttribute("aria-sort", down ? "descending" : "ascending");
        const numeric = head.dataset.sort === "number";
        const key = (body) => {
          const cell = body.rows[0].cells[column];
          return numeric ? Number(cell.dataset.value) : cell.textContent.trim();
        };
        const order = (a, b) =>
          numeric ? key(a) - key(b) : key(a).localeCompare(key(b), undefined, { numeric: true });
        const bodies = [...table.tBodies].sort((a, b) => (down ? order(b, a) : order(a, b)));
        table.append(...bodies);
      });
    });
  }

  // Paper has nothing to click: print every list and text, then put things back. Evidence prints
  // in its context where the reader has opened it, else as its quote with its place; two texts side
  // by side print where they were opened, for the texts themselves are printed too.
  let shut = [];
  addEventListener("beforeprint", () => {
    shut = [...document.querySelectorAll("details:not(.evidence, .pair-texts, [open])")];
    for (const part of shut) part.open = true;
  });
  addEventListener("afterprint", () => {
    for (const part of shut) part.open = false;
  });
})();
