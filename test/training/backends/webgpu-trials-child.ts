import { startBackend } from '../../../src/training/backends/index.js';
import { runSmallTrials } from './small-trials.js';

// Trains every task on WebGPU, with the data of the folder that is its argument, and sends what the trials reported.
const backend = await startBackend('webgpu');
const reports = await runSmallTrials(process.argv[2] as string, backend);
process.send?.({ device: backend.device, reports }, () => process.disconnect());
