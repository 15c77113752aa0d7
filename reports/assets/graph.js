"use strict";
// Search and details for the graph that pyvis drew; `network`, `nodes` and `edges` are its globals.
(() => {
  const about = document.getElementById("about");
  const data = JSON.parse(document.getElementById("data").textContent);
  const byId = new Map(data.nodes.map((node) => [node.id, node]));

  function put(parent, tag, text, kind) {
    const element = document.createElement(tag);
    element.textContent = text;
    if (kind) element.className = kind;
    parent.append(element);
    return element;
  }
  function show(id) {
    const node = byId.get(id);
    if (!node) return;
    about.replaceChildren();
    put(about, "span", node.kind, "kind");
    put(about, "h2", node.name);
    put(about, "span", node.id, "id");
    put(about, "h3", about.dataset.relations);
    const list = put(about, "ul", "");
    for (const [from, to, word] of data.edges) {
      if (from !== id && to !== id) continue;
      const other = byId.get(from === id ? to : from);
      const line = put(list, "li", "");
      put(line, "span", `${from === id ? "→" : "←"} ${word} `, "kind");
      put(line, "button", other.name).addEventListener("click", () => go(other.id));
    }
  }
  function go(id) {
    network.selectNodes([id]);
    network.focus(id, { scale: Math.max(1, network.getScale()), animation: false });
    show(id);
  }
  network.once("afterDrawing", () => {
    network.redraw();
    network.fit({ animation: false }); // the details take a part of the width
  });
  network.on("selectNode", (event) => show(event.nodes[0]));

  const field = document.getElementById("find");
  const found = document.getElementById("found");
  let hits = [];
  let at = 0;
  field.addEventListener("input", () => {
    const word = field.value.trim().toLowerCase();
    hits = word ? data.nodes.filter((node) => `${node.name}\n${node.id}`.toLowerCase().includes(word)) : [];
    at = 0;
    found.textContent = word && !hits.length ? found.dataset.none : hits.length ? String(hits.length) : "";
  });
  field.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || !hits.length) return;
    go(hits[at % hits.length].id);
    at += 1;
  });
})();
