import type { Page } from './page.js';

/** Below the table: the trial that is picked, there or in a chart. */
export function showPickedTrial(page: Page): void {
  const { data, selection } = page;
  const [panel, title, state, curve, facts] = ['panel', 'title', 'state', 'curve', 'facts'].map((name) =>
    document.getElementById(`trial-${name}`),
  );
  const leaderboard = document.getElementById('leaderboard')?.parentElement;
  if (!panel || !title || !state || !curve || !facts || !leaderboard) return;
  let shown: number | undefined;
  let drawn = false;

  const show = async () => {
    const picked = selection.trial();
    if (picked === shown) return;
    shown = picked;
    panel.hidden = picked === undefined;
    if (picked === undefined) return;
    const { trials } = await page.details();
    const trial = trials.find(({ number }) => number === picked);
    if (!trial || selection.trial() !== picked) return;
    title.textContent = `Trial ${picked}${picked === data.best ? ', the best' : ''}`;
    state.textContent = page.trialSummary(page, trial);
    facts.replaceChildren(...page.trialFacts(page, trial, trials));
    curve.hidden = !data.trials.some(({ number, curve: points }) => number === picked && points.length > 0);
    if (!curve.hidden && !drawn) page.drawPickedCurve(page);
    drawn ||= !curve.hidden;
    // Who picked it in a chart wants to see that chart.
    if (leaderboard.contains(document.activeElement)) panel.scrollIntoView({ block: 'nearest' });
  };

  selection.onChange(() => void show());
  document.getElementById('close-trial')?.addEventListener('click', () => {
    const row = leaderboard.querySelector<HTMLElement>(`tr[data-trial="${shown}"] button`);
    selection.selectTrial(undefined);
    (row ?? leaderboard).focus();
  });
}
