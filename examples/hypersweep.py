"""Reports a Python program's metrics to Hypersweep. Copy it beside your script; run by hand, the script works as without it.

    import hypersweep

    lr = hypersweep.params.get("lr", 0.01)
    for epoch in range(1, 21):
        ...
        if hypersweep.report(epoch, val_loss=loss):
            break  # pruned: save what you want to keep, and end
"""

import contextlib
import json
import os
import shutil
import signal
import socket
import sys
import tempfile

params = json.loads(os.environ.get("HYPERSWEEP_PARAMS", "{}"))
trial = int(os.environ.get("HYPERSWEEP_TRIAL", "0"))
seed = int(os.environ.get("HYPERSWEEP_SEED", "0"))
# The trial's own folder: what lies in that of the best trial is kept as best/.
folder = os.environ.get("HYPERSWEEP_FOLDER", ".")
# Where a trial keeps what it goes on from when it was interrupted, crashed or was paused: see `checkpoint`.
checkpoint_folder = os.environ.get("HYPERSWEEP_CHECKPOINT_FOLDER")
# How many steps were done then, and the folder with what was kept of them: 0 and None in a trial that begins.
resume_step = int(os.environ.get("HYPERSWEEP_RESUME_STEP", "0"))
resume_folder = os.path.join(checkpoint_folder, f"step-{resume_step}") if checkpoint_folder and resume_step else None

_stopped = False
_stream = None


def report(step, **metrics):
    """Tells what was measured at a step, from 1 or from 0. Returns whether to end now; the next report after that does not return."""
    global _stopped
    if _stream is None:
        return False
    if _stopped:
        sys.exit(0)
    numbers = {name: float(value) for name, value in metrics.items()}
    _stream.write(json.dumps({"step": int(step), **numbers}) + "\n")
    _stream.flush()
    answer = _stream.readline()
    _stopped = _stopped or answer != "continue\n"
    return _stopped


@contextlib.contextmanager
def checkpoint(step):
    """A folder for what the trial needs to go on when `step` steps are done. It counts once the block has ended, whole or not at all:

        with hypersweep.checkpoint(epoch) as folder:
            torch.save(state, f"{folder}/state.pt")
    """
    if checkpoint_folder is None:
        with tempfile.TemporaryDirectory() as folder:
            yield folder
        return
    unfinished = os.path.join(checkpoint_folder, "unfinished")
    shutil.rmtree(unfinished, ignore_errors=True)
    os.makedirs(unfinished)
    yield unfinished
    kept = os.path.join(checkpoint_folder, f"step-{step}")
    shutil.rmtree(kept, ignore_errors=True)
    os.rename(unfinished, kept)
    # Of the last one the step may not be on record yet when the trial is cut off: then the one before it counts.
    steps = sorted(int(name[5:]) for name in os.listdir(checkpoint_folder) if name.startswith("step-") and name[5:].isdigit())
    for old in steps[:-2]:
        shutil.rmtree(os.path.join(checkpoint_folder, f"step-{old}"))


def _stop(_signal, _frame):
    global _stopped
    _stopped = True


def _connect(descriptor):
    """A process of its own making, such as a data loader's, shares the descriptor but never reports."""
    global _stream
    try:
        # SIGTERM is how a program is told to end; it has some seconds then.
        signal.signal(signal.SIGTERM, _stop)
    except ValueError:
        pass  # Not in the main thread: SIGTERM ends the process at once.
    _stream = socket.socket(fileno=os.dup(descriptor)).makefile("rw", encoding="utf-8", newline="\n")


if "HYPERSWEEP_REPORT_FD" in os.environ:
    _connect(int(os.environ["HYPERSWEEP_REPORT_FD"]))
