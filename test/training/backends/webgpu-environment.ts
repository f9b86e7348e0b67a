import { swiftShaderEnvironment } from '../../../src/training/backends/swiftshader.js';

/** `WEBGPU_TESTS=gpu` runs them on the GPU of the machine, by its own driver, instead of on SwiftShader. */
export const onOwnGpu = process.env.WEBGPU_TESTS === 'gpu';

/** For child processes that test WebGPU; undefined where they have nothing to run on. */
export const webGpuTestEnvironment: NodeJS.ProcessEnv | undefined = onOwnGpu ? {} : swiftShaderEnvironment();

if (webGpuTestEnvironment === undefined) {
  if (process.env.CI) throw new Error('Expected SwiftShader for the tests of WebGPU: install the package chromium');
  console.warn('Skipped the tests of WebGPU: there is no SwiftShader, which comes with the package chromium');
}
