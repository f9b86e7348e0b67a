import { fromLoss } from '../../core/objective.js';
import { objectivesOf } from '../../core/study-spec.js';
import { standingFields } from '../../report/standing-fields.js';
import { leaderboard } from '../../study/leaderboard.js';
import { leaderboardTable } from '../../tui/format.js';
import { printJson } from '../output.js';
import { storedStudy } from '../stored-study.js';

interface LeaderboardOptions {
  readonly results: string;
  readonly top?: number;
  readonly json?: boolean;
}

/** A pipe has no width: lines are as long as they need to be. */
const unlimited = 10_000;

export async function showLeaderboard(study: string, { results, top, json }: LeaderboardOptions): Promise<number> {
  const { record, overview } = storedStudy(study, results);
  const rows = leaderboard(record.trials, objectivesOf(record.spec)).slice(0, top);
  if (json) {
    printJson(
      rows.map(
        ({
          rank,
          front,
          trialNumber,
          state,
          pausedAt,
          audited,
          loss,
          standing,
          metrics,
          params,
          steps,
          durationMs,
          explanation,
        }) => ({
          rank: rank ?? null,
          ...(front !== undefined && { front }),
          trial: trialNumber,
          state,
          ...(pausedAt !== undefined && { pausedAt }),
          ...(audited && { audited }),
          value: loss === undefined ? null : fromLoss(record.spec.objective, loss),
          ...(standing && { standing: standingFields(standing, record.spec.objective) }),
          metrics: metrics ?? {},
          params,
          epochs: steps,
          seconds: durationMs === undefined ? null : durationMs / 1000,
          ...(explanation !== undefined && { explanation }),
        }),
      ),
    );
  } else for (const line of leaderboardTable(rows, overview, process.stdout.columns ?? unlimited)) console.log(line);
  return 0;
}
