"use strict";
// The desk: evidence in the drawer, keys, live progress, files dropped. All works without it, too.
(() => {
  document.documentElement.classList.add("js");
  const drawer = document.getElementById("drawer");
  const keys = document.getElementById("keys");
  for (const part of document.querySelectorAll(".keys")) part.hidden = false;

  const place = document.querySelector("nav.menu [aria-current]");
  if (place) place.parentElement.parentElement.scrollLeft = place.offsetLeft - 80;

  // The drawer shows the exact words behind a line; Escape brings the focus back to it.
  let opener = null;
  const shut = () => {
    if (drawer.hidden) return false;
    drawer.hidden = true;
    drawer.replaceChildren();
    document.body.classList.remove("with-drawer");
    for (const one of document.querySelectorAll(".is-open")) one.classList.remove("is-open");
    if (opener && opener.isConnected) opener.focus({ preventScroll: true });
    opener = null;
    return true;
  };
  const show = async (link) => {
    let answer;
    try {
      answer = await fetch(link.href, { headers: { "X-Firsthand": "drawer" } });
    } catch {
      location.assign(link.href);
      return;
    }
    if (!answer.ok) {
      location.assign(link.href);
      return;
    }
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    for (const one of document.querySelectorAll(".is-open")) one.classList.remove("is-open");
    link.classList.add("is-open");
    opener = link;
    const close = document.createElement("button");
    close.type = "button";
    close.className = "drawer-close";
    close.textContent = "Close";
    close.addEventListener("click", shut);
    drawer.replaceChildren(...page.body.children, close);
    drawer.hidden = false;
    drawer.scrollTop = 0;
    document.body.classList.add("with-drawer");
    drawer.focus({ preventScroll: true });
  };
  document.addEventListener("click", (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
    const link = event.target.closest("a[data-drawer]");
    if (link) {
      event.preventDefault();
      show(link);
      return;
    }
    const copy = event.target.closest("[data-copy]");
    if (copy) {
      const said = copy.textContent;
      navigator.clipboard.writeText(copy.dataset.copy).then(
        () => (copy.textContent = "Copied"),
        () => (copy.textContent = "Select it above to copy"),
      );
      setTimeout(() => (copy.textContent = said), 2000);
    }
  });

  // Keys.
  const items = () => [...document.querySelectorAll("main .item")].filter((one) => one.getClientRects().length);
  for (const one of document.querySelectorAll("main .item")) one.tabIndex = -1;
  const current = () => (document.activeElement ? document.activeElement.closest(".item") : null);
  let last = null;
  const step = (by) => {
    const list = items();
    if (!list.length) return;
    let at = list.indexOf(current() || last);
    if (at < 0) {
      at = list.findIndex((one) => one.getBoundingClientRect().bottom > 60);
      at = at < 0 ? list.length - 1 : by > 0 ? at : Math.max(0, at - 1);
    } else at = Math.min(list.length - 1, Math.max(0, at + by));
    last = list[at];
    last.focus({ preventScroll: true });
    last.scrollIntoView({ block: "nearest" });
    if (!drawer.hidden) {
      const proof = last.querySelector("a[data-drawer]");
      if (proof) show(proof);
    }
  };
  const open = (item) => {
    const proof = item.querySelector("a[data-drawer]");
    const home = item.dataset.open;
    if (home) location.assign(home);
    else if (proof) show(proof);
  };
  const places = { o: "/", r: "/reports", e: "/events", f: "/families", c: "/claims", n: "/names", s: "/statements", t: "/timeline", m: "/map", p: "/progress", d: "/decisions", u: "/figures" };
  let going = -Infinity; // When "g" was pressed; a page begins at 0.
  const turn = (name) => {
    const link = document.querySelector(`.pager a[rel="${name}"]`);
    if (link) link.click();
  };
  const judge = (key) => {
    const button = document.querySelector(`[data-key="${key}"]`);
    if (!button) return false;
    const why = button.form.querySelector("[name=why]");
    if (why.value.trim()) button.click();
    else {
      button.form.dataset.wanted = key;
      why.focus();
      why.placeholder = `${button.textContent}: reason, then Enter`;
    }
    return true;
  };
  for (const form of document.querySelectorAll("[data-decide]")) {
    form.querySelector("[name=why]").addEventListener("keydown", (event) => {
      const button = form.querySelector(`[data-key="${form.dataset.wanted || ""}"]`);
      if (event.key !== "Enter" || !button) return;
      event.preventDefault();
      form.requestSubmit(button);
    });
  }
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || keys.open) return;
    if (event.key === "Escape") {
      if (shut()) event.preventDefault();
      else if (event.target.matches("input, textarea, select")) event.target.blur();
      return;
    }
    if (event.target.closest("input:not([type=checkbox]), textarea, select")) return;
    const to = event.timeStamp - going < 1500 && places[event.key];
    going = event.key === "g" ? event.timeStamp : -Infinity;
    const item = current();
    if (to) location.assign(to);
    else if (event.key === "/") document.getElementById("find").focus();
    else if (event.key === "?") keys.showModal();
    else if (event.key === "j") step(1);
    else if (event.key === "k") step(-1);
    else if (event.key === "o" && item) {
      const proof = item.querySelector("a[data-drawer]");
      if (proof) show(proof);
      else open(item);
    } else if (event.key === "Enter" && item && document.activeElement === item) open(item);
    else if (event.key === "[") turn("prev");
    else if (event.key === "]") turn("next");
    else if ((event.key === "c" || event.key === "x") && judge(event.key)) {
      // done there
    } else return;
    event.preventDefault();
  });

  // A decision is sent once.
  for (const form of document.querySelectorAll("form[method=post]")) {
    form.addEventListener("submit", () => {
      setTimeout(() => {
        for (const one of form.querySelectorAll("button")) one.disabled = true;
      });
    });
  }
  addEventListener("pageshow", () => {
    for (const one of document.querySelectorAll("button:disabled")) one.disabled = false;
  });

  // Words that a link points at are lit in the full text.
  const text = document.querySelector("[data-lit]");
  if (text) {
    const place = (node) => Number(node.id.split("-")[1]);
    const anchors = [...text.querySelectorAll("[id]")].filter((one) => /^r\d+-\d+$/.test(one.id));
    for (const range of text.dataset.lit.trim().split(" ")) {
      const [start, end] = range.split("-").map(Number);
      const from = anchors.find((one) => place(one) === start);
      if (!from) continue;
      let left = end - start;
      const walk = document.createTreeWalker(text, NodeFilter.SHOW_TEXT);
      walk.currentNode = from;
      for (let node = walk.nextNode(); node && left > 0; node = walk.nextNode()) {
        if (node.parentElement.closest(".role") || !node.parentElement.closest(".words")) continue;
        left -= [...node.textContent].length;
        if (node.parentElement.closest("span") && !node.parentElement.classList.contains("words")) {
          node.parentElement.classList.add("lit");
        }
      }
      from.scrollIntoView({ block: "center" });
    }
  }

  // Progress: server-sent events, else a question every second.
  const box = document.querySelector("[data-job]");
  if (box) {
    const bar = box.querySelector("progress");
    const address = `/jobs/${box.dataset.job}`;
    const busy = () => {
      const active = document.activeElement;
      return (active && active.matches("main input, main textarea, main select") && active.value) || !drawer.hidden;
    };
    let leaving = false;
    addEventListener("beforeunload", () => (leaving = true));
    const over = (told) => {
      box.querySelector("form").remove();
      if (leaving) return;
      if (told.state === "done" && !busy() && !/^\/jobs\//.test(location.pathname)) {
        location.reload();
        return;
      }
      box.querySelector(".step").textContent = told.error || told.state;
      const link = document.createElement("a");
      link.href = location.href;
      link.textContent = "show what is new";
      box.querySelector(".left").replaceChildren(told.state === "done" ? link : "");
      if (/^\/jobs\//.test(location.pathname)) location.reload();
    };
    const tell = (told) => {
      box.querySelector(".step").textContent = told.step || told.state;
      if (told.total) bar.value = told.percent;
      box.querySelector(".left").textContent = told.left ? `about ${told.left} s left` : "";
      const ended = ["done", "failed", "cancelled"].includes(told.state);
      if (ended) over(told);
      return ended;
    };
    const ask = async () => {
      try {
        const answer = await fetch(`${address}/state`);
        if (answer.ok && tell(await answer.json())) return;
      } catch {
        // The server may be back in a moment.
      }
      setTimeout(ask, 1000);
    };
    const source = new EventSource(`${address}/events`);
    source.addEventListener("message", (event) => {
      if (tell(JSON.parse(event.data))) source.close();
    });
    source.addEventListener("error", () => {
      source.close();
      ask();
    });
    addEventListener("pagehide", () => source.close());
  }

  // Files may be dropped.
  const drop = document.querySelector("[data-drop]");
  if (drop) {
    const input = drop.querySelector("input[type=file]");
    for (const name of ["dragenter", "dragover"]) {
      drop.addEventListener(name, (event) => {
        event.preventDefault();
        drop.classList.add("over");
      });
    }
    for (const name of ["dragleave", "drop"]) drop.addEventListener(name, () => drop.classList.remove("over"));
    drop.addEventListener("drop", (event) => {
      event.preventDefault();
      input.files = event.dataTransfer.files;
    });
  }
})();
