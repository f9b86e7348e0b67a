import { existsSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Where Linux distributions put what comes with Chromium: SwiftShader and a Vulkan loader. */
const folders = ['/usr/lib/chromium', '/usr/lib/chromium-browser'];

/**
 * Environment for a child process that is to compute on SwiftShader, a GPU emulated on the CPU; undefined where it is not
 * installed. Chromium's own description of the driver has a relative path, which the Vulkan loader does not find from elsewhere.
 */
export function swiftShaderEnvironment(): NodeJS.ProcessEnv | undefined {
  const folder = folders.find((path) => existsSync(join(path, 'libvk_swiftshader.so')));
  if (folder === undefined) return undefined;
  const driver = { library_path: join(folder, 'libvk_swiftshader.so'), api_version: '1.0.5' };
  const description = join(mkdtempSync(join(tmpdir(), 'swiftshader-')), 'icd.json');
  writeFileSync(description, JSON.stringify({ file_format_version: '1.0.0', ICD: driver }));
  // The loader is looked for by the dynamic linker, which reads its path when a process starts.
  return { VK_ICD_FILENAMES: description, LD_LIBRARY_PATH: folder };
}
