import type { BackendName } from '../../../src/core/backend.js';
import { probeBackend } from '../../../src/training/backends/index.js';

process.send?.(await probeBackend(process.argv[2] as BackendName), () => process.disconnect());
