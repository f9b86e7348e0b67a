"""Ends a Hugging Face Trainer's run where Hypersweep prunes it: `Trainer(..., callbacks=[HypersweepCallback()])`."""

import hypersweep
from transformers import TrainerCallback


class HypersweepCallback(TrainerCallback):
    """Each evaluation is a report: its metrics have the Trainer's names, such as eval_loss."""

    reports = 0

    def on_evaluate(self, args, state, control, metrics, **kwargs):
        self.reports += 1
        numbers = {name: value for name, value in metrics.items() if isinstance(value, (int, float)) and name != "epoch"}
        if hypersweep.report(self.reports, **numbers):
            control.should_training_stop = True
