import { CommanderError } from 'commander';
import { UsageError } from '../core/errors.js';

/** What the process says to a script: 0 done, 1 the study failed, 2 a mistake in the call or the sweep file, 130 stopped by hand. */
export const exitCodes = { done: 0, failed: 1, usage: 2, stopped: 130 } as const;

/** Ends a command: its number is the exit code; a user's mistake is its message alone; a bug keeps its stack. */
export async function ended(command: Promise<number | undefined>): Promise<void> {
  try {
    const code = await command;
    if (code !== undefined) process.exitCode = code;
  } catch (error) {
    process.exitCode = exitCodeOf(error);
  }
}

function exitCodeOf(error: unknown): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? exitCodes.done : exitCodes.usage;
  if (error instanceof UsageError) {
    console.error(error.message);
    return exitCodes.usage;
  }
  console.error(error);
  console.error('\nThis is a bug in hypersweep, not a mistake of yours. Nothing that was stored is lost.');
  return exitCodes.failed;
}

// `hypersweep leaderboard x | head -3` closes the pipe early: that is no error.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(exitCodes.done);
  throw error;
});
