import { type Command, InvalidArgumentError, Option } from 'commander';
import type { Request } from '../core/steering.js';
import type { SteerOptions } from './commands/steer.js';
import { ended } from './ending.js';

interface SharedOptions {
  readonly results: Option;
  readonly json: Option;
  readonly workers: Option;
  readonly time: Option;
  readonly wholeNumber: (text: string) => number;
}

const about = `Asks the process that runs the study; the answer says what it did. What the study cannot do now it refuses, with the reason.`;
const waits = `A study that does not run takes it up when it is resumed.`;

/** The commands that steer a study from another terminal. */
export function addSteeringCommands(program: Command, { results, json, workers, time, wholeNumber }: SharedOptions): void {
  const steering = (name: string, summary: string, description: string, example: string) =>
    program
      .command(name)
      .helpGroup('A study that runs, steered from another terminal:')
      .summary(summary)
      .description(`${description} ${about}`)
      .argument('<study>', 'its name, or its folder')
      .addOption(results)
      .addOption(json)
      .addHelpText('after', `\nExample:\n  hypersweep ${example}`);

  steering('pause', 'start no new trials for now', 'Starts no new trials; the running ones go on.', 'pause language-id').action(
    (study, options) => ask(study, { kind: 'pause' }, options),
  );

  steering('go-on', 'end a pause', 'Lets a paused study go on.', 'go-on language-id')
    .alias('unpause')
    .action((study, options) => ask(study, { kind: 'go-on' }, options));

  steering(
    'stop',
    'end a study, or one of its trials',
    'Ends the study after its running trials, with reports and the best model; `resume` goes on with it.',
    'stop language-id\n  hypersweep stop language-id 17',
  )
    .argument('[trial]', 'the number of a trial that is to end alone, as failed', trialNumber)
    .option('--now', 'end the running trials, too: they run again when the study is resumed')
    .addOption(new Option('--trial <n>', 'the same as the argument').argParser(trialNumber).hideHelp())
    .action((study, argument, { now, trial = argument, ...options }) =>
      ask(
        study,
        trial === undefined ? { kind: 'stop', ...(now && { now }) } : { kind: 'stop-trial', trialNumber: trial },
        options,
      ),
    );

  steering('prune', 'end a trial as pruned', 'Ends a running trial as pruned.', 'prune language-id 17')
    .argument('<trial>', "the trial's number", trialNumber)
    .action((study, trial, options) => ask(study, { kind: 'prune', trialNumber: trial }, options));

  steering(
    'keep',
    'let a trial run on despite the pruner',
    'Lets a running trial run on, whatever the pruner says.',
    'keep language-id 17',
  )
    .argument('<trial>', "the trial's number", trialNumber)
    .action((study, trial, options) => ask(study, { kind: 'keep', trialNumber: trial }, options));

  steering(
    'enqueue',
    'try these parameters next',
    `Tries parameters of your own next, on top of the budget if need be. ${waits}`,
    `enqueue my-study --params '{ "lr": 0.01, "layers": 2 }'\n  hypersweep enqueue my-study --like 17 --set lr=0.01 --set layers=3`,
  )
    .option('--params <json>', 'all of them')
    .option('--like <trial>', 'those of this trial', trialNumber)
    .option('--set <name=value>', 'with this one changed; again for more', (change: string, before: string[] = []) => [
      ...before,
      change,
    ])
    .action(async (study, options) => ended((await import('./commands/steer.js')).enqueue(study, options)));

  const region = (kind: 'ban' | 'pin' | 'lift', summary: string, description: string, example: string) =>
    steering(kind, summary, `${description} ${waits}`, example)
      .argument('<condition>', 'as under `constraints` in a sweep file')
      .action((study, condition, options) => ask(study, { kind, region: condition }, options));

  region(
    'ban',
    'close a region of the space',
    'Proposes no new trials where the condition holds.',
    `ban my-study "lr > 0.1 && encoder == 'cnn'"`,
  );
  region(
    'pin',
    'search only a region of the space',
    'Proposes new trials only where the condition holds.',
    `pin my-study "layers >= 2"`,
  );
  region('lift', 'take back a ban or a pin', 'Takes back a ban or a pin of the same condition.', `lift my-study "layers >= 2"`);

  steering(
    'set',
    'change workers and budget',
    `Changes the number of trials at a time, or the study's totals of trials and of time. ${waits}`,
    'set language-id --workers 3 --trials 200 --time 2h',
  )
    .addOption(workers)
    .option('--trials <n>', 'total number of trials', wholeNumber)
    .addOption(time)
    .action(async (study, options) => ended((await import('./commands/steer.js')).set(study, options)));
}

async function ask(study: string, request: Request, options: SteerOptions): Promise<void> {
  await ended((await import('./commands/steer.js')).steer(study, request, options));
}

function trialNumber(text: string): number {
  const value = Number(text);
  if (!Number.isSafeInteger(value) || value < 0)
    throw new InvalidArgumentError(`Expected the number of a trial, a whole number from 0, got ${text}.`);
  return value;
}
