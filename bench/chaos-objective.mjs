// A curve that hangs on the parameters alone, and a checkpoint that it goes on from.

const sleep = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

export default async function objective(trial) {
  const { rate, width, kind } = trial.params;
  const floor = (Math.log10(rate) + 3) ** 2 / 10 + Math.abs(width - 6) / 20 + kind.charCodeAt(0) / 1000;
  for (let epoch = (trial.checkpoint?.step ?? 0) + 1; epoch <= 6; epoch++) {
    await sleep(Number(process.env.CHAOS_EPOCH_MS ?? 1));
    trial.checkpoint?.save({ epoch });
    if ((await trial.report(epoch, { loss: floor + 1 / epoch })) === 'stop') return undefined;
  }
  return { loss: floor + 1 / 6 };
}
