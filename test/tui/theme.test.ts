import { afterEach, expect, it, vi } from 'vitest';
import { look, palette, seriesTones } from '../../src/tui/theme.js';

afterEach(() => vi.unstubAllEnvs());

type Rgb = readonly [red: number, green: number, blue: number];

/** Linear light, 0 to 1 (sRGB, IEC 61966-2-1). */
function linear(hex: string): Rgb {
  const channel = (at: number) => {
    const value = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  };
  return [channel(1), channel(3), channel(5)];
}

/** As WCAG 2.1 defines it: 1 to 21. */
function contrast(a: Rgb, b: Rgb): number {
  const luminance = ([red, green, blue]: Rgb) => 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  const [dark, light] = [luminance(a), luminance(b)].sort((x, y) => x - y) as [number, number];
  return (light + 0.05) / (dark + 0.05);
}

/**
 * How colours look to people who lack one kind of cone: Machado, Oliveira & Fernandes, A Physiologically-based Model for Simulation
 * of Color Vision Deficiency, 2009, https://doi.org/10.1109/TVCG.2009.113, severity 1.
 */
const vision: Readonly<Record<string, readonly Rgb[]>> = {
  all: [
    [1, 0, 0],
    [0, 1, 0],
    [0, 0, 1],
  ],
  'no red cones': [
    [0.152286, 1.052583, -0.204868],
    [0.114503, 0.786281, 0.099216],
    [-0.003882, -0.048116, 1.051998],
  ],
  'no green cones': [
    [0.367322, 0.860646, -0.227968],
    [0.280085, 0.672501, 0.047413],
    [-0.01182, 0.04294, 0.968881],
  ],
  'no blue cones': [
    [1.255528, -0.076749, -0.178779],
    [-0.078411, 0.930809, 0.147602],
    [0.004733, 0.691367, 0.3039],
  ],
};

/** CIE L*a*b*, D65. */
function lab([red, green, blue]: Rgb): Rgb {
  const f = (t: number) => (t > 216 / 24_389 ? Math.cbrt(t) : (t * 24_389) / 27 / 116 + 16 / 116);
  const x = f((0.4124 * red + 0.3576 * green + 0.1805 * blue) / 0.9505);
  const y = f(0.2126 * red + 0.7152 * green + 0.0722 * blue);
  const z = f((0.0193 * red + 0.1192 * green + 0.9505 * blue) / 1.089);
  return [116 * y - 16, 500 * (x - y), 200 * (y - z)];
}

it.each(Object.entries(palette))('%s stands out from black and from white', (_, hex) => {
  expect(contrast(linear(hex), [0, 0, 0])).toBeGreaterThan(3);
  expect(contrast(linear(hex), [1, 1, 1])).toBeGreaterThan(3);
});

it.each(Object.entries(vision))('people with this vision tell every two colours apart: %s', (_, matrix) => {
  const seen = Object.values(palette).map((hex) => {
    const light = linear(hex);
    const [red = 0, green = 0, blue = 0] = matrix.map((row) =>
      row.reduce((sum, weight, i) => sum + weight * (light[i] as number), 0),
    );
    return lab([red, green, blue].map((value) => Math.min(1, Math.max(0, value))) as unknown as Rgb);
  });
  for (const [i, a] of seen.entries()) {
    for (const b of seen.slice(i + 1)) expect(Math.hypot(a[0] - b[0], a[1] - b[1], a[2] - b[2])).toBeGreaterThan(10);
  }
});

it('has no colour where none is wanted', () => {
  vi.stubEnv('NO_COLOR', '1');
  for (const tone of ['title', 'best', 'running', 'bad', 'warning', ...seriesTones] as const)
    expect(look(tone)).not.toHaveProperty('color');
  vi.stubEnv('NO_COLOR', '');
  expect(look('best')).toHaveProperty('color');
});
