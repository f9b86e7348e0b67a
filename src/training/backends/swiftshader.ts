import { existsSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Where Linux distributions put the SwiftShader that comes with Chromium. */
const libraries = ['/usr/lib/chromium/libvk_swiftshader.so', '/usr/lib/chromium-browser/libvk_swiftshader.so'];

/**
 * Environment variables by which a process finds SwiftShader, a GPU emulated on the CPU, or nothing where it is not installed.
 * Chromium's own description of the driver has a relative path, which the Vulkan loader does not find from here.
 */
export function swiftShaderEnvironment(): { readonly VK_ICD_FILENAMES: string } | undefined {
  const library = libraries.find((path) => existsSync(path));
  if (library === undefined) return undefined;
  const description = join(mkdtempSync(join(tmpdir(), 'swiftshader-')), 'icd.json');
  writeFileSync(
    description,
    JSON.stringify({ file_format_version: '1.0.0', ICD: { library_path: library, api_version: '1.0.5' } }),
  );
  return { VK_ICD_FILENAMES: description };
}
