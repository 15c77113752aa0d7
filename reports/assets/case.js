"use strict";
// Pan, zoom, pick, search and filter the drawing. Everything shown stands in the page already; nothing is fetched.
(() => {
  document.documentElement.classList.add("js");
  const opened = [];
  addEventListener("beforeprint", () => {
    document.querySelectorAll("details:not([open])").forEach((one) => { one.open = true; opened.push(one); });
  });
  addEventListener("afterprint", () => { while (opened.length) opened.pop().open = false; });

  const svg = document.querySelector("svg.net");
  if (!svg) return;
  const data = JSON.parse(document.getElementById("data").textContent);
  const nodes = [...svg.querySelectorAll(".node")];
  const edges = [...svg.querySelectorAll(".edge")];
  const column = data.columns;
  const field = document.getElementById("net-search");

  // --- what lies on a path through a node: walk on to the right and back to the left ---
  const ends = edges.map((edge) => [edge.dataset.a, edge.dataset.b, edge.id]);
  function walk(start, step) {
    const seen = new Set([start]);
    for (const at of seen) {
      for (const [a, b, id] of ends) {
        const level = column[a] === column[b];
        if (a === at && (step > 0 || level)) { seen.add(b); lit.add(id); }
        if (b === at && (step < 0 || level)) { seen.add(a); lit.add(id); }
      }
    }
    seen.forEach((id) => lit.add(id));
  }
  const lit = new Set();
  let picked = null;

  function paint() {
    const word = field.value.trim().toLowerCase();
    const hidden = new Set([...document.querySelectorAll(".net-kind")].filter((box) => !box.checked).map((box) => box.value));
    const gone = new Set(nodes.filter((node) => hidden.has(node.dataset.kind)).map((node) => node.id));
    lit.clear();
    if (picked) { walk(picked, 1); walk(picked, -1); }
    const hits = new Set(!word ? [] : nodes.map((node) => node.id).filter((id) => {
      const known = data.nodes[id];
      return known && (known.name.toLowerCase().includes(word) || known.id.toLowerCase().includes(word));
    }));
    const keeps = (id) => (!picked || lit.has(id)) && (!word || hits.has(id));
    for (const node of nodes) {
      node.classList.toggle("gone", gone.has(node.id));
      node.classList.toggle("dim", !keeps(node.id));
      node.classList.toggle("hit", hits.has(node.id));
      node.classList.toggle("picked", node.id === picked);
    }
    for (const edge of edges) {
      const { a, b } = edge.dataset;
      edge.classList.toggle("gone", gone.has(a) || gone.has(b));
      edge.classList.toggle("dim", (picked !== null && !lit.has(edge.id)) || (word !== "" && !(hits.has(a) && hits.has(b))));
    }
  }

  function pick(id) { picked = picked === id ? null : id; paint(); }

  for (const node of nodes) {
    node.setAttribute("tabindex", "0");
    node.setAttribute("role", "button");
    node.addEventListener("click", (event) => { if (!moved && !event.target.closest("a")) pick(node.id); });
    node.addEventListener("keydown", (event) => {
      if (event.key === "Enter" || event.key === " ") { event.preventDefault(); pick(node.id); }
    });
  }
  addEventListener("keydown", (event) => { if (event.key === "Escape") { picked = null; field.value = ""; paint(); } });
  field.addEventListener("input", paint);
  document.querySelectorAll(".net-kind").forEach((box) => box.addEventListener("change", paint));

  // --- pan and zoom: the view box moves, the drawing stays ---
  const canvas = svg.parentElement;
  const box = svg.viewBox.baseVal;
  const all = [box.x, box.y, box.width, box.height];
  let home = all;
  let view = all;
  let moved = false;
  let grip = null;
  let before = null; // what was in view before the page went to the printer

  function show(next) {
    view = next;
    svg.setAttribute("viewBox", view.map((value) => value.toFixed(2)).join(" "));
    canvas.classList.toggle("more-above", view[1] > all[1] + 20);
    canvas.classList.toggle("more-below", view[1] + view[3] < all[1] + all[3] - 20);
  }
  function fit() { // the whole drawing, or, where that would be too small to read, its full width around the first node
    if (before || matchMedia("print").matches) return;
    const width = canvas.clientWidth;
    const scale = Math.min(1, width / all[2]);
    const height = Math.min(all[3] * scale, Math.max(440, innerHeight * 0.8));
    canvas.style.setProperty("--seen", `${Math.round(height)}px`);
    const seen = height / scale;
    const first = nodes[0].getBBox();
    const top = Math.max(0, Math.min(all[3] - seen, first.y + first.height / 2 - seen / 2));
    home = [all[0] + (all[2] - width / scale) / 2, all[1] + top, width / scale, seen];
    show(home);
  }
  function zoom(factor, x, y) {
    const most = Math.max(all[2], all[3] * (home[2] / home[3])) * 1.2;
    const width = Math.min(most, Math.max(all[2] / 12, view[2] * factor));
    const by = width / view[2];
    show([x - (x - view[0]) * by, y - (y - view[1]) * by, width, view[3] * by]);
  }
  function at(event) {
    const point = new DOMPoint(event.clientX, event.clientY).matrixTransform(svg.getScreenCTM().inverse());
    return [point.x, point.y];
  }
  const middle = () => [view[0] + view[2] / 2, view[1] + view[3] / 2];

  svg.addEventListener("wheel", (event) => {
    if (!event.ctrlKey && !event.metaKey) return;
    event.preventDefault();
    zoom(event.deltaY > 0 ? 1.15 : 1 / 1.15, ...at(event));
  }, { passive: false });
  svg.addEventListener("pointerdown", (event) => {
    moved = false;
    if (event.button === 0) grip = { x: event.clientX, y: event.clientY, view };
  });
  addEventListener("pointermove", (event) => {
    if (!grip) return;
    const [dx, dy] = [event.clientX - grip.x, event.clientY - grip.y];
    if (!moved && Math.hypot(dx, dy) < 4) return;
    moved = true;
    svg.classList.add("drag");
    const scale = 1 / svg.getScreenCTM().a;
    show([grip.view[0] - dx * scale, grip.view[1] - dy * scale, view[2], view[3]]);
  });
  addEventListener("pointerup", () => { grip = null; svg.classList.remove("drag"); });
  svg.addEventListener("dragstart", (event) => event.preventDefault());
  svg.addEventListener("click", (event) => {
    if (moved) { event.preventDefault(); event.stopPropagation(); moved = false; }
    else if (!event.target.closest(".node, a") && picked) { picked = null; paint(); }
  }, true);
  document.getElementById("net-in").addEventListener("click", () => zoom(1 / 1.3, ...middle()));
  document.getElementById("net-out").addEventListener("click", () => zoom(1.3, ...middle()));
  document.getElementById("net-reset").addEventListener("click", () => {
    picked = null;
    field.value = "";
    document.querySelectorAll(".net-kind").forEach((one) => { one.checked = true; });
    paint();
    fit();
  });
  addEventListener("beforeprint", () => { before = view; show(all); });
  addEventListener("afterprint", () => { if (before) show(before); before = null; });
  addEventListener("resize", fit);
  fit();
})();
