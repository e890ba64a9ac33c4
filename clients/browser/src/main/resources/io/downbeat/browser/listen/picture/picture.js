// The picture of the graph: noise, bloom and feedback, drawn by WebGL.

import { watchNodes } from "../nodes.js";
import { palette } from "./palettes.js";
import { COPY, GLOW, MIX, NOISE, VERTEX } from "./shaders.js";

/**
 * From small to large: points, and milliseconds between two pictures. The picture is soft: more
 * points would cost much and show nothing. A computer without a graphics card gets a small one.
 */
const SIZES = [
  { width: 96, height: 54, gap: 200 },
  { width: 160, height: 90, gap: 66 },
  { width: 320, height: 180, gap: 33 },
  { width: 640, height: 360, gap: 33 },
];

/** Pictures after which the size is thought over, and what part of the gap a picture may take. */
const TRIED = 8;
const TOO_LONG = 0.25;
const SHORT = 0.05;

export class Picture {
  /**
   * @param canvas to draw on
   * @throws Error if this browser has no WebGL
   */
  constructor(canvas, session) {
    this.canvas = canvas;
    this.gl = canvas.getContext("webgl", { alpha: false, antialias: false });
    if (this.gl === null) throw new Error("This browser cannot draw the picture: it has no WebGL.");
    this.#prepare();
    this.size = 1;
    this.largest = SIZES.length - 1;
    this.#resize();
    this.values = { NoiseTexture: {}, Bloom: {}, Feedback: {} };
    this.still = matchMedia("(prefers-reduced-motion: reduce)");
    this.point = new Uint8Array(4);
    this.drift = 0;
    this.drawn = 0;
    this.stopWatching = watchNodes(session, {
      onNodes: (nodes) => {
        this.types = new Map(nodes.map(({ id, type }) => [id, type]));
        for (const type of Object.keys(this.values)) this.values[type] = { ...nodes.find((node) => node.type === type)?.values };
        this.hasNoise = nodes.some(({ type }) => type === "NoiseTexture");
        this.hasBloom = nodes.some(({ type }) => type === "Bloom");
        this.hasFeedback = nodes.some(({ type }) => type === "Feedback");
      },
      onValues: (changes) => {
        for (const { id, param, value } of changes) {
          const type = this.types?.get(id);
          if (Object.hasOwn(this.values, type)) this.values[type][param] = value;
        }
      },
    });
    this.frame = requestAnimationFrame((now) => this.#draw(now));
  }

  close() {
    cancelAnimationFrame(this.frame);
    this.stopWatching();
    this.gl.getExtension("WEBGL_lose_context")?.loseContext();
  }

  #prepare() {
    const gl = this.gl;
    const corners = gl.createBuffer();
    gl.bindBuffer(gl.ARRAY_BUFFER, corners);
    gl.bufferData(gl.ARRAY_BUFFER, new Float32Array([-1, -1, 1, -1, -1, 1, 1, 1]), gl.STATIC_DRAW);
    gl.enableVertexAttribArray(0);
    gl.vertexAttribPointer(0, 2, gl.FLOAT, false, 0, 0);
    this.programs = { noise: programOf(gl, NOISE), glow: programOf(gl, GLOW), mix: programOf(gl, MIX), copy: programOf(gl, COPY) };
  }

