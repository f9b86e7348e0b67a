import { existsSync, readdirSync } from 'node:fs';
import { swiftShaderEnvironment } from '../training/backends/swiftshader.js';

/** Linux shows every GPU as a device file, so that its absence can be known without starting drivers. */
export function mayHaveGpu(): boolean {
  if (process.platform !== 'linux') return true;
  if (existsSync('/dev/nvidia0') || existsSync('/dev/dxg')) return true;
  return existsSync('/dev/dri') && readdirSync('/dev/dri').some((name) => name.startsWith('renderD'));
}

/** Where there is no GPU and the user has named no driver, WebGPU finds the emulated one that comes with Chromium, if any. */
export function webGpuEnvironment(): NodeJS.ProcessEnv {
  if (mayHaveGpu() || process.env.VK_ICD_FILENAMES) return {};
  emulated ??= swiftShaderEnvironment() ?? {};
  return emulated;
}

let emulated: NodeJS.ProcessEnv | undefined;
