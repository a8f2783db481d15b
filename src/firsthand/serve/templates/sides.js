"use strict";
// Side by side: which difference comes next, and how do two texts scroll together?
(() => {
  const LINE = 0.3; // Where in a column the eye is: stretches are lined up there.
  const JUMP = 6; // A counterpart further off than this is told elsewhere: no gliding towards it.
  document.documentElement.classList.add("js");

  const make = (box) => {
    const sheets = [...box.querySelectorAll(".sheet")];
    const runs = sheets.map((sheet) => {
      const found = new Map();
      for (const run of sheet.querySelectorAll("[data-n]")) {
        const n = Number(run.dataset.n);
        if (!found.has(n)) found.set(n, []);
        found.get(n).push(run);
      }
      return found;
    });
    const of = (n) => runs.flatMap((found) => found.get(n) || []);
    const all = [...new Set(runs.flatMap((found) => [...found.keys()]))].sort((a, b) => a - b);
    const stops = all.filter((n) => !of(n)[0].classList.contains("ink-same"));
    const shared = all.filter((n) => runs.every((found) => found.has(n)));
    const status = box.querySelector(".at");
    const together = box.querySelector("input");
    let at = 0;
    const expected = [-1, -1];

    const edges = (sheet, run) => {
      const lines = run.getClientRects();
      const shift = sheet.scrollTop - sheet.getBoundingClientRect().top;
      return [lines[0].top + shift, lines[lines.length - 1].bottom + shift];
    };
    const top = (sheet, run) => edges(sheet, run)[0];
    const put = (place, value) => {
      const sheet = sheets[place];
      sheet.scrollTop = value;
      expected[place] = sheet.scrollTop;
    };

    // The column that is scrolled leads: what it has at the eye's line is brought there in the other.
    const follow = (leader) => {
      const [lead, other] = [sheets[leader], sheets[1 - leader]];
      const ends = (place, n) => edges(sheets[place], runs[place].get(n)[0]);
      const known = shared
        .map((n) => [ends(leader, n), ends(1 - leader, n)])
        .sort((a, b) => a[0][0] - b[0][0]);
      if (known.length === 0) return;
      const eye = lead.scrollTop + lead.clientHeight * LINE;
      const next = known.findIndex(([here]) => here[0] > eye);
      const held = known[(next < 0 ? known.length : next) - 1];
      let from = [0, 0];
      let to = next < 0 ? [lead.scrollHeight, other.scrollHeight] : known[next].map((one) => one[0]);
      if (held) {
        const inside = eye <= held[0][1];
        from = held.map((one) => one[inside ? 0 : 1]);
        if (inside) to = held.map((one) => one[1]);
      }
      const slope = (to[1] - from[1]) / Math.max(1, to[0] - from[0]);
      const steady = slope < 0 || slope > JUMP ? 1 : slope;
      const want = from[1] + (eye - from[0]) * steady;
      put(1 - leader, want - other.clientHeight * LINE);
    };
    let waiting = false;
    sheets.forEach((sheet, place) => {
      sheet.tabIndex = 0;
      sheet.addEventListener("scroll", () => {
        const ours = Math.abs(sheet.scrollTop - expected[place]) < 2;
        expected[place] = -1;
        if (ours || waiting || !together.checked) return;
        waiting = true;
        requestAnimationFrame(() => {
          waiting = false;
          follow(place);
        });
      });
    });

    const show = (n, still = -1) => {
      for (let part = box.closest("details"); part; part = part.parentElement.closest("details")) {
        part.open = true;
      }
      for (const run of box.querySelectorAll(".here")) run.classList.remove("here");
      for (const run of of(n)) run.classList.add("here");
      at = n;
      const holding = [0, 1].filter((place) => runs[place].has(n));
      const line = (place) => {
        const sheet = sheets[place];
        if (still < 0 || still === place) return sheet.clientHeight * LINE;
        return top(sheets[still], runs[still].get(n)[0]) - sheets[still].scrollTop;
      };
      for (const place of holding) {
        if (place !== still) put(place, top(sheets[place], runs[place].get(n)[0]) - line(place));
      }
      if (holding.length === 1 && still < 0) follow(holding[0]);
      const ink = of(n)[0].className.match(/ink-(\w+)/)[1];
      const place = holding.length === 1 ? sheets[holding[0]].closest(".column") : box;
      const row = box.querySelector(`.swatch.ink-${ink}`).textContent.split(" / ");
      const name = row.length > 1 && place.classList.contains("right") ? row[1] : row[0];
      const number = stops.indexOf(n) + 1;
      status.textContent = number ? `${number} of ${stops.length}: ${name}` : name;
      if (box.querySelector(`[id="${box.id}-${n}"]`)) history.replaceState(null, "", `#${box.id}-${n}`);
    };

    const step = (by) => {
      if (stops.length === 0) {
        status.textContent = "no difference";
        return;
      }
      const here = stops.indexOf(at);
      const later = stops.findIndex((n) => n > at);
      const after = later < 0 ? stops.length : later;
      let next = here < 0 ? (by > 0 ? after : after - 1) : here + by;
      if (at === 0 && by < 0) next = stops.length - 1;
      show(stops[Math.min(stops.length - 1, Math.max(0, next))]);
      box.querySelector(".columns").scrollIntoView({ block: "nearest" });
    };
    for (const button of box.querySelectorAll("[data-step]")) {
      button.addEventListener("click", () => step(Number(button.dataset.step)));
    }
    box.addEventListener("click", (event) => {
      const run = event.target.closest("[data-n]");
      if (!run || !getSelection().isCollapsed) return;
      show(Number(run.dataset.n), sheets.indexOf(run.closest(".sheet")));
    });
    box.querySelector(".steps").hidden = false;
    return { box, show, step, differs: stops.length > 0 };
  };

  const made = [...document.querySelectorAll("[data-side]")].map(make);
  if (made.length === 0) return;
  for (const part of document.querySelectorAll(".by-keys")) part.hidden = false;

  // The keys act on the pair that has the focus, else on the one used last, else on the one in view.
  let last = null;
  const seen = ({ box }) => !box.closest("details:not([open]), [hidden]");
  const inView = ({ box }) => {
    const place = box.getBoundingClientRect();
    return place.bottom > 0 && place.top < innerHeight;
  };
  const current = () => {
    const active = document.activeElement;
    const item = active && active.closest(".item, [data-side]");
    const focused = item && made.find(({ box }) => item.contains(box));
    if (focused) return focused;
    const open = made.filter(seen);
    if (last && open.includes(last) && inView(last)) return last;
    if (open.length) return open.find(inView) || (open.includes(last) ? last : open[0]);
    const closed = made.filter((one) => one.differs);
    return closed.find(({ box }) => inView({ box: box.closest("article") })) || closed[0] || made[0];
  };
  for (const one of made) one.box.addEventListener("click", () => (last = one));
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    if (event.target.closest("input:not([type=checkbox]), textarea, select")) return;
    if (event.key !== "n" && event.key !== "p") return;
    last = current();
    last.step(event.key === "n" ? 1 : -1);
    event.preventDefault();
  });

  const land = () => {
    const target = document.getElementById(location.hash.slice(1));
    const one = target && made.find(({ box }) => box.contains(target));
    if (!one) return;
    last = one;
    for (let part = one.box.closest("details"); part; part = part.parentElement.closest("details")) {
      part.open = true;
    }
    if (target.dataset.n) {
      one.box.querySelector(".columns").scrollIntoView({ block: "nearest" });
      one.show(Number(target.dataset.n));
    } else one.box.scrollIntoView({ block: "start" });
  };
  addEventListener("hashchange", land);
  if (location.hash) land();
})();
