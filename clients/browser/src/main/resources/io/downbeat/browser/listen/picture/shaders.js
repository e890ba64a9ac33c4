// The programs of the graphics card. Each one draws a rectangle over the whole target.

export const VERTEX = `
attribute vec2 corner;
varying vec2 at;
void main() {
  at = corner * 0.5 + 0.5;
  gl_Position = vec4(corner, 0.0, 1.0);
}`;

/** Fractal noise that drifts, in the colours of a palette. */
export const NOISE = `
precision highp float;
varying vec2 at;
uniform float aspect, scale, time, octaves, persistence, lacunarity;
uniform vec3 dark, middle, bright;

float random(vec3 cell) {
  vec3 p = fract(cell * 0.1031);
  p += dot(p, p.zyx + 31.32);
  return fract((p.x + p.y) * p.z);
}

float smoothNoise(vec3 point) {
  vec3 cell = floor(point);
  vec3 f = fract(point);
  vec3 s = f * f * (3.0 - 2.0 * f);
  vec4 near = vec4(random(cell), random(cell + vec3(1, 0, 0)), random(cell + vec3(0, 1, 0)), random(cell + vec3(1, 1, 0)));
  vec4 far = vec4(random(cell + vec3(0, 0, 1)), random(cell + vec3(1, 0, 1)), random(cell + vec3(0, 1, 1)), random(cell + vec3(1, 1, 1)));
  vec4 all = mix(near, far, s.z);
  return mix(mix(all.x, all.y, s.x), mix(all.z, all.w, s.x), s.y);
}

void main() {
  vec3 point = vec3((at - 0.5) * vec2(aspect, 1.0) * scale, time);
  float sum = 0.0, weight = 0.0, strength = 1.0;
  for (int octave = 0; octave < 8; octave++) {
    if (float(octave) >= octaves) break;
    sum += strength * smoothNoise(point);
    weight += strength;
    strength *= persistence;
    point = point * lacunarity + 17.0;
  }
  float level = smoothstep(0.25, 0.75, sum / weight);
  vec3 colour = level < 0.5 ? mix(dark, middle, level * 2.0) : mix(middle, bright, level * 2.0 - 1.0);
  gl_FragColor = vec4(colour, 1.0);
}`;

/** What is brighter than a threshold, blurred along one direction. */
export const GLOW = `
precision mediump float;
varying vec2 at;
uniform sampler2D image;
uniform vec2 direction;
uniform float threshold;

vec3 glow(vec2 place) {
  vec3 colour = texture2D(image, place).rgb;
  float light = max(max(colour.r, colour.g), colour.b);
  return colour * smoothstep(threshold, threshold + 0.2, light);
}

void main() {
  vec3 sum = glow(at) * 0.22;
  sum += (glow(at + direction) + glow(at - direction)) * 0.19;
  sum += (glow(at + direction * 2.0) + glow(at - direction * 2.0)) * 0.12;
  sum += (glow(at + direction * 3.0) + glow(at - direction * 3.0)) * 0.08;
  gl_FragColor = vec4(sum, 1.0);
}`;

/** The image, its glow, and what is left of the last picture. */
export const MIX = `
precision mediump float;
varying vec2 at;
uniform sampler2D image, glow, last;
uniform float intensity, trails, zoom;

void main() {
  vec3 now = texture2D(image, at).rgb + intensity * texture2D(glow, at).rgb;
  vec3 before = texture2D(last, (at - 0.5) / zoom + 0.5).rgb;
  gl_FragColor = vec4(max(now, before * trails), 1.0);
}`;

export const COPY = `
precision mediump float;
varying vec2 at;
uniform sampler2D image;
void main() { gl_FragColor = texture2D(image, at); }`;
