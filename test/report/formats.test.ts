import { parse } from 'csv-parse/sync';
import { describe, expect, it } from 'vitest';
import { parse as parseYaml } from 'yaml';
import { renderCsv } from '../../src/report/csv.js';
import { renderHtml } from '../../src/report/html/render-html.js';
import { renderSummaryJson } from '../../src/report/json.js';
import { renderMarkdown } from '../../src/report/markdown.js';
import { parametersYaml } from '../../src/report/reproduction.js';
import { renderTrialsJsonl } from '../../src/report/trials-jsonl.js';
import { repeatsRecord } from './repeats-record.js';
import { sampleRecord } from './sample-record.js';
import { smallRecord } from './small-record.js';
import { twoObjectivesRecord } from './two-objectives-record.js';

describe('leaderboard.csv', () => {
  it('quotes what needs quotes and keeps text from being a formula', () => {
    expect(renderCsv(smallRecord)).toBe(
      [
        'rank,trial,state,note,value,metrics.val_loss,metrics.loss,params.learning_rate,params.loss,params.width,params.epochs,epochs,seconds,explanation',
        '1,0,complete,,0.25,0.25,-0.5,0.01,"a,""b""",4,3,3,1.5,',
        ',1,pruned,,1.5,1.5,,0.0002,null,,3,1,0.4,val_loss 1.5 at step 1 is above the median of 1 trial (1)',
        ",2,failed,,,NaN,,0.09,'=SUM(A1),1,3,1,0.1,diverged: val_loss is NaN | at step 1",
        ',3,waiting,,,,,0.001,null,,3,0,,',
        '',
      ].join('\r\n'),
    );
  });

  it('says of which trial a row is a repeat, and what for, where there are repeats', () => {
    const rows = parse(renderCsv(repeatsRecord), { columns: true }) as Record<string, string>[];
    expect(rows.slice(0, 4).map(({ trial, repeat_of, purpose, round }) => [trial, repeat_of, purpose, round])).toEqual([
      ['0', '', '', ''],
      ['4', '0', 'repeat', '2'],
      ['5', '0', 'finalize', '1'],
      ['6', '0', 'finalize', '2'],
    ]);
    // The final seeds came to 0.75 and 0.5: 0.625 -+ 12.7062 x 0.125.
    expect(rows.slice(0, 2).map(({ rank, value, evidence, seeds, mean }) => [rank, value, evidence, seeds, mean])).toEqual([
      ['1', '0.25', 'finalize', '2', '0.625'],
      ['', '0.5', '', '', ''],
    ]);
    expect(Number(rows[0]?.low)).toBeCloseTo(0.625 - 1.588276, 5);
    expect(Number(rows[0]?.high)).toBeCloseTo(0.625 + 1.588276, 5);
  });

  it('is read back by a CSV parser with one row a trial', () => {
    const rows = parse(renderCsv(sampleRecord()), { columns: true }) as Record<string, string>[];
    expect(rows).toHaveLength(40);
    expect(rows[0]?.rank).toBe('1');
    expect(Math.max(...rows.map((row) => (row.rank ? Number(row.value) : 0)))).toBe(Number(rows[0]?.value));
  });
});

describe('trials.jsonl', () => {
  it('has a trial a line, numbers that are not finite as null', () => {
    const lines = renderTrialsJsonl(smallRecord).trimEnd().split('\n');
    expect(lines[1]).toBe(
      '{"schema":1,"trial":1,"state":"pruned","attempt":2,"params":{"learning_rate":0.0002,"loss":null,"epochs":3},' +
        '"reports":[{"step":1,"metrics":{"val_loss":1.5}}],"startedAt":"2026-03-01T09:30:01.500Z",' +
        '"finishedAt":"2026-03-01T09:30:01.900Z","durationMs":400,' +
        '"explanation":"val_loss 1.5 at step 1 is above the median of 1 trial (1)"}',
    );
    expect(JSON.parse(lines[2] ?? '')).toMatchObject({
      reason: 'diverged',
      message: 'val_loss is NaN | at step 1',
      reports: [{ step: 1, metrics: { val_loss: null } }],
    });
    expect(lines).toHaveLength(4);
  });
});

