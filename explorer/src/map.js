// The picture: sigma draws what the state says; positions come from the file, nothing moves by itself.
import Graph from "graphology";
import Sigma from "sigma";
import { byId } from "./dom.js";
import { clusterPlaces, drawLabels } from "./labels.js";
import { MOST_EDGES } from "./model.js";
import { colorOf, scale } from "./palette.js";
import { shapeProgram } from "./shapes.js";

const dark = matchMedia("(prefers-color-scheme: dark)");
const calm = matchMedia("(prefers-reduced-motion: reduce)");
const NONE = { update() {}, focus() {}, frame() {}, zoom() {}, resize() {}, image: null };

// Sigma is made when the map is first looked at: a container without a size cannot be drawn on.
export function createMap(model, store) {
  if (!hasWebGl()) {
    byId("no-webgl").hidden = false;
    byId("canvas").hidden = true;
    return NONE;
  }
  const view = { hovered: null, center: null, near: null, shown: null, drawn: null, size: null, color: null, graph: null, all: false, order: [], clusters: [] };
  let made = null;
  return {
    update(state, shown, drawn) {
      const share = scale(model.nodes.measures[state.size]);
      const [least, most] = sizes(model.count);
      Object.assign(view, { shown, drawn, color: colorOf(model, state), size: (row) => least + most * share(row), clusters: clusterPlaces(model, shown) });
      view.order = Array.from({ length: model.count }, (_, row) => row).filter((row) => shown[row]).sort((a, b) => share(b) - share(a) || a - b);
      highlight(model, store, view);
      view.all = drawn.reduce((sum, mark) => sum + mark, 0) <= MOST_EDGES;
      if (view.all) addEdges(model, view, drawn);
      if (made) made.refresh();
      else if (state.view === "map") made = makeRenderer(model, store, view);
    },
    focus(row) {
      const at = made?.getNodeDisplayData(String(row));
      if (at) move(made, { x: at.x, y: at.y, ratio: Math.min(made.getCamera().ratio, 0.4) });
    },
    // Brings all shown nodes into the picture.
    frame() {
      const at = made ? view.order.map((row) => made.getNodeDisplayData(String(row))) : [];
      if (!at.length) return;
      const [low, high] = [Math.min, Math.max].map((pick) => ["x", "y"].map((axis) => at.reduce((best, node) => pick(best, node[axis]), at[0][axis])));
      move(made, { x: (low[0] + high[0]) / 2, y: (low[1] + high[1]) / 2, ratio: Math.max(0.01, 1.1 * Math.max(high[0] - low[0], high[1] - low[1])) });
    },
    zoom(step) {
      if (made) move(made, step === 0 ? { x: 0.5, y: 0.5, ratio: 1, angle: 0 } : { ratio: made.getCamera().ratio * (step > 0 ? 0.67 : 1.5) });
    },
    resize: () => made?.resize(true).refresh({ skipIndexation: true }),
    image: () => picture(made),
    // For the tests: where a node stands on the screen, and what the camera looks at.
    at: (row) => made.graphToViewport({ x: model.nodes.x[row], y: model.nodes.y[row] }),
    camera: () => made.getCamera().getState(),
  };
}

function makeRenderer(model, store, view) {
  const graph = toGraph(model);
  view.graph = graph;
  addEdgesOf(model, view);
  if (view.all) addEdges(model, view, view.drawn);
  const renderer = new Sigma(graph, byId("canvas"), settings(model, view, store));
  const hover = (row) => {
    view.hovered = row;
    highlight(model, store, view);
    renderer.refresh({ skipIndexation: true });
  };
  renderer.on("afterRender", () => drawLabels(renderer, model, view, colors()));
  renderer.on("enterNode", ({ node }) => hover(Number(node)));
  renderer.on("leaveNode", () => hover(null));
  renderer.on("clickNode", ({ node }) => store.set({ selected: Number(node) }));
  renderer.on("clickStage", () => store.state.selected !== null && store.set({ selected: null }));
  drawLabels(renderer, model, view, colors());
  return renderer;
}

// The same for all shown edges, once they are few enough.
function addEdges(model, view, drawn) {
  if (!view.graph) return;
  drawn.forEach((mark, edge) => mark && !view.graph.hasEdge(String(edge)) && addEdge(view.graph, model, edge));
}

function highlight(model, store, view) {
  view.center = view.hovered ?? store.state.selected;
  view.near = view.center === null ? null : new Set([view.center, ...model.neighbors[view.center].map((n) => n.row)]);
  addEdgesOf(model, view);
}

