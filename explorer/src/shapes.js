// Kinds are told apart by shape as well as by color: one WebGL program draws them all, one SVG icon each for the legend.
import { NodeProgram } from "sigma/rendering";
import { floatColor } from "sigma/utils";

// Shape names as Graphviz knows them -> corners (0 is a circle), turn in radians.
const SHAPES = {
  ellipse: [0, 0], triangle: [3, Math.PI / 2], box: [4, Math.PI / 4], diamond: [4, 0], house: [5, Math.PI / 2],
  hexagon: [6, 0], octagon: [8, Math.PI / 8], note: [3, -Math.PI / 2], folder: [5, -Math.PI / 2],
};
const shapeOf = (name) => SHAPES[name] ?? SHAPES.ellipse;

const VERTEX = /* glsl */ `
attribute vec4 a_id;
attribute vec4 a_color;
attribute vec2 a_position;
attribute float a_size;
attribute float a_corners;
attribute float a_turn;
attribute float a_angle;
uniform mat3 u_matrix;
uniform float u_sizeRatio;
uniform float u_correctionRatio;
varying vec4 v_color;
varying vec2 v_offset;
varying float v_radius;
varying float v_corners;
varying float v_turn;
void main() {
  float size = a_size * u_correctionRatio / u_sizeRatio * 4.0;
  vec2 offset = size * vec2(cos(a_angle), sin(a_angle));
  gl_Position = vec4((u_matrix * vec3(a_position + offset, 1)).xy, 0, 1);
  v_offset = offset;
  v_radius = size / 2.0;
  v_corners = a_corners;
  v_turn = a_turn;
  #ifdef PICKING_MODE
  v_color = a_id;
  #else
  v_color = a_color;
  #endif
  v_color.a *= 255.0 / 254.0;
}`;

const FRAGMENT = /* glsl */ `
precision highp float;
varying vec4 v_color;
varying vec2 v_offset;
varying float v_radius;
varying float v_corners;
varying float v_turn;
uniform float u_correctionRatio;
uniform vec4 u_outline;
float distanceToEdge() {
  if (v_corners < 3.0) return length(v_offset) - v_radius;
  float slice = 6.28318530718 / v_corners;
  float angle = atan(v_offset.y, v_offset.x) - v_turn;
  float folded = mod(angle + slice / 2.0, slice) - slice / 2.0;
  return length(v_offset) * cos(abs(folded) - slice / 2.0) - v_radius * cos(slice / 2.0);
}
void main(void) {
  float feather = u_correctionRatio * 2.0;
  float away = distanceToEdge();
  #ifdef PICKING_MODE
  gl_FragColor = away > 0.0 ? vec4(0.0) : v_color;
  #else
  // Small nodes get a darker rim of their own color: a black one would cover it.
  float rim = min(feather * 0.9, v_radius * 0.25);
  float strength = mix(0.4, 0.75, smoothstep(2.5, 6.0, v_radius / feather));
  vec4 filled = away > -rim ? vec4(mix(v_color.rgb, u_outline.rgb, strength), v_color.a) : v_color;
  gl_FragColor = mix(filled, vec4(0.0), smoothstep(-feather * 0.5, feather * 0.5, away));
  #endif
}`;

const { UNSIGNED_BYTE, FLOAT, TRIANGLES } = WebGLRenderingContext;

export function shapeProgram(outline) {
  return class extends NodeProgram {
    getDefinition() {
      const float = (name) => ({ name, size: 1, type: FLOAT });
      const bytes = (name) => ({ name, size: 4, type: UNSIGNED_BYTE, normalized: true });
      return {
        VERTICES: 3,
        VERTEX_SHADER_SOURCE: VERTEX,
        FRAGMENT_SHADER_SOURCE: FRAGMENT,
        METHOD: TRIANGLES,
        UNIFORMS: ["u_sizeRatio", "u_correctionRatio", "u_matrix", "u_outline"],
        ATTRIBUTES: [{ name: "a_position", size: 2, type: FLOAT }, float("a_size"), float("a_corners"), float("a_turn"), bytes("a_color"), bytes("a_id")],
        CONSTANT_ATTRIBUTES: [float("a_angle")],
        CONSTANT_DATA: [[0], [(2 * Math.PI) / 3], [(4 * Math.PI) / 3]],
      };
    }
    processVisibleItem(id, at, data) {
      const [corners, turn] = shapeOf(data.shape);
      this.array.set([data.x, data.y, data.size, corners, turn, floatColor(data.color), id], at);
    }
    setUniforms(params, { gl, uniformLocations }) {
      gl.uniform1f(uniformLocations.u_correctionRatio, params.correctionRatio);
      gl.uniform1f(uniformLocations.u_sizeRatio, params.sizeRatio);
      gl.uniformMatrix3fv(uniformLocations.u_matrix, false, params.matrix);
      gl.uniform4fv(uniformLocations.u_outline, outline);
    }
  };
}

// The same shape as a small SVG for legend, table and panel.
export function icon(shape, color) {
  const space = "http://www.w3.org/2000/svg";
  const svg = document.createElementNS(space, "svg");
  svg.setAttribute("viewBox", "-10 -10 20 20");
  svg.setAttribute("class", "icon");
  svg.setAttribute("aria-hidden", "true");
  const [corners, turn] = shapeOf(shape);
  const drawn = document.createElementNS(space, corners ? "polygon" : "circle");
  if (corners) {
    const points = Array.from({ length: corners }, (_, i) => {
      const angle = turn + (2 * Math.PI * i) / corners;
      return `${(8.5 * Math.cos(angle)).toFixed(2)},${(-8.5 * Math.sin(angle)).toFixed(2)}`;
    });
    drawn.setAttribute("points", points.join(" "));
  } else drawn.setAttribute("r", "8");
  drawn.setAttribute("fill", color);
  drawn.setAttribute("class", "outlined");
  svg.append(drawn);
  return svg;
}