describe('summary.json', () => {
  it('has the figures in a fixed order', () => {
    const summary = JSON.parse(renderSummaryJson(smallRecord));
    expect(summary).toEqual({
      name: 'small',
      description: null,
      metric: 'val_loss',
      goal: 'minimize',
      status: 'interrupted',
      trials: { total: 4, complete: 1, pruned: 1, paused: 0, failed: 1, running: 0, waiting: 1 },
      best: {
        trial: 0,
        value: 0.25,
        params: { learning_rate: 0.01, loss: 'a,"b"', width: 4, epochs: 3 },
        metrics: { val_loss: 0.25, loss: -0.5 },
      },
      test: { trial: 0, metrics: { test_loss: 0.3 } },
      // The task allows 5 epochs, but the pruned trial's own parameter only 3.
      epochs: { spent: 5, savedByPruning: 2 },
      importance: [],
      elapsedMs: 2000,
      createdAt: '2026-03-01T09:30:00.000Z',
      seed: 7,
      sampler: { type: 'random' },
      pruner: { type: 'median' },
      budget: { trials: 4 },
      environment: null,
      reproduce: null,
      failures: [{ reason: 'diverged', trials: [2], message: 'val_loss is NaN | at step 1', where: null }],
    });
    expect(Object.keys(summary).slice(0, 6)).toEqual(['name', 'description', 'metric', 'goal', 'status', 'trials']);
  });
});

describe('what parameters decide together, and where trials fail', () => {
  const record = sampleRecord(200);
  const { interactions, failures } = JSON.parse(renderSummaryJson(record));
  const text = renderMarkdown(record);
  const page = renderHtml(record);

  it('is in summary.json: shares of the variance, the largest first', () => {
    const { main, pairs, trials, of, explained } = interactions;
    expect(main[0].name).toBe('learning_rate');
    expect(pairs[0].names.toSorted()).toEqual(['encoder', 'learning_rate']);
    expect(trials).toBe(of);
    expect(explained).toBeGreaterThan(0.6);
    const sum = [...main, ...pairs].reduce((total: number, { share }: { share: number }) => total + share, 0);
    expect(sum).toBeGreaterThan(0.8);
    expect(sum).toBeLessThan(1);
    expect(renderSummaryJson(smallRecord)).not.toContain('interactions');
  });

  it('is in report.md as it is on the page', () => {
    expect(text).toContain('### Alone and two together\n\nWhere the variance of the outcome over the whole space comes from');
    const [pair] = interactions.pairs;
    expect(text).toContain(`| ${pair.names.join(' × ')} | ${Math.round(100 * pair.share)} % |`);
    expect(page).toContain(`>${pair.names.join(' × ')}</th><td class="number">${Math.round(100 * pair.share)} %</td>`);
    expect(renderMarkdown(smallRecord)).not.toContain('two together');
  });

  it('has the part of the space where failures are', () => {
    const [diverged] = failures.filter(({ where }: { where: unknown }) => where !== null);
    const { reason, trials, where } = diverged;
    expect(where.regions[0]).toMatchObject({ name: 'learning_rate', from: expect.any(Number) });
    expect(where.inside + where.outside).toBe(trials.length);
    expect(where.of + where.ofOutside).toBe(record.trials.length);
    const place = text.split('### Where in the space they are\n\n')[1]?.split('\n')[0];
    expect(place).toMatch(new RegExp(`^- ${reason}: ${where.inside} of ${where.of} trials with learning.*rate from `));
    expect(renderMarkdown(smallRecord)).not.toContain('Where in the space');
  });
});