function move(renderer, target) {
  const camera = renderer.getCamera();
  if (calm.matches) camera.setState({ ...camera.getState(), ...target });
  else camera.animate(target, { duration: 350 });
}

// Pixels of the least node and what the greatest has more, at a zoom of 1: less on small screens and in large graphs.
function sizes(count) {
  const room = Math.min(1, Math.min(byId("stage").clientWidth, byId("stage").clientHeight) / 700);
  return count > 5000 ? [0.9 * room, 6 * room] : [1.6 * room, 8 * room];
}

const colors = () => (dark.matches
  ? { ink: "#f0f0f0", back: "#111111", dim: "#333333", edge: "#2c3238", near: "#a0a8b0" }
  : { ink: "#1a1a1a", back: "#ffffff", dim: "#dddddd", edge: "#dfe4e8", near: "#5a636b" });

function hasWebGl() {
  try {
    const canvas = document.createElement("canvas");
    return Boolean(canvas.getContext("webgl2") ?? canvas.getContext("webgl"));
  } catch {
    return false;
  }
}

function toGraph(model) {
  const graph = new Graph({ type: "undirected", multi: true });
  const { nodes, edges } = model;
  for (let row = 0; row < model.count; row++) {
    graph.addNode(String(row), { x: nodes.x[row], y: nodes.y[row], shape: model.kinds[nodes.kind[row]].shape });
  }
  for (let edge = 0; edge < edges.source.length; edge++) if (model.heavy[edge]) addEdge(graph, model, edge);
  return graph;
}

const addEdge = (graph, { edges }, edge) => graph.addUndirectedEdgeWithKey(String(edge), String(edges.source[edge]), String(edges.target[edge]));

// The light edges of a large graph come in when their node is looked at: the page opens sooner.
function addEdgesOf(model, view) {
  if (view.center === null || !view.graph) return;
  for (const { edge } of model.neighbors[view.center]) if (!view.graph.hasEdge(String(edge))) addEdge(view.graph, model, edge);
}

function settings(model, view, store) {
  const program = shapeProgram(dark.matches ? [0.95, 0.95, 0.95, 1] : [0.05, 0.05, 0.05, 1]);
  return {
    defaultNodeType: "shape",
    nodeProgramClasses: { shape: program },
    nodeHoverProgramClasses: { shape: program },
    renderLabels: false,
    hideEdgesOnMove: model.edges.source.length > 20_000,
    zIndex: true,
    allowInvalidContainer: true,
    minCameraRatio: 0.005,
    maxCameraRatio: 4,
    stagePadding: 36,
    defaultDrawNodeHover: () => {},
    nodeReducer: (key, data) => paintNode(model, view, store, Number(key), data),
    edgeReducer: (key, data) => paintEdge(model, view, Number(key), data),
  };
}

function paintNode(model, view, store, row, data) {
  if (!view.shown[row]) return { ...data, hidden: true };
  const near = !view.near || view.near.has(row);
  const own = row === view.center;
  return {
    ...data,
    size: view.size(row) + (own ? 2 : 0),
    color: near ? view.color(row) : colors().dim,
    highlighted: own && row === store.state.selected,
    zIndex: own ? 2 : view.near && near ? 1 : 0,
  };
}

function paintEdge(model, view, edge, data) {
  const own = model.edges.source[edge] === view.center || model.edges.target[edge] === view.center;
  // Zoomed out, weak edges only make fog: they are drawn with their node alone.
  if (!view.drawn[edge] || (view.near ? !own : !view.all && !model.heavy[edge])) return { ...data, hidden: true };
  return { ...data, size: own ? 1.4 : 0.5, color: own ? colors().near : colors().edge, zIndex: own ? 1 : 0 };
}

// All layers on one canvas, as a PNG blob.
function picture(renderer) {
  renderer.refresh();
  const layers = renderer.getCanvases();
  const { width, height } = layers.nodes;
  const flat = Object.assign(document.createElement("canvas"), { width, height });
  const context = flat.getContext("2d");
  context.fillStyle = colors().back;
  context.fillRect(0, 0, width, height);
  for (const layer of ["edges", "nodes", "labels", "hoverNodes"]) if (layers[layer]) context.drawImage(layers[layer], 0, 0);
  return new Promise((resolve) => flat.toBlob(resolve, "image/png"));
}
