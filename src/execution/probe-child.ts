import type { BackendName } from '../core/backend.js';
import { probeBackend } from '../training/backends/index.js';

/** Tries the backend that its first argument names, on the device that a second one may name, and tells its parent how that went; drivers may crash or hang here and harm none. */

const [, , name, device] = process.argv;
const report = await probeBackend(name as BackendName, device === undefined ? {} : { device });
process.send?.(report, () => process.exit());