  #resize() {
    const gl = this.gl;
    const { width, height } = SIZES[this.size];
    for (const old of [this.image, ...(this.glow ?? []), ...(this.mixed ?? [])]) {
      gl.deleteFramebuffer(old?.buffer ?? null);
      gl.deleteTexture(old?.texture ?? null);
    }
    this.canvas.width = width;
    this.canvas.height = height;
    this.image = targetOf(gl, width, height);
    this.glow = [targetOf(gl, width / 2, height / 2), targetOf(gl, width / 2, height / 2)];
    this.mixed = [targetOf(gl, width, height), targetOf(gl, width, height)];
    this.tried = 0;
    this.cost = 0;
  }

  /** A picture that takes long would hold up the page, and with it the clock of the sound. */
  #chooseSize(took) {
    this.cost += took;
    if (++this.tried < TRIED) return;
    const part = this.cost / this.tried / SIZES[this.size].gap;
    this.tried = 0;
    this.cost = 0;
    if (part > TOO_LONG && this.size > 0) {
      this.largest = --this.size;
      this.#resize();
    } else if (part < SHORT && this.size < this.largest) {
      this.size++;
      this.#resize();
    }
  }

  #draw(now) {
    this.frame = requestAnimationFrame((next) => this.#draw(next));
    const passed = now - this.drawn;
    if (passed < SIZES[this.size].gap) return;
    this.drawn = now;
    const begin = performance.now();
    this.#drawNoise(Math.min(passed, 200) / 1000);
    this.#drawGlow();
    this.#mix();
    this.#pass("copy", null, { image: this.mixed[0] });
    // Reading one point waits until the picture is done, so that its cost is known.
    this.gl.readPixels(0, 0, 1, 1, this.gl.RGBA, this.gl.UNSIGNED_BYTE, this.point);
    this.#chooseSize(performance.now() - begin);
  }

  #drawNoise(seconds) {
    const noise = (name, otherwise) => this.#number("NoiseTexture", name, otherwise);
    if (!this.still.matches) this.drift += seconds * noise("speed", 0.1);
    const [dark, middle, bright] = this.hasNoise ? palette(this.values.NoiseTexture.palette ?? "ink") : palette("none");
    this.#pass("noise", this.image, {
      aspect: this.image.width / this.image.height,
      scale: noise("scale", 3),
      time: this.drift,
      octaves: noise("octaves", 4),
      persistence: noise("persistence", 0.5),
      lacunarity: noise("lacunarity", 2),
      dark,
      middle,
      bright,
    });
  }

  #drawGlow() {
    const radius = this.#number("Bloom", "radius", 2) / 2 + 0.5;
    const threshold = this.#number("Bloom", "threshold", 0.4);
    this.#pass("glow", this.glow[0], { image: this.image, direction: [radius / this.glow[0].width, 0], threshold });
    this.#pass("glow", this.glow[1], { image: this.glow[0], direction: [0, radius / this.glow[0].height], threshold: -1 });
  }

  #mix() {
    this.mixed.reverse();
    this.#pass("mix", this.mixed[0], {
      image: this.image,
      glow: this.glow[1],
      last: this.mixed[1],
      intensity: this.hasBloom ? this.#number("Bloom", "intensity", 0.3) : 0,
      trails: this.hasFeedback ? Math.min(Math.max(this.#number("Feedback", "amount", 0), 0), 0.98) : 0,
      zoom: Math.max(this.#number("Feedback", "zoom", 1), 0.1),
    });
  }

  #number(type, name, otherwise) {
    const value = Number(this.values[type][name]);
    return Number.isFinite(value) ? value : otherwise;
  }

  /** Runs one program into a target, or onto the screen. */
  #pass(name, target, uniforms) {
    const gl = this.gl;
    const program = this.programs[name];
    gl.bindFramebuffer(gl.FRAMEBUFFER, target?.buffer ?? null);
    gl.viewport(0, 0, target?.width ?? this.canvas.width, target?.height ?? this.canvas.height);
    gl.useProgram(program);
    let unit = 0;
    for (const [key, value] of Object.entries(uniforms)) {
      const place = gl.getUniformLocation(program, key);
      if (value.texture !== undefined) {
        gl.activeTexture(gl.TEXTURE0 + unit);
        gl.bindTexture(gl.TEXTURE_2D, value.texture);
        gl.uniform1i(place, unit++);
      } else if (Array.isArray(value)) {
        if (value.length === 2) gl.uniform2fv(place, value);
        else gl.uniform3fv(place, value);
      } else {
        gl.uniform1f(place, value);
      }
    }
    gl.drawArrays(gl.TRIANGLE_STRIP, 0, 4);
  }
}

function programOf(gl, fragment) {
  const program = gl.createProgram();
  for (const [type, source] of [[gl.VERTEX_SHADER, VERTEX], [gl.FRAGMENT_SHADER, fragment]]) {
    const shader = gl.createShader(type);
    gl.shaderSource(shader, source);
    gl.compileShader(shader);
    gl.attachShader(program, shader);
  }
  gl.bindAttribLocation(program, 0, "corner");
  gl.linkProgram(program);
  if (!gl.getProgramParameter(program, gl.LINK_STATUS)) throw new Error(`WebGL: ${gl.getProgramInfoLog(program)}`);
  return program;
}

/** A picture in the memory of the graphics card that programs draw into. */
function targetOf(gl, width, height) {
  const texture = gl.createTexture();
  gl.bindTexture(gl.TEXTURE_2D, texture);
  gl.texImage2D(gl.TEXTURE_2D, 0, gl.RGBA, width, height, 0, gl.RGBA, gl.UNSIGNED_BYTE, null);
  for (const [name, value] of [["MIN_FILTER", gl.LINEAR], ["MAG_FILTER", gl.LINEAR], ["WRAP_S", gl.CLAMP_TO_EDGE], ["WRAP_T", gl.CLAMP_TO_EDGE]]) {
    gl.texParameteri(gl.TEXTURE_2D, gl[`TEXTURE_${name}`], value);
  }
  const buffer = gl.createFramebuffer();
  gl.bindFramebuffer(gl.FRAMEBUFFER, buffer);
  gl.framebufferTexture2D(gl.FRAMEBUFFER, gl.COLOR_ATTACHMENT0, gl.TEXTURE_2D, texture, 0);
  return { texture, buffer, width, height };
}
