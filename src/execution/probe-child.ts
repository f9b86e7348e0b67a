import type { BackendName } from '../core/backend.js';
import { probeBackend } from '../training/backends/index.js';

/** Tries the backend that its argument names and tells its parent how that went; drivers may crash or hang here and harm none. */

const report = await probeBackend(process.argv[2] as BackendName);
process.send?.(report, () => process.exit());