describe('parameter importance', () => {
  const { importance } = JSON.parse(renderSummaryJson(sampleRecord(200)));
  const searched = sampleRecord()
    .spec.space.parameters.map(({ name }) => name)
    .filter((name) => name !== 'decay');

  it('is in summary.json, the most important first', () => {
    expect(importance.map(({ name }: { name: string }) => name).toSorted()).toEqual(searched.toSorted());
    expect(importance.slice(0, 2).map(({ name }: { name: string }) => name)).toEqual(['encoder', 'learning_rate']);
    expect(importance.map(({ share }: { share: number }) => share).toSorted((a: number, b: number) => b - a)).toEqual(
      importance.map(({ share }: { share: number }) => share),
    );
  });

  it('is a table in report.md, and nothing where too few trials are complete', () => {
    const section = renderMarkdown(sampleRecord(200))
      .split(/^## /m)
      .find((text) => text.startsWith('Parameter importance'));
    const rows = section?.split('\n').filter((line) => /^\| \d/.test(line)) ?? [];
    expect(rows).toHaveLength(searched.length);
    expect(rows[0]).toBe(`| 1 | encoder | ${Math.round(100 * importance[0].share)} % |`);
    expect(renderMarkdown(smallRecord)).not.toContain('importance');
    expect(renderHtml(smallRecord)).not.toContain('id="importance-chart"');
  });
});

describe('report.md', () => {
  it('tells the study on one page', () => {
    expect(renderMarkdown(smallRecord)).toBe(`# small

Trial 0 reached val_loss 0.25 (test 0.3) after 4 trials in 2.0 s: learning_rate 0.01, loss a,"b", width 4.

- Objective: minimize val_loss
- Trials: 1 complete, 1 pruned, 1 failed, 1 waiting
- Epochs: 5 spent, 2 saved by pruning
- Search: random, early stopping: median, seed 7
- Started 2026-03-01 09:30 UTC, took 2.0 s, interrupted
- Test data, trial 0: test_loss 0.3

Charts, learning curves and the full table: [report.html](report.html).

## Leaderboard

| rank | trial | state | val_loss | curve | epochs | time | learning_rate | loss | width |
| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |
| 1 | 0 | complete | 0.250 | █▃▁ | 3 | 1.5 s | 0.01 | a,"b" | 4 |
|  | 1 | pruned | 1.500 | ▄ | 1 | 400 ms | 2e-4 | null |  |
|  | 2 | failed |  |  | 1 | 100 ms | 0.09 | =SUM(A1) | 1 |
|  | 3 | waiting |  |  | 0 |  | 0.001 | null |  |

## Best parameters

\`\`\`yaml
parameters:
  learning_rate: { value: 0.01 }
  loss: { value: "a,\\"b\\"" }
  width: { value: 4 }
  epochs: { value: 3 }
\`\`\`

## Stopped early

| at step | trials | why, of the last one |
| --- | --- | --- |
| 1 | 1 | val_loss 1.5 at step 1 is above the median of 1 trial (1) |

Audit: none of 1 trial to be stopped ran on to its end, so how often that was wrong is not known.

## Failures

| reason | trials | message of the first one |
| --- | --- | --- |
| diverged | 1 | val_loss is NaN \\| at step 1 |

## How to reproduce

- Validation data picked the winner; test data was used once, after the search, to measure it.
- The seed 7 fixes every proposal, and a trial repeats itself when its function draws from the seed it is given.
- One worker repeats the study exactly; with several, trials may end in another order, and the sampler then proposes other values.
- The study was started from code: call it again with the same search space, options and seed.
`);
  });

  it('keeps users’ words words', () => {
    const hostile = { ...smallRecord, spec: { ...smallRecord.spec, name: '<b>|`x`[a](http://b)\n# no' } };
    expect(renderMarkdown(hostile).split('\n')[0]).toBe('# &lt;b&gt;\\|\\`x\\`\\[a\\](http://b) # no');
  });

  it('shows the first twenty rows and says so', () => {
    const text = renderMarkdown(sampleRecord());
    expect(text).toContain('The first 20 of 40 trials.');
    expect(text.split('\n').filter((line) => line.startsWith('| ') && line.includes(' cnn '))).not.toHaveLength(0);
  });
});

it('writes parameters as YAML that reads back the same', () => {
  const params = { 'odd: name': 'yes', on: '# no', lr: 1e-7, none: null, flag: true, text: 'a "b"\n\t\\ ü 🙂' };
  const read = parseYaml(parametersYaml(params)) as { parameters: Record<string, { value: unknown }> };
  expect(Object.fromEntries(Object.entries(read.parameters).map(([name, { value }]) => [name, value]))).toEqual(params);
});

describe('a study with several objectives, with paused and audited trials', () => {
  it('leaderboard.csv has the front, every metric, and what a state does not say', () => {
    expect(renderCsv(twoObjectivesRecord).split('\r\n')).toMatchInlineSnapshot(`
      [
        "rank,front,trial,state,note,value,metrics.accuracy,metrics.latency_ms,params.width,epochs,seconds,explanation",
        "1,1,2,complete,,0.8,0.8,10,24,1,1,",
        "2,1,0,complete,,0.9,0.9,20,8,1,1,",
        "3,2,1,complete,audit,0.7,0.7,30,16,1,1,",
        ",,3,pruned,paused at step 1,0.4,0.4,15,32,1,0.5,accuracy 0.4 at step 1 is 4th of 4",
        "",
      ]
    `);
  });

  it('trials.jsonl has the decisions with their numbers, and the derived values', () => {
    const lines = renderTrialsJsonl(twoObjectivesRecord).trimEnd().split('\n');
    const [, audited, , paused] = lines.map((line) => JSON.parse(line));
    expect(audited).toMatchObject({ audited: true, derived: { area: 256 }, reports: [{ decision: { verdict: 'audited' } }] });
    expect(paused).toMatchObject({
      paused: true,
      reports: [{ step: 1, decision: { verdict: 'pause', numbers: { rung: 1, value: 0.4, rank: 4, of: 4 } } }],
    });
  });

  it('summary.json has the objectives, the front and what auto chose', () => {
    expect(JSON.parse(renderSummaryJson(twoObjectivesRecord))).toMatchObject({
      objectives: [
        { metric: 'accuracy', goal: 'maximize' },
        { metric: 'latency_ms', goal: 'minimize' },
      ],
      front: [2, 0],
      best: { trial: 2, value: 0.8 },
      choices: ['auto searches with nsga2: there are two objectives'],
      audit: { audited: 1, wrong: 0, complete: 3 },
    });
  });

  it('report.html says how often the pruner was wrong', () => {
    expect(renderHtml(twoObjectivesRecord)).toContain(
      '<p>Audit: 1 trial ran on that early stopping would have ended; 0 of 1 came first',
    );
  });

  it('report.md says it all in words', () => {
    expect(renderMarkdown(twoObjectivesRecord)).toMatchInlineSnapshot(`
      "# two

      Trial 2, the first of 2 trials on the Pareto front, reached accuracy 0.8, latency_ms 10 after 4 trials in 2.0 s: width 24.

      - Objective: maximize accuracy
      - Objective: minimize latency_ms
      - Trials: 3 complete, 1 paused
      - Epochs: 4 spent, 8 saved by pruning
      - Search: auto, early stopping: asha, seed 7
      - Started 2026-03-01 09:30 UTC, took 2.0 s, finished

      Charts, learning curves and the full table: [report.html](report.html).

      ## Leaderboard

      | rank | front | trial | state | accuracy | latency_ms | curve | epochs | time | width |
      | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |
      | 1 | 1 | 2 | complete | 0.8000 | 10 | ▄ | 1 | 1.0 s | 24 |
      | 2 | 1 | 0 | complete | 0.9000 | 20 | ▄ | 1 | 1.0 s | 8 |
      | 3 | 2 | 1 | complete (audit) | 0.7000 | 30 | ▄ | 1 | 1.0 s | 16 |
      |  |  | 3 | paused at step 1 | 0.4000 | 15 | ▄ | 1 | 500 ms | 32 |

      ## Best parameters

      \`\`\`yaml
      parameters:
        width: { value: 24 }
      \`\`\`

      ## Stopped early

      | at step | trials | why, of the last one |
      | --- | --- | --- |
      | 1 | 1 | accuracy 0.4 at step 1 is 4th of 4 |

      Audit: 1 trial ran on that early stopping would have ended; 0 of 1 came first of 3 complete trials (0 %, 95 % interval 0 to 85 %; 33 % would if it stopped trials at random).

      ## How to reproduce

      - auto searches with nsga2: there are two objectives
      - Only points that fulfil "width &lt;= 48" were tried.
      - area follows from the parameters: "width \\* width".
      - Good values of width were expected around 16, with high confidence.
      - Trials are ranked by Pareto front over accuracy, latency_ms, within a front by the hypervolume that each adds to it.
      - The value of accuracy and of latency_ms picked the winner; it has not been measured on test data.
      - The seed 7 fixes every proposal, and a trial repeats itself when its function draws from the seed it is given.
      - One worker repeats the study exactly; with several, trials may end in another order, and the sampler then proposes other values.
      - The study was started from code: call it again with the same search space, options and seed.
      "
    `);
  });
});
