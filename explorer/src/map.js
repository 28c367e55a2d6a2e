// The picture: sigma draws what the state says; positions come from the file, nothing moves by itself.
import Graph from "graphology";
import Sigma from "sigma";
import { byId } from "./dom.js";
import { colorOf, scale } from "./palette.js";
import { shapeProgram } from "./shapes.js";

const dark = matchMedia("(prefers-color-scheme: dark)");
const calm = matchMedia("(prefers-reduced-motion: reduce)");

export function createMap(model, store) {
  if (!hasWebGl()) {
    byId("no-webgl").hidden = false;
    byId("canvas").hidden = true;
    return { update() {}, focus() {}, zoom() {}, resize() {}, image: null };
  }
  const graph = toGraph(model);
  const view = { hovered: null, shown: null, near: null, color: null, size: null };
  const renderer = new Sigma(graph, byId("canvas"), settings(model, view, store));
  renderer.on("enterNode", ({ node }) => hover(Number(node)));
  renderer.on("leaveNode", () => hover(null));
  renderer.on("clickNode", ({ node }) => store.set({ selected: Number(node) }));
  renderer.on("clickStage", () => store.state.selected !== null && store.set({ selected: null }));

  function hover(row) {
    view.hovered = row;
    highlight();
    renderer.refresh({ skipIndexation: true });
  }
  function highlight() {
    const center = view.hovered ?? store.state.selected;
    view.near = center === null ? null : new Set([center, ...model.neighbors[center].map((n) => n.row)]);
    view.center = center;
  }
  const camera = renderer.getCamera();
  const move = (target) => (calm.matches ? camera.setState(target) : camera.animate(target, { duration: 350 }));
  return {
    update(state, shown) {
      Object.assign(view, { shown, color: colorOf(model, state), size: scale(model.nodes.measures[state.size]) });
      highlight();
      renderer.refresh();
    },
    focus(row) {
      const at = renderer.getNodeDisplayData(String(row));
      if (at) move({ x: at.x, y: at.y, ratio: Math.min(camera.getState().ratio, 0.25) });
    },
    zoom(step) {
      if (step === 0) move({ x: 0.5, y: 0.5, ratio: 1, angle: 0 });
      else move({ ratio: camera.getState().ratio * (step > 0 ? 0.67 : 1.5) });
    },
    resize: () => renderer.resize() && renderer.refresh(),
    image: () => picture(renderer),
  };
}

function hasWebGl() {
  try {
    return Boolean(document.createElement("canvas").getContext("webgl2") ?? document.createElement("canvas").getContext("webgl"));
  } catch {
    return false;
  }
}

function toGraph(model) {
  const graph = new Graph({ type: "undirected", multi: false });
  const { nodes, edges } = model;
  for (let row = 0; row < model.count; row++) {
    graph.addNode(String(row), { x: nodes.x[row], y: nodes.y[row], shape: model.kinds[nodes.kind[row]].shape });
  }
  edges.source.forEach((source, edge) => graph.addUndirectedEdgeWithKey(String(edge), String(source), String(edges.target[edge])));
  return graph;
}

function settings(model, view, store) {
  const ink = () => (dark.matches ? "#f0f0f0" : "#1a1a1a");
  const program = shapeProgram(dark.matches ? [0.9, 0.9, 0.9, 0.8] : [0.1, 0.1, 0.1, 0.8]);
  return {
    defaultNodeType: "shape",
    nodeProgramClasses: { shape: program },
    nodeHoverProgramClasses: { shape: program },
    labelColor: { color: ink() },
    labelFont: "system-ui, sans-serif",
    labelSize: 12,
    labelDensity: 0.6,
    labelGridCellSize: 120,
    labelRenderedSizeThreshold: 5,
    hideEdgesOnMove: model.edges.source.length > 20_000,
    zIndex: true,
    minCameraRatio: 0.005,
    maxCameraRatio: 4,
    defaultDrawNodeHover: (context, data, options) => drawHover(context, data, options),
    nodeReducer: (key, data) => paintNode(model, view, store, Number(key), data),
    edgeReducer: (key, data) => paintEdge(model, view, Number(key), data),
  };
}

function paintNode(model, view, store, row, data) {
  if (!view.shown?.[row]) return { ...data, hidden: true };
  const near = !view.near || view.near.has(row);
  const own = row === view.center;
  return {
    ...data,
    size: 2 + 14 * view.size(row),
    color: near ? view.color(row) : dark.matches ? "#3a3a3a" : "#dddddd",
    label: near ? clip(model.nodes.label[row]) : "",
    forceLabel: own,
    highlighted: own && row === store.state.selected,
    zIndex: own ? 2 : view.near && near ? 1 : 0,
  };
}

function paintEdge(model, view, edge, data) {
  const { source, target } = model.edges;
  const [a, b] = [source[edge], target[edge]];
  if (!view.shown?.[a] || !view.shown[b]) return { ...data, hidden: true };
  const own = a === view.center || b === view.center;
  if (view.near && !own) return { ...data, hidden: true };
  return { ...data, size: own ? 1.5 : 0.5, color: own ? (dark.matches ? "#bbbbbb" : "#555555") : dark.matches ? "#333a40" : "#d5dade", zIndex: own ? 1 : 0 };
}

const clip = (label) => (label.length > 48 ? `${label.slice(0, 47)}…` : label);

function drawHover(context, data, options) {
  const label = data.label || "";
  context.font = `600 ${options.labelSize}px ${options.labelFont}`;
  const width = context.measureText(label).width;
  const [x, y] = [data.x + data.size + 3, data.y];
  context.fillStyle = dark.matches ? "#222a" : "#fffd";
  context.fillRect(x - 2, y - options.labelSize, width + 6, options.labelSize * 1.7);
  context.fillStyle = dark.matches ? "#fff" : "#000";
  context.fillText(label, x + 1, y + options.labelSize / 3);
}

// All layers on one canvas, as a PNG blob.
function picture(renderer) {
  const layers = renderer.getCanvases();
  const { width, height } = layers.nodes;
  const flat = Object.assign(document.createElement("canvas"), { width, height });
  const context = flat.getContext("2d");
  context.fillStyle = getComputedStyle(document.body).backgroundColor;
  context.fillRect(0, 0, width, height);
  renderer.refresh();
  for (const layer of ["edges", "nodes", "labels", "hoverNodes"]) if (layers[layer]) context.drawImage(layers[layer], 0, 0);
  return new Promise((resolve) => flat.toBlob(resolve, "image/png"));
}
