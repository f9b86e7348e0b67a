import type { TrialJob } from '../../core/executor.js';
import type { NestedParams } from './nested-params.js';

/** The descriptor over which a program may report and be answered: a socket. */
export const reportDescriptor = 3;

/** What a program is told by its environment. `folder`: the trial's own. */
export function programEnvironment(
  job: TrialJob,
  params: NestedParams,
  folder: string,
  inherited: NodeJS.ProcessEnv,
): Record<string, string> {
  return {
    // Else what Python prints comes when it ends, too late to stop it early.
    PYTHONUNBUFFERED: inherited.PYTHONUNBUFFERED ?? '1',
    HYPERSWEEP_PARAMS: JSON.stringify(params),
    HYPERSWEEP_TRIAL: String(job.trialNumber),
    HYPERSWEEP_SEED: String(job.seed),
    HYPERSWEEP_METRIC: job.objective.metric,
    HYPERSWEEP_FOLDER: folder,
    HYPERSWEEP_REPORT_FD: String(reportDescriptor),
    ...(job.checkpointFolder !== undefined && { HYPERSWEEP_CHECKPOINT_FOLDER: job.checkpointFolder }),
    ...(job.resumeStep !== undefined && { HYPERSWEEP_RESUME_STEP: String(job.resumeStep) }),
  };
}
